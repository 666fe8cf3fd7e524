/** The tasks of `updateDatacenters: task`: what they are, when they are there, and when they cannot be. */
import { readConfig } from '../../src/config/normalise.ts';
import { plan } from '../../src/plan/plan.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { cluster, deployment, imageConfig, mirror, planned } from './planned.ts';

const spec = { registry: mirror, rollout: { updateDatacenters: 'task' } };
const config = readConfig({ apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', spec });

function tasksFor(...resources: readonly JsonObject[]): readonly JsonObject[] {
  return plan(resources, config).additions.map(({ object }) => object);
}

function operator(name: string, release: string): JsonObject {
  const containers = [{ name: 'manager', image: `k8ssandra/${name}:v${release}` }];
  return deployment({ containers }, { name, namespace: 'k8ssandra-operator' });
}

function datacenter(metadata: JsonObject): JsonObject {
  return { apiVersion: 'cassandra.datastax.com/v1beta1', kind: 'CassandraDatacenter', metadata, spec: {} };
}

const text = 'defaults: {registry: docker.io}\nimages: {medusa: {repository: k8ssandra, name: medusa, tag: "1"}}\n';
const operators = [operator('k8ssandra-operator', '1.32.5'), operator('cass-operator', '1.30.2')];
const demo = cluster({ cassandra: { serverVersion: '4.1.8', datacenters: [{ metadata: { name: 'dc1' } }] } });

test('a cluster gets a K8ssandraTask, which is kept when it is done', () => {
  expect(tasksFor(...operators, imageConfig(text), demo)).toEqual([
    {
      apiVersion: 'control.k8ssandra.io/v1alpha1',
      kind: 'K8ssandraTask',
      metadata: { name: expect.stringMatching(/^refresh-demo-[0-9a-f]{10}$/), namespace: 'k8ssandra-operator' },
      spec: {
        cluster: { name: 'demo', namespace: 'k8ssandra-operator' },
        template: { jobs: [{ name: 'refresh', command: 'refresh' }], ttlSecondsAfterFinished: 0 },
      },
    },
  ]);
});

test('a datacenter gets a CassandraTask, which names its namespace', () => {
  expect(tasksFor(...operators, imageConfig(text), datacenter({ name: 'dc1', namespace: 'dbs' }))).toEqual([
    {
      apiVersion: 'control.k8ssandra.io/v1alpha1',
      kind: 'CassandraTask',
      metadata: { name: expect.stringMatching(/^refresh-dc1-/), namespace: 'dbs' },
      spec: {
        datacenter: { name: 'dc1', namespace: 'dbs' },
        jobs: [{ name: 'refresh', command: 'refresh' }],
        ttlSecondsAfterFinished: 0,
      },
    },
  ]);
});

test('a cluster that is in the input twice gets one task', () => {
  expect(tasksFor(...operators, imageConfig(text), demo, demo)).toHaveLength(1);
});

describe('the name', () => {
  const nameOf = (document: string, name = 'demo'): unknown => {
    const resources = [imageConfig(document), { ...demo, metadata: { name, namespace: 'k8ssandra-operator' } }];
    const [task] = tasksFor(...operators, ...resources);
    return typeof task?.metadata === 'object' && task.metadata !== null ? Object.values(task.metadata)[0] : undefined;
  };

  test('changes with the ImageConfig, and with nothing else', () => {
    expect(nameOf(text)).toBe(nameOf(text));
    expect(nameOf(text)).not.toBe(nameOf(text.replace('"1"', '"2"')));
  });

  test('is that of the ImageConfig as it will be', () => {
    expect(nameOf(text)).toBe(nameOf(text.replace('docker.io', mirror)));
  });

  test('is short enough for the value of a label, and ends as it must', () => {
    const long = nameOf(text, `${'long-name-'.repeat(4)}${'x'.repeat(40)}`);
    expect(String(long).length).toBeLessThanOrEqual(63);
    expect(long).toMatch(/^refresh-[a-z-]*[a-z]-[0-9a-f]{10}$/);
  });
});

test('a task that is there is not added again, whatever has become of it', () => {
  const input = [...operators, imageConfig(text), demo];
  const done = tasksFor(...input).map((task) => ({ ...task, status: { active: 0 } }));
  expect(done).toHaveLength(1);
  expect(tasksFor(...input, ...done)).toEqual([]);
});

test('there is none without an ImageConfig, for what an operator made, or where nobody asked', () => {
  const made = datacenter({
    name: 'dc1',
    namespace: 'dbs',
    ownerReferences: [
      { apiVersion: 'k8ssandra.io/v1alpha1', kind: 'K8ssandraCluster', name: 'demo', controller: true },
    ],
  });
  expect(tasksFor(...operators, demo)).toEqual([]);
  expect(tasksFor(...operators, imageConfig(text), made)).toEqual([]);
  const never = readConfig({
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    spec: { registry: mirror },
  });
  expect(plan([...operators, imageConfig(text), demo], never).additions).toEqual([]);
});

test.each<[string, readonly JsonObject[], RegExp]>([
  [
    'a release that has no such task',
    [operator('cass-operator', '1.19.1'), demo],
    /1\.19\.1 .*deleted and created again/,
  ],
  ['a datacenter without a namespace', [...operators, datacenter({ name: 'dc1' })], /needs the namespace/],
])('%s is a warning', (_, resources, said) => {
  const { additions, findings } = plan([imageConfig(text), ...resources], config);
  expect(additions).toEqual([]);
  expect(findings.filter(({ code }) => code === 'rollout-not-possible').map(({ message }) => message)).toEqual([
    expect.stringMatching(said),
  ]);
});

test('in a kpt package, it has a file beside that of its cluster', () => {
  const annotations = {
    'config.kubernetes.io/path': 'apps/cluster.yaml',
    'internal.config.kubernetes.io/path': 'apps/cluster.yaml',
    'internal.config.kubernetes.io/package-path': '/pkg/',
    'config.kubernetes.io/index': '3',
  };
  const metadata = { name: 'demo', namespace: 'k8ssandra-operator', annotations };
  const [task] = tasksFor(...operators, imageConfig(text), { ...demo, metadata });
  const file = expect.stringMatching(/^apps\/k8ssandratask_refresh-demo-[0-9a-f]{10}\.yaml$/);
  expect(task?.metadata).toMatchObject({
    annotations: {
      'config.kubernetes.io/path': file,
      'internal.config.kubernetes.io/path': file,
      'internal.config.kubernetes.io/package-path': '/pkg/',
    },
  });
});

test('it says when to apply it', () => {
  const { said } = planned([...operators, imageConfig(text), demo], spec);
  expect(said.filter((line) => line.startsWith('refresh-task-added: '))).toEqual([
    expect.stringMatching(
      /K8ssandraTask k8ssandra-operator\/refresh-demo-\w+ is added: .* when the operators have restarted/,
    ),
  ]);
});
