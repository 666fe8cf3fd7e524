/** Lines to hosts: one agent for each host, which keeps its connections. */
import http from 'node:http';
import https from 'node:https';
import tls from 'node:tls';
import type { RegistrySettings } from '../settings.ts';
import { proxyAuthorization, proxyFor } from './proxy.ts';
import { type Line, type Send, sender } from './send.ts';
import { commonTrust, trustFor } from './trust.ts';
import { tunnelAgent } from './tunnel.ts';

export interface Lines {
  /** Sends to the host of an address. */
  readonly to: (address: URL) => Send;
  /** Closes all connections. */
  readonly close: () => void;
}

export function openLines(settings: RegistrySettings): Lines {
  // What was named is read even where nothing will need it: a mistake in it should not wait for the day when something does.
  let common = settings.caFiles.length > 0 ? commonTrust(settings) : undefined;
  const byOrigin = new Map<string, { readonly line: Line; readonly send: Send }>();
  const lineTo = (address: URL): Line => {
    const proxy = proxyFor(address, settings.environment);
    const options = { keepAlive: true, maxSockets: settings.concurrency };
    if (address.protocol === 'http:') return plainLine(proxy, options);
    common ??= commonTrust(settings);
    const { ca, cert, key } = trustFor(address.host, common, settings);
    // One context for all connections: to read the certificates takes longer than to connect.
    const secureContext = tls.createSecureContext({
      ca: [...ca],
      ...(cert === undefined || key === undefined ? {} : { cert: [...cert], key: [...key] }),
    });
    const secure = { ...options, secureContext };
    return { agent: proxy === undefined ? new https.Agent(secure) : tunnelAgent(proxy, secure, settings.timeout) };
  };
  return {
    to: (address) => {
      const known = byOrigin.get(address.origin);
      if (known !== undefined) return known.send;
      const line = lineTo(address);
      const send = sender(line, settings.timeout);
      byOrigin.set(address.origin, { line, send });
      return send;
    },
    close: () => {
      for (const { line } of byOrigin.values()) line.agent.destroy();
    },
  };
}

function plainLine(proxy: URL | undefined, options: http.AgentOptions): Line {
  const agent = new http.Agent(options);
  if (proxy === undefined) return { agent };
  const { hostname, port } = proxy;
  return { agent, proxy: { hostname, port: port === '' ? '80' : port, headers: proxyAuthorization(proxy) } };
}
