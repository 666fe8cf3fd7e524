/**
 * Label selectors as kubectl takes them, and as Kubernetes writes them.
 *
 * ```
 * selector    = requirement { "," requirement }
 * requirement = key | "!" key | key ( "=" | "==" | "!=" ) value | key ( "in" | "notin" ) "(" value { "," value } ")"
 * ```
 */
import type { JsonObject } from '../yaml/json.ts';

const key = '[A-Za-z0-9][A-Za-z0-9._/-]*';
const value = '[A-Za-z0-9._-]*';
const equals = new RegExp(`^(${key})\\s*(==?|!=)\\s*(${value})$`);
const among = new RegExp(`^(${key})\\s+(in|notin)\\s*\\(\\s*(${value}(?:\\s*,\\s*${value})*)\\s*\\)$`);
const present = new RegExp(`^(!?)\\s*(${key})$`);

/** @returns undefined for what is no selector */
export function parseSelector(text: string): JsonObject | undefined {
  const expressions = requirementsIn(text).map(requirement);
  return expressions.every((one) => one !== undefined) ? { matchExpressions: expressions } : undefined;
}

/** The namespaces of these names. */
export function namespacesNamed(names: readonly string[]): JsonObject {
  return { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: names }] };
}

/** At commas outside of parentheses. */
function requirementsIn(text: string): readonly string[] {
  return text.split(/,(?![^(]*\))/).map((part) => part.trim());
}

function requirement(text: string): JsonObject | undefined {
  const [, equalKey, sign, equalTo] = equals.exec(text) ?? [];
  if (equalKey !== undefined && equalTo !== undefined) {
    return { key: equalKey, operator: sign === '!=' ? 'NotIn' : 'In', values: [equalTo] };
  }
  const [, amongKey, word, list] = among.exec(text) ?? [];
  if (amongKey !== undefined && list !== undefined) {
    const values = list.split(',').map((one) => one.trim());
    return { key: amongKey, operator: word === 'in' ? 'In' : 'NotIn', values };
  }
  const [, not, presentKey] = present.exec(text) ?? [];
  return presentKey === undefined ? undefined : { key: presentKey, operator: not === '!' ? 'DoesNotExist' : 'Exists' };
}
