import { at, type JsonObject } from '../../src/source/json.ts';
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
