/**
 * Defaults of CRDs that are rewritten, with clusters in the input: the API server fills them in first, and they beat the
 * cluster's own registry and DEFAULT_REGISTRY. Facts: k8s.io/apiextensions-apiserver, seen on a real API server.
 */

import { readConfig } from '../../src/config/normalise.ts';
import { effectiveImages } from '../../src/k8ssandra/pods/effective-images.ts';
import { plan } from '../../src/plan/plan.ts';
import { checkFindings } from '../../src/report/check-findings.ts';
import { at, type JsonObject, type Path } from '../../src/yaml/json.ts';
import { cluster, planned } from './planned.ts';

type Schema = { readonly [key: string]: JsonObject };

const object = (properties: Schema): JsonObject => ({ type: 'object', properties });
const list = (properties: Schema): JsonObject => ({ type: 'array', items: object(properties) });

function struct(value: JsonObject | undefined, registry?: string): JsonObject {
  const parts = { tag: { default: 'latest' }, registry: registry === undefined ? {} : { default: registry } };
  return { ...object(parts), ...(value === undefined ? {} : { default: value }) };
}

/** The CRD of K8ssandraClusters, as far as it has to do with images. */
function crd(spec: Schema): JsonObject {
  const schema = { openAPIV3Schema: object({ spec: object(spec) }) };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'k8ssandraclusters.k8ssandra.io' },
    spec: { group: 'k8ssandra.io', names: { kind: 'K8ssandraCluster' }, versions: [{ name: 'v1alpha1', schema }] },
  };
}

const stargateDefault = { repository: 'stargateio', tag: 'v1.0.77' };

function current(value: JsonObject = stargateDefault): JsonObject {
  const size = { default: 1 };
  const stargate = object({ size, containerImage: struct(value), racks: list({ containerImage: struct(value) }) });
  return crd({
    cassandra: object({ serverType: { default: 'cassandra' }, datacenters: list({ stargate }) }),
    stargate: object({ size, containerImage: struct(value) }),
    medusa: object({ containerImage: struct(undefined) }),
  });
}

/** As up to 1.26, with per-node configuration and Reaper. */
function old(): JsonObject {
  const perNodeConfigInitContainerImage = { default: 'mikefarah/yq:4' };
  const reaper = { repository: 'thelastpickle', name: 'cassandra-reaper', tag: '3.6.1' };
  return crd({
    cassandra: object({
      serverType: { default: 'cassandra' },
      perNodeConfigInitContainerImage,
      datacenters: list({ perNodeConfigInitContainerImage }),
    }),
    reaper: object({ containerImage: struct(reaper), deploymentMode: { default: 'PER_DC' } }),
  });
}

function operator(release: string, env: Readonly<Record<string, string>> = {}): JsonObject {
  const variables = Object.entries(env).map(([name, value]) => ({ name, value }));
  const container = { name: 'k8ssandra-operator', image: `k8ssandra/k8ssandra-operator:v${release}`, env: variables };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'k8ssandra-operator', namespace: 'k8ssandra-operator' },
    spec: { template: { spec: { containers: [container] } } },
  };
}

const mirrors = [
  { source: 'docker.io', target: 'mirror.example.com:5000/hub' },
  { source: 'ghcr.io', target: 'mirror.example.com:5000/ghcr' },
  { source: 'quay.io', target: 'mirror.example.com:5000/quay' },
];
const settings = { mirrors, crdDefaults: 'rewrite' };

const dc1 = { metadata: { name: 'dc1' }, size: 3 };
const corp = { registry: 'ghcr.io', repository: 'corp', name: 'sg', tag: 'v1.0.1' };

const stargateOf = (stargate: JsonObject, datacenter: JsonObject = {}): JsonObject =>
  cluster({ cassandra: { serverVersion: '4.1.8', datacenters: [{ ...dc1, ...datacenter }] }, stargate });

interface Case {
  readonly crd?: JsonObject;
  readonly operator?: JsonObject;
  readonly cluster: JsonObject;
  readonly spec?: JsonObject;
  readonly workload: 'stargate' | 'reaper' | 'cassandra';
  readonly container: string;
  /** What is pulled, before and after. */
  readonly pulls: readonly [before: string, after: string];
  readonly unsafe: boolean;
}

const sg = 'demo-dc1-default-stargate-deployment';

test.each<[string, Case]>([
  [
    "the cluster's own registry, and a datacenter with a Stargate",
    {
      cluster: stargateOf({ size: 1, containerImage: corp }, { stargate: { size: 1 } }),
      workload: 'stargate',
      container: sg,
      pulls: ['ghcr.io/stargateio/sg:v1.0.77', 'mirror.example.com:5000/ghcr/stargateio/sg:v1.0.77'],
      unsafe: true,
    },
  ],
  [
    "the cluster's own registry, and a rack with a Stargate",
    {
      cluster: stargateOf(
        { size: 1, containerImage: corp },
        { racks: [{ name: 'r1' }], stargate: { size: 1, containerImage: corp, racks: [{ name: 'r1' }] } },
      ),
      workload: 'stargate',
      container: 'demo-dc1-r1-stargate-deployment',
      pulls: ['ghcr.io/stargateio/sg:v1.0.77', 'mirror.example.com:5000/ghcr/stargateio/sg:v1.0.77'],
      unsafe: true,
    },
  ],
  [
    "a datacenter's own registry",
    {
      cluster: stargateOf({ size: 1 }, { stargate: { size: 1, containerImage: corp } }),
      workload: 'stargate',
      container: sg,
      pulls: ['ghcr.io/corp/sg:v1.0.1', 'mirror.example.com:5000/ghcr/corp/sg:v1.0.1'],
      unsafe: false,
    },
  ],
  [
    'nothing written for it',
    {
      cluster: stargateOf({ size: 1 }),
      workload: 'stargate',
      container: sg,
      pulls: [
        'docker.io/stargateio/stargate-4_0:v1.0.77',
        'mirror.example.com:5000/hub/stargateio/stargate-4_0:v1.0.77',
      ],
      unsafe: false,
    },
  ],
  [
    'a DEFAULT_REGISTRY that is excluded',
    {
      operator: operator('1.32.5', { DEFAULT_REGISTRY: 'registry.corp.example.com' }),
      cluster: stargateOf({ size: 1 }),
      spec: { exclude: ['registry.corp.example.com'] },
      workload: 'stargate',
      container: sg,
      pulls: [
        'registry.corp.example.com/stargateio/stargate-4_0:v1.0.77',
        'registry.corp.example.com/stargateio/stargate-4_0:v1.0.77',
      ],
      unsafe: false,
    },
  ],
  [
    'a DEFAULT_REGISTRY with a mirror of its own',
    {
      operator: operator('1.32.5', { DEFAULT_REGISTRY: 'quay.io' }),
      cluster: stargateOf({ size: 1 }),
      workload: 'stargate',
      container: sg,
      pulls: [
        'quay.io/stargateio/stargate-4_0:v1.0.77',
        'mirror.example.com:5000/quay/stargateio/stargate-4_0:v1.0.77',
      ],
      unsafe: false,
    },
  ],
  [
    'a Reaper of 1.20 with an excluded DEFAULT_REGISTRY',
    {
      crd: old(),
      operator: operator('1.20.4', { DEFAULT_REGISTRY: 'registry.corp.example.com' }),
      cluster: cluster({ cassandra: { serverVersion: '4.0.17', datacenters: [dc1] }, reaper: {} }),
      spec: { exclude: ['registry.corp.example.com'] },
      workload: 'reaper',
      container: 'reaper',
      pulls: [
        'registry.corp.example.com/thelastpickle/cassandra-reaper:3.6.1',
        'registry.corp.example.com/thelastpickle/cassandra-reaper:3.6.1',
      ],
      unsafe: false,
    },
  ],
  [
    'per-node configuration of 1.20',
    {
      crd: old(),
      operator: operator('1.20.3'),
      cluster: cluster({
        cassandra: { serverVersion: '4.0.17', datacenters: [{ ...dc1, perNodeConfigMapRef: { name: 'nodes' } }] },
      }),
      workload: 'cassandra',
      container: 'per-node-config',
      pulls: ['mikefarah/yq:4', 'mirror.example.com:5000/hub/mikefarah/yq:4'],
      unsafe: false,
    },
  ],
])('%s', (_, one) => {
  const { crd: definition = current(), operator: installed = operator('1.32.5'), container, workload } = one;
  const resources = [definition, installed, one.cluster];
  const spec = { ...settings, ...one.spec, release: { cassOperator: '1.30.2' } };
  const { after, said } = planned(resources, spec);
  const pulled = (some: readonly JsonObject[]): readonly string[] =>
    effectiveImages(some)
      .filter((image) => image.workload === workload && image.container === container)
      .map(({ image }) => image);
  expect([pulled(resources), pulled(after)]).toEqual(one.pulls.map((image) => [image]));
  expect(said.some((text) => text.startsWith('crd-default-unsafe'))).toBe(one.unsafe);
  expect(said.filter((text) => text.startsWith('resolution-changed'))).toEqual([]);
  expect(planned(after, spec).after).toEqual(after);
});

test('where the operator is not in the input, a registry that a cluster names is kept all the same', () => {
  const own = stargateOf({ size: 1, containerImage: corp }, { stargate: { size: 1 } });
  const { after, said } = planned([current(), own], settings);
  expect(at(after[0], datacenterDefault)).toEqual(stargateDefault);
  expect(said.filter((text) => text.startsWith('crd-default-unsafe'))).not.toEqual([]);
});

const root: Path = ['spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'properties', 'spec', 'properties'];
const datacenterDefault: Path = [
  ...root,
  ...['cassandra', 'properties', 'datacenters', 'items', 'properties', 'stargate', 'properties', 'containerImage'],
  'default',
];

test('a default that is unsafe for one cluster stays, the others are rewritten', () => {
  const own = stargateOf({ size: 1, containerImage: corp }, { stargate: { size: 1 } });
  const { after } = planned([current(), operator('1.32.5'), own], settings);
  expect(at(after[0], datacenterDefault)).toEqual(stargateDefault);
  const ofCluster = at(after[0], [...root, 'stargate', 'properties', 'containerImage', 'default']);
  expect(ofCluster).toEqual({ registry: 'mirror.example.com:5000/hub', ...stargateDefault });
});

test('defaults that lead to the mirror already count, also where CRDs are left alone', () => {
  const registry = 'mirror.example.com:5000/hub';
  const rewritten = current({ registry, ...stargateDefault });
  const { after, said } = planned([rewritten, operator('1.32.5'), stargateOf({ size: 1 })], { mirrors });
  expect(after[2]).toEqual(stargateOf({ size: 1 }));
  expect(said.filter((text) => text.includes('stargate-4_0'))).toEqual([]);
});

test('check names a default that is still to be rewritten, and nothing once it is', () => {
  const config = readConfig({
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    spec: settings,
  });
  const resources = [current(), operator('1.32.5')];
  const codes = (some: readonly JsonObject[]) =>
    checkFindings(plan(some, config), some).flatMap(({ code }) => (code === 'rule-unused' ? [] : [code]));
  expect(codes(resources)).toContain('not-mirrored');
  expect(codes(planned(resources, settings).after)).toEqual([]);
});

test('a registry that is filled into every struct stays where no one registry is right for all images', () => {
  const definition = crd({ medusa: object({ containerImage: struct(undefined, 'docker.io') }) });
  const { after, said } = planned([definition], { layout: 'name', crdDefaults: 'rewrite' });
  expect(after[0]).toEqual(definition);
  expect(said.join()).toContain('crd-default-unsafe');
});
