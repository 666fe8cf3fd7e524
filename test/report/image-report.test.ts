import { cluster, deployment, imageConfig } from '../plan/planned.ts';
import { operator, reported, told } from './reported.ts';

const container = (image: string) => ({ name: 'app', image });

describe('what becomes of an image', () => {
  test.each([
    ['it moves', 'quay.io/a/b:1', {}, 'app: mirrored quay.io/a/b:1 → m.io/k/a/b:1'],
    ['it is on the mirror', 'm.io/k/a/b:1', {}, 'app: mirrored m.io/k/a/b:1 → m.io/k/a/b:1'],
    ['it is excluded', 'quay.io/a/b:1', { exclude: ['quay.io'] }, 'app: allowed quay.io/a/b:1 → nowhere'],
    [
      'no rule covers it',
      'quay.io/a/b:1',
      { mirrors: [{ source: 'docker.io', target: 'm.io' }] },
      'app: escaped quay.io/a/b:1 → nowhere',
    ],
    ['it is beside the mirror', 'm.io/other/b:1', {}, 'app: escaped m.io/other/b:1 → nowhere'],
    ['it is no reference', 'Not An Image', {}, 'app: invalid Not An Image → nowhere'],
    [
      'a pin moves it',
      'a/b:1',
      { images: [{ name: 'a/b', newName: 'own.io/b', newTag: '2' }] },
      'app: mirrored a/b:1 → own.io/b:2',
    ],
  ])('%s', (_, image, spec, expected) => {
    expect(told(reported([deployment({ containers: [container(image)] })], spec))).toEqual([expected]);
  });

  test('without the operators in the input, the images of a cluster are unknown', () => {
    const demo = cluster({
      cassandra: { serverVersion: '4.0.17', datacenters: [{ metadata: { name: 'dc1' }, size: 1 }] },
    });
    const statuses = reported([demo]).report.images.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set(['unknown']));
  });

  test('context tells what is missing, and is not reported itself', () => {
    const demo = cluster({
      cassandra: { serverVersion: '4.0.17', datacenters: [{ metadata: { name: 'dc1' }, size: 1 }] },
    });
    const context = [
      operator('cass-operator', '1.30.2'),
      operator('k8ssandra-operator', '1.32.5'),
      imageConfig(`
      images:
        system-logger: {registry: m.io/k, repository: k8ssandra, name: system-logger, tag: v1}
        config-builder: {registry: m.io/k, repository: datastax, name: cass-config-builder, tag: v1}
      types:
        cassandra: {registry: m.io/k, repository: k8ssandra, name: cass-management-api}
    `),
    ];
    expect(told(reported([demo], { context }))).toEqual([
      'server-config-init: mirrored m.io/k/datastax/cass-config-builder:v1 → m.io/k/datastax/cass-config-builder:v1',
      'cassandra: mirrored m.io/k/k8ssandra/cass-management-api:4.0.17 → m.io/k/k8ssandra/cass-management-api:4.0.17',
      'server-system-logger: mirrored m.io/k/k8ssandra/system-logger:v1 → m.io/k/k8ssandra/system-logger:v1',
    ]);
  });

  describe('an object that an operator made', () => {
    const owner = { apiVersion: 'k8ssandra.io/v1alpha1', kind: 'K8ssandraCluster', name: 'absent', controller: true };
    const made = (image: string) => deployment({ containers: [container(image)] }, { ownerReferences: [owner] });

    test('without its owner, nobody knows what becomes of it', () => {
      const { report } = reported([made('quay.io/a/b:1')]);
      expect(report.images.map(({ status, after }) => [status, after.reason])).toEqual([
        ['unknown', expect.stringContaining('K8ssandraCluster absent, which is not in the input')],
      ]);
    });

    test('runs what it says, where that is from the mirror', () => {
      expect(told(reported([made('m.io/k/a/b:1')]))).toEqual(['app: mirrored m.io/k/a/b:1 → m.io/k/a/b:1']);
    });
  });

  test('a pod that its operator cannot make has images all the same', () => {
    const broken = cluster({
      cassandra: {
        serverImage: 'k8ssandra/cass-management-api:4.0.17',
        datacenters: [{ metadata: { name: 'dc1' }, size: 1 }],
      },
    });
    const { images } = reported([broken, operator('k8ssandra-operator', '1.32.5')]).report;
    expect(images.find(({ before }) => before.container === 'cassandra')).toMatchObject({
      status: 'unresolvable',
      mirrored: 'm.io/k/k8ssandra/cass-management-api:4.0.17',
    });
  });

  test('a struct that leaves its registry to an ImageConfig outside of the input is unknown', () => {
    const demo = cluster({
      cassandra: { serverVersion: '4.0.17', datacenters: [{ metadata: { name: 'dc1' }, size: 1 }] },
      medusa: { containerImage: { repository: 'k8ssandra', name: 'medusa', tag: '0.29.1' } },
    });
    expect(told(reported([demo, operator('k8ssandra-operator', '1.32.5')]))).toContain('medusa: unknown  → nowhere');
  });
});

describe('fields of further custom resources', () => {
  const plan = {
    apiVersion: 'example.com/v1',
    kind: 'BackupPlan',
    metadata: { name: 'nightly', namespace: 'demo' },
    spec: { workers: [{ image: 'busybox' }], agent: { repository: 'corp', name: 'agent', tag: '1' } },
  };
  const fields = [
    { group: 'example.com', kind: 'BackupPlan', path: 'spec.workers[].image', shape: 'reference' },
    { group: 'example.com', kind: 'BackupPlan', path: 'spec.agent', shape: 'parts' },
  ];

  test('stand for containers', () => {
    const all = reported([plan], { fields });
    expect(told(all)).toEqual([
      'spec.workers[0].image: mirrored busybox → m.io/k/library/busybox',
      'spec.agent: mirrored corp/agent:1 → m.io/k/corp/agent:1',
    ]);
    expect(all.report.images[0]?.before).toMatchObject({ workload: 'BackupPlan/nightly', namespace: 'demo' });
  });
});

test('containers of one name in several candidates are told apart', () => {
  const twoConfigs = ['a', 'b'].map((name) => ({
    ...imageConfig(
      JSON.stringify({ types: { cassandra: { registry: `${name}.io`, repository: 'r', name: 'server' } } }),
    ),
    metadata: { name, namespace: name, labels: { 'k8ssandra.io/config': 'image' } },
  }));
  const datacenter = {
    apiVersion: 'cassandra.datastax.com/v1beta1',
    kind: 'CassandraDatacenter',
    metadata: { name: 'dc1', namespace: 'demo' },
    spec: { serverType: 'cassandra', serverVersion: '4.0.17', configBuilderImage: 'a/b:1', systemLoggerImage: 'a/c:1' },
  };
  const servers = told(reported([...twoConfigs, datacenter])).filter((line) => line.startsWith('cassandra:'));
  expect(servers).toEqual([
    'cassandra: mirrored a.io/r/server:4.0.17 → m.io/k/r/server:4.0.17',
    'cassandra: mirrored b.io/r/server:4.0.17 → m.io/k/r/server:4.0.17',
  ]);
});
