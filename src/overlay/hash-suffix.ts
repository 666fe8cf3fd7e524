/**
 * The hash that kustomize puts behind the names of what its generators make. Patches run before it does, so an object of
 * a build is patched by its name without the hash.
 *
 * The hash is of the kind and the data, as Go prints them in JSON, and of a name that is always empty: kustomize
 * api/hasher/hasher.go, held against kustomize by e2e/overlay-names.test.ts.
 */
import { createHash } from 'node:crypto';
import { identify } from '../plan/model/resource.ts';
import { isObject, type Json, type JsonObject } from '../yaml/json.ts';

const suffix = /^(.+)-([24-9bcdfghkmt]{10})$/;

/** The name that an object of a build is patched by. Only what really is its hash is taken off. */
export function nameWithoutHash(object: JsonObject): string {
  const { name } = identify(object);
  const [, base, hash] = suffix.exec(name) ?? [];
  return base !== undefined && hash === hashOf(object) ? base : name;
}

function hashOf(object: JsonObject): string | undefined {
  const name = '';
  const { kind, data = '', binaryData, stringData, type = '' } = object;
  if (kind === 'ConfigMap') {
    return encode(goJson({ ...(isObject(binaryData) ? { binaryData } : {}), data, kind, name }));
  }
  if (kind === 'Secret') {
    return encode(goJson({ data, kind, name, ...(isObject(stringData) ? { stringData } : {}), type }));
  }
  return undefined;
}

/** Hexadecimal digits that could make words, or be read as others, are written as other letters. */
const letters: Readonly<Record<string, string>> = { '0': 'g', '1': 'h', '3': 'k', a: 'm', e: 't' };

function encode(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex').slice(0, 10);
  return digits.replace(/[013ae]/g, (digit) => letters[digit] ?? digit);
}

/** JSON as `json.Marshal` prints it: keys in the order of their bytes, some characters escaped. */
function goJson(value: Json): string {
  if (isObject(value)) {
    const keys = Object.keys(value).sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    return `{${keys.map((key) => `${goJson(key)}:${goJson(value[key] ?? null)}`).join(',')}}`;
  }
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
