/**
 * The file that a login leaves: Docker's `config.json`, Podman's `auth.json`, and the pull secrets of Kubernetes, which
 * hold the same. Facts: docker/cli cli/config/configfile and cli/config/types; containers-auth.json(5).
 *
 * ```json
 * {
 *   "auths": {"HOST[/PATH]": {"auth": "BASE64 OF USER:PASSWORD", "identitytoken": "...", "registrytoken": "..."}},
 *   "credHelpers": {"HOST": "HELPER"},
 *   "credsStore": "HELPER"
 * }
 * ```
 *
 * A key of `auths` can be written with a scheme and with `/v1/` or `/v2/` behind it, and can name a folder of a registry:
 * the longest that covers a repository counts. In pull secrets, `*` stands for a part of a host's name.
 */
import type { Credentials } from './credentials.ts';

export interface LoginFile {
  /** As messages name it. */
  readonly name: string;
  readonly auths: ReadonlyMap<string, Credentials>;
  /** By host. */
  readonly credHelpers: ReadonlyMap<string, string>;
  readonly credsStore: string | undefined;
}

/** Undefined where the text is no such file. */
export function readLoginFile(name: string, text: string): LoginFile | undefined {
  const content = asObject(parsed(text));
  if (content === undefined) return undefined;
  const auths = Object.entries(asObject(content.auths) ?? {}).flatMap(([key, entry]) => {
    const credentials = readEntry(name, asObject(entry) ?? {});
    return credentials === undefined ? [] : [[registryKey(key), credentials] as const];
  });
  const helpers = Object.entries(asObject(content.credHelpers) ?? {}).map(
    ([host, helper]) => [registryKey(host), String(helper)] as const,
  );
  const store = textOf(content.credsStore);
  return { name, auths: new Map(auths), credHelpers: new Map(helpers), credsStore: store === '' ? undefined : store };
}

/** What `auths` holds for a repository: the entry of the longest key that covers it. */
export function authOf({ auths }: LoginFile, registry: string, repository: string): Credentials | undefined {
  const components = repository.split('/');
  for (let length = components.length; length >= 0; length--) {
    const scope = [registry, ...components.slice(0, length)].join('/');
    const found = auths.get(scope) ?? [...auths].find(([key]) => key.includes('*') && matches(key, scope))?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

/** One spelling of a registry's key. */
export function registryKey(key: string): string {
  const bare = key.replace(/^https?:\/\//, '').replace(/\/(?:v[12]\/?)?$/, '');
  const [host = '', ...path] = bare.split('/');
  const isDockerHub = ['index.docker.io', 'registry-1.docker.io'].includes(host);
  return [isDockerHub ? 'docker.io' : host, ...path].join('/');
}

/** `*` covers no dot and no slash, as in Kubernetes' `imagePullSecrets`. */
function matches(pattern: string, scope: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^./]*')}$`).test(scope);
}

function readEntry(from: string, entry: Readonly<Record<string, unknown>>): Credentials | undefined {
  const [identity, registry] = [textOf(entry.identitytoken), textOf(entry.registrytoken)];
  if (identity !== '') return { kind: 'identity-token', token: identity, from };
  if (registry !== '') return { kind: 'registry-token', token: registry, from };
  const pair = Buffer.from(textOf(entry.auth), 'base64').toString('utf8').replace(/\0+$/, '');
  const colon = pair.indexOf(':');
  const username = colon === -1 ? textOf(entry.username) : pair.slice(0, colon);
  const password = colon === -1 ? textOf(entry.password) : pair.slice(colon + 1);
  return username === '' && password === '' ? undefined : { kind: 'password', username, password, from };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
