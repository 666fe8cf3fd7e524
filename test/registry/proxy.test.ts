/** Proxies: which hosts are asked through one, and what a proxy gets to see. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { proxyFor } from '../../src/registry/transport/proxy.ts';
import { ask, askOne } from './asking.ts';
import { certifiedBy, makeAuthority } from './certificate.ts';
import { manifest, registryOf, serve } from './servers.ts';

const content = registryOf({ 'a/b:1': manifest('b') });

test.each([
  ['https://m.example.com/', { HTTPS_PROXY: 'http://p:3128' }, 'http://p:3128/'],
  ['https://m.example.com/', { https_proxy: 'p:3128' }, 'http://p:3128/'],
  ['https://m.example.com/', { HTTP_PROXY: 'http://p:3128' }, undefined],
  ['http://m.example.com/', { HTTP_PROXY: 'http://p:3128' }, 'http://p:3128/'],
  ['https://localhost:5000/', { HTTPS_PROXY: 'http://p:3128' }, undefined],
  ['https://127.0.0.1:5000/', { HTTPS_PROXY: 'http://p:3128' }, undefined],
  ['https://m.example.com/', { HTTPS_PROXY: 'http://p:3128', NO_PROXY: 'example.com' }, undefined],
  ['https://example.com/', { HTTPS_PROXY: 'http://p:3128', NO_PROXY: '.example.com' }, 'http://p:3128/'],
  ['https://m.example.com/', { HTTPS_PROXY: 'http://p:3128', NO_PROXY: 'a.org, *.example.com' }, undefined],
  ['https://badexample.com/', { HTTPS_PROXY: 'http://p:3128', NO_PROXY: 'example.com' }, 'http://p:3128/'],
  ['https://m.example.com:5000/', { HTTPS_PROXY: 'http://p:3128', NO_PROXY: 'm.example.com:443' }, 'http://p:3128/'],
  ['https://m.example.com/', { HTTPS_PROXY: 'http://p:3128', NO_PROXY: 'm.example.com:443' }, undefined],
  ['https://10.1.2.3/', { HTTPS_PROXY: 'http://p:3128', NO_PROXY: '10.0.0.0/8' }, undefined],
  ['https://11.1.2.3/', { HTTPS_PROXY: 'http://p:3128', NO_PROXY: '10.0.0.0/8' }, 'http://p:3128/'],
  ['https://m.example.com/', { HTTPS_PROXY: 'http://p:3128', NO_PROXY: '*' }, undefined],
])('%s with %j: %s', (address, environment, proxy) => {
  expect(proxyFor(new URL(address), environment)?.href).toBe(proxy);
});

test('a proxy that is no address is an error of the call, which does not show the value', () => {
  expect(() => proxyFor(new URL('https://m.example.com'), { HTTPS_PROXY: 'socks5://ada:secret@p' })).toThrow(
    /^HTTPS_PROXY is no address of an HTTP proxy: write it like http:/,
  );
});

describe('a proxy that listens', () => {
  let proxy: http.Server;
  let asked: { target: string; authorization: string | undefined }[];
  let status: number;

  beforeEach(async () => {
    asked = [];
    proxy = http.createServer();
    proxy.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
      asked.push({ target: request.url ?? '', authorization: request.headers['proxy-authorization'] });
      socket.end(`HTTP/1.1 ${status} \r\n\r\n`);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => proxy.close());

  const address = (): string => `127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  test('is asked for a tunnel, with its own login, which is not printed', async () => {
    status = 407;
    const environment = { HTTPS_PROXY: `http://ada:secret@${address()}` };
    const found = await askOne('m.example.com/a/b:1', { environment });
    expect(asked).toEqual([
      { target: 'm.example.com:443', authorization: `Basic ${Buffer.from('ada:secret').toString('base64')}` },
    ]);
    expect(found).toMatchObject({ status: 'unreachable', reason: { code: 'proxy-refused' } });
    expect(found.reason?.message).toBe(`the proxy ${address()} does not let us through: it asks for a login`);
  });

  test('lets TLS through: it sees the name of the host, and nothing of what is said', async () => {
    const authority = makeAuthority();
    const ca = path.join(mkdtempSync(path.join(os.tmpdir(), 'proxy-')), 'ca.pem');
    writeFileSync(ca, authority.cert);
    const { host, heard, connections } = await serve(content, certifiedBy(authority, 'm.example.com'));
    const seen: Buffer[] = [];
    proxy.removeAllListeners('connect');
    proxy.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
      asked.push({ target: request.url ?? '', authorization: undefined });
      const inner = net.connect(Number(host.split(':')[1]), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        socket.on('data', (chunk: Buffer) => seen.push(chunk));
        socket.pipe(inner).pipe(socket);
      });
    });
    const environment = { HTTPS_PROXY: `http://${address()}` };
    const references = Array.from({ length: 30 }, () => 'm.example.com/a/b:1');
    const { images } = await ask(references, { environment, caFiles: [ca], concurrency: 2 });
    expect(images.every(({ status }) => status === 'present')).toBe(true);
    expect(heard).toHaveLength(31);
    expect(connections()).toBeLessThanOrEqual(3);
    expect(new Set(asked.map(({ target }) => target))).toEqual(new Set(['m.example.com:443']));
    expect(Buffer.concat(seen).includes('/v2/a/b')).toBe(false);
    const untrusted = await askOne('m.example.com/a/b:1', { environment });
    expect(untrusted.reason?.code).toBe('certificate-untrusted');
  });

  test('is asked for the whole address of a host without TLS', async () => {
    const heard: string[] = [];
    proxy.on('request', (request, response) => {
      heard.push(`${request.url} ${request.headers.host} ${request.headers['proxy-authorization']}`);
      content(
        { ...request, method: request.method, url: new URL(request.url ?? '').pathname } as http.IncomingMessage,
        response,
      );
    });
    const environment = { HTTP_PROXY: `http://ada:secret@${address()}` };
    const found = await askOne('m.example.com/a/b:1', { environment, plainHttp: ['m.example.com'] });
    expect(found.status).toBe('present');
    const login = Buffer.from('ada:secret').toString('base64');
    expect(heard[1]).toBe(`http://m.example.com/v2/a/b/manifests/1 m.example.com Basic ${login}`);
  });

  test('that refuses is named', async () => {
    status = 403;
    const found = await askOne('m.example.com/a/b:1', { environment: { HTTPS_PROXY: `http://${address()}` } });
    expect(found.reason?.message).toContain('it answers 403');
  });
});
