/** TLS through a proxy: `CONNECT host:port`, then TLS with the host itself. The proxy sees no more than the name. */
import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { RegistryError } from '../reasons.ts';
import { proxyAuthorization } from './proxy.ts';

type Options = https.AgentOptions & { readonly host?: string; readonly port?: number; readonly servername?: string };

/**
 * An agent that keeps its tunnels.
 *
 * @param timeout milliseconds that each step on the way may take
 */
export function tunnelAgent(proxy: URL, options: https.AgentOptions, timeout: number): https.Agent {
  const agent = new https.Agent(options);
  const connect = (target: Options, done: (error: Error | null, socket?: Duplex) => void): undefined => {
    const host = `${target.host}:${target.port ?? 443}`;
    const request = http.request({
      hostname: proxy.hostname.replace(/^\[|\]$/g, ''),
      port: proxy.port === '' ? 80 : proxy.port,
      method: 'CONNECT',
      path: host,
      headers: { host, ...proxyAuthorization(proxy) },
      agent: false,
      timeout,
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => done(refused(proxy, 'it cannot be reached')));
    request.on('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode !== 200) {
        socket.destroy();
        done(refused(proxy, statusCode === 407 ? 'it asks for a login' : `it answers ${statusCode}`));
        return;
      }
      const secure = tls.connect({ ...target, socket, servername: target.servername ?? target.host ?? '' });
      secure.on('error', (error) => done(error));
      secure.setTimeout(timeout, () => secure.destroy());
      secure.on('secureConnect', () => {
        secure.setTimeout(0);
        done(null, secure);
      });
    });
    request.end();
  };
  return Object.assign(agent, { createConnection: connect });
}

function refused(proxy: URL, why: string): RegistryError {
  return new RegistryError('proxy-refused', `the proxy ${proxy.host} does not let us through: ${why}`);
}
