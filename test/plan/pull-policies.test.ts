/**
 * The pull policy of what the operators run: on everything that is pulled from the mirror, on nothing else, and what no
 * field carries is named.
 */
import { effectiveImages } from '../../src/k8ssandra/pods/effective-images.ts';
import { at, type JsonObject } from '../../src/yaml/json.ts';
import { cluster, imageConfig, planned } from './planned.ts';

function operator(name: string, image: string): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'k8ssandra-operator' },
    spec: { template: { spec: { containers: [{ name, image }] } } },
  };
}

const release = (cass: string, k8ssandra: string): readonly JsonObject[] => [
  operator('cass-operator-controller-manager', `k8ssandra/cass-operator:v${cass}`),
  operator('k8ssandra-operator', `k8ssandra/k8ssandra-operator:v${k8ssandra}`),
];

interface Registries {
  readonly defaults?: string;
  readonly logger?: string;
  readonly cassandra?: string;
  readonly overrides?: string;
}

function current({ defaults = 'docker.io', logger = '', cassandra = '', overrides = '' }: Registries = {}): JsonObject {
  return imageConfig(`apiVersion: config.k8ssandra.io/v1beta2
kind: ImageConfig
images:
  system-logger: {registry: "${logger}", repository: k8ssandra, name: system-logger, tag: v1.30.2}
  config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.8}
  medusa: {repository: k8ssandra, name: medusa, tag: 0.29.1}
  reaper: {repository: thelastpickle, name: cassandra-reaper, tag: 5.0.0}
defaults: {registry: ${defaults}, pullPolicy: IfNotPresent}
types:
  cassandra: {registry: "${cassandra}", repository: k8ssandra, name: cass-management-api, suffix: -ubi}
${overrides}`);
}

function old(registry: string, others = ''): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'cass-operator-manager-config', namespace: 'k8ssandra-operator' },
    data: {
      'image_config.yaml': `apiVersion: config.k8ssandra.io/v1beta1
kind: ImageConfig
images:
  system-logger: ${registry}/k8ssandra/system-logger:v1
  config-builder: datastax/cass-config-builder:1.0-ubi7
  k8ssandra-client: k8ssandra/k8ssandra-client:v1
${others}`,
    },
  };
}

const datacenters = [{ metadata: { name: 'dc1' }, size: 3 }];
const cassandra = { serverVersion: '4.1.8', datacenters };
const medusa = { storageProperties: { storageProvider: 's3', bucketName: 'b', storageSecretRef: { name: 'bk' } } };
const newest = release('1.32.0', '1.32.5');
const server = 'k8ssandra/cass-management-api:4.1.7-ubi';

interface Case {
  readonly resources: readonly JsonObject[];
  readonly spec: JsonObject & { readonly pullPolicy: string };
  /** Containers that are to be pulled by the policy afterwards. */
  readonly set: readonly string[];
  /** Containers that are not from the mirror, and keep what they have. */
  readonly kept?: readonly string[];
  /** Containers that no field reaches, as the finding names them. */
  readonly named?: readonly string[];
}

const stargate = 'demo-dc1-default-stargate-deployment';
const own = ['server-config-init-base', 'server-config-init', 'cassandra', 'server-system-logger'];
const corp = 'registry.corp.example.com';

test.each<[string, Case]>([
  [
    'an ImageConfig all of whose images are moved',
    {
      resources: [...newest, current(), cluster({ cassandra, medusa, reaper: {} })],
      spec: { pullPolicy: 'Always' },
      set: [...own, 'medusa', 'medusa-restore', 'reaper', 'reaper-schema-init'],
    },
  ],
  [
    "a custom resource's own policy",
    {
      resources: [
        ...newest,
        current(),
        cluster({
          cassandra,
          medusa: { ...medusa, containerImage: { pullPolicy: 'IfNotPresent' } },
          reaper: { containerImage: { tag: '5.0.0', pullPolicy: 'IfNotPresent' } },
        }),
      ],
      spec: { pullPolicy: 'Always' },
      set: [...own, 'medusa', 'medusa-restore', 'reaper', 'reaper-schema-init'],
    },
  ],
  [
    'entries of which some are excluded',
    {
      resources: [
        ...newest,
        current({ logger: 'ghcr.io', cassandra: 'ghcr.io' }),
        cluster({ cassandra: { ...cassandra, serverImage: 'ghcr.io/k8ssandra/cass-management-api:4.1.8-ubi' } }),
      ],
      spec: { exclude: ['ghcr.io'], pullPolicy: 'Never' },
      set: ['server-config-init'],
      kept: ['cassandra', 'server-config-init-base', 'server-system-logger'],
    },
  ],
  [
    'a server of which some clusters have an excluded image',
    {
      resources: [
        ...newest,
        current(),
        cluster({ cassandra: { ...cassandra, serverImage: 'ghcr.io/k8ssandra/cass-management-api:4.1.8-ubi' } }),
      ],
      spec: { exclude: ['ghcr.io'], pullPolicy: 'Never' },
      set: ['server-config-init', 'server-system-logger'],
      kept: ['cassandra', 'server-config-init-base'],
    },
  ],
  [
    'overrides that say another policy for all',
    {
      resources: [
        ...newest,
        current({ logger: 'ghcr.io', overrides: 'overrides: {pullPolicy: Always}\n' }),
        cluster({ cassandra }),
      ],
      spec: { exclude: ['ghcr.io'], pullPolicy: 'Never' },
      set: ['cassandra', 'server-config-init-base', 'server-config-init'],
      kept: ['server-system-logger'],
    },
  ],
  [
    'an ImageConfig none of whose images is moved',
    {
      resources: [
        ...newest,
        current({ defaults: corp }),
        cluster({ cassandra: { ...cassandra, datacenters: [{ ...datacenters[0], serverImage: server }] } }),
      ],
      spec: { exclude: [corp], pullPolicy: 'Always', pullSecrets: ['mirror-cred'] },
      set: ['cassandra', 'server-config-init-base'],
      kept: ['server-config-init', 'server-system-logger'],
    },
  ],
  [
    'what only strings, and the code of the operators, say',
    {
      resources: [
        ...newest,
        current(),
        cluster({
          cassandra: {
            ...cassandra,
            config: { cassandraYaml: { num_tokens: 8 } },
            telemetry: { vector: { enabled: true } },
            datacenters: [{ ...datacenters[0], stargate: { size: 1 } }],
          },
          reaper: { telemetry: { vector: { enabled: true } } },
        }),
      ],
      spec: { pullPolicy: 'Always' },
      set: [...own, 'reaper', stargate],
      named: ['per-node-config', 'reaper-vector-agent'],
    },
  ],
  [
    'Medusa and Reaper of 1.20, moved by the environment',
    {
      resources: [...release('1.22.4', '1.20.4'), old('docker.io'), cluster({ cassandra, medusa, reaper: {} })],
      spec: { pullPolicy: 'Always', onEscape: 'warn' },
      set: [...own, 'medusa', 'medusa-restore', 'reaper'],
      named: ['k8ssandra-purge-backups'],
    },
  ],
  [
    'a v1beta1 ImageConfig with policies for components',
    {
      resources: [...release('1.26.0', '1.26.0'), old('ghcr.io'), cluster({ cassandra })],
      spec: { exclude: ['ghcr.io'], pullPolicy: 'Never' },
      set: ['cassandra', 'server-config-init'],
      kept: ['server-system-logger'],
      named: ['server-config-init-base'],
    },
  ],
  [
    'a v1beta1 ImageConfig with one policy for all',
    {
      resources: [...release('1.22.4', '1.20.4'), old('ghcr.io'), cluster({ cassandra })],
      spec: { exclude: ['ghcr.io'], pullPolicy: 'Never' },
      set: [],
      kept: ['server-system-logger'],
      named: ['cassandra', 'server-config-init'],
    },
  ],
])('%s', (_, { resources, spec, set, kept = [], named = [] }) => {
  const { after, said } = planned(resources, spec);
  const policies = (some: readonly JsonObject[]) =>
    new Map(effectiveImages(some).map(({ container, pullPolicy }) => [container, pullPolicy]));
  const [was, is] = [policies(resources), policies(after)];
  for (const container of set) expect([container, is.get(container)]).toEqual([container, spec.pullPolicy]);
  for (const container of kept) expect([container, is.get(container)]).toEqual([container, was.get(container)]);
  const finding = said.filter((text) => text.startsWith('pull-policy-ineffective')).join('\n');
  for (const container of named) expect(finding).toContain(container);
  if (named.length === 0) expect(finding).toBe('');
  const tags = (some: readonly JsonObject[]) => effectiveImages(some).map(({ image }) => image.split(':').at(-1));
  expect(tags(after)).toEqual(tags(resources));
  const again = planned(after, spec);
  expect(again.after).toEqual(after);
});

test('the ImageConfig carries pull secrets to a pod whose server alone is moved', () => {
  const spec = { exclude: [corp], pullSecrets: ['mirror-cred'] };
  const demo = cluster({ cassandra: { ...cassandra, datacenters: [{ ...datacenters[0], serverImage: server }] } });
  const { after, said } = planned([...newest, current({ defaults: corp }), demo], spec);
  const secrets = effectiveImages(after).filter(({ container }) => container === 'cassandra');
  expect(secrets.map(({ pullSecrets }) => pullSecrets)).toEqual([['mirror-cred']]);
  expect(said.filter((text) => text.startsWith('pull-secret-ineffective'))).toEqual([]);
});

test('an ImageConfig that nothing is moved by, and that no pod reads, stays as it is', () => {
  const { after } = planned([current({ defaults: corp })], {
    exclude: [corp],
    pullPolicy: 'Always',
    pullSecrets: ['x'],
  });
  expect(after[0]).toEqual(current({ defaults: corp }));
});

test('an ImageConfig alone: an entry that is excluded keeps its policy', () => {
  const { after } = planned([current({ logger: 'ghcr.io' })], { exclude: ['ghcr.io'], pullPolicy: 'Never' });
  const text = String(at(after[0], ['data', 'image_config.yaml']));
  expect(text).toMatch(/system-logger: \{[^}]*v1\.30\.2\}/);
  expect(text).toMatch(/medusa: \{[^}]*pullPolicy: Never\}/);
  expect(text).not.toMatch(/overrides:[^\n]*Never/);
});
