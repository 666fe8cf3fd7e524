import { writeFileSync } from 'node:fs';
import { statusOf } from '../../src/registry/reasons.ts';
import { answer, guarded, index, manifest, registryOf, serve } from '../registry/servers.ts';
import { deployment } from './manifests.ts';
import { outputSchema } from './published.ts';
import { folderOf, run } from './run.ts';

const folder = folderOf({
  'app.yaml': deployment('org/app:1'),
  'gone.yaml': deployment('org/gone:1'),
  'other.yaml': deployment('other.example.com/org/app:1'),
  'empty.yaml': '',
});

const app = manifest('app');
const platforms = index({ 'linux/amd64': app, 'linux/arm64': manifest('arm') });

/** The machine's own logins are none of a test's business. */
const login = folderOf({ 'auth.json': '{"auths": {}}' });
const former = process.env.REGISTRY_AUTH_FILE;
beforeAll(() => {
  process.env.REGISTRY_AUTH_FILE = login.at('auth.json');
});
afterAll(() => {
  if (former === undefined) delete process.env.REGISTRY_AUTH_FILE;
  else process.env.REGISTRY_AUTH_FILE = former;
});

test('one line for each image: status, image, digest; and exit code 0 where all are there', async () => {
  const { host } = await serve(registryOf({ 'org/app:1': app }));
  const { exitCode, stdout, stderr } = await run('verify', '--registry', host, folder.at('app.yaml'));
  expect(stdout).toMatch(new RegExp(`^present\t${host}/org/app:1\tsha256:[0-9a-f]{64}\n$`));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '1 image: 1 present\n' });
});

test('what is wrong in the place of the digest, and exit code 1', async () => {
  const { host } = await serve(registryOf({ 'org/app:1': app }));
  const files = ['app.yaml', 'gone.yaml'].map((name) => folder.at(name));
  const { exitCode, stdout, stderr } = await run('verify', '--registry', host, ...files);
  expect(stdout.split('\n')[1]).toBe(`missing\t${host}/org/gone:1\t${host}/org/gone has no 1: copy the image there`);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '2 images: 1 present, 1 missing\n' });
});

test('-o json is as published, and every reason is', async () => {
  const validate = outputSchema('verify');
  const { host } = await serve(registryOf({ 'org/app:1': platforms }));
  const files = ['app.yaml', 'gone.yaml'].map((name) => folder.at(name));
  const { stdout } = await run('verify', '-o', 'json', '--registry', host, ...files);
  const printed = JSON.parse(stdout);
  validate(printed);
  expect(validate.errors).toBeNull();
  expect(printed).toMatchObject({
    ok: false,
    images: [
      { image: 'docker.io/org/app:1', mirrored: `${host}/org/app:1`, status: 'incomplete', code: 'child-missing' },
      { image: 'docker.io/org/gone:1', status: 'missing', code: 'image-missing' },
    ],
  });
  const codes = Object.keys(statusOf).map((code) => ({ image: 'a', mirrored: 'b', status: 'missing', code }));
  expect(validate({ ok: true, images: codes })).toBe(true);
});

test('-o junit: a case for each image, a failure for what is missing', async () => {
  const { host } = await serve(registryOf({ 'org/app:1': app }));
  const files = ['app.yaml', 'gone.yaml'].map((name) => folder.at(name));
  const { stdout } = await run('verify', '-o', 'junit', '--registry', host, ...files);
  expect(stdout).toContain('<testsuites tests="2" failures="1" errors="0">');
  expect(stdout).toContain(`<testcase classname="verify" name="${host}/org/app:1"/>`);
  expect(stdout).toContain('<failure type="image-missing" message="missing: ');
});

test('-o markdown: what is wrong in a table, what is there folded away', async () => {
  const { host } = await serve(registryOf({ 'org/app:1': app }));
  const files = ['app.yaml', 'gone.yaml'].map((name) => folder.at(name));
  const { stdout } = await run('verify', '-o', 'markdown', '--registry', host, ...files);
  expect(stdout).toContain('**2 images: 1 present, 1 missing**');
  expect(stdout).toContain(`| \`${host}/org/gone:1\` | missing | `);
  expect(stdout).toContain('<summary>1 present</summary>');
});

test('images that are not pulled from the mirror are not asked for, and counted', async () => {
  const { host, heard } = await serve(registryOf({ 'org/app:1': app }));
  const files = ['app.yaml', 'other.yaml'].map((name) => folder.at(name));
  const { exitCode, stderr } = await run('verify', '--registry', host, '--exclude', 'other.example.com', ...files);
  expect(exitCode).toBe(0);
  expect(stderr).toBe('1 image: 1 present; 1 image not pulled from the mirror\n');
  expect(heard.filter(({ method }) => method === 'HEAD')).toHaveLength(1);
});

test('--compare asks the sources, where they are known', async () => {
  const [mirror, source] = [
    await serve(registryOf({ 'org/app:1': app })),
    await serve(registryOf({ 'org/app:1': manifest('moved') })),
  ];
  const mirrors = (file: string): readonly string[] => ['verify', '--compare', '--registry', mirror.host, file];
  const input = inputWith(`${source.host}/org/app:1`);
  const { exitCode, stdout } = await run(...mirrors(input));
  expect({ exitCode, status: stdout.split('\t')[0] }).toEqual({ exitCode: 1, status: 'different' });
  const already = await run(...mirrors(inputWith(`${mirror.host}/org/app:1`)));
  expect(already).toMatchObject({
    exitCode: 0,
    stderr: '1 image: 1 present; 1 image of unknown source not compared\n',
  });
});

test('--compare finds the source of what is on the mirror already, where the rules lead back', async () => {
  const [mirror, source] = [
    await serve(registryOf({ 'org/app:1': app })),
    await serve(registryOf({ 'org/app:1': app })),
  ];
  const config = write(
    JSON.stringify({
      apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
      kind: 'ImageMirror',
      spec: { mirrors: [{ source: source.host, target: mirror.host }] },
    }),
  );
  const { exitCode, stderr } = await run(
    'verify',
    '--compare',
    '--config',
    config,
    inputWith(`${mirror.host}/org/app:1`),
  );
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '1 image: 1 present\n' });
  expect(source.heard.filter(({ method }) => method === 'HEAD')).toHaveLength(1);
});

test('-o regsync: a copy list of just what is not there; what is wrong is on stderr', async () => {
  const { host } = await serve(registryOf({ 'org/app:1': app }));
  const files = ['app.yaml', 'gone.yaml'].map((name) => folder.at(name));
  const { exitCode, stdout, stderr } = await run('verify', '-o', 'regsync', '--registry', host, ...files);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('source: "docker.io/org/gone:1"');
  expect(stdout).toContain(`target: "${host}/org/gone:1"`);
  expect(stdout).not.toContain('org/app');
  expect(stderr).toMatch(/^missing\t.*org\/gone:1\t/);
});

test('what can not be asked is in no copy list', async () => {
  const { host } = await serve((request, response) => answer(response, request.url === '/v2/' ? 200 : 403));
  const { stdout } = await run('verify', '-o', 'list', '--registry', host, folder.at('app.yaml'));
  expect(stdout).not.toContain('org/app');
});

test('a release alone: its operators, its servers and their components are asked for, and no input is read', async () => {
  const { host, heard } = await serve((request, response) =>
    answer(response, request.url === '/v2/' ? 200 : 404, '{"errors":[{"code":"NAME_UNKNOWN"}]}'),
  );
  const release = ['--release-k8ssandra-operator', '1.32.5', '--server', 'cassandra:4.1.8', '--component', 'medusa'];
  const { exitCode, stdout } = await run('verify', '--registry', host, ...release);
  expect(exitCode).toBe(1);
  for (const name of ['k8ssandra-operator:v1.32.5', 'cass-operator:', 'cass-management-api:4.1.8', 'medusa:']) {
    expect(stdout).toContain(name);
  }
  expect(stdout).not.toContain('reaper');
  expect(heard.filter(({ method }) => method === 'HEAD')).toHaveLength(stdout.trimEnd().split('\n').length);
});

test('on a terminal: one line of progress, which is gone at the end, and a table', async () => {
  const { host } = await serve((request, response) =>
    setTimeout(() => registryOf({ 'org/app:1': app })(request, response), 120),
  );
  const before = [process.stdout.isTTY, process.stderr.isTTY];
  [process.stdout.isTTY, process.stderr.isTTY] = [true, true];
  process.env.NO_COLOR = '1';
  try {
    const { stdout, stderr } = await run('verify', '--registry', host, folder.at('app.yaml'));
    expect(stdout.split('\n')[0]).toMatch(/^STATUS +IMAGE +DIGEST, OR WHAT IS WRONG$/);
    expect(stderr).toBe('\r\x1b[K1 of 1 images\r\x1b[K1 image: 1 present\n');
  } finally {
    [process.stdout.isTTY = false, process.stderr.isTTY = false] = before;
    delete process.env.NO_COLOR;
  }
});

test('the pull secrets of the input are the login', async () => {
  const authorization = `Basic ${Buffer.from('ada:s3cret').toString('base64')}`;
  const { host } = await serve(
    guarded({ challenge: 'Basic realm="x"', authorization }, registryOf({ 'org/app:1': app })),
  );
  const config = JSON.stringify({ auths: { [host]: { auth: authorization.slice(6) } } });
  const secret = (type: string, key: string, field: string, text: string): string =>
    JSON.stringify({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'pull' }, type, [field]: { [key]: text } });
  const encoded = Buffer.from(config).toString('base64');
  for (const input of [
    secret('kubernetes.io/dockerconfigjson', '.dockerconfigjson', 'data', encoded),
    secret('kubernetes.io/dockerconfigjson', '.dockerconfigjson', 'stringData', config),
  ]) {
    const file = write(`${input}\n---\n${deployment('org/app:1')}`);
    const { exitCode, stdout, stderr } = await run('verify', '--verbose', '--registry', host, file);
    expect(exitCode).toBe(0);
    expect(stdout + stderr).not.toContain(authorization.slice(6));
    expect(stderr).toContain(`HEAD http://${host}/v2/org/app/manifests/1: 200, `);
  }
});

test('a Secret that holds no login is passed over, and one that is no YAML is an error that does not show it', async () => {
  const { host } = await serve(registryOf({ 'org/app:1': app }));
  const secret = (data: string): string =>
    write(
      `apiVersion: v1\nkind: Secret\nmetadata: {name: pull}\ntype: kubernetes.io/dockerconfigjson\ndata: ${data}\n---\n${deployment('org/app:1')}`,
    );
  expect((await run('verify', '--registry', host, secret('{.dockerconfigjson: REPLACE_ME}'))).exitCode).toBe(0);
  const broken = await run('verify', '--registry', host, secret('"s3cret\\q"'));
  expect(broken.exitCode).toBe(2);
  expect(broken.stderr).toMatch(/line 1: this Secret is no YAML/);
  expect(broken.stderr).not.toContain('s3cret');
});

test.each([
  [['--platform', 'amd64'], '--platform amd64: write it like linux/amd64'],
  [['--concurrency', '0'], '--concurrency 0: write a number from 1 to 256'],
  [['--timeout', 'soon'], '--timeout soon: write a number from 1 to 3600'],
  [['--ca', '/nowhere/ca.pem'], '--ca /nowhere/ca.pem: it cannot be read'],
])('%j: exit code 2', async (flags, says) => {
  const { exitCode, stdout, stderr } = await run(
    'verify',
    ...flags,
    '--registry',
    'm.example.com',
    folder.at('app.yaml'),
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(says);
});

test('nothing in the input is an error, not a success', async () => {
  expect((await run('verify', '--registry', 'm.io', folder.at('empty.yaml'))).exitCode).toBe(2);
});

let written = 0;
function write(text: string): string {
  const file = folder.at(`input-${written++}.yaml`);
  writeFileSync(file, text);
  return file;
}

function inputWith(image: string): string {
  return write(deployment(image));
}
