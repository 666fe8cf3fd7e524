/**
 * `<<`, which merges maps. Readers differ about it, seen by running go.yaml.in/yaml v2.4.2 (and so sigs.k8s.io/yaml), v3.0.4
 * and kustomize 5.8.1:
 *
 * | written                                    | v2                       | v3                   | kustomize   |
 * |--------------------------------------------|--------------------------|----------------------|-------------|
 * | behind a key of the map that it has as well | `<<` wins                | the key wins         | the key     |
 * | twice in one map                           | both, the last wins      | an error             | an error    |
 * | `!!str <<`, `! "<<"`                       | merges                   | merges               | a key `<<`  |
 *
 * Such a map is refused. What all agree about: `<<` plain, anchored or not, or with the tag `!!merge`, once; quoted, it is a
 * key like any other.
 */

import { isEqual } from './equal.ts';
import type { JsonObject } from './json.ts';
import type { Node } from './node.ts';
import { shortTag } from './tags.ts';

/** Whether a key is the `<<` that merges maps; quoted, it is an ordinary key. */
export function isMergeKey(key: Node): boolean {
  if (key.kind !== 'scalar' || key.text !== '<<') return false;
  const { tag = '!' } = key;
  return tag === '!' ? key.style === 'plain' : shortTag(tag) === 'merge';
}

/** Why readers differ about a key that is not a merge key to us; undefined where they do not. */
export function mergeDoubt(key: Node): string | undefined {
  const target = key.kind === 'alias' ? key.target : key;
  if (target.kind !== 'scalar' || target.text !== '<<') return undefined;
  const isOrdinary = key.kind === 'scalar' && key.tag === undefined;
  return isOrdinary
    ? undefined
    : `readers of YAML differ about whether this << merges: write it plain, or in quotes without a tag`;
}

/** The key that a `<<` gives, and that stands in front of it with another value. */
export function contestedKey(inFront: JsonObject, given: JsonObject): string | undefined {
  return Object.keys(given).find((key) => Object.hasOwn(inFront, key) && !isEqual(inFront[key], given[key]));
}
