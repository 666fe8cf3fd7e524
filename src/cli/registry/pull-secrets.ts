/** The pull secrets among the input: with them the cluster will pull, so with them the mirror is asked. */
import type { Source } from '../../app/sources.ts';
import { InputError } from '../../app/streams.ts';
import type { PullSecret } from '../../registry/credentials/find.ts';
import { at, isObject, type Json, type JsonObject } from '../../yaml/json.ts';
import type { Item } from '../../yaml/read/items.ts';

/** Where Kubernetes keeps what a login leaves; the older form is that of `auths` alone. */
const keys = {
  'kubernetes.io/dockerconfigjson': '.dockerconfigjson',
  'kubernetes.io/dockercfg': '.dockercfg',
} as const;

/**
 * Secrets that hold something else than their type says are passed over: they may be sealed, or filled in later.
 *
 * @throws InputError for a Secret that cannot be read
 */
export function pullSecretsIn(sources: readonly Source[], context: readonly JsonObject[]): readonly PullSecret[] {
  const secrets = sources.flatMap(({ path, input: { items } }) =>
    items.filter(({ kind }) => kind === 'Secret').map((item) => readSecret(path, item)),
  );
  return [...secrets, ...context].flatMap(pullSecret);
}

/** What is wrong with it is not shown, as the line would be: there may be a password in it. */
function readSecret(path: string | undefined, item: Item): JsonObject {
  try {
    return item.json();
  } catch {
    const where = path === undefined ? '' : `${path}: `;
    throw new InputError(`${where}line ${item.line}: this Secret is no YAML, and cannot be used to log in`);
  }
}

function pullSecret(object: JsonObject): readonly PullSecret[] {
  const { kind, type } = object;
  if (kind !== 'Secret' || !isKnownType(type)) return [];
  const key = keys[type];
  const plain = at(object, ['stringData', key]);
  const encoded = at(object, ['data', key]);
  const text = typeof plain === 'string' ? plain : typeof encoded === 'string' ? decoded(encoded) : '';
  const content = parsed(text);
  if (!isObject(content)) return [];
  const { namespace, name } = isObject(object.metadata) ? object.metadata : {};
  const auths = key === '.dockercfg' ? { auths: content } : content;
  const full = [namespace, name].filter((part) => typeof part === 'string').join('/');
  return [{ name: `Secret ${full}`, text: JSON.stringify(auths) }];
}

function isKnownType(type: Json | undefined): type is keyof typeof keys {
  return typeof type === 'string' && Object.hasOwn(keys, type);
}

function decoded(text: string): string {
  return Buffer.from(text, 'base64').toString('utf8');
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
