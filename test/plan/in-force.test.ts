import type { JsonObject } from '../../src/yaml/json.ts';
import { deployment, imageConfig, planned } from './planned.ts';

const v1beta2 =
  'defaults: {registry: docker.io}\ntypes: {cassandra: {repository: k8ssandra, name: cass-management-api}}\n';

function labelled(name: string, namespace = 'ops'): JsonObject {
  const configMap = imageConfig(v1beta2);
  return { ...configMap, metadata: { name, namespace, labels: { 'k8ssandra.io/config': 'image' } } };
}

const mounted: JsonObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'cass-operator-manager-config', namespace: 'ops' },
  data: { 'image_config.yaml': 'images: {system-logger: "k8ssandra/system-logger:v1"}\n' },
};

function cassOperator(release: string): JsonObject {
  const containers = [{ name: 'manager', image: `k8ssandra/cass-operator:v${release}` }];
  return deployment({ containers }, { name: 'cass-operator', namespace: 'ops' });
}

function inForce(resources: readonly JsonObject[], spec: JsonObject = {}): readonly string[] {
  return planned(resources, spec).said.filter((text) => text.startsWith('image-config-in-force'));
}

const says = (read: string, idle: string) => [
  `image-config-in-force: the ImageConfig in ConfigMap ops/${read} is in force: no operator reads the one in ConfigMap ops/${idle} beside it, and changes of that have no effect; remove it if it was left over`,
];

test.each<[string, readonly JsonObject[], readonly string[]]>([
  ['the first by name of those with the label', [labelled('b'), labelled('a')], says('a', 'b')],
  ['the same beside its operator', [cassOperator('1.30.2'), labelled('a'), labelled('b')], says('a', 'b')],
  [
    '1.27 reads v1beta2 where it has both formats',
    [cassOperator('1.27.1'), mounted, labelled('a')],
    says('a', 'cass-operator-manager-config'),
  ],
  [
    '1.26 reads what it mounts',
    [cassOperator('1.26.0'), mounted, labelled('a')],
    says('cass-operator-manager-config', 'a'),
  ],
  ['the only one needs no word', [cassOperator('1.30.2'), labelled('a')], []],
  ['one in each namespace needs none', [labelled('a'), labelled('b', 'other')], []],
])('in force: %s', (_, resources, expected) => {
  expect(inForce(resources)).toEqual(expected);
});

test('one of the context counts', () => {
  expect(inForce([labelled('b')], { context: [labelled('a')] })).toEqual(says('a', 'b'));
});
