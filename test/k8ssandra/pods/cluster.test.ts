/** K8ssandraClusters: how datacenters are merged with their cluster. */
import type { JsonObject } from '../../../src/yaml/json.ts';
import { byContainer, cluster, imageConfigMap, imageOf, imagesFor, type Release, resolved } from './fixtures.ts';

const ofDatacenter = (
  object: JsonObject,
  name: string,
  release: Release = '1.32.5',
): Readonly<Record<string, string>> =>
  byContainer(imagesFor(object, release).filter(({ datacenter }) => datacenter === name));

describe('fields of the datacenter before those of the cluster', () => {
  const serverImage = (cassandra: JsonObject, datacenter: JsonObject): string =>
    imageOf(imagesFor(cluster({ cassandra, datacenter }), '1.32.5'), 'cassandra').image;

  test.each<[string, JsonObject, JsonObject, string]>([
    ['the cluster alone', { serverImage: 'c.io/s:1' }, {}, 'c.io/s:1'],
    ['the datacenter wins', { serverImage: 'c.io/s:1' }, { serverImage: 'd.io/s:1' }, 'd.io/s:1'],
    ['an empty text does not reset', { serverImage: 'c.io/s:1' }, { serverImage: '' }, 'c.io/s:1'],
    ['null is nothing', { serverImage: 'c.io/s:1' }, { serverImage: null }, 'c.io/s:1'],
    [
      'neither: type and version',
      { serverVersion: '4.0.1' },
      { serverVersion: '5.0.2' },
      'docker.io/k8ssandra/cass-management-api:5.0.2-ubi',
    ],
  ])('%s', (_, cassandra, datacenter, expected) => {
    expect(serverImage(cassandra, datacenter)).toBe(expected);
  });

  test('a version is printed as a version', () => {
    expect(serverImage({ serverVersion: 'v4.1' }, {})).toBe('docker.io/k8ssandra/cass-management-api:4.1.0-ubi');
  });

  test.each([[{ serverVersion: 'four' }], [{ serverVersion: '' }]])('%j is no version: no datacenter', (cassandra) => {
    const image = imageOf(imagesFor(cluster({ cassandra }), '1.32.5'), 'cassandra');
    expect(image).toMatchObject({ status: 'unresolvable', reason: expect.stringContaining('serverVersion') });
  });

  test('a bool that is false counts', () => {
    const dse = { serverType: 'dse', serverVersion: '6.8.50', readOnlyRootFilesystem: true };
    const names = (datacenter: JsonObject): readonly string[] =>
      Object.keys(byContainer(imagesFor(cluster({ cassandra: dse, datacenter }), '1.32.5')));
    expect(names({})).toContain('cassandra/server-config-init-base');
    expect(names({ readOnlyRootFilesystem: false })).not.toContain('cassandra/server-config-init-base');
  });

  test('k8ssandra-operator before 1.20 has no readOnlyRootFilesystem', () => {
    const dse = { serverType: 'dse', serverVersion: '6.8.50', readOnlyRootFilesystem: true };
    const names = (release: Release): readonly string[] =>
      Object.keys(byContainer(imagesFor(cluster({ cassandra: dse }), release)));
    expect(names('1.20.4')).toContain('cassandra/server-config-init-base');
    expect(names('1.14.0')).not.toContain('cassandra/server-config-init-base');
  });
});

describe('containers', () => {
  const cassandra = {
    containers: [
      { name: 'a', image: 'a:1', imagePullPolicy: 'Always' },
      { name: 'b', image: 'b:1' },
    ],
  };
  const datacenter = {
    containers: [
      { name: 'c', image: 'c:1' },
      { name: 'a', image: 'a:2' },
    ],
  };

  test('are merged by name, field by field', () => {
    const images = imagesFor(cluster({ cassandra, datacenter }), '1.32.5').filter(({ kind }) => kind === 'container');
    expect(images.slice(0, 3).map(({ container, image, pullPolicy }) => `${container} ${image} ${pullPolicy}`)).toEqual(
      ['a a:2 Always', 'b b:1 ', 'c c:1 '],
    );
  });

  test('up to 1.4 the list of the datacenter replaces that of the cluster', () => {
    const release = { k8ssandraOperator: '1.4.0', cassOperator: '1.13.1' };
    const images = resolved([imageConfigMap('1.6.0'), cluster({ cassandra, datacenter })], { release });
    expect(Object.keys(byContainer(images))).not.toContain('cassandra/b');
  });

  test('before 1.2 there is no such field', () => {
    const release = { k8ssandraOperator: '1.1.0', cassOperator: '1.11.0' };
    const images = resolved([imageConfigMap('1.6.0'), cluster({ cassandra })], { release });
    expect(Object.keys(byContainer(images))).not.toContain('cassandra/a');
  });

  test('volumes that are images: a source replaces the other', () => {
    const extra = (reference: string): JsonObject => ({
      volumes: [{ name: 'v', image: { reference } }],
      pvcs: [{ name: 'p', mountPath: '/p', volumeSource: { image: { reference } } }],
    });
    const object = cluster({ cassandra: { extraVolumes: extra('c:1') }, datacenter: { extraVolumes: extra('d:1') } });
    const volumes = imagesFor(object, '1.32.5').filter(({ kind }) => kind === 'volume');
    expect(volumes.map(({ container, image }) => `${container} ${image}`)).toEqual(['v d:1', 'p d:1']);
    expect(imagesFor(object, '1.20.4').filter(({ kind }) => kind === 'volume')).toEqual([]);
  });
});

describe('the annotation for the new config builder', () => {
  const annotations = { 'cassandra.datastax.com/use-new-config-builder': 'true' };
  const hasBase = (object: JsonObject, release: Release): boolean =>
    Object.keys(byContainer(imagesFor(object, release))).includes('cassandra/server-config-init-base');
  const ofCluster = (datacenter: JsonObject = {}): JsonObject =>
    cluster({ cassandra: { metadata: { annotations } }, datacenter: { metadata: { name: 'dc1', ...datacenter } } });
  const off = { annotations: { 'cassandra.datastax.com/use-new-config-builder': 'false' } };

  test('counts at both levels', () => {
    expect(hasBase(ofCluster(), '1.32.5')).toBe(true);
    expect(hasBase(cluster({ datacenter: { metadata: { name: 'dc1', annotations } } }), '1.32.5')).toBe(true);
  });

  test('the cluster wins from 1.23 on, the datacenter before', () => {
    expect(hasBase(ofCluster(off), '1.26.0')).toBe(true);
    expect(hasBase(ofCluster(off), '1.20.4')).toBe(false);
  });

  test('an empty one does not win', () => {
    const empty = { annotations: { 'cassandra.datastax.com/use-new-config-builder': '' } };
    const object = cluster({
      cassandra: { metadata: empty },
      datacenter: { metadata: { name: 'dc1', annotations } },
    });
    expect(hasBase(object, '1.32.5')).toBe(true);
    expect(hasBase(ofCluster(empty), '1.20.4')).toBe(true);
  });

  test('is lost with external datacenters, but for that of the cluster from 1.23 on', () => {
    const external = { externalDatacenters: ['other'] };
    const both = (object: JsonObject): JsonObject => ({
      ...object,
      spec: { ...(object.spec as JsonObject), ...external },
    });
    expect(hasBase(both(cluster({ datacenter: { metadata: { name: 'dc1', annotations } } })), '1.32.5')).toBe(false);
    expect(hasBase(both(ofCluster()), '1.32.5')).toBe(true);
    expect(hasBase(both(ofCluster()), '1.20.4')).toBe(false);
  });
});

describe('what runs where', () => {
  const others = [{ metadata: { name: 'dc2', namespace: 'east' }, size: 3 }];

  test('each datacenter in its namespace, and the namespace of the cluster otherwise', () => {
    const images = imagesFor(cluster({ others }), '1.32.5');
    expect(new Map(images.map(({ datacenter, namespace }) => [datacenter, namespace]))).toEqual(
      new Map([
        ['dc1', 'data'],
        ['dc2', 'east'],
      ]),
    );
    expect(new Set(images.map((image) => image.cluster))).toEqual(new Set(['demo']));
  });

  test('a cluster without Cassandra runs nothing', () => {
    const object = {
      apiVersion: 'k8ssandra.io/v1alpha1',
      kind: 'K8ssandraCluster',
      metadata: { name: 'x' },
      spec: { reaper: {} },
    };
    expect(imagesFor(object, '1.32.5')).toEqual([]);
  });

  test('racks are merged by name', () => {
    const object = cluster({ cassandra: { racks: [{ name: 'r1' }] }, datacenter: { racks: [{ name: 'r2' }] } });
    expect(new Set(imagesFor(object, '1.32.5').map(({ rack }) => rack))).toEqual(new Set(['r1', 'r2']));
  });

  test('jmxInitContainerImage runs up to 1.4 where there is auth, and never after', () => {
    const struct = { registry: 'm.io', repository: 'library', name: 'busybox', tag: '1' };
    const object = cluster({ cassandra: { jmxInitContainerImage: struct } });
    const without = cluster({ auth: false });
    const release = { k8ssandraOperator: '1.4.1', cassOperator: '1.13.1' };
    const run = (it: JsonObject): Readonly<Record<string, string>> =>
      byContainer(resolved([imageConfigMap('1.6.0'), it], { release }));
    expect(run(object)['cassandra/jmx-credentials']).toBe('docker.io/library/busybox:1.34.1');
    expect(run(cluster({ datacenter: { jmxInitContainerImage: struct } }))['cassandra/jmx-credentials']).toBe(
      'm.io/library/busybox:1',
    );
    expect(run(without)).not.toHaveProperty('cassandra/jmx-credentials');
    for (const later of ['1.6.0', '1.32.5'] as const) {
      expect(ofDatacenter(object, 'dc1', later)).not.toHaveProperty('cassandra/jmx-credentials');
    }
  });
});
