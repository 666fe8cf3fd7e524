/** A server image of the ImageConfig is judged once for a version that a cluster asks for, and once for any version. */
import type { JsonObject } from '../../src/yaml/json.ts';
import { cluster, imageConfig, planned } from './planned.ts';

const asking = cluster({
  cassandra: { serverVersion: '4.0.17', datacenters: [{ metadata: { name: 'dc1' }, size: 1 }] },
});

function v1beta2(registry: string): JsonObject {
  return imageConfig(`apiVersion: config.k8ssandra.io/v1beta2
kind: ImageConfig
images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1.30.2}
  config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.8}
defaults: {registry: docker.io}
types:
  cassandra: {registry: "${registry}", repository: k8ssandra, name: cass-management-api, suffix: -ubi}
`);
}

function v1beta1(registry: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'cass-operator-manager-config', namespace: 'k8ssandra-operator' },
    data: {
      'image_config.yaml': `apiVersion: config.k8ssandra.io/v1beta1
kind: ImageConfig
images:
  system-logger: k8ssandra/system-logger:v1
  config-builder: datastax/cass-config-builder:1.0-ubi
  k8ssandra-client: k8ssandra/k8ssandra-client:v1
defaults:
  cassandra: {repository: "${registry}/k8ssandra/cass-management-api", suffix: -ubi}
`,
    },
  };
}

const rest = { mirrors: [{ source: '*', target: 'mirror.example.com:5000/rest' }] };
const onlyHub = { mirrors: [{ source: 'docker.io', target: 'mirror.example.com:5000/rest' }] };

describe.each<[string, (registry: string) => JsonObject]>([
  ['v1beta2', v1beta2],
  ['v1beta1', v1beta1],
])('%s', (_, configMap) => {
  test.each<[string, string, string, JsonObject]>([
    ["on the mirror's host, outside its path", 'on-mirror-host', 'mirror.example.com:5000/k8ssandra', rest],
    ['excluded', 'image-excluded', 'registry.corp.example.com', { ...rest, exclude: ['registry.corp.example.com'] }],
    ['of no rule', 'escaped', 'quay.io', onlyHub],
  ])('%s: %s for both', (_title, code, registry, spec) => {
    const { said } = planned([configMap(registry), asking], spec);
    const about = (version: string) => said.filter((text) => text.includes(`cass-management-api:${version}`));
    for (const version of ['<version>', '4.0.17']) {
      expect(about(version).map((text) => text.split(':')[0])).toEqual([code]);
    }
  });

  test('on the mirror already: nothing for both', () => {
    const { said } = planned([configMap('mirror.example.com:5000/rest'), asking], rest);
    expect(said.filter((text) => text.includes('cass-management-api'))).toEqual([]);
  });
});
