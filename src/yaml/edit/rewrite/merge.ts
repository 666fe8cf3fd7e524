/**
 * Maps that take keys from others by `<<`. A key that comes from there is edited by a key of the map's own, behind the
 * `<<`: to Kubernetes, what stands in front of it is overwritten (see typing.ts).
 */

import { isObject, type JsonObject } from '../../json.ts';
import { isMergeKey } from '../../merge-key.ts';
import type { MapNode, Pair } from '../../node.ts';
import { keyText, toJson } from '../../typing.ts';
import type { Anchors } from './anchors.ts';

export interface Merge {
  /** The index of the `<<` among the pairs. */
  readonly index: number;
  readonly pair: Pair;
  /** The keys of the map's own, and those of them that stand in front of the `<<`. */
  readonly own: ReadonlySet<string>;
  readonly inFront: ReadonlySet<string>;
  /** What the `<<` alone gives. */
  readonly gives: JsonObject;
}

/** The last `<<` of a map, undefined where there is none. */
export function mergeOf(map: MapNode): Merge | undefined {
  const index = map.pairs.findLastIndex(({ key }) => isMergeKey(key));
  const pair = map.pairs[index];
  if (pair === undefined) return undefined;
  const own = ownKeys(map.pairs);
  return { index, pair, own, inFront: ownKeys(map.pairs.slice(0, index)), gives: without(merged(map, pair), own) };
}

/** Whether what a map holds depends on more than its own keys and then one `<<`: such a map is only edited as a whole. */
export function isTangled(map: MapNode, { index, pair, inFront }: Merge): boolean {
  const hasOther = map.pairs.slice(0, index).some(({ key }) => isMergeKey(key));
  return hasOther || Object.keys(merged(map, pair)).some((key) => inFront.has(key));
}

/**
 * What a `<<` gives beyond the map's own keys once anchors have changed. Undefined where that cannot be told, or is more
 * than the map is to hold.
 */
export function inheritedAfter(merge: Merge, anchors: Anchors, after: JsonObject): JsonObject | undefined {
  const { value } = merge.pair;
  if (!anchors.changeAnyIn(value)) return merge.gives;
  const changed = value.kind === 'alias' ? anchors.valueOf(value, merge.gives) : undefined;
  if (!isObject(changed) || Object.keys(changed).some((key) => merge.inFront.has(key))) return undefined;
  const given = without(changed, merge.own);
  return keepsKeys(given, after) ? given : undefined;
}

/** What a `<<` has to give if it cannot take it from elsewhere any more. */
export function ownCopy({ gives }: Merge, after: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(gives).map((key) => [key, after[key] ?? null]));
}

export function keepsKeys(before: JsonObject, after: JsonObject): boolean {
  return Object.keys(before).every((key) => Object.hasOwn(after, key));
}

/** The key of a pair in a map that has been decoded: `toJson` refuses keys without a text. */
export function nameOf({ key }: Pair): string {
  return keyText(key) ?? '';
}

function merged(map: MapNode, pair: Pair): JsonObject {
  const gives = toJson({ ...map, pairs: [pair] });
  return isObject(gives) ? gives : {};
}

function ownKeys(pairs: readonly Pair[]): ReadonlySet<string> {
  return new Set(pairs.filter(({ key }) => !isMergeKey(key)).map(nameOf));
}

function without(object: JsonObject, keys: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.has(key)));
}
