/** Registries on loopback, for tests: small servers with content as data, or a handler of their own. */
import { createHash } from 'node:crypto';
import http, { type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certified } from './certificate.ts';

export interface Heard {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
}

export interface TestServer {
  /** Host and port. */
  readonly host: string;
  readonly heard: Heard[];
  /** The most connections that were open at one time. */
  readonly connections: () => number;
}

const open: (http.Server | https.Server)[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Listens until the test ends. */
export async function serve(listener: RequestListener, tls?: Certified, hostname = '127.0.0.1'): Promise<TestServer> {
  const heard: Heard[] = [];
  let [now, most] = [0, 0];
  const hearing: RequestListener = (request, response) => {
    const { method = '', url = '', headers } = request;
    heard.push({ method, url, authorization: headers.authorization });
    listener(request, response);
  };
  const server = tls === undefined ? http.createServer(hearing) : https.createServer({ ...tls }, hearing);
  server.on('connection', (socket) => {
    now++;
    most = Math.max(most, now);
    socket.on('close', () => now--);
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { host: `${hostname}:${port}`, heard, connections: () => most };
}

/** What stands under a tag or a digest: its type, and its bytes. */
export interface Stored {
  readonly type: string;
  readonly body: string;
}

export const manifestType = 'application/vnd.oci.image.manifest.v1+json';
export const indexType = 'application/vnd.oci.image.index.v1+json';

export function digestOf(body: string): string {
  return `sha256:${createHash('sha256').update(body).digest('hex')}`;
}

/** A manifest for one platform, of any content. */
export function manifest(content: string): Stored {
  return {
    type: manifestType,
    body: JSON.stringify({ schemaVersion: 2, mediaType: manifestType, annotations: { content } }),
  };
}

export function index(children: Readonly<Record<string, Stored>>): Stored {
  const manifests = Object.entries(children).map(([platform, { type, body }]) => {
    const [os, architecture, variant] = platform.split('/');
    return { mediaType: type, digest: digestOf(body), size: body.length, platform: { os, architecture, variant } };
  });
  return { type: indexType, body: JSON.stringify({ schemaVersion: 2, mediaType: indexType, manifests }) };
}

/** Content by `repository:tag` or `repository@`; each is there under its digest as well. */
export type Content = Readonly<Record<string, Stored>>;

/** Answers as a registry with this content does. */
export function registryOf(content: Content): RequestListener {
  const byPath = new Map<string, Stored>();
  for (const [name, stored] of Object.entries(content)) {
    const [, repository, tag] = /^([^:@]+)[:@](.*)$/.exec(name) ?? [];
    byPath.set(`/v2/${repository}/manifests/${digestOf(stored.body)}`, stored);
    if (tag !== '') byPath.set(`/v2/${repository}/manifests/${tag}`, stored);
  }
  return (request, response) => {
    if (request.url === '/v2/') return answer(response, 200, '{}');
    const stored = byPath.get(request.url?.split('?')[0] ?? '');
    if (stored === undefined) return answer(response, 404, '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
    response.setHeader('content-type', stored.type);
    response.setHeader('docker-content-digest', digestOf(stored.body));
    response.setHeader('content-length', Buffer.byteLength(stored.body));
    response.end(request.method === 'HEAD' ? undefined : stored.body);
  };
}

export function answer(
  response: ServerResponse,
  status: number,
  body = '',
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, headers).end(body);
}

/** Lets in those who show this, and asks others for it. */
export function guarded(
  { challenge, authorization }: { readonly challenge: string; readonly authorization: string },
  inside: RequestListener,
): RequestListener {
  return (request: IncomingMessage, response) => {
    if (request.headers.authorization === authorization) inside(request, response);
    else answer(response, 401, '{"errors":[{"code":"UNAUTHORIZED"}]}', { 'www-authenticate': challenge });
  };
}
