/** What registries answer, and what is said about it: each fault has its own status, reason and message. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import type { Status } from '../../src/registry/reasons.ts';
import { ask, askOne } from './asking.ts';
import { certifiedBy, makeAuthority } from './certificate.ts';
import { answer, digestOf, index, manifest, manifestType, registryOf, serve } from './servers.ts';

const amd = manifest('amd');
const arm = manifest('arm');
const both = index({ 'linux/amd64': amd, 'linux/arm64/v8': arm });

const folder = mkdtempSync(path.join(os.tmpdir(), 'registry-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function caFile(text: string): string {
  const file = path.join(folder, `ca-${digestOf(text).slice(7, 15)}.pem`);
  writeFileSync(file, text);
  return file;
}

describe('an image that is there', () => {
  test('a manifest, by its tag: present, with its digest', async () => {
    const { host, heard } = await serve(registryOf({ 'k8ssandra/medusa:1': amd }));
    expect(await askOne(`${host}/k8ssandra/medusa:1`)).toEqual({
      image: `${host}/k8ssandra/medusa:1`,
      mirrored: `${host}/k8ssandra/medusa:1`,
      status: 'present',
      digest: digestOf(amd.body),
    });
    expect(heard.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /v2/',
      'HEAD /v2/k8ssandra/medusa/manifests/1',
    ]);
  });

  test('an index: its children are asked for too, and its platforms are said', async () => {
    const { host, heard } = await serve(registryOf({ 'a/b:1': both, 'a/b@': amd, 'a/b@ ': arm }));
    const { status, platforms } = await askOne(`${host}/a/b:1`);
    expect({ status, platforms }).toEqual({ status: 'present', platforms: ['linux/amd64', 'linux/arm64/v8'] });
    expect(heard.map(({ method, url }) => `${method} ${url}`)).toContain(
      `HEAD /v2/a/b/manifests/${digestOf(arm.body)}`,
    );
  });

  test('with --platform only the children for these platforms are asked for', async () => {
    const { host } = await serve(registryOf({ 'a/b:1': both, 'a/b@': amd }));
    expect((await askOne(`${host}/a/b:1`, { platforms: ['linux/amd64'] })).status).toBe('present');
    expect((await askOne(`${host}/a/b:1`)).status).toBe('incomplete');
  });

  test('a registry that names no digest: it is computed', async () => {
    const { host } = await serve((request, response) => {
      const body = request.method === 'HEAD' ? '' : amd.body;
      answer(response, 200, request.url === '/v2/' ? '' : body, { 'content-type': manifestType });
    });
    expect(await askOne(`${host}/a/b:1`)).toMatchObject({ status: 'present', digest: digestOf(amd.body) });
  });

  test('the four types of manifests are accepted', async () => {
    const accepted: (string | undefined)[] = [];
    const inside = registryOf({ 'a/b:1': amd });
    const { host } = await serve((request, response) => {
      accepted.push(request.headers.accept);
      inside(request, response);
    });
    await askOne(`${host}/a/b:1`);
    expect(accepted.at(-1)?.split(', ')).toEqual([
      'application/vnd.oci.image.index.v1+json',
      'application/vnd.docker.distribution.manifest.list.v2+json',
      'application/vnd.oci.image.manifest.v1+json',
      'application/vnd.docker.distribution.manifest.v2+json',
    ]);
  });

  test('a digest behind a tag decides, as for everything that pulls', async () => {
    const { host } = await serve(registryOf({ 'a/b:1': arm, 'a/b@': amd }));
    const found = await askOne(`${host}/a/b:1@${digestOf(amd.body)}`);
    expect(found).toMatchObject({ status: 'present', digest: digestOf(amd.body) });
  });
});

describe('an image that is not there, or not as it should be', () => {
  const cases: readonly [
    name: string,
    content: Parameters<typeof registryOf>[0],
    status: Status,
    code: string,
    says: RegExp,
  ][] = [
    ['no such tag', { 'a/b:2': amd }, 'missing', 'image-missing', /a\/b has no 1: copy the image there/],
    [
      'a child of the index is gone',
      { 'a/b:1': both, 'a/b@': amd },
      'incomplete',
      'child-missing',
      /linux\/arm64\/v8 is gone .*forceRecursive/,
    ],
    [
      'the index is no JSON',
      { 'a/b:1': { ...both, body: '{"manifests": [' } },
      'incomplete',
      'answer-broken',
      /cannot be read/,
    ],
    [
      'the index lists no digests',
      { 'a/b:1': { ...both, body: '{"manifests": [{}]}' } },
      'incomplete',
      'answer-broken',
      /cannot be read/,
    ],
    ['the index is null', { 'a/b:1': { ...both, body: 'null' } }, 'incomplete', 'answer-broken', /cannot be read/],
    [
      'it is a web page',
      { 'a/b:1': { type: 'text/html', body: '<html>' } },
      'unreachable',
      'not-a-registry',
      /"text\/html", which is no image/,
    ],
  ];
  test.each(cases)('%s', async (_, content, status, code, says) => {
    const { host } = await serve(registryOf(content));
    const found = await askOne(`${host}/a/b:1`);
    expect(found).toMatchObject({ status, reason: { code } });
    expect(found.reason?.message).toMatch(says);
  });

  test('no such repository is told from no such tag', async () => {
    const { host } = await serve((_, response) => answer(response, 404, '{"errors":[{"code":"NAME_UNKNOWN"}]}'));
    expect(await askOne(`${host}/a/b:1`)).toMatchObject({ status: 'missing', reason: { code: 'repository-missing' } });
  });

  test('a platform that the index does not list', async () => {
    const { host } = await serve(registryOf({ 'a/b:1': both, 'a/b@': amd, 'a/b@ ': arm }));
    const found = await askOne(`${host}/a/b:1`, { platforms: ['linux/s390x'] });
    expect(found).toMatchObject({ status: 'incomplete', reason: { code: 'platform-missing' } });
    expect(found.reason?.message).toContain('not there for linux/s390x, only for linux/amd64, linux/arm64/v8');
  });

  test('an index of several megabytes is not read to its end', async () => {
    const inside = registryOf({ 'a/b:1': both });
    const { host } = await serve((request, response) => {
      if (request.method !== 'GET' || request.url === '/v2/') return inside(request, response);
      response.setHeader('content-type', both.type);
      for (let megabyte = 0; megabyte < 8; megabyte++) response.write(' '.repeat(2 ** 20));
      response.end();
    });
    const found = await askOne(`${host}/a/b:1`);
    expect(found).toMatchObject({ status: 'incomplete', reason: { code: 'answer-too-large' } });
  });

  test('an index with other bytes than its digest says', async () => {
    const inside = registryOf({ 'a/b:1': both });
    const { host } = await serve((request, response) => {
      if (request.method === 'GET' && request.url !== '/v2/')
        answer(response, 200, '{"manifests":[]}', { 'content-type': both.type });
      else inside(request, response);
    });
    expect(await askOne(`${host}/a/b:1`)).toMatchObject({ status: 'incomplete', reason: { code: 'digest-mismatch' } });
  });

  test('another digest than the lock has, and an image that the lock does not have', async () => {
    const { host } = await serve(registryOf({ 'a/b:1': amd }));
    const other = `sha256:${'0'.repeat(64)}`;
    const changed = await askOne(`${host}/a/b:1`, { locked: other });
    expect(changed).toMatchObject({ status: 'different', reason: { code: 'lock-differs' } });
    expect(changed.reason?.message).toContain(other);
    expect(await askOne(`${host}/a/b:1`, { locked: null })).toMatchObject({
      status: 'different',
      reason: { code: 'lock-lacks' },
    });
    expect((await askOne(`${host}/a/b:1`, { locked: digestOf(amd.body) })).status).toBe('present');
  });

  test('another digest than the source has, and a source that can not be asked', async () => {
    const mirror = await serve(registryOf({ 'a/b:1': amd }));
    const source = await serve(registryOf({ 'a/b:1': arm }));
    const found = await askOne(`${mirror.host}/a/b:1`, { compareWith: `${source.host}/a/b:1` });
    expect(found).toMatchObject({
      status: 'different',
      reason: { code: 'source-differs' },
      sourceDigest: digestOf(arm.body),
    });
    const lost = await askOne(`${mirror.host}/a/b:1`, { compareWith: `${source.host}/a/c:1` });
    expect(lost).toMatchObject({
      status: 'unreachable',
      reason: { code: 'source-unknown' },
      digest: digestOf(amd.body),
    });
  });
});

describe('a registry that can not be asked', () => {
  test('its host does not exist', async () => {
    const found = await askOne('registry.invalid/a/b:1');
    expect(found).toMatchObject({ status: 'unreachable', reason: { code: 'host-not-found' } });
  });

  test('nothing listens: one host is asked as often as one image is, whatever their number', async () => {
    const closed = await unusedPort();
    const references = Array.from({ length: 500 }, (_, number) => `127.0.0.1:${closed}/a/b:${number}`);
    const { images, trace } = await ask(references);
    expect(new Set(images.map(({ status, reason }) => `${status} ${reason?.code}`))).toEqual(
      new Set(['unreachable connection-refused']),
    );
    expect(trace.length).toBeLessThan(10);
  });

  test('it dies in the middle: after a few requests it is given up', async () => {
    const inside = registryOf({ 'a/b:1': amd });
    const { host, heard } = await serve((request, response) => {
      if (request.url === '/v2/') inside(request, response);
      else request.socket.destroy();
    });
    const { images } = await ask(
      Array.from({ length: 500 }, (_, number) => `${host}/a/b:${number}`),
      { concurrency: 4 },
    );
    expect(images[0]).toMatchObject({ status: 'unreachable', reason: { code: 'connection-lost' } });
    expect(images.at(-1)?.reason?.code).toBe('given-up');
    expect(images.at(-1)?.reason?.message).toContain('closes the connection');
    expect(heard.length).toBeLessThan(60);
  });

  test('it is slow: the time for a request counts as a whole', async () => {
    const { host } = await serve((request, response) => {
      if (request.url === '/v2/') answer(response, 200);
      else response.writeHead(200, { 'content-type': manifestType }).write(' ');
    });
    const start = Date.now();
    const found = await askOne(`${host}/a/b:1`, { timeout: 200 });
    expect(found).toMatchObject({ status: 'unreachable', reason: { code: 'timeout' } });
    expect(Date.now() - start).toBeLessThan(2000);
  });

  test('on loopback, it need not speak TLS', async () => {
    const { port } = new URL(`http://${(await serve(registryOf({ 'a/b:1': amd }))).host}`);
    expect(await askOne(`127.0.0.1:${port}/a/b:1`)).toMatchObject({ status: 'present' });
  });

  test('it speaks something else', async () => {
    const server = net.createServer((socket) => socket.end('220 mail.example.com ESMTP\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    const found = await askOne(`127.0.0.1:${port}/a/b:1`, { plainHttp: [`127.0.0.1:${port}`] });
    server.close();
    expect(found).toMatchObject({ status: 'unreachable', reason: { code: 'not-a-registry' } });
  });
});

describe('TLS', () => {
  const authority = makeAuthority();
  const content = registryOf({ 'a/b:1': amd });

  test('a CA of our own is trusted where it is given', async () => {
    const { host } = await serve(content, certifiedBy(authority, 'localhost'), 'localhost');
    const caFiles = [caFile(authority.cert)];
    expect((await askOne(`${host}/a/b:1`, { caFiles })).status).toBe('present');
    const environment = { SSL_CERT_FILE: caFiles[0] };
    expect((await askOne(`${host}/a/b:1`, { environment })).status).toBe('present');
    const found = await askOne(`${host}/a/b:1`);
    expect(found).toMatchObject({ status: 'unreachable', reason: { code: 'certificate-untrusted' } });
    expect(found.reason?.message).toContain('--ca FILE');
  });

  test.each([
    ['an expired certificate', 'localhost', -60_000, 'certificate-expired', /has expired: renew it/],
    ['a certificate for another host', 'other.example.com', undefined, 'certificate-other-host', /is for another host/],
  ])('%s', async (_, name, to, code, says) => {
    const { host } = await serve(content, certifiedBy(authority, name, to), 'localhost');
    const found = await askOne(`${host}/a/b:1`, { caFiles: [caFile(authority.cert)] });
    expect(found).toMatchObject({ status: 'unreachable', reason: { code } });
    expect(found.reason?.message).toMatch(says);
  });

  test("a CA in podman's folder of certificates counts for its host", async () => {
    const { host } = await serve(content, certifiedBy(authority, 'localhost'), 'localhost');
    const home = mkdtempSync(path.join(folder, 'home-'));
    const place = (name: string): void => {
      const certificates = path.join(home, '.config/containers/certs.d', name);
      mkdirSync(certificates, { recursive: true });
      writeFileSync(path.join(certificates, 'ca.crt'), authority.cert);
    };
    place('localhost:1');
    expect((await askOne(`${host}/a/b:1`, { home })).reason?.code).toBe('certificate-untrusted');
    place(host);
    expect((await askOne(`${host}/a/b:1`, { home })).status).toBe('present');
  });

  test('a file without a certificate is an error of the call', async () => {
    await expect(ask(['m.example.com/a/b:1'], { caFiles: [caFile('nothing')] })).rejects.toThrow(
      /there is no certificate in it/,
    );
  });
});

async function unusedPort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
