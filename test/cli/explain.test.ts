import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deployment, loneCluster } from './manifests.ts';
import { outputSchema } from './published.ts';
import { folderOf, run } from './run.ts';

/**
 * examples/current-install/expected-explain.txt and .md are what the README shows. `UPDATE_EXAMPLES=1` writes them anew.
 */
const root = path.join(__dirname, '..', '..');
const install = path.join('examples', 'current-install');
const flags = ['--config', path.join(install, 'mirror.yaml'), path.join(install, 'input')];

const folder = folderOf({
  'public.yaml': deployment('quay.io/a/b:1'),
  'invalid.yaml': deployment('Not An Image'),
  'cluster.yaml': loneCluster,
});

describe('the example of the README', () => {
  const before = process.cwd();
  beforeAll(() => process.chdir(root));
  afterAll(() => process.chdir(before));

  test.each([
    ['text', 'expected-explain.txt'],
    ['markdown', 'expected-explain.md'],
  ])('as %s', async (form, name) => {
    const ran = await run('explain', '-o', form, ...flags);
    if (process.env.UPDATE_EXAMPLES === '1') writeFileSync(path.join(install, name), ran.stdout);
    expect(ran).toEqual({ exitCode: 0, stdout: readFileSync(path.join(install, name), 'utf8'), stderr: '' });
  });

  test('as JSON, as published', async () => {
    const validate = outputSchema('explain');
    const { stdout } = await run('explain', '-o', 'json', ...flags);
    const explained = JSON.parse(stdout);
    validate(explained);
    expect(validate.errors).toBeNull();
    expect(explained.images).toHaveLength(17);
    expect(explained.images).toContainEqual({
      image: 'docker.io/k8ssandra/medusa:0.29.1',
      mirrored: 'mirror.example.com:5000/k8ssandra/k8ssandra/medusa:0.29.1',
      status: 'mirrored',
      cluster: 'orders',
      namespace: 'k8ssandra-operator',
      datacenter: 'west',
      workload: 'cassandra',
      rack: 'default',
      kind: 'init',
      container: 'medusa-restore',
      resource: {
        apiVersion: 'k8ssandra.io/v1alpha1',
        kind: 'K8ssandraCluster',
        namespace: 'k8ssandra-operator',
        name: 'orders',
      },
      source: [
        {
          where: 'ImageConfig defaults.registry',
          path: 'data["image_config.yaml"]: defaults.registry',
          value: 'docker.io',
        },
        { where: 'ImageConfig images.medusa', path: 'data["image_config.yaml"]: images.medusa', value: '' },
      ],
    });
  });
});

test.each(['public.yaml', 'invalid.yaml', 'cluster.yaml'])('-o json for %s is as published', async (file) => {
  const validate = outputSchema('explain');
  const { stdout } = await run('explain', '-o', 'json', '--registry', 'm.io', folder.at(file));
  validate(JSON.parse(stdout));
  expect(validate.errors).toBeNull();
});

test('errors are printed along, and the exit code tells', async () => {
  const { exitCode, stdout, stderr } = await run('explain', '--registry', 'm.io', folder.at('invalid.yaml'));
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(stdout).toContain('is no image reference');
  expect(stdout).toMatch(/\n\nerror: .*\[invalid-reference\]\n/);
});

test('what was assumed about the operators is said', async () => {
  const { stdout } = await run('explain', '--registry', 'm.io', folder.at('cluster.yaml'));
  expect(stdout).toMatch(/info: .* is assumed; set release.cassOperator \[release-assumed\]/);
});

test.each([
  ['an unknown form', ['-o', 'xml'], 'write one of text, json, markdown'],
  ['no mirror', [], 'there is no configuration'],
])('%s is refused', async (_, args, message) => {
  const { exitCode, stdout, stderr } = await run('explain', ...args, folder.at('public.yaml'));
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(message);
});

test('help has an example', async () => {
  expect((await run('explain', '--help')).stdout).toMatch(
    /-o text\|json\|markdown[\s\S]*Examples:\n {2}k8ssandra-image-mirror explain/,
  );
});
