// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders are meant
/** Random installs: K8ssandra's kinds, workloads, kinds that nobody knows, renderers and policies, mixed. */
import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/yaml/json.ts';

/** Of these, what looks like an image is none that is pulled from what is written there. */
export const kindsWithoutImages: ReadonlySet<string> = new Set(['ClusterPolicy', 'CustomResourceDefinition', 'Secret']);

const image = fc.constantFrom(
  'quay.io/org/app:1.2',
  'ghcr.io/team/tool:v3',
  'docker.io/k8ssandra/system-logger:v1.22.1',
  `registry.example.org/deep/er/path@sha256:${'a'.repeat(64)}`,
  'registry.corp.example.com/own/app:7',
  'mirror.example.com:5000/k8ssandra/org/app:1',
  'k8ssandra/medusa:0.22',
  'busybox',
);

const placeholder = fc.constantFrom(
  '${REGISTRY}/org/app:1',
  'quay.io/org/app:$(TAG)',
  '{{ image }}',
  '<registry>/app:1',
);
const noImage = fc.constantFrom('true', 'https://example.com/a:1', '0.0.0.0:8080', 'Always', 'img/logo.png', '');
const imageOrNot = fc.oneof({ weight: 6, arbitrary: image }, { weight: 1, arbitrary: placeholder });

function some(keys: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<JsonObject> {
  const entries = Object.entries(keys).map(([key, value]) => fc.option(value.map((json) => [key, json] as const)));
  return fc.tuple(...entries).map((chosen) => Object.fromEntries(chosen.filter((entry) => entry !== null)));
}

const list = (item: fc.Arbitrary<Json>): fc.Arbitrary<Json> => fc.array(item, { maxLength: 2 });
const name = fc.constantFrom('a', 'b', 'cassandra', 'server-system-logger');

const words = fc.oneof(
  image.map((reference) => `--image=${reference}`),
  image.map((reference) => `--other=${reference}`),
  image,
  noImage,
);

const container = fc
  .tuple(
    name,
    imageOrNot,
    some({ args: list(words), env: list(some({ name: fc.constantFrom('X', 'SIDE_IMAGE'), value: words })) }),
  )
  .map(([own, reference, more]): JsonObject => ({ name: own, image: reference, ...more }));

const podSpec = some({
  containers: list(container),
  initContainers: list(container),
  volumes: list(some({ name, image: some({ reference: imageOrNot }), configMap: fc.constant({ name: 'x' }) })),
});

const parts = some({
  registry: fc.constantFrom('quay.io', 'docker.io'),
  repository: fc.constantFrom('org', 'org/app', 'quay.io/org/app'),
  tag: fc.constantFrom('1', 'v2', ''),
});

/** What operators of all sorts make of a spec. */
const foreignSpec = fc.letrec<{ spec: JsonObject }>((tie) => ({
  spec: some({
    image: imageOrNot,
    sidecarImage: imageOrNot,
    imageName: imageOrNot,
    logo: noImage,
    run: fc.oneof(image, noImage),
    steps: list(some({ image: imageOrNot, script: noImage })),
    images: list(image),
    agent: parts,
    template: some({ spec: podSpec }),
    pods: list(podSpec),
    parameters: list(some({ name, value: words })),
    inner: fc.oneof({ maxDepth: 2, depthIdentifier: 'spec' }, fc.constant({}), tie('spec')),
  }),
})).spec;

function object(apiVersion: string, kind: string, spec: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> {
  return fc
    .tuple(name, spec)
    .map(([own, value]): JsonObject => ({ apiVersion, kind, metadata: { name: own, namespace: 'ns' }, spec: value }));
}

const foreign = fc.oneof(
  object('example.com/v1', 'Thing', foreignSpec),
  object('example.com/v1', 'Other', foreignSpec),
  object('serving.knative.dev/v1', 'Service', some({ template: some({ spec: podSpec }) })),
  object('argoproj.io/v1alpha1', 'Rollout', some({ template: some({ spec: podSpec }) })),
  object(
    'operators.coreos.com/v1alpha1',
    'ClusterServiceVersion',
    some({ relatedImages: list(some({ name, image })) }),
  ),
  object('reaper.cassandra-reaper.io/v1alpha1', 'Reaper', some({ image: imageOrNot })),
);

const chartValues = some({ image: parts, other: some({ image }) });
const chart = fc.constantFrom('k8ssandra-operator', 'grafana');
const renderer = fc.oneof(
  object(
    'argoproj.io/v1alpha1',
    'Application',
    some({ source: some({ chart, helm: some({ valuesObject: chartValues }) }) }),
  ),
  object(
    'helm.toolkit.fluxcd.io/v2',
    'HelmRelease',
    some({ chart: some({ spec: some({ chart }) }), values: chartValues }),
  ),
  object(
    'helm.cattle.io/v1',
    'HelmChart',
    some({ chart, valuesContent: image.map((reference) => `image: ${reference}\n`) }),
  ),
);

const without = fc.oneof(
  object('kyverno.io/v1', 'ClusterPolicy', some({ rules: list(some({ image, containers: list(container) })) })),
  object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', some({ image })),
);

const workload = fc.oneof(
  object('apps/v1', 'Deployment', some({ template: some({ spec: podSpec }) })),
  object('batch/v1', 'Job', some({ template: some({ spec: podSpec }) })),
  object('v1', 'Pod', podSpec),
);

const misplaced = {
  k8ssandraClientImage: imageOrNot,
  image: imageOrNot,
  initContainers: list(container),
  someImage: imageOrNot,
} as const;

const datacenter = object(
  'cassandra.datastax.com/v1beta1',
  'CassandraDatacenter',
  fc
    .tuple(
      some({
        ...misplaced,
        serverVersion: fc.constantFrom('4.1.4', '<version>'),
        serverImage: imageOrNot,
        podTemplateSpec: some({ spec: podSpec, containers: list(container) }),
      }),
    )
    .map(([spec]): JsonObject => ({ serverType: 'cassandra', size: 1, clusterName: 'c', ...spec })),
);

const cluster = object(
  'k8ssandra.io/v1alpha1',
  'K8ssandraCluster',
  some({
    ...misplaced,
    cassandra: some({
      ...misplaced,
      serverVersion: fc.constantFrom('4.1.4', '5.0.3'),
      serverImage: imageOrNot,
      containers: list(container),
      datacenters: fc.constant([{ metadata: { name: 'dc1' }, size: 1 }]),
    }),
    medusa: some({ image: imageOrNot, containerImage: parts }),
    reaper: some({ image: imageOrNot }),
  }),
);

export const installs: fc.Arbitrary<readonly JsonObject[]> = fc.array(
  fc.oneof(foreign, foreign, renderer, without, workload, datacenter, cluster),
  { minLength: 1, maxLength: 5 },
);
