/**
 * The merge of a cluster with its datacenters and racks, in a way that remembers where each value came from.
 *
 * Nothing is merged for real: an object that upstream merges from several is a list of levels, the strongest first, and
 * a value is looked up through them. For images this is what upstream's deep merge does:
 *
 * | value          | result                                                                            |
 * |----------------|-----------------------------------------------------------------------------------|
 * | string, number | the strongest that is neither empty nor zero: `""` does not reset                   |
 * | bool           | the strongest that is there, `false` included                                      |
 * | struct         | field by field                                                                    |
 * | named items    | by name; those of the weakest first, then what the stronger ones add              |
 *
 * Source: pkg/goalesce/utils.go (`MergeCRs`) of k8ssandra-operator, github.com/adutra/goalesce.
 */
import { at, formatPath, isList, isObject, type Json, type JsonObject, type Path } from '../../yaml/json.ts';
import type { Link } from './effective-image.ts';

/** A resource, as it is in the input and with the defaults of its CRD. */
export interface Resource {
  readonly index: number;
  readonly written: JsonObject;
  readonly defaulted: JsonObject;
}

/** An object at one place of a resource, defaults included. */
export interface Level {
  readonly resource: Resource;
  readonly path: Path;
  readonly object: JsonObject;
}

/** The same object at several places, the strongest first. */
export type Levels = readonly Level[];

/** A value and where it stands. */
export interface Found {
  readonly value: string;
  readonly link: Link;
}

/** The object at a path; no level where there is none. */
export function levelAt(resource: Resource, path: Path): Levels {
  const object = at(resource.defaulted, path);
  return isObject(object) ? [{ resource, path, object }] : [];
}

/** The struct under a key, at each level that has it. */
export function below(levels: Levels, key: string): Levels {
  return levels.flatMap(({ resource, path }) => levelAt(resource, [...path, key]));
}

/** The strongest text that is not empty. */
export function pick(levels: Levels, key: string): Found | undefined {
  for (const level of levels) {
    const value = level.object[key];
    if (typeof value === 'string' && value !== '') return foundAt(level, key, value);
  }
  return undefined;
}

/** The strongest bool that is set. */
export function pickFlag(levels: Levels, key: string): boolean | undefined {
  return levels.map(({ object }) => object[key]).find((value) => typeof value === 'boolean');
}

/** The strongest number that is not zero. */
export function pickNumber(levels: Levels, key: string): number | undefined {
  return levels
    .map(({ object }) => object[key])
    .find((value): value is number => typeof value === 'number' && value !== 0);
}

/** An item of merged lists, and its levels. */
export interface Item {
  readonly name: string;
  readonly levels: Levels;
}

/** The items of the lists under a key, merged by name. */
export function items(levels: Levels, key: string): readonly Item[] {
  const merged = new Map<string, Levels>();
  for (const level of levels.toReversed()) {
    for (const item of itemsOf(level, key)) {
      const name = nameOf(item.object);
      merged.set(name, [item, ...(merged.get(name) ?? [])]);
    }
  }
  return [...merged].map(([name, itemLevels]) => ({ name, levels: itemLevels }));
}

/** The items of the strongest list that has any: lists that are not merged replace each other. */
export function itemsOfStrongest(levels: Levels, key: string): readonly Item[] {
  const strongest = levels.find((level) => itemsOf(level, key).length > 0);
  return strongest === undefined
    ? []
    : itemsOf(strongest, key).map((item) => ({ name: nameOf(item.object), levels: [item] }));
}

function itemsOf({ resource, path }: Level, key: string): readonly Level[] {
  const list = at(resource.defaulted, [...path, key]);
  return isList(list) ? list.flatMap((_, index) => levelAt(resource, [...path, key, index])) : [];
}

function nameOf(object: JsonObject): string {
  return typeof object.name === 'string' ? object.name : '';
}

function foundAt({ resource, path }: Level, key: string, value: string): Found {
  const place = [...path, key];
  const at = { resource: resource.index, path: place, value };
  const link: Link = isWritten(resource, place)
    ? { origin: 'written', where: formatPath(place), ...at }
    : { origin: 'crd-default', where: `CRD default of ${formatPath(place)}`, ...at };
  return { value, link };
}

/** Whether a value stands in the input, or only in the CRD. */
export function isWritten(resource: Resource, path: Path): boolean {
  const value: Json | undefined = at(resource.written, path);
  return value !== undefined && value !== null;
}
