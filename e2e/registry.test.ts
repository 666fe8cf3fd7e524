/**
 * The commands that ask registries, as they are built, against Debian's docker-registry: plain, with TLS and a CA of our
 * own, with passwords, and with a token server.
 */
import { spawn } from 'node:child_process';
import { certifiedBy, makeAuthority } from '../test/registry/certificate.ts';
import { answer, registryOf, serve } from '../test/registry/servers.ts';
import { deleteManifest, type PushedIndex, pushIndex } from './registry/content.ts';
import { file, type Registry, startRegistry } from './registry/server.ts';
import { tokenServer } from './registry/tokens.ts';
import { describeOn, missingPrograms } from './tools.ts';
import { environment, executable, type Outcome, workspace } from './workspace.ts';

const user = { auth: Buffer.from('ada:correct-horse').toString('base64') };
/** Bcrypt of the password. */
const htpasswd = 'ada:$2b$04$OAppenDYPkkxdjSmHhz1CeVVyBqORp0xkFQa6C1Zs9sfRoZWU9eJi\n';

/** Runs the executable without holding up the servers of this process. */
function mirror(
  args: readonly string[],
  { login = {}, input = '' }: { login?: object; input?: string } = {},
): Promise<Outcome> {
  const auth = file('auth.json', JSON.stringify({ auths: login }));
  const env = { ...environment, REGISTRY_AUTH_FILE: auth };
  const child = spawn(process.execPath, [executable, ...args], { env });
  const said = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    said.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said.stderr += chunk;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, ...said })));
}

const app = (...images: readonly string[]): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'app' },
    spec: { containers: images.map((image, index) => ({ name: `c${index}`, image })) },
  });

describeOn('docker-registry', missingPrograms({ 'docker-registry': 'apt-get install docker-registry' }), () => {
  let plain: Registry;
  let one: PushedIndex;
  beforeAll(async () => {
    plain = await startRegistry();
    one = await pushIndex(plain.host, 'org/one', '1');
    await pushIndex(plain.host, 'org/two', '1');
  });

  const images = ['org/one:1', 'org/two:1'];
  const verify = (host: string, flags: readonly string[] = [], login: object = {}, wanted = images): Promise<Outcome> =>
    mirror(['verify', '--registry', host, ...flags], { login, input: app(...wanted) });

  test('all are there, with their platforms', async () => {
    const { status, stdout } = await verify(plain.host, ['-o', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: true,
      images: [
        {
          mirrored: `${plain.host}/org/one:1`,
          status: 'present',
          digest: one.digest,
          platforms: ['linux/amd64', 'linux/arm64'],
        },
        { mirrored: `${plain.host}/org/two:1`, status: 'present' },
      ],
    });
  });

  test('a tag is gone, and a child of an index is gone', async () => {
    const gone = await pushIndex(plain.host, 'org/gone', '1');
    await deleteManifest(plain.host, 'org/gone', gone.digest);
    const broken = await pushIndex(plain.host, 'org/broken', '1');
    await deleteManifest(plain.host, 'org/broken', broken.children['linux/arm64'] ?? '');
    const { status, stdout } = await verify(plain.host, ['-o', 'json'], {}, [
      'org/broken:1',
      'org/gone:1',
      'org/never:1',
      ...images,
    ]);
    expect(status).toBe(1);
    expect(
      JSON.parse(stdout).images.map(({ status, code }: { status: string; code?: string }) => [status, code]),
    ).toEqual([
      ['incomplete', 'child-missing'],
      ['missing', 'image-missing'],
      ['missing', 'image-missing'],
      ['present', undefined],
      ['present', undefined],
    ]);
    const narrowed = await verify(plain.host, ['--platform', 'linux/amd64'], {}, ['org/broken:1']);
    expect(narrowed.status).toBe(0);
  });

  test('a lock: written, followed, and held against the mirror when the tag has moved', async () => {
    const first = await pushIndex(plain.host, 'org/moving', '1');
    const work = workspace({ 'app.yaml': app('org/moving:1') });
    const [input, lock] = [`${work.folder}/app.yaml`, `${work.folder}/mirror.lock.yaml`];
    const at = ['--registry', plain.host, input];
    expect((await mirror(['lock', '-o', lock, ...at])).status).toBe(0);
    const { stdout } = await mirror(['transform', '--lock', lock, ...at]);
    expect(stdout).toContain(`${plain.host}/org/moving:1@${first.digest}`);
    expect((await mirror(['verify', '--lock', lock, ...at])).status).toBe(0);
    await pushIndex(plain.host, 'org/moving', '1', ['linux/amd64']);
    const moved = await mirror(['verify', '--lock', lock, ...at]);
    expect(moved.status).toBe(1);
    expect(moved.stdout).toMatch(/^different\t.* in the lock/);
  });

  test('TLS: with its CA; without; and an expired certificate', async () => {
    const authority = makeAuthority();
    const ca = ['--ca', file('ca.pem', authority.cert)];
    const secure = await startRegistry({ tls: certifiedBy(authority, 'localhost'), name: 'localhost' });
    expect((await verify(secure.host, ca)).status).toBe(0);
    const unknown = await verify(secure.host);
    expect(unknown.status).toBe(1);
    expect(unknown.stdout).toMatch(/^unreachable\t.*give its CA with --ca FILE/);
    const old = await startRegistry({ tls: certifiedBy(authority, 'localhost', -60_000), name: 'localhost' });
    const expired = await verify(old.host, ca);
    expect(expired.status).toBe(1);
    expect(expired.stdout).toMatch(/^unreachable\t.*has expired: renew it/);
  });

  test('passwords: the right one, a wrong one, none; and never printed', async () => {
    const auth = { htpasswd: { realm: 'test', path: file('htpasswd', htpasswd) } };
    const { host } = await startRegistry({ auth });
    const right = await verify(host, ['--verbose'], { [host]: user });
    expect(right.status).toBe(0);
    const wrong = await verify(host, ['--verbose'], { [host]: { username: 'ada', password: 'battery' } });
    expect(wrong.status).toBe(1);
    expect(wrong.stdout).toMatch(/^forbidden\t.*refuses the credentials of .*auth.json: log in again/);
    const none = await verify(host);
    expect(none.stdout).toMatch(/^forbidden\t.*only after a login: docker login/);
    const said = [right, wrong, none].map(({ stdout, stderr }) => stdout + stderr).join('');
    for (const secret of ['correct-horse', 'battery', user.auth]) expect(said).not.toContain(secret);
  });

  test('a token server: for the right password, and not for a wrong one', async () => {
    const authority = makeAuthority('token server');
    const named = { issuer: 'tokens.test', service: 'registry.test' };
    const tokens = await serve(tokenServer({ ...named, authority, authorization: `Basic ${user.auth}` }));
    const rootcertbundle = file('tokens.pem', authority.cert);
    const { host } = await startRegistry({
      auth: { token: { realm: `http://${tokens.host}/token`, ...named, rootcertbundle } },
    });
    const right = await verify(host, [], { [host]: user });
    expect({ status: right.status, stderr: right.stderr }).toEqual({ status: 0, stderr: '2 images: 2 present\n' });
    const wrong = await verify(host, [], { [host]: { username: 'ada', password: 'battery' } });
    expect(wrong.status).toBe(1);
    expect(wrong.stdout).toMatch(/^forbidden\t.*refuses the credentials/);
  });

  test('it is dead', async () => {
    const { host, stop } = await startRegistry();
    await stop();
    const { status, stdout } = await verify(host);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^unreachable\t.*nothing listens at/);
  });
});

describe('registries that misbehave', () => {
  const asked = (host: string, ...flags: readonly string[]): Promise<Outcome> =>
    mirror(['verify', '--registry', host, ...flags], { input: app('org/one:1') });

  test.each([
    ['takes no more requests, for an hour', 429, { 'retry-after': '3600' }, /^unreachable\t.*takes no more requests/],
    [
      'redirects to a host without TLS',
      302,
      { location: 'http://other.example.com/' },
      /^forbidden\t.*redirects to http:/,
    ],
    ['answers with a web page', 200, { 'content-type': 'text/html' }, /^unreachable\t.*is it a registry/],
  ])('it %s', async (_, code, headers, says) => {
    const { host } = await serve((request, response) =>
      answer(response, request.url === '/v2/' ? 200 : code, '', headers),
    );
    const { status, stdout } = await asked(host);
    expect(status).toBe(1);
    expect(stdout).toMatch(says);
  });

  test('it is slow', async () => {
    const { host } = await serve((request, response) => {
      if (request.url === '/v2/') response.end();
    });
    const { status, stdout } = await asked(host, '--timeout', '1');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^unreachable\t.*does not answer in time/);
  });

  test.each([
    ['broken', '{"manifests": [', /^incomplete\t.*cannot be read/],
    ['huge', ' '.repeat(2 ** 23), /^incomplete\t.*more than 4 MiB/],
  ])('its index is %s', async (_, body, says) => {
    const stored = { type: 'application/vnd.oci.image.index.v1+json', body };
    const { host } = await serve(registryOf({ 'org/one:1': stored }));
    const { status, stdout } = await asked(host);
    expect(status).toBe(1);
    expect(stdout).toMatch(says);
  });
});

test('the function loads nothing that knows a network', () => {
  const work = workspace({
    'probe.cjs':
      "process.on('exit', () => process.stderr.write(process.moduleLoadList.filter((name) => /NativeModule (https?|tls|_http_client)$/.test(name)).join(' ')));\n",
  });
  const list = {
    apiVersion: 'config.kubernetes.io/v1',
    kind: 'ResourceList',
    items: [JSON.parse(app('org/one:1'))],
    functionConfig: {
      apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
      kind: 'ImageMirror',
      spec: { registry: 'm.io' },
    },
  };
  const run = (...args: readonly string[]): Outcome =>
    work.run([process.execPath, '--require', './probe.cjs', executable, ...args], { input: JSON.stringify(list) });
  expect(run()).toMatchObject({ status: 0, stderr: '' });
  expect(run('verify', '--registry', '127.0.0.1:1').stderr).toContain('NativeModule https');
});
