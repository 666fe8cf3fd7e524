/**
 * A registry that is asked: over TLS, or without where that may be; with what it wants to see; patiently.
 *
 * The first question is for its root. It goes without credentials, and tells three things: whether anybody is there, how
 * the registry wants to be convinced, and on loopback whether it speaks TLS.
 */
import { authorised, type SendAuthorised } from './auth/authorised.ts';
import { followed } from './auth/redirects.ts';
import type { FindCredentials } from './credentials/credentials.ts';
import { RegistryError } from './reasons.ts';
import type { RegistrySettings } from './settings.ts';
import { addressOf, isLoopback, isNamed, servingHost, shownAddress } from './transport/address.ts';
import { openLines } from './transport/lines.ts';
import { patient } from './transport/patience.ts';
import type { Answer, Request, Send } from './transport/send.ts';

export interface Hosts {
  /** Asks about a repository of a registry. @throws RegistryError */
  readonly ask: (registry: string, repository: string, question: Question) => Promise<Answer>;
  readonly close: () => void;
}

export interface Question {
  readonly method: 'HEAD' | 'GET';
  /** Behind the repository, like `manifests/1.0`. */
  readonly path: string;
  readonly accept: string;
  /** Bytes. */
  readonly limit: number;
}

interface Host {
  readonly root: URL;
  readonly send: SendAuthorised;
}

const largestGreeting = 64 * 1024;

export function openHosts(settings: RegistrySettings, find: FindCredentials): Hosts {
  const { plainHttp, clock } = settings;
  const lines = openLines(settings);
  const senders = new Map<string, Send>();
  const hosts = new Map<string, Promise<Host>>();

  /** A host has one patience, whether it is asked as a registry, for a token, or after a redirect. */
  const sendTo = (address: URL): Send => {
    const known = senders.get(address.origin);
    if (known !== undefined) return known;
    const send = patient(traced(lines.to(address), settings), clock);
    senders.set(address.origin, send);
    return send;
  };
  const greet = async (registry: string): Promise<{ readonly root: URL; readonly greeting: Answer }> => {
    const isPlain = isNamed(servingHost(registry), plainHttp);
    const mayBePlain = !isPlain && isLoopback(servingHost(registry));
    const ask = async (scheme: 'https:' | 'http:'): Promise<{ root: URL; greeting: Answer }> => {
      const root = new URL('/v2/', addressOf(registry, scheme));
      return {
        root,
        greeting: await sendTo(root)({ method: 'GET', address: root, headers: {}, limit: largestGreeting }),
      };
    };
    try {
      return await ask(isPlain ? 'http:' : 'https:');
    } catch (error) {
      const isNoTls = error instanceof RegistryError && ['not-tls', 'connection-lost'].includes(error.code);
      if (!mayBePlain || !isNoTls) throw error;
      return await ask('http:');
    }
  };
  const connect = async (registry: string): Promise<Host> => {
    const { root, greeting } = await greet(registry);
    return { root, send: authorised({ registry, root, greeting, send: sendTo(root), find, sendTo, plainHttp }) };
  };
  const hostOf = (registry: string): Promise<Host> => {
    const known = hosts.get(registry);
    if (known !== undefined) return known;
    const host = connect(registry);
    hosts.set(registry, host);
    return host;
  };
  return {
    ask: async (registry, repository, { method, path, accept, limit }) => {
      const { root, send } = await hostOf(registry);
      const address = new URL(`${repository}/${path}`, root);
      const request: Request = { method, address, headers: { accept }, limit };
      return followed(await send(repository, request), request, sendTo, plainHttp);
    },
    close: lines.close,
  };
}

function traced(send: Send, { trace, clock }: RegistrySettings): Send {
  return async (request) => {
    const start = clock.now();
    const line = `${request.method} ${shownAddress(request.address)}`;
    const took = (): string => `${Math.round(clock.now() - start)} ms`;
    try {
      const answer = await send(request);
      trace(`${line}: ${answer.status}, ${took()}`);
      return answer;
    } catch (error) {
      trace(`${line}: ${error instanceof RegistryError ? error.code : 'failed'}, ${took()}`);
      throw error;
    }
  };
}
