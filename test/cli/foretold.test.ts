import { deployment, loneCluster } from './manifests.ts';
import { folderOf, run } from './run.ts';

const folder = folderOf({
  'app.yaml': deployment('nginx'),
  'operator.yaml': JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'k8ssandra-operator', namespace: 'ops' },
    spec: {
      template: {
        spec: { containers: [{ name: 'k8ssandra-operator', image: 'k8ssandra/k8ssandra-operator:v1.32.5' }] },
      },
    },
  }),
  'cluster.yaml': loneCluster,
});

const list = (...flags: readonly string[]) => run('images', '-o', 'list', '--registry', 'm.io', ...flags);
const current = ['--release-k8ssandra-operator', '1.32.5'];

test('a release, a server and components: all that they can pull, the operators included, and no input is read', async () => {
  const { exitCode, stdout, stderr } = await list(...current, '--server', 'cassandra:4.1.8', '--component', 'medusa');
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '6 images to copy\n' });
  expect(stdout).toBe(
    [
      'docker.io/k8ssandra/cass-management-api:4.1.8-ubi',
      'docker.io/k8ssandra/cass-operator:v1.30.2',
      'docker.io/k8ssandra/k8ssandra-client:v0.8.8',
      'docker.io/k8ssandra/k8ssandra-operator:v1.32.5',
      'docker.io/k8ssandra/medusa:0.29.1',
      'docker.io/k8ssandra/system-logger:v1.30.2',
      '',
    ].join('\n'),
  );
});

test('without components: all of them', async () => {
  const { stdout } = await list(...current, '--server', 'cassandra:4.0.17');
  for (const name of ['medusa', 'cassandra-reaper', 'stargate-4_0', 'cass-config-builder']) {
    expect(stdout).toMatch(new RegExp(`/${name}:`));
  }
  expect((await list(...current, '--server', 'cassandra:4.0.17', '--component', 'none')).stdout).not.toMatch(
    /medusa|reaper|stargate|vector/,
  );
});

test('a release of cass-operator alone has CassandraDatacenters', async () => {
  const { exitCode, stdout } = await list('--release-cass-operator', '1.22.4', '--server', 'dse:6.8.50');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/dse-mgmtapi-6_8:6\.8\.50-ubi8\n/);
  expect(stdout).not.toMatch(/k8ssandra-operator|medusa/);
});

test('what nothing moves is a warning, and not in the list', async () => {
  const { exitCode, stdout, stderr } = await list('--release-k8ssandra-operator', '1.26.0', '--server', 'dse:6.8.50');
  expect({ exitCode }).toEqual({ exitCode: 0 });
  expect(stderr).toMatch(/^warning: docker\.io\/bitnami\/kubectl:.* \[escaped\]$/m);
  expect(stderr).not.toContain('implicit-frozen');
  expect(stdout).not.toContain('kubectl');
});

test('operators without clusters: what is missing is said, and with servers nothing is', async () => {
  const missing =
    /^warning: there are operators, and no K8ssandraCluster .*--server cassandra:4\.1\.8.*\[clusters-missing\]$/m;
  expect((await list(...current)).stderr).toMatch(missing);
  expect((await list(folder.at('operator.yaml'))).stderr).toMatch(missing);
  expect((await list(folder.at('operator.yaml'), folder.at('cluster.yaml'))).stderr).not.toMatch(missing);
  expect((await list(folder.at('app.yaml'))).stderr).not.toMatch(missing);
});

test('servers beside files: their images are added to those of the files', async () => {
  const { stdout, stderr } = await list(...current, '--server', 'cassandra:4.1.8', folder.at('operator.yaml'));
  expect(stdout).toMatch(/cass-management-api:4\.1\.8-ubi\n/);
  expect(stderr).not.toContain('[clusters-missing]');
});

test.each([
  [['--server', 'cassandra:4.1.8'], 'say of which release'],
  [[...current, '--server', 'mysql:8'], '--server mysql:8: write cassandra, dse or hcd'],
  [[...current, '--component', 'medusa'], 'say --server'],
  [[...current, '--server', 'dse:6.8.50', '--component', 'solr'], '--component solr: write one of medusa'],
])('refused: %j', async (flags, says) => {
  const { exitCode, stdout, stderr } = await list(...flags);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(says);
});
