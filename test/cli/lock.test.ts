import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { digestOf, index, manifest, registryOf, serve } from '../registry/servers.ts';
import { deployment } from './manifests.ts';
import { folderOf, run } from './run.ts';

const folder = folderOf({ 'app.yaml': deployment('org/app:1'), 'notes.yaml': 'notes: mine\n' });
const login = folderOf({ 'auth.json': '{"auths": {}}' });
const former = process.env.REGISTRY_AUTH_FILE;
beforeAll(() => {
  process.env.REGISTRY_AUTH_FILE = login.at('auth.json');
});
afterAll(() => {
  if (former === undefined) delete process.env.REGISTRY_AUTH_FILE;
  else process.env.REGISTRY_AUTH_FILE = former;
});

const [first, second] = [manifest('first'), manifest('second')];
const both = index({ 'linux/amd64': first, 'linux/arm64': second });

/** A registry whose content can change: a tag is moved. */
async function movable(initial: Parameters<typeof registryOf>[0]) {
  let content = registryOf(initial);
  const server = await serve((request, response) => content(request, response));
  return {
    host: server.host,
    holds: (next: Parameters<typeof registryOf>[0]) => {
      content = registryOf(next);
    },
  };
}

test('the lock is written, transform follows it, and verify holds the mirror to it', async () => {
  const { host, holds } = await movable({ 'org/app:1': both, 'org/app@': first, 'org/app@ ': second });
  const [app, lock] = [folder.at('app.yaml'), folder.at('mirror.lock.yaml')];
  const locked = await run('lock', '-o', lock, '--registry', host, app);
  expect(locked).toEqual({ exitCode: 0, stdout: '', stderr: '1 image: 1 present\n' });
  const digest = digestOf(both.body);
  expect(readFileSync(lock, 'utf8').split('\n').slice(1)).toEqual([
    'apiVersion: k8ssandra-image-mirror.dev/v1alpha1',
    'kind: ImageLock',
    'images:',
    '  - image: docker.io/org/app:1',
    `    mirrored: ${host}/org/app:1`,
    `    digest: ${digest}`,
    '    platforms: [linux/amd64, linux/arm64]',
    '',
  ]);

  const image = `${host}/org/app:1@${digest}`;
  const transformed = await run('transform', '--lock', lock, '--registry', host, app);
  expect(transformed.stdout).toContain(`image: "${image}"`);
  const mirrored = folder.at('mirrored.yaml');
  writeFileSync(mirrored, transformed.stdout);
  for (const [command, ...flags] of [['check'], ['images'], ['verify']] as const) {
    expect((await run(command, ...flags, '--lock', lock, '--registry', host, mirrored)).exitCode).toBe(0);
  }
  expect((await run('verify', '--lock', lock, '--registry', host, app)).exitCode).toBe(0);
  expect((await run('check', '--lock', lock, '--registry', host, app)).exitCode).toBe(1);

  holds({ 'org/app:1': second });
  const moved = await run('verify', '--lock', lock, '--registry', host, mirrored);
  expect(moved.exitCode).toBe(1);
  expect(moved.stdout).toMatch(
    new RegExp(`^different\t.*is ${digestOf(second.body)} on the mirror, and ${digest} in the lock`),
  );

  const again = await run('lock', '-o', lock, '--registry', host, mirrored);
  expect(again.exitCode).toBe(0);
  expect(readFileSync(lock, 'utf8')).toContain(`digest: ${digestOf(second.body)}`);
});

test('where an image is missing, nothing is written', async () => {
  const { host } = await serve(registryOf({}));
  const lock = folder.at('missing.lock.yaml');
  const { exitCode, stdout, stderr } = await run('lock', '-o', lock, '--registry', host, folder.at('app.yaml'));
  expect({ exitCode, stdout, written: existsSync(lock) }).toEqual({ exitCode: 1, stdout: '', written: false });
  expect(stderr).toContain(`missing\t${host}/org/app:1\t`);
  expect(stderr).toContain('1 image: 1 missing; nothing was written');
});

test('a file that is no lock is not overwritten', async () => {
  const { host } = await serve(registryOf({ 'org/app:1': first }));
  const { exitCode, stderr } = await run(
    'lock',
    '-o',
    folder.at('notes.yaml'),
    '--registry',
    host,
    folder.at('app.yaml'),
  );
  expect(exitCode).toBe(2);
  expect(stderr).toContain('is there, and no lock file');
  expect(readFileSync(folder.at('notes.yaml'), 'utf8')).toBe('notes: mine\n');
});

test('without -o, the lock is printed', async () => {
  const { host } = await serve(registryOf({ 'org/app:1': first }));
  const { stdout } = await run('lock', '--registry', host, folder.at('app.yaml'));
  expect(stdout).toContain(`digest: ${digestOf(first.body)}`);
});

test('a path in a configuration is relative to it; another file than a lock is refused', async () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  writeFileSync(
    folder.at('own.lock.yaml'),
    `kind: ImageLock\nimages:\n- {mirrored: "m.io/org/app:1", digest: "${digest}"}\n`,
  );
  const config = folder.at('config.yaml');
  const write = (lock: string): void =>
    writeFileSync(
      config,
      `apiVersion: k8ssandra-image-mirror.dev/v1alpha1\nkind: ImageMirror\nspec: {registry: m.io, lock: ${lock}}\n`,
    );
  write('own.lock.yaml');
  const { stdout } = await run('transform', '--config', config, folder.at('app.yaml'));
  expect(stdout).toContain(`image: "m.io/org/app:1@${digest}"`);
  write('app.yaml');
  const refused = await run('transform', '--config', config, folder.at('app.yaml'));
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain('is no lock file: it has to be of the kind ImageLock');
  write('absent.yaml');
  expect((await run('transform', '--config', config, folder.at('app.yaml'))).stderr).toContain('absent.yaml');
});
