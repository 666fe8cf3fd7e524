/** Pieces of CEL, the language of the API server's policies. */
import type { JsonObject } from '../yaml/json.ts';

/** A value as CEL writes it. */
export type CelValue = string | readonly CelValue[] | { readonly [key: string]: CelValue };

/** Lists of mappings get a line for each. */
export function literal(value: CelValue): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (isCelList(value)) {
    const items = value.map(literal);
    return value.some((item) => typeof item !== 'string') ? `[\n  ${items.join(',\n  ')}\n]` : `[${items.join(', ')}]`;
  }
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${literal(member)}`);
  return `{${members.join(', ')}}`;
}

function isCelList(value: CelValue): value is readonly CelValue[] {
  return Array.isArray(value);
}

/** A named expression that those behind it can use as `variables.NAME`. */
export type Variable = { readonly name: string; readonly expression: string };

export function variablesField(variables: readonly Variable[]): readonly JsonObject[] {
  return variables.map(({ name, expression }) => ({ name, expression }));
}
