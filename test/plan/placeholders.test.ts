// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are what it is about
import { at, type JsonObject } from '../../src/yaml/json.ts';
import { cluster, deployment, imageConfig, mirror, planned } from './planned.ts';

const text = ['data', 'image_config.yaml'];
const datacenters = [{ metadata: { name: 'dc1' }, size: 1 }];

function v1beta1(document: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'cass-operator-manager-config' },
    data: { 'image_config.yaml': `apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\n${document}` },
  };
}

describe('what has a placeholder in it is left alone, with one warning', () => {
  test.each<[string, JsonObject]>([
    ['a reference of a workload', deployment({ containers: [{ image: '${REGISTRY}/a/b:1' }] })],
    ['a version of a workload', deployment({ containers: [{ image: 'quay.io/a/b:$(VERSION)' }] })],
    ['a template', deployment({ initContainers: [{ image: '{{ registry }}/a/b:1' }] })],
    ['an image volume', deployment({ volumes: [{ name: 'v', image: { reference: '<registry>/a/b:1' } }] })],
    [
      'a server image',
      cluster({ cassandra: { serverVersion: '4.1.4', serverImage: '${REGISTRY}/a/b:1', datacenters } }),
    ],
    ['a server version', cluster({ cassandra: { serverVersion: '${VERSION}', datacenters } })],
    [
      'a version of a datacenter',
      cluster({ cassandra: { datacenters: [{ ...datacenters[0], serverVersion: '<version>' }] } }),
    ],
    [
      'a registry of a struct',
      cluster({ reaper: { containerImage: { registry: '<registry>', repository: 'a', name: 'b', tag: '1' } } }),
    ],
    ['a tag of a struct', cluster({ medusa: { containerImage: { repository: 'a', name: 'b', tag: '${TAG}' } } })],
    [
      'a struct that is wrong in other ways too',
      cluster({ stargate: { containerImage: { registry: '${R}', name: false } } }),
    ],
    [
      'a datacenter',
      {
        apiVersion: 'cassandra.datastax.com/v1beta1',
        kind: 'CassandraDatacenter',
        metadata: { name: 'dc' },
        spec: { serverType: 'cassandra', serverVersion: '$(VERSION)' },
      },
    ],
    [
      'a pod of an unknown kind',
      {
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'Rollout',
        metadata: { name: 'x' },
        spec: { template: { spec: { containers: [{ image: '${R}/a:1' }] } } },
      },
    ],
    [
      'a field of an unknown kind',
      {
        apiVersion: 'tekton.dev/v1',
        kind: 'Task',
        metadata: { name: 'x' },
        spec: { steps: [{ image: '$(params.image)' }] },
      },
    ],
  ])('%s', (_, object) => {
    const { after, codes } = planned([object]);
    expect(after).toEqual([object]);
    expect(codes.filter((code) => !['release-assumed', 'image-unknown'].includes(code))).toEqual(['placeholder']);
  });

  test.each<[string, JsonObject]>([
    ['an image of a v1beta1 ImageConfig', v1beta1('images: {system-logger: "${R}/a/b:1"}')],
    [
      'its registry',
      v1beta1(
        'imageRegistry: ${REGISTRY}\nimages: {system-logger: "a/b:1", config-builder: "a/c:1", k8ssandra-client: "a/d:1"}',
      ),
    ],
    [
      'the default of its servers',
      v1beta1(
        'images: {}\ndefaults: {cassandra: {repository: "${R}/a"}, dse: {repository: "${R}/a"}, hcd: {repository: "${R}/a"}}',
      ),
    ],
    [
      'the registry of a v1beta2 ImageConfig',
      imageConfig(
        'apiVersion: config.k8ssandra.io/v1beta2\nkind: ImageConfig\ndefaults: {registry: "<registry>", repository: a}\nimages: {system-logger: {name: x, tag: "1"}, config-builder: {name: x, tag: "1"}, k8ssandra-client: {name: x, tag: "1"}}\ntypes: {cassandra: {name: x}}',
      ),
    ],
  ])('%s', (_, object) => {
    const { after, codes, said } = planned([object]);
    // A registry that is added behind them, for images that are written nowhere, changes none of the texts.
    expect(String(at(after[0], text)).startsWith(String(at(object, text)))).toBe(true);
    expect(codes).not.toContain('invalid-reference');
    expect(said.filter((message) => message.startsWith('placeholder'))).toHaveLength(1);
    expect(said.join()).not.toContain('99999');
  });

  test('a registry in the environment of k8ssandra-operator', () => {
    const operator = deployment(
      {
        containers: [
          {
            name: 'manager',
            image: 'k8ssandra/k8ssandra-operator:v1.20.0',
            env: [{ name: 'DEFAULT_REGISTRY', value: '${REGISTRY}' }],
          },
        ],
      },
      { name: 'k8ssandra-operator', namespace: 'k8ssandra-operator' },
    );
    const { codes, after } = planned([
      operator,
      cluster({ cassandra: { serverVersion: '4.1.4', datacenters }, reaper: {} }),
    ]);
    expect(codes).toContain('placeholder');
    expect(codes).not.toContain('image-unresolvable');
    expect(JSON.stringify(after[0])).toContain('"value":"${REGISTRY}"');
  });
});

test('what has none beside it is moved as ever', () => {
  const { after, codes } = planned([deployment({ containers: [{ image: '${R}/a/b:1' }, { image: 'a/c:1' }] })]);
  expect(JSON.stringify(after)).toContain(`{"image":"${mirror}/a/c:1"}`);
  expect(codes).toEqual(['placeholder']);
});

test('one warning for all, with their notations and places', () => {
  const { said } = planned([
    deployment({ containers: [{ image: '${A}/a/b:1' }, { image: '${B}/a/b:1' }] }),
    deployment({ containers: [{ image: '<c>/a/b:1' }] }, { name: 'other' }),
  ]);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain("${A}, ${B} (filled in by Flux's postBuild or envsubst) and <c> (filled in by");
  expect(said[0]).toContain('3 places');
});

test('neither an exclude nor a warning about escapes is needed, and strict makes it an error', () => {
  const { said } = planned([deployment({ containers: [{ image: '${R}/a/b:1' }] })], { strict: true, onEscape: 'warn' });
  expect(said).toHaveLength(1);
});
