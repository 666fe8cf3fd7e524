/**
 * Which proxy a host is asked through: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` in either case, as Go's programs read
 * them (golang.org/x/net/http/httpproxy). Loopback is never asked through one.
 *
 * | entry of `NO_PROXY`             | covers                                |
 * |---------------------------------|---------------------------------------|
 * | `*`                             | every host                            |
 * | `example.com`                   | the host, and those below it          |
 * | `.example.com`, `*.example.com` | the hosts below it                    |
 * | `example.com:5000`              | the same, at this port only           |
 * | `10.0.0.0/8`                    | addresses in the range                |
 */
import { BlockList, isIP } from 'node:net';
import { SettingsError } from '../reasons.ts';
import { isLoopback } from './address.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws SettingsError for a variable that holds no address */
export function proxyFor(address: URL, environment: Environment): URL | undefined {
  if (isLoopback(address.host) || isExempt(address, variable(environment, 'NO_PROXY'))) return undefined;
  const name = address.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const text = variable(environment, name);
  if (text === '') return undefined;
  const url = parsed(withScheme(text));
  if (url?.protocol === 'http:' && url.hostname !== '') return url;
  // The value is not shown: it can hold a password.
  throw new SettingsError(`${name} is no address of an HTTP proxy: write it like http://proxy.example.com:3128`);
}

export function proxyAuthorization({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(pair).toString('base64')}` };
}

function variable(environment: Environment, name: string): string {
  return environment[name] ?? environment[name.toLowerCase()] ?? '';
}

function withScheme(text: string): string {
  return text.includes('://') ? text : `http://${text}`;
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function isExempt(address: URL, list: string): boolean {
  const entries = list.split(',').map((entry) => entry.trim().toLowerCase());
  return entries.some((entry) => entry !== '' && covers(entry, address));
}

function covers(entry: string, address: URL): boolean {
  if (entry === '*') return true;
  const [, name = entry, port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  if (port !== undefined && port !== portOf(address)) return false;
  const host = address.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return inRange(host, entry);
  if (name.startsWith('.') || name.startsWith('*.')) return host.endsWith(name.replace(/^\*/, ''));
  return host === name || host.endsWith(`.${name}`);
}

function portOf({ port, protocol }: URL): string {
  return port === '' ? ({ 'https:': '443', 'http:': '80' }[protocol] ?? '') : port;
}

function inRange(host: string, entry: string): boolean {
  const [network = '', bits] = entry.split('/');
  const family = isIP(host) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(network) !== isIP(host)) return false;
  if (bits === undefined) return network === host;
  const list = new BlockList();
  const prefix = Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > (family === 'ipv6' ? 128 : 32)) return false;
  list.addSubnet(network, prefix, family);
  return list.check(host, family);
}
