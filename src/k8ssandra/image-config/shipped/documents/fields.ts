/** ImageConfigs of many releases as one table: each field, with the releases from which on it says something else. */
import type { JsonObject, Path } from '../../../../yaml/json.ts';
import { type Since, valueAt } from '../../../releases/since.ts';

/** By path, its steps joined by dots. Null: the field is left out. */
export type DocumentFields = Readonly<Record<string, Since<string | null>>>;

/** What the fields say in one release; in the order of the table. */
export function fieldsIn(table: DocumentFields, release: string): JsonObject {
  return Object.entries(table).reduce<JsonObject>((document, [path, rows]) => {
    const value = valueAt(rows, release);
    if (value === undefined || value === null) return document;
    return withValue(document, path.split('.'), value.replace('{release}', release));
  }, {});
}

function withValue(object: JsonObject, [key = '', ...rest]: Path, value: string): JsonObject {
  const child = object[key];
  const below = typeof child === 'object' && child !== null && !Array.isArray(child) ? (child as JsonObject) : {};
  return { ...object, [key]: rest.length === 0 ? value : withValue(below, rest, value) };
}
