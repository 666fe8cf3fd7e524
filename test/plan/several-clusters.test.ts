/** Where the input leaves open which operator or ImageConfig counts. */
import { effectiveImages } from '../../src/k8ssandra/pods/effective-images.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { planned } from './planned.ts';

const document = (registry: string): string => `apiVersion: config.k8ssandra.io/v1beta2
kind: ImageConfig
images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1.30.0}
  config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.1}
  medusa: {repository: k8ssandra, name: medusa, tag: 0.25.1}
  reaper: {repository: thelastpickle, name: cassandra-reaper, tag: 4.0.0}
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
defaults: {registry: ${registry}}
`;

const imageConfig = (registry: string, file?: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'image-config', labels: { 'k8ssandra.io/config': 'image' }, ...annotated(file) },
  data: { 'image_config.yaml': document(registry) },
});

function operators(release: string, file?: string, env: readonly JsonObject[] = []): readonly JsonObject[] {
  return Object.entries({ 'cass-operator': '1.30.2', 'k8ssandra-operator': release }).map(([name, tag]) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, ...annotated(file) },
    spec: { template: { spec: { containers: [{ name, image: `k8ssandra/${name}:v${tag}`, env }] } } },
  }));
}

function annotated(file: string | undefined): JsonObject {
  return file === undefined ? {} : { annotations: { 'internal.config.kubernetes.io/path': file } };
}

const cluster: JsonObject = {
  apiVersion: 'k8ssandra.io/v1alpha1',
  kind: 'K8ssandraCluster',
  metadata: { name: 'demo' },
  spec: {
    medusa: {},
    cassandra: { serverVersion: '4.1.8', datacenters: [{ metadata: { name: 'dc1' }, size: 3 }] },
  },
};

const times = (count: number, make: (index: number) => readonly JsonObject[]): readonly JsonObject[] =>
  Array.from({ length: count }, (_, index) => make(index)).flat();

const isSeveral = (code: string): boolean => code === 'several-clusters';

test.each<[string, readonly JsonObject[]]>([
  ['copies of one install', times(40, () => [...operators('1.32.2'), imageConfig('docker.io'), cluster])],
  [
    'other comments and quotes in the ImageConfig',
    [...operators('1.32.2'), imageConfig('docker.io'), imageConfig('"docker.io" # Docker Hub'), cluster],
  ],
  [
    'releases that differ in nothing that runs',
    [...operators('1.32.0'), ...operators('1.32.2'), imageConfig('docker.io'), cluster],
  ],
  [
    'different installs without anything to run',
    [...operators('1.20.4'), ...operators('1.32.2'), imageConfig('docker.io'), imageConfig('quay.io')],
  ],
])('no matter: %s', (_title, resources) => {
  const { codes } = planned(resources);
  expect(codes.filter(isSeveral)).toEqual([]);
});

test.each<[string, readonly JsonObject[]]>([
  [
    'ImageConfigs with different registries',
    [...operators('1.32.2'), imageConfig('docker.io'), imageConfig('quay.io')],
  ],
  ['releases with different images', [...operators('1.20.4'), ...operators('1.32.2'), imageConfig('docker.io')]],
  [
    'different environments',
    [
      ...operators('1.20.4'),
      ...operators('1.20.4', undefined, [{ name: 'DEFAULT_REGISTRY', value: 'quay.io' }]),
      imageConfig('docker.io'),
    ],
  ],
])('an error: %s', (_title, resources) => {
  const { codes, after } = planned([...resources.map(withOwnName), cluster]);
  expect(codes.filter(isSeveral)).toHaveLength(1);
  expect(after).toHaveLength(resources.length + 1);
});

/** ImageConfigs keep theirs: of several in one namespace, the first by name counts. */
function withOwnName(resource: JsonObject, index: number): JsonObject {
  if (resource.kind === 'ConfigMap') return resource;
  const metadata = resource.metadata as JsonObject;
  return {
    ...resource,
    metadata: {
      ...metadata,
      name: `${metadata.name}-${index}`,
      labels: { ...(metadata.labels as JsonObject), 'app.kubernetes.io/name': String(metadata.name) },
    },
  };
}

test('it names the object, the candidates with their files, and scopes to paste', () => {
  const [finding, ...others] = planned([
    ...operators('1.20.4', 'clusters/east/operators.yaml'),
    ...operators('1.32.2', 'clusters/west/operators.yaml'),
    imageConfig('docker.io', 'shared/image-config.yaml'),
    { ...cluster, metadata: { name: 'demo', ...annotated('apps/east/cluster.yaml') } },
  ]).findings.filter(({ code }) => isSeveral(code));
  expect(others).toEqual([]);
  expect(finding?.message).toMatch(/count for K8ssandraCluster demo \(apps\/east\/cluster.yaml\)/);
  expect(finding?.message).toMatch(/Deployment cass-operator \(clusters\/west\/operators.yaml\)/);
});

describe('different ImageConfigs that may all be the one', () => {
  const namespaced = (index: number): JsonObject => {
    const { metadata, ...rest } = imageConfig(`r${index}.example.com`);
    return { ...rest, metadata: { ...(metadata as JsonObject), namespace: `n${index}` } };
  };
  const images = (count: number): readonly string[] =>
    effectiveImages([...times(count, (index) => [namespaced(index)]), cluster], {
      release: { cassOperator: '1.30.2', k8ssandraOperator: '1.32.2' },
    }).map(({ container, image }) => `${container} ${image}`);

  test('are asked once each, never in combinations', () => {
    const one = images(1).length;
    expect(images(8)).toHaveLength(8 * one);
    expect(images(16)).toHaveLength(16 * one);
  });

  test('beyond 16 are not asked', () => {
    expect(images(64)).toHaveLength(17 * images(1).length);
    const resources = [...times(64, (index) => [namespaced(index)]), cluster];
    const { said } = planned(resources, { release: { cassOperator: '1.30.2', k8ssandraOperator: '1.32.2' } });
    expect(said.filter((text) => /^several-clusters: .*more than 16 different ones/.test(text))).toHaveLength(1);
  });
});
