// The bench's inputs: made from a seed, so that everyone measures the same bytes, and written for this repository.
//
// | input       | is                                                                                              |
// |-------------|-------------------------------------------------------------------------------------------------|
// | start       | 5 items: what a small overlay hands over                                                        |
// | install     | 3.9 MB: an installation with its CRDs, its operators and one cluster                            |
// | crd-heavy   | installations side by side, without a second of any operator: nearly all bytes are CRDs and RBAC |
// | rewrite-all | Deployments alone, each with an init container and two containers to rewrite                    |

/** The function config of every run, as it stands in a ResourceList. */
const functionConfigInList = `  apiVersion: k8ssandra-image-mirror.dev/v1alpha1
  kind: ImageMirror
  metadata:
    name: mirror
  spec:
    registry: registry.example.com/mirror
`;

export const functionConfig = functionConfigInList.replaceAll(/^ {2}/gm, '');

const megabyte = 1_000_000;

/** @param bytes about as many as the ResourceList is to have; `start` and `install` have a size of their own */
export function makeInput(name, bytes = 0) {
  const random = randomFrom(20_240_601);
  const made = {
    start: () => [...operators(), cluster('demo')],
    install: () => [...operators(), cluster('demo'), ...bulk(random, 3.65 * megabyte)],
    'crd-heavy': () => [...operators(), cluster('demo'), ...bulk(random, bytes)],
    'rewrite-all': () => workloads(random, bytes),
  }[name]();
  return resourceList(made);
}

/** `mulberry32`: small, and the same on every machine. */
function randomFrom(seed) {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** @param config the function config, indented */
export function resourceList(items, config = functionConfigInList) {
  const listed = items.map((item) => `- ${item.trimEnd().replaceAll(/\n(?=.)/g, '\n  ')}\n`);
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nfunctionConfig:\n${config}items:\n${listed.join('')}`;
}

/** Items of the kinds that make up an installation's bytes: few large CRDs, many small objects. */
function bulk(random, bytes) {
  const items = [];
  for (let size = 0; size < bytes; ) {
    const number = items.length;
    const item =
      number % 22 === 0 ? crd(random, number) : number % 3 === 0 ? settings(random, number) : role(random, number);
    items.push(item);
    size += item.length * 1.06;
  }
  return items;
}

const words =
  'the of a to pod volume container field name value object list that this is set when default cluster node must claim template affinity selector optional key label controller reference policy request limit namespace secret spec status'.split(
    ' ',
  );

function prose(random, count) {
  return Array.from({ length: count }, () => words[random(words.length)]).join(' ');
}

const kinds = ['Widget', 'Gadget', 'Sprocket', 'Valve', 'Lever'];

/** About 250 kB: a schema that holds a pod template several times over. */
function crd(random, number) {
  const kind = `${kinds[number % kinds.length]}${number}`;
  const lines = [
    'apiVersion: apiextensions.k8s.io/v1',
    'kind: CustomResourceDefinition',
    'metadata:',
    '  annotations:',
    '    controller-gen.kubebuilder.io/version: v0.14.0',
    `  name: ${kind.toLowerCase()}s.bench.example.com`,
    'spec:',
    '  group: bench.example.com',
    '  names:',
    `    kind: ${kind}`,
    `    plural: ${kind.toLowerCase()}s`,
    '  scope: Namespaced',
    '  versions:',
    '  - name: v1',
    '    schema:',
    '      openAPIV3Schema:',
    `        description: ${prose(random, 12)}`,
    '        properties:',
    '          spec:',
    '            properties:',
  ];
  for (let field = 0; field < 160; field++) schema(random, lines, 14, `${words[random(words.length)]}${field}`, 3);
  lines.push('            type: object', '        type: object', '    served: true', '    storage: true');
  return `${lines.join('\n')}\n`;
}

function schema(random, lines, column, name, depth) {
  const margin = ' '.repeat(column);
  lines.push(`${margin}${name}:`, `${margin}  description: |-`);
  for (let line = random(4); line >= 0; line--) lines.push(`${margin}    ${prose(random, 8 + random(8))}`);
  if (depth === 0 || random(3) === 0) {
    lines.push(`${margin}  type: ${['string', 'integer', 'boolean'][random(3)]}`);
    return;
  }
  lines.push(`${margin}  properties:`);
  for (let child = random(4); child >= 0; child--) schema(random, lines, column + 4, `field${child}`, depth - 1);
  lines.push(`${margin}  type: object`);
}

function role(random, number) {
  const rules = Array.from(
    { length: 4 + random(12) },
    () => `- apiGroups:
  - ${words[random(words.length)]}.example.com
  resources:
  - ${words[random(words.length)]}s
  verbs:
  - get
  - list
  - watch`,
  );
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  labels:
    app.kubernetes.io/name: bench
  name: role-${number}
rules:
${rules.join('\n')}
`;
}

function settings(random, number) {
  const entries = Array.from({ length: 6 + random(20) }, (_, line) => `    setting-${line}: ${prose(random, 5)}`);
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings-${number}
  namespace: k8ssandra-operator
data:
  app.yaml: |
${entries.join('\n')}
`;
}

/** Every item has its own text, and images from a few hundred repositories: as many as a large organisation has. */
function workloads(random, bytes) {
  const items = [];
  for (let size = 0; size < bytes; ) {
    const item = workload(random, items.length);
    items.push(item);
    size += item.length * 1.08;
  }
  return items;
}

function workload(random, number) {
  const image = () => `quay.io/team-${random(20)}/service-${random(20)}:1.${random(4)}.0`;
  const variables = Array.from(
    { length: 8 + random(12) },
    (_, entry) => `        - name: VARIABLE_${entry}
          value: ${prose(random, 4)}`,
  );
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app: service-${number}
  name: service-${number}
  namespace: bench
spec:
  replicas: ${1 + random(4)}
  selector:
    matchLabels:
      app: service-${number}
  template:
    metadata:
      labels:
        app: service-${number}
    spec:
      containers:
      - env:
${variables.join('\n')}
        image: ${image()}
        name: main
        ports:
        - containerPort: ${8000 + random(1000)}
          name: http
        resources:
          limits:
            memory: ${64 + random(64)}Mi
          requests:
            cpu: 100m
      - image: ${image()}
        name: sidecar
      initContainers:
      - command:
        - sh
        - -c
        - 'echo ${prose(random, 6)}'
        image: ${image()}
        name: prepare
      serviceAccountName: service-${number}
`;
}

/** The ConfigMap with the operators' ImageConfig. */
export const imageConfigMap = `apiVersion: v1
kind: ConfigMap
metadata:
  labels:
    k8ssandra.io/config: image
  name: cass-operator-image-config
  namespace: k8ssandra-operator
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
    defaults:
      pullPolicy: IfNotPresent
      registry: docker.io
    images:
      system-logger:
        repository: k8ssandra
        name: system-logger
        tag: v1.28.1
      k8ssandra-client:
        repository: k8ssandra
        name: k8ssandra-client
        tag: v0.8.3
    types:
      cassandra:
        repository: k8ssandra
        name: cass-management-api
        suffix: -ubi
`;

/** The operators, their ImageConfig, and a cluster. */
export function install() {
  return [...operators(), cluster('demo')];
}

function operators() {
  return [
    operator('cass-operator-controller-manager', 'cass-operator', 'docker.io/k8ssandra/cass-operator:v1.28.1'),
    operator('k8ssandra-operator', 'k8ssandra-operator', 'docker.io/k8ssandra/k8ssandra-operator:v1.28.0'),
    imageConfigMap,
    `apiVersion: v1
kind: Namespace
metadata:
  name: k8ssandra-operator
`,
  ];
}

function operator(name, component, image) {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  labels:
    app.kubernetes.io/name: ${component}
  name: ${name}
  namespace: k8ssandra-operator
spec:
  selector:
    matchLabels:
      app.kubernetes.io/name: ${component}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: ${component}
    spec:
      containers:
      - command:
        - /manager
        image: ${image}
        name: manager
`;
}

export function cluster(name) {
  return `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata:
  name: ${name}
  namespace: k8ssandra-operator
spec:
  cassandra:
    serverVersion: 4.1.5
    datacenters:
    - metadata:
        name: dc1
      size: 3
      storageConfig:
        cassandraDataVolumeClaimSpec:
          accessModes:
          - ReadWriteOnce
          resources:
            requests:
              storage: 5Gi
  reaper:
    heapSize: 256Mi
`;
}
