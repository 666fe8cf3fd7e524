/** Lists of objects: what counts, what is not known, and whose images are whose. */
import type { EffectiveImagesOptions } from '../../../src/k8ssandra/pods/effective-images.ts';
import { resolveImages } from '../../../src/k8ssandra/pods/effective-images.ts';
import type { JsonObject } from '../../../src/yaml/json.ts';
import {
  byContainer,
  cluster,
  datacenter,
  deployment,
  imageConfigMap,
  imageConfigV1,
  imageConfigV2,
  imageOf,
  operatorWith,
  releases,
  resolved,
} from './fixtures.ts';

const newest: EffectiveImagesOptions = { release: releases['1.32.5'] };
const lastOfV1: EffectiveImagesOptions = { release: releases['1.26.0'] };

const inNamespace = (object: JsonObject, namespace: string): JsonObject => ({
  ...object,
  metadata: { ...(object.metadata as JsonObject), namespace },
});

const operatorOf = (name: 'cass-operator' | 'k8ssandra-operator', tag: string, namespace: string): JsonObject =>
  deployment(name, { containers: [{ name: 'manager', image: `k8ssandra/${name}:${tag}` }] }, namespace);

/** What the resources say, without the containers of operators. */
const ofServers = (resources: readonly JsonObject[], options?: EffectiveImagesOptions): readonly string[] =>
  resolved(resources, options)
    .filter(({ container }) => container === 'cassandra')
    .map(({ image }) => image);

describe('without an ImageConfig', () => {
  const images = resolved([cluster({ cassandra: { serverImage: 'x.io/s:1' }, medusa: {} })], newest);

  test('what it would say is not known', () => {
    expect(imageOf(images, 'server-system-logger')).toMatchObject({
      image: '',
      status: 'unknown',
      reason: 'no ImageConfig that the operators would read is among the resources',
      source: [{ origin: 'missing', where: 'ImageConfig images.system-logger' }],
    });
    expect(imageOf(images, 'medusa')).toMatchObject({
      image: '',
      status: 'unknown',
      reason: 'no ImageConfig that the operators would read is among the resources',
    });
  });

  test('what is written is known', () => {
    expect(imageOf(images, 'cassandra')).toMatchObject({ image: 'x.io/s:1', status: 'resolved' });
  });

  test('a whole struct needs none', () => {
    const containerImage = { registry: 'm.io', repository: 'a', name: 'b', tag: 'c' };
    expect(imageOf(resolved([cluster({ medusa: { containerImage } })], newest), 'medusa')).toMatchObject({
      image: 'm.io/a/b:c',
      status: 'resolved',
    });
  });

  test('a struct without tag does: nobody has written latest', () => {
    const containerImage = { registry: 'm.io', repository: 'a', name: 'b' };
    expect(imageOf(resolved([cluster({ medusa: { containerImage } })], newest), 'medusa').status).toBe('unknown');
  });

  test('k8ssandra-operator 1.26 has its own images', () => {
    expect(imageOf(resolved([cluster({ medusa: {} })], lastOfV1), 'medusa')).toMatchObject({
      image: 'docker.io/k8ssandra/medusa:0.25.0',
      status: 'resolved',
    });
  });
});

describe('releases', () => {
  test('that are said count before the tags of the operators', () => {
    const resources = [
      imageConfigMap('1.26.0'),
      operatorOf('k8ssandra-operator', 'v1.26.0', ''),
      cluster({ medusa: {} }),
    ];
    expect(imageOf(resolved(resources), 'medusa').image).toBe('docker.io/k8ssandra/medusa:0.25.0');
    expect(imageOf(resolved(resources, { release: { k8ssandraOperator: 'v1.14.0' } }), 'medusa').image).toBe(
      'docker.io/k8ssandra/medusa:0.20.1',
    );
  });

  test('that are not known are assumed, and that is said', () => {
    const { assumptions, images } = resolveImages([imageConfigMap('1.26.0', imageConfigV1), cluster({ medusa: {} })]);
    expect(assumptions.map(({ message }) => message)).toEqual([
      'the resources do not show the release of k8ssandra-operator: 1.26.0 is assumed; set release.k8ssandraOperator',
      'the resources do not show the release of cass-operator: 1.28.1 is assumed; set release.cassOperator',
    ]);
    expect(imageOf(images, 'medusa')).toMatchObject({
      image: 'docker.io/k8ssandra/medusa:0.25.0',
      status: 'unknown',
      reason: 'the resources do not show the release of k8ssandra-operator',
    });
    // The ImageConfig is there, whoever reads it.
    expect(imageOf(images, 'cassandra').status).toBe('resolved');
  });

  test('nothing is assumed for ordinary workloads, or where all is known', () => {
    expect(resolveImages([deployment('web', { containers: [{ name: 'web', image: 'web:1' }] })]).assumptions).toEqual(
      [],
    );
    expect(resolveImages([imageConfigMap('1.32.5'), cluster()], newest).assumptions).toEqual([]);
  });

  test('of two operators hold in their namespaces', () => {
    const images = resolved([
      operatorOf('k8ssandra-operator', 'v1.14.0', 'old'),
      operatorOf('k8ssandra-operator', 'v1.26.0', 'new'),
      inNamespace(cluster({ medusa: {} }), 'old'),
      inNamespace(cluster({ medusa: {} }), 'new'),
    ]);
    const medusas = images.filter(({ container, workload }) => container === 'medusa' && workload === 'cassandra');
    expect(medusas.map(({ image }) => image)).toEqual([
      'docker.io/k8ssandra/medusa:0.20.1',
      'docker.io/k8ssandra/medusa:0.25.0',
    ]);
  });
});

describe('several ImageConfigs', () => {
  const registry = (name: string): string => `${imageConfigV2.replace('docker.io', name)}`;
  const inOps = inNamespace(imageConfigMap('1.32.5', registry('ops.io')), 'ops');
  const inData = inNamespace(imageConfigMap('1.32.5', registry('data.io')), 'data');

  test('each operator has that of its namespace', () => {
    const operators = ['ops', 'data'].map((namespace) => operatorOf('cass-operator', 'v1.31.0', namespace));
    const own = inNamespace(datacenter(), 'ops');
    expect(ofServers([inOps, inData, ...operators, datacenter(), own])).toEqual([
      'data.io/k8ssandra/cass-management-api:4.0.17-ubi',
      'ops.io/k8ssandra/cass-management-api:4.0.17-ubi',
    ]);
  });

  test('an operator that watches the namespace has its own', () => {
    expect(ofServers([inOps, inData, operatorOf('cass-operator', 'v1.31.0', 'ops'), datacenter()])).toEqual([
      'ops.io/k8ssandra/cass-management-api:4.0.17-ubi',
    ]);
  });

  test('without an operator each of them may be in force', () => {
    expect(ofServers([inOps, inData, datacenter()], newest)).toEqual([
      'ops.io/k8ssandra/cass-management-api:4.0.17-ubi',
      'data.io/k8ssandra/cass-management-api:4.0.17-ubi',
    ]);
  });

  test('the same image twice is one', () => {
    expect(ofServers([inOps, { ...inOps }, datacenter()], newest)).toHaveLength(1);
  });
});

describe('the datacenter of another Kubernetes cluster', () => {
  const remote = cluster({ datacenter: { k8sContext: 'east' }, medusa: {}, reaper: {} });
  const local = [imageConfigMap('1.32.5'), operatorWith({})];

  test('is looked after by operators that are not in the input', () => {
    const images = resolved([...local, remote], newest);
    expect(imageOf(images, 'cassandra')).toMatchObject({
      status: 'unknown',
      k8sContext: 'east',
      reason: 'no ImageConfig that the operators would read is among the resources of k8sContext east',
    });
    // The local k8ssandra-operator makes the pod template.
    expect(imageOf(images, 'medusa').status).toBe('resolved');
  });

  test('or in the input for it', () => {
    const there = imageConfigMap('1.32.5', imageConfigV2.replace('docker.io', 'east.io'));
    const images = resolved([...local, remote], { ...newest, k8sContexts: { east: [there] } });
    const server = imageOf(images, 'cassandra');
    expect(server.image).toBe('east.io/k8ssandra/cass-management-api:4.0.17-ubi');
    expect(server.source[0]).not.toHaveProperty('resource');
  });
});

describe('what decided stands first', () => {
  const server = (text: string): unknown =>
    imageOf(resolved([imageConfigMap('1.32.5', text), datacenter()], newest), 'cassandra').source[0];

  test.each([
    ['overrides', `${imageConfigV2}\noverrides: {registry: m.io}`, ['overrides', 'registry'], 'm.io'],
    ['defaults', imageConfigV2, ['defaults', 'registry'], 'docker.io'],
    [
      'the entry',
      imageConfigV2.replace('repository: k8ssandra, name: cass', 'registry: own.io, repository: k8ssandra, name: cass'),
      ['types', 'cassandra', 'registry'],
      'own.io',
    ],
  ])('%s', (_, text, inner, value) => {
    expect(server(text)).toEqual({
      origin: 'written',
      where: `ImageConfig ${inner.join('.')}`,
      resource: 0,
      path: ['data', 'image_config.yaml'],
      inner,
      value,
    });
  });

  test.each([
    ['imageRegistry', `${imageConfigV1}\nimageRegistry: m.io`, ['imageRegistry']],
    ['the repository', imageConfigV1, ['defaults', 'cassandra', 'repository']],
  ])('in v1beta1 %s', (_, text, inner) => {
    const images = resolved([imageConfigMap('1.26.0', text), datacenter()], lastOfV1);
    expect(imageOf(images, 'cassandra').source[0]?.inner).toEqual(inner);
  });

  test.each<[string, JsonObject, JsonObject, object]>([
    [
      'a field',
      { cassandra: { serverImage: 'x.io/s:1' } },
      {},
      { resource: 2, path: ['spec', 'cassandra', 'serverImage'], value: 'x.io/s:1' },
    ],
    [
      'a part of a struct',
      { medusa: { containerImage: { registry: 'x.io' } } },
      {},
      { resource: 2, path: ['spec', 'medusa', 'containerImage', 'registry'], value: 'x.io' },
    ],
    [
      'the environment',
      { medusa: {} },
      { DEFAULT_REGISTRY: 'x.io' },
      { resource: 1, path: expect.arrayContaining(['env']), value: 'x.io' },
    ],
    ['the code', { medusa: {} }, {}, { origin: 'hard-coded', value: 'docker.io' }],
  ])('%s', (_, spec, env, expected) => {
    const resources = [imageConfigMap('1.26.0'), operatorWith(env as Record<string, string>), cluster(spec)];
    const container = 'medusa' in spec ? 'medusa' : 'cassandra';
    expect(imageOf(resolved(resources, lastOfV1), container).source[0]).toMatchObject(expected);
  });
});

describe('ordinary workloads', () => {
  const podSpec = {
    initContainers: [{ name: 'i', image: 'i:1', imagePullPolicy: 'Always' }],
    containers: [{ name: 'c', image: 'c:1' }, { name: 'none' }],
    ephemeralContainers: [{ name: 'e', image: 'e:1' }],
    volumes: [{ name: 'v', image: { reference: 'v:1' } }],
    imagePullSecrets: [{ name: 's' }],
  };

  test('run what is written', () => {
    const images = resolved([{}, deployment('web', podSpec, 'data')]);
    expect(images.map(({ workload, kind, container, image }) => `${workload} ${kind} ${container} ${image}`)).toEqual([
      'Deployment/web init i i:1',
      'Deployment/web container c c:1',
      'Deployment/web ephemeral e e:1',
      'Deployment/web volume v v:1',
    ]);
    expect(images[0]).toMatchObject({
      namespace: 'data',
      pullPolicy: 'Always',
      pullSecrets: ['s'],
      resource: 1,
      status: 'resolved',
      override: {
        resource: 1,
        path: ['spec', 'template', 'spec', 'initContainers', 0, 'image'],
        shape: 'reference',
      },
    });
    expect(images.at(-1)?.override?.path.slice(-2)).toEqual(['image', 'reference']);
  });

  test.each<[string, JsonObject]>([
    ['CronJob', { jobTemplate: { spec: { template: { spec: podSpec } } } }],
    ['Pod', podSpec],
    ['StatefulSet', { template: { spec: podSpec } }],
  ])('%s', (kind, spec) => {
    const apiVersion = { CronJob: 'batch/v1', Pod: 'v1', StatefulSet: 'apps/v1' }[kind] ?? '';
    expect(resolved([{ apiVersion, kind, metadata: { name: 'x' }, spec }])[0]).toMatchObject({
      workload: `${kind}/x`,
      image: 'i:1',
    });
  });

  test('operators themselves are such', () => {
    expect(byContainer(resolved([operatorOf('cass-operator', 'v1.31.0', 'ops')]))).toEqual({
      'Deployment/cass-operator/manager': 'k8ssandra/cass-operator:v1.31.0',
    });
  });
});

describe('what is made from others of the list is left out', () => {
  const made = (kind: string, name: string, owner: JsonObject): JsonObject => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'data', ownerReferences: [{ controller: true, ...owner }] },
    spec: { template: { spec: { containers: [{ name: 'c', image: 'made:1' }] } } },
  });
  const owner = { apiVersion: 'cassandra.datastax.com/v1beta1', kind: 'CassandraDatacenter', name: 'dc1' };
  const statefulSet = made('StatefulSet', 'demo-dc1-default-sts', owner);
  const imagesIn = (...resources: readonly JsonObject[]): readonly string[] =>
    resolved([imageConfigMap('1.32.5'), ...resources], newest).map(({ image }) => image);

  test('by its controller', () => {
    expect(imagesIn(datacenter(), statefulSet)).not.toContain('made:1');
    expect(imagesIn(statefulSet)).toContain('made:1');
  });

  test('not by one of that name in another namespace', () => {
    expect(imagesIn(inNamespace(datacenter(), 'other'), statefulSet)).toContain('made:1');
  });

  test('a CassandraDatacenter by its cluster', () => {
    const labels = {
      'k8ssandra.io/cluster-name': 'demo',
      'k8ssandra.io/cluster-namespace': 'data',
      'app.kubernetes.io/created-by': 'k8ssandracluster-controller',
    };
    const child = { ...datacenter({ serverImage: 'made:1' }), metadata: { name: 'dc1', namespace: 'data', labels } };
    expect(imagesIn(cluster(), child)).not.toContain('made:1');
    expect(imagesIn(child)).toContain('made:1');
  });
});

test('nothing in, nothing out', () => {
  expect(resolveImages([])).toEqual({ images: [], open: [], assumptions: [] });
  expect(
    resolved([{}, { kind: 'K8ssandraCluster' }, { apiVersion: 'k8ssandra.io/v1alpha1', kind: 'K8ssandraCluster' }]),
  ).toEqual([]);
});
