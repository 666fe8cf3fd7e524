/** What is said about images that are not known, and that following the advice makes them known: nothing else is asked for then. */
import { generateConfigMap } from '../../src/app/generate-config-map.ts';
import { readConfig } from '../../src/config/normalise.ts';
import { objectLines } from '../../src/overlay/lines.ts';
import { folderOf, run } from './run.ts';

const cluster = (name: string, datacenters: string, others = ''): string =>
  `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: ${name}, namespace: k8ssandra-operator}
spec: {cassandra: {serverVersion: 4.1.8, datacenters: [${datacenters}]}${others}}
`;
const dc1 = '{metadata: {name: dc1}, size: 3}';
const inEast = '{metadata: {name: dc2}, k8sContext: east, size: 3}';
const medusa = ', medusa: {storageProperties: {storageProvider: s3, bucketName: b, storageSecretRef: {name: bk}}}';

const operators = `apiVersion: apps/v1
kind: Deployment
metadata: {name: cass-operator-controller-manager, namespace: k8ssandra-operator}
spec: {template: {spec: {containers: [{name: manager, image: "m.io/k8ssandra/cass-operator:v1.30.2"}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: k8ssandra-operator, namespace: k8ssandra-operator}
spec: {template: {spec: {containers: [{name: k8ssandra-operator, image: "m.io/k8ssandra/k8ssandra-operator:v1.32.5"}]}}}
`;

function mirroredImageConfig(): string {
  const { configMap } = generateConfigMap(
    readConfig({
      apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
      kind: 'ImageMirror',
      spec: { registry: 'm.io', release: { k8ssandraOperator: '1.32.5' } },
    }),
  );
  return `${objectLines(configMap).join('\n')}\n`;
}

const folder = folderOf({
  'one.yaml': cluster('demo', dc1),
  'three.yaml': ['a', 'b', 'c', 'd'].map((name) => cluster(name, dc1)).join('---\n'),
  'medusa.yaml': cluster('demo', dc1, `${medusa}, reaper: {}`),
  'two-contexts.yaml': cluster('demo', `${dc1}, ${inEast}`),
  'east.yaml': cluster('demo', inEast),
  'stargate.yaml': cluster('demo', dc1, ', stargate: {size: 1}'),
  'datacenter.yaml': `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1, namespace: k8ssandra-operator}
spec: {clusterName: demo, serverType: cassandra, serverVersion: 4.1.8, size: 3}
`,
  'lone-stargate.yaml': `apiVersion: stargate.k8ssandra.io/v1alpha1
kind: Stargate
metadata: {name: sg, namespace: k8ssandra-operator}
spec: {datacenterRef: {name: dc1}, size: 1}
`,
  'stargate-of-none.yaml': `apiVersion: stargate.k8ssandra.io/v1alpha1
kind: Stargate
metadata: {name: sg, namespace: k8ssandra-operator}
spec: {size: 1}
`,
  'old-operator.yaml': `apiVersion: apps/v1
kind: Deployment
metadata: {name: cass-operator, namespace: k8ssandra-operator}
spec: {template: {spec: {containers: [{name: cass-operator, image: "m.io/datastax/cass-operator:1.5.0"}]}}}
`,
  'operators.yaml': `${operators}---\n${mirroredImageConfig()}`,
});

const registry = ['--registry', 'm.io'];
const transformed = (...args: readonly string[]) => run('transform', ...registry, ...args);
const unknown = (stderr: string): readonly string[] =>
  stderr.split('\n').filter((line) => line.endsWith('[image-unknown]'));

const set = ['--release-k8ssandra-operator', '1.32.5'];
const setCassOperator = ['--release-cass-operator', '1.30.2'];

describe('advice that is followed', () => {
  const given = (): readonly string[] => ['--context', folder.at('operators.yaml')];
  const east = (): readonly string[] => ['--context', `east=${folder.at('operators.yaml')}`];

  test.each<[string, string, string, () => readonly string[]]>([
    ['one cluster, a release set', 'one.yaml', 'set release.k8ssandraOperator', () => set],
    ['one cluster, operators given', 'one.yaml', '--context FILE', given],
    ['four clusters, a release set', 'three.yaml', 'set release.k8ssandraOperator', () => set],
    ['Medusa and Reaper, a release set', 'medusa.yaml', 'set release.k8ssandraOperator', () => set],
    ['Medusa and Reaper, operators given', 'medusa.yaml', '--context FILE', given],
    ['another Kubernetes cluster, a release set', 'two-contexts.yaml', 'set release.k8ssandraOperator', () => set],
    ['another one, both given', 'two-contexts.yaml', '--context east=FILE', () => [...given(), ...east()]],
    ['a datacenter, a release set', 'datacenter.yaml', 'release.cassOperator', () => setCassOperator],
    ['a datacenter, operators given', 'datacenter.yaml', '--context FILE', given],
    ['Stargate, a release set', 'stargate.yaml', 'set release.k8ssandraOperator', () => set],
    ['Stargate, operators given', 'stargate.yaml', '--context FILE', given],
  ])('%s', async (_, file, advice, followed) => {
    const before = await transformed(folder.at(file));
    expect(unknown(before.stderr).join()).toContain(advice);
    const after = await transformed(folder.at(file), ...followed());
    expect(unknown(after.stderr)).toEqual([]);
    expect({ exitCode: after.exitCode, errors: after.stderr.match(/^error:.*/gm) }).toEqual({
      exitCode: 0,
      errors: null,
    });
  });

  test('the datacenter of a Stargate is added', async () => {
    const lone = await transformed(...set, folder.at('lone-stargate.yaml'));
    expect(unknown(lone.stderr).join()).toContain('add the CassandraDatacenter dc1');
    const { stderr } = await transformed(...set, folder.at('lone-stargate.yaml'), folder.at('datacenter.yaml'));
    expect(unknown(stderr)).toEqual([]);
  });
});

describe('one finding', () => {
  test('for all clusters that lack the same', async () => {
    const { stderr } = await transformed(folder.at('three.yaml'));
    expect(unknown(stderr)).toEqual([
      expect.stringContaining(
        'in K8ssandraCluster k8ssandra-operator/a, K8ssandraCluster k8ssandra-operator/b, K8ssandraCluster k8ssandra-operator/c and 1 more',
      ),
    ]);
  });

  test('for each Kubernetes cluster', async () => {
    const { stderr } = await transformed(folder.at('two-contexts.yaml'));
    expect(unknown(stderr)).toHaveLength(2);
    expect(Math.max(...unknown(stderr).map((line) => line.length))).toBeLessThan(600);
  });
});

describe('a release that is set', () => {
  test('brings its ImageConfig, and that is said', async () => {
    const { stderr } = await run('check', ...registry, ...set, folder.at('medusa.yaml'));
    const { stdout } = await run('images', ...registry, ...set, folder.at('medusa.yaml'));
    expect(stderr).not.toContain('image-unknown');
    expect(stdout).toContain('docker.io/k8ssandra/cass-management-api:4.1.8-ubi');
    expect(stdout).toContain('m.io/k8ssandra/cass-management-api:4.1.8-ubi');
    const explained = await run('explain', ...registry, ...set, folder.at('medusa.yaml'));
    expect(explained.stdout).toMatch(
      /no ImageConfig is among the resources: that of k8ssandra-operator 1\.32\.5 is assumed/,
    );
  });

  test('counts for other Kubernetes clusters too', async () => {
    const { stdout } = await run('explain', ...registry, ...set, folder.at('east.yaml'));
    expect(stdout).toMatch(/among the resources of k8sContext east: that of k8ssandra-operator 1\.32\.5 is assumed/);
  });

  test('assumes nothing where the input has an ImageConfig', async () => {
    const { stdout } = await run('explain', ...registry, ...set, folder.at('one.yaml'), folder.at('operators.yaml'));
    expect(stdout).not.toContain('is assumed');
  });

  test.each([
    [
      '--release-cass-operator',
      '1.5.0',
      'cass-operator 1.5.0 is older than 1.8.0, the first release that is known here',
    ],
    ['--release-k8ssandra-operator', '0.4.0', 'k8ssandra-operator 0.4.0 is older than 1.0.0'],
  ])('is said to be unknown: %s %s', async (flag, release, reason) => {
    const { stderr } = await transformed(flag, release, folder.at('datacenter.yaml'));
    expect(stderr).toMatch(new RegExp(`^warning: ${reason.replaceAll('.', '\\.')}.*\\[release-unknown\\]$`, 'm'));
  });

  test('that is newer than all that is known brings nothing', async () => {
    const { stderr } = await transformed('--release-k8ssandra-operator', '9.0.0', folder.at('one.yaml'));
    expect(unknown(stderr).join()).toContain('newer than');
    expect(unknown(stderr).join()).toContain('give the ImageConfig that it reads with --context FILE');
  });
});

test('an operator that is older than all that is known is said to be that', async () => {
  const { stderr } = await transformed(folder.at('old-operator.yaml'), folder.at('datacenter.yaml'));
  expect(stderr).toMatch(/^warning: cass-operator 1\.5\.0 is older than 1\.8\.0.*\[release-unknown\]$/m);
  expect(unknown(stderr).join()).toContain('cass-operator 1.5.0 is older than 1.8.0');
  expect(unknown(stderr).join()).not.toContain('add the operators');
});

test('a Stargate that names no datacenter is told to', async () => {
  const { stderr } = await transformed(...set, folder.at('stargate-of-none.yaml'));
  expect(stderr).not.toContain('undefined');
  expect(unknown(stderr).join()).toContain('set spec.datacenterRef.name');
});

test.each([
  [['--registry', 'a.io', '--registry', 'b.io'], '--registry is given twice'],
  [['--config', 'a.yaml', '--config', 'b.yaml'], '--config is given twice'],
  [['--registry', 'a.io', '--layout', 'path', '--layout=name'], '--layout is given twice'],
])('a flag with one value cannot be given twice: %j', async (args, problem) => {
  const { exitCode, stderr } = await run('transform', ...args, folder.at('one.yaml'));
  expect({ exitCode, said: stderr.includes(problem) }).toEqual({ exitCode: 2, said: true });
});
