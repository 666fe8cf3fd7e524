/**
 * Structs that leave parts to an ImageConfig, or to an environment, that is not in the input: nothing is guessed.
 * Facts: pkg/medusa/reconcile.go, pkg/reaper/deployment.go, pkg/images/images.go of k8ssandra-operator.
 */
import { at, type JsonObject } from '../../src/yaml/json.ts';
import { cluster, mirror, planned } from './planned.ts';

const cassandra = { serverVersion: '4.0.17', datacenters: [{ metadata: { name: 'dc1' }, size: 3, stargate: {} }] };

function operator(name: string, image: string, env: readonly JsonObject[] = []): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'k8ssandra-operator' },
    spec: { template: { spec: { containers: [{ name: 'manager', image, env }] } } },
  };
}

/** Both operators, and no ImageConfig. */
const operators = [
  operator('cass-operator-controller-manager', 'k8ssandra/cass-operator:v1.32.0'),
  operator('k8ssandra-operator', 'k8ssandra/k8ssandra-operator:v1.32.5'),
];

interface Component {
  readonly field: 'medusa' | 'reaper' | 'stargate';
  readonly containers: readonly string[];
}

const medusa: Component = { field: 'medusa', containers: ['medusa-restore', 'medusa'] };
const reaper: Component = { field: 'reaper', containers: ['reaper-schema-init', 'reaper'] };
const stargate: Component = { field: 'stargate', containers: ['demo-dc1-default-stargate-deployment'] };

function planOf({ field }: Component, containerImage: JsonObject, others: readonly JsonObject[], spec: JsonObject) {
  const { after, said } = planned([cluster({ cassandra, [field]: { containerImage } }), ...others], spec);
  const unknown = said.filter((text) => text.startsWith('image-unknown')).join();
  return { struct: at(after[0], ['spec', field, 'containerImage']), unknown, said };
}

test.each<[string, Component, JsonObject]>([
  ['a tag of Reaper', reaper, { tag: '4.0.1' }],
  ['a tag of Medusa', medusa, { tag: '0.29.1' }],
  ['a name of Medusa', medusa, { name: 'medusa-patched', tag: '0.29.1' }],
  ['a repository of Reaper', reaper, { repository: 'platform', tag: '4.0.1' }],
  ['a pull policy of Reaper', reaper, { pullPolicy: 'Always' }],
  ['nothing at all', medusa, {}],
])('%s stays where the ImageConfig that says the rest is not in the input', (_, component, struct) => {
  const planned = planOf(component, struct, operators, {});
  expect(planned.struct).toEqual(struct);
  for (const container of component.containers) expect(planned.unknown).toContain(container);
});

test.each<[string, JsonObject]>([
  ['a tag', { tag: 'v1.0.80' }],
  ['a repository and a tag', { repository: 'corp', tag: 'v1.0.80' }],
  ['all but the registry', { repository: 'stargateio', name: 'stargate-4_0', tag: 'v1.0.77' }],
])('%s of Stargate stays where its DEFAULT_REGISTRY is not known', (_, struct) => {
  const planned = planOf(stargate, struct, [], {});
  expect(planned.struct).toEqual(struct);
  expect(planned.unknown).toContain('stargate-deployment');
});

describe('a struct with a registry', () => {
  test('and no repository: the registry changes, as it is right for every image', () => {
    const { struct } = planOf(medusa, { registry: 'quay.io', tag: '1' }, operators, {});
    expect(struct).toEqual({ registry: mirror, tag: '1' });
  });

  test('in layout registry-path: the same', () => {
    const { struct } = planOf(reaper, { registry: 'quay.io', tag: '1' }, operators, { layout: 'registry-path' });
    expect(struct).toEqual({ registry: `${mirror}/quay.io`, tag: '1' });
  });

  test('and a path in it: what the layout makes of the path', () => {
    const { struct } = planOf(medusa, { registry: 'quay.io/org', tag: '1' }, operators, {});
    expect(struct).toEqual({ registry: `${mirror}/org`, tag: '1' });
  });

  test('and no tag: what the API server fills in is written out', () => {
    const { struct, said } = planOf(medusa, { registry: 'quay.io' }, operators, {});
    expect(struct).toEqual({ registry: mirror, tag: 'latest' });
    expect(said.join()).toContain('tag-made-explicit');
  });

  test('and a pull policy to set: it gets both', () => {
    const { struct } = planOf(medusa, { registry: 'quay.io', tag: '1' }, operators, { pullPolicy: 'Always' });
    expect(struct).toEqual({ registry: mirror, tag: '1', pullPolicy: 'Always' });
  });

  test.each<[string, JsonObject]>([
    ['a layout that drops part of the path', { layout: 'name' }],
    ['a pin of one of its images', { images: [{ name: 'quay.io/k8ssandra/medusa', newTag: '2' }] }],
    ['an exclude of a folder in it', { exclude: ['quay.io/k8ssandra'] }],
    [
      'a mirror of a folder in it',
      {
        mirrors: [
          { source: '*', target: mirror },
          { source: 'quay.io/k8ssandra', target: 'other.example.com/x' },
        ],
      },
    ],
  ])('stays where the rest decides: %s', (_, spec) => {
    const { struct, unknown } = planOf(medusa, { registry: 'quay.io', tag: '1' }, operators, spec);
    expect(struct).toEqual({ registry: 'quay.io', tag: '1' });
    expect(unknown).toContain('medusa');
  });
});

test('what is complete is moved, whatever the ImageConfig says', () => {
  const struct = { registry: 'quay.io', repository: 'org', name: 'medusa', tag: '1' };
  const { struct: after, unknown } = planOf(medusa, struct, operators, { layout: 'name' });
  expect(after).toEqual({ ...struct, registry: 'mirror.example.com:5000', repository: 'k8ssandra' });
  expect(unknown).not.toMatch(/ medusa[, ]/);
});
