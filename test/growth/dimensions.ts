/** Everything that an input or a configuration can have much of. */
import type { JsonObject } from '../../src/yaml/json.ts';

export interface Dimension {
  readonly name: string;
  /** How many of it there are to begin with; they are doubled twice. */
  readonly from?: number;
  readonly input: (count: number) => string;
  readonly spec?: (count: number) => JsonObject;
}

const many = (count: number, make: (index: number) => string, between = ''): string =>
  Array.from({ length: count }, (_, index) => make(index)).join(between);

const list = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

const image = (index: number): string => `quay.io/org/image-${index % 20}:1`;

const pod = (index: number, name = image(index)): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p${index}, namespace: n${index % 7}}\nspec:\n  containers:\n  - name: c\n    image: ${name}\n`;

const jsonPod = (index: number): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `p${index}` },
    spec: { containers: [{ name: 'c', image: image(index) }] },
  });

const cluster = (index: number, datacenters: string, namespace = 'data'): string =>
  `apiVersion: k8ssandra.io/v1alpha1\nkind: K8ssandraCluster\nmetadata: {name: k${index}, namespace: ${namespace}}\nspec:\n  medusa: {}\n  reaper: {}\n  stargate: {}\n  cassandra:\n    serverVersion: 4.1.8\n    datacenters:\n${datacenters}`;

const datacenter = (index: number, rest = ''): string => `    - metadata: {name: dc${index}}\n      size: 3\n${rest}`;

const operators = (namespace: string): string =>
  Object.entries({ 'cass-operator': '1.30.2', 'k8ssandra-operator': '1.32.2' })
    .map(
      ([name, tag]) =>
        `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}, namespace: ${namespace}}\nspec:\n  template:\n    spec:\n      containers:\n      - name: m\n        image: docker.io/k8ssandra/${name}:v${tag}\n`,
    )
    .join('---\n');

const imageConfig = (namespace: string, more = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: image-config, namespace: ${namespace}, labels: {k8ssandra.io/config: image}}\ndata:\n  image_config.yaml: |\n    apiVersion: config.k8ssandra.io/v1beta2\n    kind: ImageConfig\n    images:\n      system-logger: {repository: k8ssandra, name: system-logger, tag: v1}\n      config-builder: {repository: datastax, name: cass-config-builder, tag: "1"}\n      k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8}\n      medusa: {repository: k8ssandra, name: medusa, tag: 0.25.1}\n      reaper: {repository: thelastpickle, name: cassandra-reaper, tag: 4.0.0}\n${more}    types:\n      cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}\n    defaults: {registry: docker.io}\n`;

const install = (namespace: string): string =>
  [operators(namespace), imageConfig(namespace), cluster(0, datacenter(0), namespace)].join('---\n');

const withPod = (metadata: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n${metadata}spec:\n  containers:\n  - name: c\n    image: quay.io/a/b:1\n`;

export const dimensions: readonly Dimension[] = [
  { name: 'documents', input: (count) => many(count, pod, '---\n') },
  { name: 'tiny documents', from: 400, input: (count) => many(count, () => 'apiVersion: v1\nkind: A\n', '---\n') },
  {
    name: 'items of a list',
    input: (count) =>
      `apiVersion: v1\nkind: List\nitems:\n${many(count, (index) => `- ${pod(index).replaceAll('\n', '\n  ').trimEnd()}\n`)}`,
  },
  {
    name: 'items of a JSON list on one line',
    input: (count) => `{"apiVersion":"v1","kind":"List","items":[${many(count, jsonPod, ',')}]}`,
  },
  { name: 'JSON objects behind each other', input: (count) => many(count, jsonPod) },
  {
    name: 'distinct images',
    input: (count) => many(count, (index) => pod(index, `quay.io/org/image-${index}:1`), '---\n'),
  },
  {
    name: 'containers',
    input: (count) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n${many(count, (index) => `  - name: c${index}\n    image: ${image(index)}\n`)}`,
  },
  {
    name: 'containers on one line',
    input: (count) =>
      `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [${many(count, (index) => `{name: c${index}, image: "${image(index)}"}`, ', ')}]}\n`,
  },
  {
    name: 'clusters without operators',
    input: (count) => many(count, (index) => cluster(index, datacenter(0)), '---\n'),
  },
  {
    name: 'clusters under one operator',
    input: (count) =>
      [operators('ops'), imageConfig('ops'), many(count, (index) => cluster(index, datacenter(0)), '---\n')].join(
        '---\n',
      ),
  },
  {
    name: 'datacenters',
    input: (count) =>
      [
        operators('ops'),
        imageConfig('ops'),
        cluster(
          0,
          many(count, (index) => datacenter(index)),
        ),
      ].join('---\n'),
  },
  {
    name: 'racks',
    input: (count) =>
      [
        operators('ops'),
        imageConfig('ops'),
        cluster(0, datacenter(0, `      racks:\n${many(count, (index) => `      - {name: r${index}}\n`)}`)),
      ].join('---\n'),
  },
  {
    name: 'installs, each in its namespace',
    from: 8,
    input: (count) => many(count, (index) => install(`n${index}`), '---\n'),
  },
  {
    name: 'operators that watch all',
    from: 30,
    input: (count) =>
      [many(count, (index) => operators(`n${index}`), '---\n'), imageConfig('ops'), cluster(0, datacenter(0))].join(
        '---\n',
      ),
  },
  {
    name: 'ImageConfigs that read alike',
    from: 30,
    input: (count) =>
      [operators('ops'), many(count, (index) => imageConfig(`n${index}`), '---\n'), cluster(0, datacenter(0))].join(
        '---\n',
      ),
  },
  {
    name: 'entries of an ImageConfig',
    input: (count) =>
      [
        operators('ops'),
        imageConfig(
          'ops',
          many(count, (index) => `      extra-${index}: {repository: k8ssandra, name: extra-${index}, tag: v1}\n`),
        ),
        cluster(0, datacenter(0)),
      ].join('---\n'),
  },
  {
    name: 'objects that an operator made',
    input: (count) =>
      many(
        count,
        (index) =>
          pod(index).replace(
            `name: p${index},`,
            `name: p${index}, ownerReferences: [{apiVersion: cassandra.datastax.com/v1beta1, kind: CassandraDatacenter, name: d${index}, controller: true}],`,
          ),
        '---\n',
      ),
  },
  {
    name: 'mirrors',
    input: () => pod(0),
    spec: (count) => ({
      mirrors: [
        { source: '*', target: 'm.io/x' },
        ...list(count, (index) => ({ source: `r${index}.example.com`, target: `m.io/r${index}` })),
      ],
    }),
  },
  {
    name: 'excludes',
    input: () => pod(0),
    spec: (count) => ({ exclude: list(count, (index) => `r${index}.example.com/a`) }),
  },
  {
    name: 'pins',
    input: () => pod(0),
    spec: (count) => ({ images: list(count, (index) => ({ name: `quay.io/pins/p${index}`, newTag: '2' })) }),
  },
  {
    name: 'further fields',
    input: () => pod(0),
    spec: (count) => ({
      fields: list(count, (index) => ({
        group: 'example.com',
        kind: `K${index}`,
        path: 'spec.image',
        shape: 'reference',
      })),
    }),
  },
  {
    name: 'contexts',
    input: (count) =>
      cluster(
        0,
        many(count, (index) => datacenter(index, `      k8sContext: c${index}\n`)),
      ),
    spec: (count) => ({ context: list(count, (index) => ({ k8sContext: `c${index}`, resources: [] })) }),
  },
  {
    name: 'namespaces with pull secrets',
    input: (count) => many(count, (index) => pod(index).replace(`n${index % 7}`, `n${index}`), '---\n'),
    spec: () => ({ pullSecrets: ['a'] }),
  },
  {
    name: 'clusters with a pull policy',
    from: 20,
    input: (count) =>
      [operators('ops'), imageConfig('ops'), many(count, (index) => cluster(index, datacenter(0)), '---\n')].join(
        '---\n',
      ),
    spec: () => ({ pullPolicy: 'Always' }),
  },
  {
    name: 'clusters with pull secrets',
    from: 30,
    input: (count) =>
      [operators('ops'), imageConfig('ops'), many(count, (index) => cluster(index, datacenter(0)), '---\n')].join(
        '---\n',
      ),
    spec: () => ({ pullSecrets: ['a'], rollout: { restartOperator: true, updateDatacenters: 'task' } }),
  },
  {
    name: 'installs that are rolled out',
    from: 8,
    input: (count) => many(count, (index) => install(`n${index}`), '---\n'),
    spec: () => ({ rollout: { restartOperator: true, updateDatacenters: 'task' }, pullSecrets: ['a'] }),
  },
  { name: 'findings', input: (count) => many(count, (index) => pod(index, `quay.io/org/UPPER-${index}:1`), '---\n') },
  {
    name: 'collisions',
    input: (count) => many(count, (index) => pod(index, `quay.io/org-${index}/image-${index % 5}:1`), '---\n'),
    spec: () => ({ layout: 'name' }),
  },
  { name: 'keys that are repeated', input: (count) => withPod(`  annotations:\n${many(count, () => '    a: b\n')}`) },
  { name: 'keys', input: (count) => withPod(`  annotations:\n${many(count, (index) => `    a${index}: b\n`)}`) },
  { name: 'depth', from: 10, input: (count) => withPod(`  x: ${'{a: '.repeat(count)}1${'}'.repeat(count)}\n`) },
  {
    name: 'the length of a line',
    from: 2000,
    input: (count) => withPod(`  annotations: {a: "${'x'.repeat(count)}"}\n`),
  },
  {
    name: 'the length of a key',
    from: 2000,
    input: (count) => withPod(`  annotations:\n    ? ${'x'.repeat(count)}\n    : a\n`),
  },
  {
    name: 'folders of a fleet',
    from: 6,
    input: (count) =>
      `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${many(count, (index) =>
        install('ops')
          .split('---\n')
          .map(
            (text) =>
              `- ${text.replace('metadata: {', `metadata: {annotations: {internal.config.kubernetes.io/path: c${index}/a.yaml}, `).replaceAll('\n', '\n  ').trimEnd()}\n`,
          )
          .join(''),
      )}`,
  },
];
