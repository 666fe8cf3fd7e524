import { run } from './run.ts';

test('all known releases, those that are alike in one line', async () => {
  const { exitCode, stdout } = await run('releases');
  const rows = stdout
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'));
  expect(exitCode).toBe(0);
  expect(rows).toContainEqual([
    'k8ssandra-operator',
    '1.32.2 - 1.32.5',
    '1.30.2',
    'v1beta2',
    'stargate-3_11:v1.0.77, stargate-4_0:v1.0.77, stargate-dse-68:v1.0.77',
  ]);
  expect(rows).toContainEqual(['cass-operator', '1.29.0 - 1.32.0', '', 'v1beta2', '']);
  expect(new Set(rows.map((row) => row.length))).toEqual(new Set([5]));
});

test('the images of releases, and what governs them', async () => {
  const { stdout } = await run(
    'releases',
    '--release-k8ssandra-operator',
    'v1.26.0',
    '--release-cass-operator',
    '1.26.0',
  );
  expect(stdout.split('\n')).toEqual(
    expect.arrayContaining([
      'k8ssandra-operator 1.26.0\tdocker.io/bitnami/kubectl:1.29.3\tmedusa-purge/k8ssandra-purge-backups\tnothing; avoided by K8ssandraCluster spec.medusa.purgeBackups: false',
      'cass-operator 1.26.0\tdocker.io/k8ssandra/cass-management-api:<serverVersion>\tcassandra/cassandra\tImageConfig defaults.cassandra.repository, CassandraDatacenter spec.serverImage',
    ]),
  );
});

test('as JSON', async () => {
  const { stdout } = await run('releases', '-o', 'json', '--release-k8ssandra-operator', '1.4.0');
  const [release] = JSON.parse(stdout);
  expect(release).toMatchObject({ operator: 'k8ssandra-operator', release: '1.4.0' });
  expect(release.images).toContainEqual({
    image: 'docker.io/mikefarah/yq:4',
    runsIn: ['cassandra/per-node-config'],
    governedBy: [],
    avoidedBy: 'another release of k8ssandra-operator',
  });
  const all = JSON.parse((await run('releases', '-o', 'json')).stdout);
  expect(all.at(-1)).toMatchObject({ operator: 'cass-operator', imageConfig: ['v1beta2'], images: [] });
});

test('a release that is not known is told as its neighbours, and that is said', async () => {
  const { exitCode, stderr } = await run('releases', '--release-k8ssandra-operator', '9.0.0');
  expect(exitCode).toBe(0);
  expect(stderr).toMatch(/^info: k8ssandra-operator 9.0.0 is not known/);
});

test.each([
  ['input', ['manifests/']],
  ['a configuration', ['--registry', 'm.io']],
  ['half a release', ['--release-cass-operator', '1.22']],
])('%s is refused', async (_, args) => {
  const { exitCode, stdout, stderr } = await run('releases', ...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toMatch(/Try: k8ssandra-image-mirror releases --help/);
});

describe('what an upgrade changes', () => {
  test('each image that differs, with its tags before and after', async () => {
    const { exitCode, stdout } = await run('releases', '--from', '1.30.2', '--to', '1.32.5');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('docker.io/k8ssandra/k8ssandra-operator\tv1.30.2\tv1.32.5\n');
    expect(stdout).toContain('docker.io/k8ssandra/system-logger\tv1.28.0\tv1.30.2\n');
    expect(stdout).not.toContain('cass-management-api');
    for (const line of stdout.trimEnd().split('\n')) {
      const [, before, after] = line.split('\t');
      expect(before).not.toBe(after);
    }
  });

  test('nothing, to the release itself', async () => {
    expect(await run('releases', '--from', 'v1.32.5', '--to', '1.32.5')).toMatchObject({ exitCode: 0, stdout: '' });
  });

  test('an image that comes or goes has a null on one side', async () => {
    const changes = JSON.parse((await run('releases', '--from', '1.26.0', '--to', '1.32.5', '-o', 'json')).stdout);
    expect(changes).toContainEqual({ image: 'docker.io/bitnami/kubectl', from: '1.29.3', to: null });
  });

  test.each([[['--from', '1.30.2']], [['--from', '1.30.2', '--to', '1.32.5', '--release-cass-operator', '1.30.2']]])(
    'refused: %j',
    async (flags) => {
      expect(await run('releases', ...flags)).toMatchObject({
        exitCode: 2,
        stdout: '',
        stderr: expect.stringContaining('--from RELEASE and --to RELEASE go together'),
      });
    },
  );
});
