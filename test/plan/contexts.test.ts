/**
 * Several Kubernetes clusters: what reaches one operator's process, what a task is named after, and what restarts whom.
 * Facts: k8ssandra-operator pkg/config/config.go (`InitConfig`), cass-operator cmd/main.go (`setupImageRegistry`).
 */

import { readConfig } from '../../src/config/normalise.ts';
import { plan } from '../../src/plan/plan.ts';
import { at, isObject, type JsonObject } from '../../src/yaml/json.ts';
import { cluster, mirror, planned } from './planned.ts';

function operator(name: string, release: string, env: Readonly<Record<string, string>> = {}): JsonObject {
  const variables = Object.entries(env).map(([key, value]) => ({ name: key, value }));
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'k8ssandra-operator' },
    spec: { template: { spec: { containers: [{ name, image: `k8ssandra/${name}:v${release}`, env: variables }] } } },
  };
}

const document = (tag: string): string => `apiVersion: config.k8ssandra.io/v1beta1
kind: ImageConfig
images:
  system-logger: k8ssandra/system-logger:${tag}
  config-builder: datastax/cass-config-builder:1.0-ubi7
  k8ssandra-client: k8ssandra/k8ssandra-client:v1
`;
const current = (tag: string): string => `apiVersion: config.k8ssandra.io/v1beta2
kind: ImageConfig
images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: ${tag}}
  config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v1}
defaults: {registry: docker.io}
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
`;

function configMap(name: string, text: string, labels: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, namespace: 'k8ssandra-operator', labels },
    data: { 'image_config.yaml': text },
  };
}
const mounted = (tag = 'v1'): JsonObject => configMap('cass-operator-manager-config', document(tag));
const labelled = (tag = 'v1'): JsonObject =>
  configMap('cass-operator-image-config', current(tag), { 'k8ssandra.io/config': 'image' });

const here = { metadata: { name: 'dc1' }, size: 3 };
const inEast = { metadata: { name: 'dc2' }, k8sContext: 'east', size: 3 };
const serverVersion = '4.0.17';
const envOf = (deployment: JsonObject | undefined) =>
  at(deployment, ['spec', 'template', 'spec', 'containers', 0, 'env']);
const set = [{ name: 'DEFAULT_REGISTRY', value: mirror }];

describe('DEFAULT_REGISTRY', () => {
  const old = [operator('k8ssandra-operator', '1.20.4'), operator('cass-operator', '1.22.4'), mounted()];
  const east = (env: Readonly<Record<string, string>>): JsonObject => ({
    k8sContext: 'east',
    resources: [operator('k8ssandra-operator', '1.20.4', env), operator('cass-operator', '1.22.4'), mounted()],
  });

  test('is set for the images of its own process, whatever another cluster needs', () => {
    const demo = cluster({ cassandra: { serverVersion, datacenters: [here, inEast] }, reaper: {} });
    const { after } = planned([...old, demo], {
      layout: 'registry-path',
      context: [east({ DEFAULT_REGISTRY: 'quay.io' })],
      onEscape: 'warn',
    });
    expect(envOf(after[0])).toEqual([{ name: 'DEFAULT_REGISTRY', value: `${mirror}/docker.io` }]);
  });

  test('is not set where it would move nothing but images of other clusters', () => {
    const demo = cluster({ cassandra: { serverVersion, datacenters: [inEast] }, reaper: {} });
    const { after } = planned([...old, demo], { context: [east({})], onEscape: 'warn' });
    expect(envOf(after[0])).toEqual([]);
  });

  test('is not set where it would move an excluded image', () => {
    const demo = cluster({ cassandra: { serverVersion, datacenters: [here] }, reaper: {}, stargate: { size: 1 } });
    const { after, said } = planned([...old, demo], { exclude: ['docker.io/stargateio'] });
    expect(envOf(after[0])).toEqual([]);
    expect(at(after[3], ['spec', 'stargate'])).toEqual({ size: 1 });
    expect(said.filter((text) => text.startsWith('implicit-frozen'))).toHaveLength(1);
  });

  test.each<[string, string, JsonObject, boolean]>([
    ['1.15.0', 'all go to one registry', {}, true],
    ['1.26.0', 'all go to one registry', {}, true],
    ['1.14.0', 'it is not read', {}, false],
    ['1.32.5', 'Medusa and Reaper are in the ImageConfig', {}, false],
    ['1.20.4', 'some are excluded', { exclude: ['docker.io/k8ssandra'] }, false],
    ['1.20.4', 'the layout says more than a registry can', { layout: 'name' }, false],
    [
      '1.20.4',
      'a pin moves one of them elsewhere',
      { images: [{ name: 'k8ssandra/medusa', newName: 'm.io/own/medusa' }] },
      false,
    ],
  ])('for clusters that come later, %s: %s', (release, _, spec, isSet) => {
    const { after } = planned([operator('k8ssandra-operator', release)], spec);
    expect(envOf(after[0])).toEqual(isSet ? set : []);
    expect(planned(after, spec).after).toEqual(after);
  });

  test('that is set already stays where it leads to the mirror, and is moved where it does not', () => {
    const at = (value: string) =>
      envOf(planned([operator('k8ssandra-operator', '1.20.4', { DEFAULT_REGISTRY: value })]).after[0]);
    expect(at(mirror)).toEqual(set);
    expect(at('quay.io')).toEqual(set);
  });
});

describe('a refresh task', () => {
  const tasks = (resources: readonly JsonObject[], context: readonly JsonObject[] = []): readonly string[] => {
    const spec = {
      registry: mirror,
      context,
      rollout: { updateDatacenters: 'task' },
      release: { k8ssandraOperator: '1.32.5' },
    };
    const config = readConfig({ apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', spec });
    return plan(resources, config).additions.map(({ object }) => String(at(object, ['metadata', 'name'])));
  };
  const demo = cluster({ cassandra: { serverVersion, datacenters: [here, inEast] } });
  const east = (tag: string): JsonObject => ({ k8sContext: 'east', resources: [labelled(tag)] });

  test('is another one when the ImageConfig of a data plane changes', () => {
    const [one, other, same] = ['v1', 'v2', 'v1'].map((tag) => tasks([labelled(), demo], [east(tag)]));
    expect(one).toHaveLength(1);
    expect(other).not.toEqual(one);
    expect(same).toEqual(one);
  });

  test('is not another one for a cluster that has no datacenter there', () => {
    const local = cluster({ cassandra: { serverVersion, datacenters: [here] } });
    expect(tasks([labelled(), local], [east('v1')])).toEqual(tasks([labelled(), local], [east('v2')]));
  });

  test('is not another one when an ImageConfig changes that nobody reads', () => {
    const operators = [operator('cass-operator', '1.27.1'), operator('k8ssandra-operator', '1.27.1')];
    const named = (tag: string) => tasks([...operators, labelled(), mounted(tag), demo]);
    expect(named('v1')).toEqual(named('v2'));
  });
});

describe('the checksum that restarts an operator', () => {
  const checksums = (resources: readonly JsonObject[]) =>
    planned(resources, { rollout: { restartOperator: true } }).after.map((resource) => {
      const annotations = at(resource, ['spec', 'template', 'metadata', 'annotations']);
      return isObject(annotations) ? Object.values(annotations).join() : '';
    });

  test('does not change with an ImageConfig that nobody reads', () => {
    const operators = [operator('cass-operator', '1.27.1'), operator('k8ssandra-operator', '1.27.1')];
    const [one, other] = ['v1', 'v2'].map((tag) => checksums([...operators, labelled(), mounted(tag)]).slice(0, 2));
    expect(one?.every((text) => text.startsWith('sha256:'))).toBe(true);
    expect(other).toEqual(one);
  });

  test('is not for a k8ssandra-operator that reads no ImageConfig', () => {
    const [cass, k8ssandra] = checksums([
      operator('cass-operator', '1.22.4'),
      operator('k8ssandra-operator', '1.20.4'),
      mounted(),
    ]);
    expect([cass?.startsWith('sha256:'), k8ssandra]).toEqual([true, '']);
  });
});
