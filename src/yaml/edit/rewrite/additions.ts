/**
 * Which pairs a map has to get, and where they belong.
 */
import { isEqual } from '../../equal.ts';
import { at, type JsonObject } from '../../json.ts';
import { isMergeKey } from '../../merge-key.ts';
import type { MapNode } from '../../node.ts';
import type { EditHints } from './edit-hints.ts';
import type { Addition } from './insert.ts';
import { type Merge, nameOf } from './merge.ts';

/** What a map's `<<` gives it by now. */
export interface CurrentMerge extends Merge {
  readonly inheritedNow: JsonObject;
}

/**
 * The pairs that `map` lacks to hold `after`, in the order in which the edits name them. What overrides a `<<` stands
 * behind it, and what follows a new key behind that.
 */
export function additionsTo(
  map: MapNode,
  after: JsonObject,
  given: CurrentMerge | undefined,
  hints: EditHints | undefined,
): readonly Addition[] {
  const own = new Map<string, number>();
  for (const [index, pair] of map.pairs.entries()) if (!isMergeKey(pair.key)) own.set(nameOf(pair), index);
  const placeBehind = (follows: string | undefined): number =>
    follows === '' ? -1 : ((follows !== undefined ? own.get(follows) : undefined) ?? map.pairs.length - 1);

  const additions: Addition[] = [];
  for (const key of new Set([...(hints?.below.keys() ?? []), ...Object.keys(after)])) {
    const value = after[key];
    if (value === undefined || own.has(key) || isEqual(given && at(given.inheritedNow, [key]), value)) continue;
    const follows = hints?.below.get(key)?.follows;
    const added = additions.findIndex((addition) => addition.key === follows);
    const sibling = additions[added];
    if (sibling) additions.splice(added + 1, 0, { key, value, behind: sibling.behind });
    else if (given && Object.hasOwn(given.gives, key)) additions.push({ key, value, behind: given.index });
    else additions.push({ key, value, behind: placeBehind(follows) });
  }
  return additions;
}
