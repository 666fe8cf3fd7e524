import { at, type JsonObject } from '../../src/yaml/json.ts';
import { cluster, deployment, imageConfig, planned } from './planned.ts';

function operator(release: string, env: readonly JsonObject[] = []): JsonObject {
  const containers = [{ name: 'manager', image: `k8ssandra/k8ssandra-operator:v${release}`, env }];
  return deployment({ containers }, { name: 'k8ssandra-operator', namespace: 'k8ssandra-operator' });
}

const labelled = imageConfig(`images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
  config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v1}
  reaper: {repository: thelastpickle, name: cassandra-reaper, tag: 5.0.0}
defaults: {registry: docker.io}
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
`);

const cassandra = { serverVersion: '4.1.9', datacenters: [{ metadata: { name: 'dc1' }, size: 3 }] };
const spec = { pullSecrets: ['mirror-credentials'] };

function envOf(resource: JsonObject | undefined) {
  return at(resource, ['spec', 'template', 'spec', 'containers', 0, 'env']);
}

describe('IMAGE_PULL_SECRETS', () => {
  const registry = { name: 'DEFAULT_REGISTRY', value: 'mirror.example.com:5000/k8ssandra' };

  test('is set where Stargate runs, beside those that are there', () => {
    const env = [{ name: 'IMAGE_PULL_SECRETS', value: 'own' }];
    const { after, codes } = planned(
      [operator('1.32.5', env), labelled, cluster({ cassandra, stargate: { size: 1 } })],
      spec,
    );
    expect(envOf(after[0])).toEqual([{ name: 'IMAGE_PULL_SECRETS', value: 'own,mirror-credentials' }, registry]);
    expect(codes).not.toContain('pull-secret-ineffective');
  });

  test('is not set where the ImageConfig does', () => {
    const { after, codes } = planned([operator('1.32.5'), labelled, cluster({ cassandra, reaper: {} })], spec);
    expect(envOf(after[0])).toEqual([]);
    expect(codes).not.toContain('pull-secret-ineffective');
  });
});

test('a secret that reaches no pod is said', () => {
  const { said } = planned([operator('1.14.0'), cluster({ cassandra, reaper: {} })], spec);
  const told = said.filter((text) => text.startsWith('pull-secret-ineffective'));
  expect(told).toEqual([
    'pull-secret-ineffective: pods of reaper in demo/dc1 pull from the mirror without mirror-credentials: nothing in the input gives it to them; add it to their ServiceAccount',
  ]);
});

describe('the namespaces that need the secrets', () => {
  const needed = (resources: readonly JsonObject[], spec: JsonObject = { pullSecrets: ['one', 'two'] }): unknown =>
    planned(resources, spec)
      .said.filter((line) => line.startsWith('pull-secrets-needed: '))
      .map((line) => line.slice('pull-secrets-needed: '.length));

  test('are those of workloads and of what the operators make, other Kubernetes clusters included', () => {
    const datacenters = [
      { metadata: { name: 'east' }, size: 1 },
      { metadata: { name: 'west', namespace: 'databases' }, k8sContext: 'europe', size: 1 },
    ];
    const resources = [
      deployment({ containers: [{ name: 'app', image: 'shop/app' }] }),
      cluster({ cassandra: { serverVersion: '4.1.8', datacenters } }),
    ];
    expect(needed(resources)).toEqual([
      'namespace demo needs the Secrets one, two: pods of Deployment demo/app pull from the mirror',
      'namespace k8ssandra-operator needs the Secrets one, two: pods of K8ssandraCluster k8ssandra-operator/demo (cassandra) pull from the mirror',
      'namespace databases of k8sContext europe needs the Secrets one, two: pods of K8ssandraCluster k8ssandra-operator/demo (cassandra) pull from the mirror',
    ]);
  });

  test('are not those of pods that pull from elsewhere', () => {
    const resources = [deployment({ containers: [{ name: 'app', image: 'corp.io/app' }] })];
    expect(needed(resources, { pullSecrets: ['one'], exclude: ['corp.io'] })).toEqual([]);
  });

  test('are told whether or not the manifest names them, and only if there are secrets', () => {
    const resources = [deployment({ containers: [{ name: 'app', image: 'shop/app' }] }, { namespace: '' })];
    expect(needed(resources)).toEqual([
      expect.stringContaining('the namespace that the manifests are applied to needs'),
    ]);
    expect(needed(resources, {})).toEqual([]);
  });
});
