/**
 * How Go's JSON decoders fill typed fields, as far as ImageConfigs need it.
 *
 * | in the document            | field of type string | `*string`     | map, struct   |
 * |----------------------------|----------------------|---------------|---------------|
 * | absent                     | empty                | nil           | empty         |
 * | `null`                     | left as it is        | nil           | left as it is |
 * | a value of another type    | error                | error         | error         |
 *
 * Keys that are no field are ignored. `exact` is sigs.k8s.io/json, which reads whole documents; `folded` is
 * encoding/json, which reads what a type decodes by itself: it takes any spelling by Unicode simple folding. Keys are
 * visited in byte order, as they come out of the step from YAML to JSON, so that of several spellings the last wins.
 */
import { formatPath, isList, isObject, type Json, type JsonObject, type Path } from '../../../yaml/json.ts';
import { ImageConfigError } from './errors.ts';

/** How keys are compared with the names of fields. */
export type KeyMatching = 'exact' | 'folded';

/** A value and where it stands. */
export interface Value {
  readonly json: Json;
  readonly path: Path;
}

/** What is decoded into one field, in turn: nothing, a value, or one value for each spelling of the key. */
export type Assigned = readonly Value[];

/** The document as a whole. */
export function rootOf(json: Json): Assigned {
  return [{ json, path: [] }];
}

/** What goes into the field `name` of a struct. */
export function field(struct: Assigned, name: string, keys: KeyMatching = 'exact'): Assigned {
  return struct.flatMap((value) => {
    const object = objectOf(value);
    return spellings(object, name, keys).map((key) => ({ json: object[key] ?? null, path: [...value.path, key] }));
  });
}

/** The keys of an object that mean a field, in the order in which they are read. */
function spellings(object: JsonObject, name: string, keys: KeyMatching): readonly string[] {
  if (keys === 'exact') return Object.hasOwn(object, name) ? [name] : [];
  return Object.keys(object)
    .filter((key) => means(key, name))
    .sort();
}

/** Whether a key means a field when case is ignored. */
export function means(key: string, name: string): boolean {
  // The `u` makes `i` the simple folding of Unicode, which is Go's as well: `ſystem-logger` is a spelling.
  return key === name || (key.length === name.length && new RegExp(`^${name}$`, 'iu').test(key));
}

/** The path of the value that a field got, or of the field as it would be written: where an edit belongs. */
export function placeOf(assigned: Assigned, written: Path): Path {
  return assigned.findLast(({ json }) => json !== null)?.path ?? assigned.at(-1)?.path ?? written;
}

/** The content of a string field. */
export function text(assigned: Assigned): string {
  return assigned.map(textOf).findLast((value) => value !== undefined) ?? '';
}

/** The content of a `*string` field; `undefined` is nil. */
export function optionalText(assigned: Assigned): string | undefined {
  return assigned.map(textOf).at(-1);
}

/** The content of a `[]string` field; `undefined` is nil. */
export function texts(assigned: Assigned): readonly string[] | undefined {
  const value = assigned.at(-1);
  if (value === undefined || value.json === null) return undefined;
  if (!isList(value.json)) throw mismatch(value, 'a list');
  return value.json.map((json, index) => textOf({ json, path: [...value.path, index] }) ?? '');
}

/** The entries of a map, as `read` makes them of each value; `undefined` is nil. */
export function mapOf<Content>(
  assigned: Assigned,
  read: (value: Assigned) => Content,
): ReadonlyMap<string, Content> | undefined {
  if (assigned.every(({ json }) => json === null)) {
    return undefined;
  }
  return new Map(entries(assigned).map(([key, value]) => [key, read([value])]));
}

/** Keys and values of a map, in the order in which they are read. */
export function entries(assigned: Assigned): readonly (readonly [string, Value])[] {
  return assigned.flatMap((value) => {
    const object = objectOf(value);
    const keys = Object.keys(object).sort();
    return keys.map((key) => [key, { json: object[key] ?? null, path: [...value.path, key] }] as const);
  });
}

/** Whether a pointer to a struct is nil. */
export function isNil(assigned: Assigned): boolean {
  return (assigned.at(-1)?.json ?? null) === null;
}

function objectOf(value: Value): JsonObject {
  if (value.json === null) return {};
  if (!isObject(value.json)) throw mismatch(value, 'a mapping');
  return value.json;
}

function textOf(value: Value): string | undefined {
  if (value.json === null) return undefined;
  if (typeof value.json !== 'string') throw mismatch(value, 'text');
  return value.json;
}

function mismatch({ json, path }: Value, wanted: 'text' | 'a list' | 'a mapping'): ImageConfigError {
  const remedy = wanted === 'text' && !isObject(json) && !isList(json) ? ': put it in quotes' : '';
  return new ImageConfigError(
    `${nameOf(path)} is ${typeName(json)} where the operator reads ${wanted}, so that it would not start${remedy}`,
    { path },
  );
}

/** How messages name a value. */
export function nameOf(path: Path): string {
  return path.length === 0 ? 'the document' : formatPath(path);
}

/** How messages name the type of a value. */
export function typeName(json: Json): string {
  if (json === null) return 'null';
  if (isList(json)) return 'a list';
  if (isObject(json)) return 'a mapping';
  return typeof json === 'string' ? 'text' : `a ${typeof json}`;
}
