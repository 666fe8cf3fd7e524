/** Credentials: who is shown them, who is not, and what is said where they are not enough. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { authOf, readLoginFile } from '../../src/registry/credentials/login-file.ts';
import { ask, askOne } from './asking.ts';
import { certifiedBy, makeAuthority } from './certificate.ts';
import { answer, guarded, manifest, registryOf, serve, type TestServer } from './servers.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'access-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const secret = 'correct-horse';
const basic = `Basic ${Buffer.from(`ada:${secret}`).toString('base64')}`;
const inside = registryOf({ 'a/b:1': manifest('b'), 'a/c:1': manifest('c') });

/** A login for a registry, in the place of all other files. */
function loginTo(key: string, entry: object = { auth: Buffer.from(`ada:${secret}`).toString('base64') }): object {
  const file = path.join(folder, 'auth.json');
  writeFileSync(file, JSON.stringify({ auths: { [key]: entry } }));
  return { environment: { REGISTRY_AUTH_FILE: file } };
}

/** Gives a token for a scope to those who show the password, or to all. */
function tokenServer(to: 'all' | 'ada'): RequestListener {
  return (request, response) => {
    const scope = new URL(`http://x${request.url}`).searchParams.get('scope') ?? '';
    if (to === 'ada' && request.headers.authorization !== basic) answer(response, 401);
    else answer(response, 200, JSON.stringify({ token: `for-${scope}` }));
  };
}

function bearerRegistry(realm: string): Promise<TestServer> {
  const challenge = `Bearer realm="${realm}",service="registry.test",scope="repository:a/b:pull"`;
  return serve(guarded({ challenge, authorization: 'Bearer for-repository:a/b:pull' }, inside));
}

describe('basic', () => {
  const guard = { challenge: 'Basic realm="test"', authorization: basic };

  test('with the password of a login', async () => {
    const { host, heard } = await serve(guarded(guard, inside));
    expect((await askOne(`${host}/a/b:1`, loginTo(host))).status).toBe('present');
    expect(heard[0]).toMatchObject({ url: '/v2/', authorization: undefined });
  });

  test('without a login: what to do is said', async () => {
    const { host } = await serve(guarded(guard, inside));
    const found = await askOne(`${host}/a/b:1`);
    expect(found).toMatchObject({ status: 'forbidden', reason: { code: 'login-needed' } });
    expect(found.reason?.message).toContain(`docker login ${host}`);
  });

  test('a wrong password is said with the file that it is from, and not shown again for each image', async () => {
    const { host, heard } = await serve(guarded({ ...guard, authorization: 'Basic other' }, inside));
    const references = Array.from({ length: 200 }, (_, number) => `${host}/a/b${number}:1`);
    const { images, trace } = await ask(references, { ...loginTo(host), concurrency: 4 });
    expect(new Set(images.map(({ status, reason }) => `${status} ${reason?.code}`))).toEqual(
      new Set(['forbidden credentials-refused']),
    );
    expect(images[0]?.reason?.message).toContain(path.join(folder, 'auth.json'));
    expect(heard.filter(({ authorization }) => authorization !== undefined).length).toBeLessThanOrEqual(4);
    const said = JSON.stringify([images, trace]);
    for (const word of [secret, basic.slice(6)]) expect(said).not.toContain(word);
  });

  test('a login for a folder of the registry counts there, and not beside it', async () => {
    const { host } = await serve(guarded(guard, inside));
    expect((await askOne(`${host}/a/b:1`, loginTo(`${host}/a/b`))).status).toBe('present');
    expect((await askOne(`${host}/a/c:1`, loginTo(`${host}/a/b`))).reason?.code).toBe('login-needed');
  });

  test('a 403 is not a wrong password', async () => {
    const { host } = await serve((request, response) => answer(response, request.url === '/v2/' ? 200 : 403));
    expect(await askOne(`${host}/a/b:1`)).toMatchObject({ status: 'forbidden', reason: { code: 'denied' } });
  });
});

describe('bearer', () => {
  test('a token for anybody', async () => {
    const tokens = await serve(tokenServer('all'));
    const { host } = await bearerRegistry(`http://${tokens.host}/token`);
    expect((await askOne(`${host}/a/b:1`)).status).toBe('present');
    const query = new URL(`http://x${tokens.heard[0]?.url}`).searchParams;
    expect([query.get('service'), query.get('scope')]).toEqual(['registry.test', 'repository:a/b:pull']);
  });

  test('a token for a password: it goes to the realm, and to nobody else', async () => {
    const tokens = await serve(tokenServer('ada'));
    const { host, heard } = await bearerRegistry(`http://${tokens.host}/token`);
    expect((await askOne(`${host}/a/b:1`, loginTo(host))).status).toBe('present');
    expect(tokens.heard.map(({ authorization }) => authorization)).toEqual([basic]);
    expect(heard.map(({ authorization }) => authorization)).toEqual([undefined, 'Bearer for-repository:a/b:pull']);
  });

  test('a wrong password is tried once', async () => {
    const tokens = await serve((_, response) => answer(response, 401));
    const { host } = await bearerRegistry(`http://${tokens.host}/token`);
    const { images } = await ask([`${host}/a/b:1`, `${host}/a/c:1`], { ...loginTo(host), concurrency: 1 });
    expect(images.map(({ reason }) => reason?.code)).toEqual(['credentials-refused', 'credentials-refused']);
    expect(tokens.heard).toHaveLength(1);
  });

  test('an identity token is traded for a token', async () => {
    let form = '';
    const tokens = await serve((request, response) => {
      request.on('data', (chunk) => {
        form += chunk;
      });
      request.on('end', () => answer(response, 200, '{"access_token":"for-repository:a/b:pull"}'));
    });
    const { host } = await bearerRegistry(`http://${tokens.host}/token`);
    expect((await askOne(`${host}/a/b:1`, loginTo(host, { identitytoken: 'refresh-me' }))).status).toBe('present');
    expect(tokens.heard[0]).toMatchObject({ method: 'POST', authorization: undefined });
    expect(Object.fromEntries(new URLSearchParams(form))).toMatchObject({
      grant_type: 'refresh_token',
      refresh_token: 'refresh-me',
      scope: 'repository:a/b:pull',
    });
  });

  test('a token that is no longer taken is fetched anew', async () => {
    let issued = 0;
    const tokens = await serve((_, response) => answer(response, 200, JSON.stringify({ token: `number-${++issued}` })));
    const challenge = `Bearer realm="http://${tokens.host}/token",service="s"`;
    const { host } = await serve(guarded({ challenge, authorization: 'Bearer number-2' }, inside));
    expect((await askOne(`${host}/a/b:1`)).status).toBe('present');
  });

  test('what is no token is said', async () => {
    for (const body of ['{}', '<html>', '{"token":"a\\r\\nb: c"}']) {
      const tokens = await serve((_, response) => answer(response, 200, body));
      const { host } = await bearerRegistry(`http://${tokens.host}/token`);
      expect((await askOne(`${host}/a/b:1`)).reason?.code).toBe('not-a-registry');
    }
  });

  test('the realm of a registry with TLS has to have TLS, or to be named', async () => {
    const authority = makeAuthority();
    const ca = path.join(folder, 'ca.pem');
    writeFileSync(ca, authority.cert);
    const tokens = await serve(tokenServer('ada'));
    // Not loopback by its name: a host like any other, which is reached here.
    const realm = `http://realm.localhost:${tokens.host.split(':')[1]}/token`;
    const challenge = `Bearer realm="${realm}",service="s"`;
    const guard = { challenge, authorization: 'Bearer for-repository:a/b:pull' };
    const { host } = await serve(guarded(guard, inside), certifiedBy(authority, 'localhost'), 'localhost');
    const options = { caFiles: [ca], ...loginTo(host) };
    const found = await askOne(`${host}/a/b:1`, options);
    expect(found).toMatchObject({ status: 'forbidden', reason: { code: 'realm-refused' } });
    expect(found.reason?.message).toContain('--plain-http realm.localhost');
    expect(tokens.heard).toHaveLength(0);
  });

  test.each([
    ['https://user:password@tokens.example.com/token', /an address with credentials/],
    ['not an address', /no address/],
    ['file:///etc/passwd', /without TLS/],
  ])('the realm %s is not asked', async (realm, says) => {
    const { host } = await bearerRegistry(realm);
    const found = await askOne(`${host}/a/b:1`, loginTo(host));
    expect(found.reason).toMatchObject({ code: 'realm-refused', message: expect.stringMatching(says) });
    expect(found.reason?.message).not.toContain('password@');
  });
});

describe('redirects', () => {
  const guard = { challenge: 'Basic realm="test"', authorization: basic };
  const to = (location: string): RequestListener =>
    guarded(guard, (_, response) => answer(response, 307, '', { location }));

  test('to another host: followed without credentials', async () => {
    const other = await serve(inside);
    const { host } = await serve(to(`http://${other.host}/v2/a/b/manifests/1?X-Signature=s`));
    expect((await askOne(`${host}/a/b:1`, loginTo(host))).status).toBe('present');
    expect(other.heard.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  test('to another host that asks for a login', async () => {
    const other = await serve(guarded(guard, inside));
    const { host } = await serve(to(`http://${other.host}/v2/a/b/manifests/1?X-Signature=s`));
    const login = loginTo(host);
    const found = await askOne(`${host}/a/b:1`, login);
    expect(found).toMatchObject({ status: 'forbidden', reason: { code: 'redirect-refused' } });
    expect(found.reason?.message).toContain(
      `redirects to http://${other.host}/v2/a/b/manifests/1, which asks for a login`,
    );
    expect(other.heard.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  test.each([
    ['to a host without TLS', 'http://plain.example.com/v2/', /no TLS: say --plain-http plain.example.com/],
    ['to an address with credentials', 'https://u:p@m.example.com/', /with credentials in the address/],
    ['to what is no address', 'http://', /no address/],
  ])('%s: refused', async (_, location, says) => {
    const { host } = await serve((request, response) =>
      request.url === '/v2/' ? answer(response, 200) : answer(response, 302, '', { location }),
    );
    const found = await askOne(`${host}/a/b:1`);
    expect(found.reason).toMatchObject({ code: 'redirect-refused', message: expect.stringMatching(says) });
    expect(found.reason?.message).not.toContain('u:p');
  });

  test('in a circle: not for ever', async () => {
    const { host, heard } = await serve((request, response) =>
      request.url === '/v2/' ? answer(response, 200) : answer(response, 302, '', { location: '/v2/again' }),
    );
    expect((await askOne(`${host}/a/b:1`)).reason?.code).toBe('redirect-refused');
    expect(heard.length).toBeLessThan(10);
  });

  test('a token server that redirects gets no credentials to carry on', async () => {
    const other = await serve(tokenServer('ada'));
    const tokens = await serve((_, response) => answer(response, 307, '', { location: `http://${other.host}/token` }));
    const { host } = await bearerRegistry(`http://${tokens.host}/token`);
    expect((await askOne(`${host}/a/b:1`, loginTo(host))).reason?.code).toBe('redirect-refused');
    expect(other.heard).toHaveLength(0);
  });
});

describe('where credentials are found', () => {
  const guard = { challenge: 'Basic realm="test"', authorization: basic };

  test('in the pull secrets of the input, before all files', async () => {
    const { host } = await serve(guarded(guard, inside));
    const wrong = loginTo(host, { username: 'ada', password: 'old' });
    const text = JSON.stringify({ auths: { [host]: { username: 'ada', password: secret } } });
    expect(
      (await askOne(`${host}/a/b:1`, { ...wrong, pullSecrets: [{ name: 'Secret demo/pull', text }] })).status,
    ).toBe('present');
    const refused = await askOne(`${host}/a/b:1`, {
      pullSecrets: [{ name: 'Secret demo/pull', text: text.replace(secret, 'old') }],
    });
    expect(refused.reason?.message).toContain('the credentials of Secret demo/pull');
  });

  test('in the files of podman and docker, podman first', async () => {
    const { host } = await serve(guarded(guard, inside));
    const home = mkdtempSync(path.join(folder, 'home-'));
    const write = (name: string, password: string): void => {
      const file = path.join(home, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify({ auths: { [`https://${host}/v1/`]: { username: 'ada', password } } }));
    };
    write('.docker/config.json', secret);
    expect((await askOne(`${host}/a/b:1`, { home })).status).toBe('present');
    write('run/containers/auth.json', 'old');
    const environment = { XDG_RUNTIME_DIR: path.join(home, 'run') };
    expect((await askOne(`${host}/a/b:1`, { home, environment })).reason?.code).toBe('credentials-refused');
    const elsewhere = { DOCKER_CONFIG: path.join(home, 'elsewhere') };
    expect((await askOne(`${host}/a/b:1`, { home, environment: elsewhere })).reason?.code).toBe('login-needed');
  });

  test('by a helper: it is told the host without a line end, once', async () => {
    const { host } = await serve(guarded(guard, inside));
    const bin = mkdtempSync(path.join(folder, 'bin-'));
    const told = path.join(bin, 'told');
    const script = `#!/bin/sh\n[ "$1" = get ] || exit 3\ncat >> ${told}\nprintf '{"ServerURL":"x","Username":"ada","Secret":"${secret}"}'\n`;
    writeFileSync(path.join(bin, 'docker-credential-test'), script, { mode: 0o755 });
    const file = path.join(bin, 'auth.json');
    const environment = { REGISTRY_AUTH_FILE: file, PATH: `${bin}:${process.env.PATH}` };
    for (const config of [{ credHelpers: { [host]: 'test' } }, { credsStore: 'test' }]) {
      rmSync(told, { force: true });
      writeFileSync(file, JSON.stringify(config));
      const { images } = await ask([`${host}/a/b:1`, `${host}/a/c:1`], { environment });
      expect(images.map(({ status }) => status)).toEqual(['present', 'present']);
      expect(readFileSync(told, 'utf8')).toBe(host);
    }
    writeFileSync(file, JSON.stringify({ credsStore: 'absent' }));
    await expect(askOne(`${host}/a/b:1`, { environment })).rejects.toThrow(/docker-credential-absent cannot be run/);
    writeFileSync(file, JSON.stringify({ credsStore: '../evil' }));
    await expect(askOne(`${host}/a/b:1`, { environment })).rejects.toThrow(/no name of a credential helper/);
  });

  test.each([
    ['https://index.docker.io/v1/', 'docker.io', true],
    ['docker.io', 'docker.io', true],
    ['*.example.com', 'm.example.com', true],
    ['*.example.com', 'm.corp.example.com', false],
    ['*.example.com', 'example.com', false],
    ['m.example.com/org', 'm.example.com', true],
    ['m.example.com/other', 'm.example.com', false],
    ['m.example.com:5000', 'm.example.com', false],
  ])('the key %s counts for org/app on %s: %s', (key, registry, isFound) => {
    const file = readLoginFile('a file', JSON.stringify({ auths: { [key]: { username: 'ada', password: secret } } }));
    expect(file && authOf(file, registry, 'org/app') !== undefined).toBe(isFound);
  });

  test('the longest key counts', () => {
    const entry = (username: string): object => ({ username, password: secret });
    const auths = { 'm.io': entry('all'), 'm.io/org': entry('org'), 'm.io/org/app': entry('app') };
    const file = readLoginFile('a file', JSON.stringify({ auths }));
    const userOf = (repository: string): unknown => file && authOf(file, 'm.io', repository);
    expect(userOf('org/app')).toMatchObject({ username: 'app' });
    expect(userOf('org/other')).toMatchObject({ username: 'org' });
    expect(userOf('x/app')).toMatchObject({ username: 'all' });
  });

  test('a login file that is none is an error of the call', async () => {
    const file = path.join(folder, 'broken.json');
    writeFileSync(file, `{"auths": {"x": "${secret}`);
    await expect(askOne('m.example.com/a/b:1', { environment: { REGISTRY_AUTH_FILE: file } })).rejects.toThrow(
      /^\S+ is no login file: it has to be JSON, with auths$/,
    );
  });
});
