/** One request and its whole answer. Nothing is retried, followed or authorised here. */
import http, { type Agent, type IncomingHttpHeaders } from 'node:http';
import https from 'node:https';
import { errorCode } from '../error-code.ts';
import { RegistryError } from '../reasons.ts';
import { connectionError, timeoutError } from './failures.ts';

export interface Request {
  readonly method: 'HEAD' | 'GET' | 'POST';
  readonly address: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Bytes that the answer's body may have. */
  readonly limit: number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** @throws RegistryError for an answer that does not come, or is too large */
export type Send = (request: Request) => Promise<Answer>;

/** How a host is reached. */
export interface Line {
  readonly agent: Agent;
  /** Of a proxy that is asked for whole addresses. */
  readonly proxy?: { readonly hostname: string; readonly port: string; readonly headers: Record<string, string> };
}

/** A connection that was kept may have been closed by the other side just now: that is no fault of the host's. */
const keptTries = 3;

export function sender(line: Line, timeout: number): Send {
  return async (request) => {
    for (let tries = 1; ; tries++) {
      const outcome = await exchange(request, line, timeout);
      if (outcome !== 'kept connection closed') return outcome;
      if (tries === keptTries) throw connectionError(undefined, request.address.host);
    }
  };
}

function exchange(request: Request, line: Line, timeout: number): Promise<Answer | 'kept connection closed'> {
  const { address, limit } = request;
  return new Promise((resolve, reject) => {
    const outgoing = start(request, line);
    const deadline = setTimeout(() => outgoing.destroy(timeoutError(address.host)), timeout);
    const fail = (error: unknown): void => {
      clearTimeout(deadline);
      const isStale = outgoing.reusedSocket && errorCode(error) === 'ECONNRESET';
      if (isStale) resolve('kept connection closed');
      else reject(connectionError(error, address.host));
    };
    outgoing.on('error', fail);
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > limit) outgoing.destroy(tooLarge(address.host, limit));
        else chunks.push(chunk);
      });
      incoming.on('error', fail);
      incoming.on('end', () => {
        clearTimeout(deadline);
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) });
      });
    });
    outgoing.end(request.body);
  });
}

function start({ method, address, headers }: Request, { agent, proxy }: Line): http.ClientRequest {
  if (address.protocol === 'https:') return https.request(address, { method, agent, headers });
  if (proxy === undefined) return http.request(address, { method, agent, headers });
  const { hostname, port } = proxy;
  const all = { ...headers, ...proxy.headers, host: address.host };
  return http.request({ hostname, port, method, agent, path: address.href, headers: all });
}

function tooLarge(host: string, limit: number): RegistryError {
  return new RegistryError(
    'answer-too-large',
    `${host} answers with more than ${limit >> 20} MiB, which no manifest has`,
  );
}
