/**
 * Different images that would end at one place of the mirror, as findings: one for the same places of the input, as an
 * entry of an ImageConfig makes an image of each version.
 */
import type { Finding } from '../../finding/finding.ts';
import { findCollisions, type Move } from '../../mirror/collisions.ts';
import type { JsonObject } from '../../yaml/json.ts';
import type { ImageUse } from '../model/image-use.ts';
import { nameOfPlace } from '../model/resource.ts';
import { formatPlaces } from './outcomes.ts';

export function collisionFindings(uses: readonly ImageUse[], resources: readonly JsonObject[]): readonly Finding[] {
  const moves: Move<ImageUse>[] = [];
  for (const use of uses) {
    const { source, outcome, effective } = use;
    if (effective && outcome.status === 'mirrored') moves.push({ source, mirrored: outcome.reference, use });
  }
  const byPlaces = new Map<string, Collided[]>();
  for (const { code, message, moves: own } of findCollisions(moves)) {
    const uses = atDistinctPlaces(own, resources);
    const key = `${code} ${uses.map(({ place }) => nameOfPlace(resources, place)).join(' ')}`;
    byPlaces.set(key, [...(byPlaces.get(key) ?? []), { code, message, uses }]);
  }
  return [...byPlaces.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { code, message, uses } = first;
    const more =
      others.length === 0 ? '' : `; likewise with ${others.length} other tag${others.length === 1 ? '' : 's'}`;
    const [use] = uses;
    return [
      {
        code,
        message: `${message}${more}${formatPlaces(uses, resources)}`,
        ...(use === undefined ? {} : { at: use.place }),
      },
    ];
  });
}

/** What is said of one place of the mirror, and the uses that end there. */
interface Collided {
  readonly code: 'collision' | 'shared-repository';
  readonly message: string;
  readonly uses: readonly ImageUse[];
}

/** One entry of an ImageConfig makes an image of each version. */
function atDistinctPlaces(moves: readonly Move<ImageUse>[], resources: readonly JsonObject[]): readonly ImageUse[] {
  return [...new Map(moves.map(({ use }) => [nameOfPlace(resources, use.place), use])).values()];
}
