/** Different images that would end at one place of the mirror, as findings. */
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
  return findCollisions(moves).map(({ code, message, moves }) => ({
    code,
    message: `${message}${formatPlaces(atDistinctPlaces(moves, resources), resources)}`,
    ...(moves[0] === undefined ? {} : { at: moves[0].use.place }),
  }));
}

/** One entry of an ImageConfig makes an image of each version. */
function atDistinctPlaces(moves: readonly Move<ImageUse>[], resources: readonly JsonObject[]): readonly ImageUse[] {
  return [...new Map(moves.map(({ use }) => [nameOfPlace(resources, use.place), use])).values()];
}
