/** Reaper: where it runs, with what, and how its init container differs. */
import type { JsonObject } from '../../../src/yaml/json.ts';
import {
  byContainer,
  cluster,
  imageConfigMap,
  imagesFor,
  operatorWith,
  type Release,
  releases,
  resolved,
} from './fixtures.ts';

const reaperOf = (
  reaper: JsonObject,
  release: Release,
  ...others: readonly JsonObject[]
): Readonly<Record<string, string>> =>
  byContainer(imagesFor(cluster({ reaper }), release, ...others).filter(({ workload }) => workload === 'reaper'));

describe('where it runs', () => {
  const dc = (name: string, more: JsonObject = {}): JsonObject => ({ metadata: { name }, size: 3, ...more });
  const places = (
    reaper: JsonObject,
    others: readonly JsonObject[],
    datacenter: JsonObject = {},
    release: Release = '1.32.5',
  ): readonly string[] => {
    const images = imagesFor(cluster({ reaper, datacenter, others }), release);
    return [...new Set(images.filter(({ workload }) => workload === 'reaper').map((image) => image.datacenter ?? ''))];
  };

  test.each<[string, JsonObject, readonly JsonObject[], JsonObject, readonly string[]]>([
    ['in each datacenter', {}, [dc('dc2')], {}, ['dc1', 'dc2']],
    ['not where Cassandra is stopped', {}, [dc('dc2', { stopped: true })], {}, ['dc1']],
    ['SINGLE: in the first', { deploymentMode: 'SINGLE' }, [dc('dc2')], {}, ['dc1']],
    [
      'SINGLE: in the first that runs',
      { deploymentMode: 'SINGLE' },
      [dc('dc2'), dc('dc3')],
      { stopped: true },
      ['dc2'],
    ],
    ['CONTROL_PLANE without reference: in each', { deploymentMode: 'CONTROL_PLANE' }, [dc('dc2')], {}, ['dc1', 'dc2']],
    ['with a reference: elsewhere', { reaperRef: { name: 'r' } }, [dc('dc2')], {}, []],
  ])('%s', (_, reaper, others, datacenter, expected) => {
    expect(places(reaper, others, datacenter)).toEqual(expected);
  });

  test('references exist from 1.19 on', () => {
    expect(places({ reaperRef: { name: 'r' } }, [], {}, '1.14.0')).toEqual(['dc1']);
  });
});

describe('images', () => {
  test.each<[Release, JsonObject, string, string]>([
    ['1.6.0', {}, 'docker.io/thelastpickle/cassandra-reaper:3.2.1', 'docker.io/thelastpickle/cassandra-reaper:3.2.1'],
    [
      '1.14.0',
      { containerImage: { registry: 'm.io', tag: '1' } },
      'docker.io/thelastpickle/cassandra-reaper:3.5.0',
      'm.io/thelastpickle/cassandra-reaper:1',
    ],
    [
      '1.14.0',
      { initContainerImage: { registry: 'm.io', tag: '1' } },
      'm.io/thelastpickle/cassandra-reaper:1',
      'docker.io/thelastpickle/cassandra-reaper:3.5.0',
    ],
    [
      '1.20.4',
      { containerImage: { registry: 'm.io', tag: '1' } },
      'm.io/thelastpickle/cassandra-reaper:1',
      'm.io/thelastpickle/cassandra-reaper:1',
    ],
    [
      '1.26.0',
      { initContainerImage: { registry: 'm.io', tag: '1' } },
      'docker.io/thelastpickle/cassandra-reaper:4.0.0-rc1',
      'docker.io/thelastpickle/cassandra-reaper:4.0.0-rc1',
    ],
    ['1.32.5', {}, 'docker.io/thelastpickle/cassandra-reaper:5.0.0', 'docker.io/thelastpickle/cassandra-reaper:5.0.0'],
    [
      '1.32.5',
      { containerImage: { registry: 'm.io' } },
      'm.io/thelastpickle/cassandra-reaper:latest',
      'm.io/thelastpickle/cassandra-reaper:latest',
    ],
  ])('%s %j', (release, reaper, init, main) => {
    expect(reaperOf(reaper, release)).toEqual({ 'reaper/reaper-schema-init': init, 'reaper/reaper': main });
  });

  test('DEFAULT_REGISTRY moves it in 1.26', () => {
    const images = reaperOf({}, '1.26.0', operatorWith({ DEFAULT_REGISTRY: 'm.io' }));
    expect(images['reaper/reaper']).toBe('m.io/thelastpickle/cassandra-reaper:4.0.0-rc1');
  });
});

describe('the init container', () => {
  const local = { storageType: 'local', storageConfig: {}, deploymentMode: 'SINGLE' };
  const hasInit = (reaper: JsonObject, release: Release): boolean =>
    'reaper/reaper-schema-init' in reaperOf(reaper, release);

  test('skipSchemaMigration does without', () => {
    expect(hasInit({}, '1.26.0')).toBe(true);
    expect(hasInit({ skipSchemaMigration: true }, '1.26.0')).toBe(false);
  });

  test('before 1.21 only for a Reaper with a resource of its own', () => {
    const own = {
      apiVersion: 'reaper.k8ssandra.io/v1alpha1',
      kind: 'Reaper',
      metadata: { name: 'r', namespace: 'data' },
      spec: { skipSchemaMigration: true },
    };
    expect(hasInit({ skipSchemaMigration: true }, '1.20.4')).toBe(true);
    expect(imagesFor(own, '1.20.4').map(({ container }) => container)).toEqual(['reaper']);
  });

  test('local storage has it from 1.32 on; before 1.19 there is no such storage', () => {
    expect(hasInit(local, '1.14.0')).toBe(true);
    expect(hasInit(local, '1.26.0')).toBe(false);
    expect(hasInit(local, '1.32.5')).toBe(true);
  });

  test('is not there for a running cluster with a stopped datacenter', () => {
    const object = cluster({ reaper: {}, others: [{ metadata: { name: 'dc2' }, size: 3, stopped: true }] });
    const status = { conditions: [{ type: 'CassandraInitialized', status: 'True' }] };
    const names = (it: JsonObject): readonly string[] => Object.keys(byContainer(imagesFor(it, '1.32.5')));
    expect(names(object)).toContain('reaper/reaper-schema-init');
    expect(names({ ...object, status })).not.toContain('reaper/reaper-schema-init');
  });
});

describe('local storage', () => {
  const failures = (reaper: JsonObject): readonly (string | undefined)[] =>
    imagesFor(cluster({ reaper }), '1.32.5').flatMap(({ workload, reason }) => (workload === 'reaper' ? [reason] : []));

  test('is for one datacenter only, and needs to be set up', () => {
    expect(failures({ storageType: 'local', storageConfig: {} })[0]).toMatch('per-dc');
    expect(failures({ storageType: 'local', deploymentMode: 'SINGLE' })[0]).toMatch('storageConfig');
    expect(failures({ storageType: 'local', deploymentMode: 'SINGLE', storageConfig: {} })[0]).toBeUndefined();
  });
});

describe('pull secrets', () => {
  const secrets = (
    reaper: JsonObject,
    release: Release,
    ...others: readonly JsonObject[]
  ): readonly string[] | undefined =>
    imagesFor(cluster({ reaper }), release, ...others).find(({ container }) => container === 'reaper')?.pullSecrets;
  const struct = (name: string): JsonObject => ({ tag: '1', pullSecretRef: { name } });
  const env = operatorWith({ IMAGE_PULL_SECRETS: 'e1,e2' });

  test('up to 1.14 those of both structs, none twice', () => {
    expect(secrets({ containerImage: struct('a'), initContainerImage: struct('b') }, '1.14.0', env)).toEqual([
      'a',
      'b',
    ]);
    expect(secrets({ containerImage: struct('a'), initContainerImage: struct('a') }, '1.14.0')).toEqual(['a']);
    // Clusters cannot do without reaper-schema-init before 1.21: the field is a Reaper's only.
    expect(
      secrets({ containerImage: struct('a'), initContainerImage: struct('b'), skipSchemaMigration: true }, '1.14.0'),
    ).toEqual(['a', 'b']);
  });

  test('up to 1.26 those of the environment before that of the struct', () => {
    expect(secrets({ containerImage: struct('a'), initContainerImage: struct('b') }, '1.26.0', env)).toEqual([
      'e1',
      'e2',
      'a',
    ]);
  });

  test('from 1.27 on those of the ImageConfig, and the one of the image once more', () => {
    const text = 'images: {reaper: {name: r, tag: t}}\ndefaults: {pullSecrets: [d1, d2]}';
    const run = (reaper: JsonObject): readonly string[] | undefined =>
      resolved([imageConfigMap('1.32.5', text), env, cluster({ reaper })], { release: releases['1.32.5'] }).find(
        ({ container }) => container === 'reaper',
      )?.pullSecrets;
    expect(run({})).toEqual(['d1', 'd2', 'd1']);
    expect(run({ containerImage: struct('a') })).toEqual(['d1', 'd2', 'a']);
  });
});

test('a Reaper with a resource of its own', () => {
  const reaper = {
    apiVersion: 'reaper.k8ssandra.io/v1alpha1',
    kind: 'Reaper',
    metadata: { name: 'r', namespace: 'data' },
    spec: { datacenterRef: { name: 'dc1' }, containerImage: { registry: 'm.io', tag: '1' } },
  };
  const images = imagesFor(reaper, '1.32.5');
  expect(byContainer(images)).toEqual({
    'reaper/reaper-schema-init': 'm.io/thelastpickle/cassandra-reaper:1',
    'reaper/reaper': 'm.io/thelastpickle/cassandra-reaper:1',
  });
  expect(images[0]).toMatchObject({ datacenter: 'dc1', namespace: 'data', resource: 1 });
});
