/**
 * Different images that a rule set would put into one place of the mirror.
 *
 * | on the mirror                  | is                                                     |
 * |--------------------------------|--------------------------------------------------------|
 * | one repository and one tag     | `collision`: one of the images would be lost           |
 * | one repository, different tags | `shared-repository`: works until a tag is used by both |
 *
 * Images are different when their repositories are: two tags of one repository do not collide, whatever pins make of
 * them. A digest behind a tag does not help, as a copy moves the tag; digests without a tag never collide.
 *
 * `cr.k8ssandra.io` and `cr.dtsx.io` serve the images of Docker Hub: the same repository there is the same image.
 */
import { dockerHub } from '../reference/normalise.ts';
import type { Reference } from '../reference/reference.ts';
import { formatPlace, matchingHost, placeKey, placeOf, servesDockerHub } from './places.ts';

/** A source and what the rules made of it; `use` says where, in the caller's terms. */
export interface Move<Use> {
  readonly source: Reference;
  readonly mirrored: Reference;
  readonly use: Use;
}

export interface Collision<Use> {
  readonly code: 'collision' | 'shared-repository';
  readonly message: string;
  /** The moves that take part, in the order given. */
  readonly moves: readonly Move<Use>[];
}

/** Collisions among the moves of one run, in the order of their first move. */
export function findCollisions<Use>(moves: readonly Move<Use>[]): readonly Collision<Use>[] {
  const repositoryOf = perReference((mirrored) => placeKey(placeOf(mirrored)));
  const imageOf = perReference(imageKey);
  // Thousands of moves share a few references, and nearly always these tell that there is nothing to find.
  if (differing(withoutRepeats(moves), ({ mirrored }) => repositoryOf(mirrored), imageOf).length === 0) return [];
  return differing(moves, ({ mirrored }) => repositoryOf(mirrored), imageOf).flatMap(([repository, group]) => {
    const lost = differing(group, ({ mirrored }) => takenTag(mirrored), imageOf);
    if (lost.length === 0) return [shared(repository, group)];
    return lost.map(([tag, sameTag]) => collision(`${repository}:${tag}`, sameTag));
  });
}

function collision<Use>(place: string, moves: readonly Move<Use>[]): Collision<Use> {
  const message = `${imageNames(moves)} would all become ${place}: choose another layout, or give one of them an entry of its own under mirrors`;
  return { code: 'collision', message, moves };
}

function shared<Use>(repository: string, moves: readonly Move<Use>[]): Collision<Use> {
  const message = `${imageNames(moves)} share the repository ${repository}: a tag that two of them use would be lost`;
  return { code: 'shared-repository', message, moves };
}

/** Of moves that share both references, the first. */
function withoutRepeats<Use>(moves: readonly Move<Use>[]): readonly Move<Use>[] {
  const sourceOf = new Map<Reference, Reference>();
  return moves.filter(({ source, mirrored }) => {
    const isNew = sourceOf.get(mirrored) !== source;
    if (isNew) sourceOf.set(mirrored, source);
    return isNew;
  });
}

/** The moves with one key, where they are of different images. A move without key is in no group. */
function differing<Use>(
  moves: readonly Move<Use>[],
  keyOf: (move: Move<Use>) => string | undefined,
  imageOf: (source: Reference) => string,
): readonly [key: string, group: readonly Move<Use>[]][] {
  const groups = new Map<string, Move<Use>[]>();
  for (const move of moves) {
    const key = keyOf(move);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [move]);
    else group.push(move);
  }
  return [...groups].filter(([, group]) => new Set(group.map(({ source }) => imageOf(source))).size > 1);
}

/** Computes a text once for each reference: a few of them are shared by thousands of moves. */
function perReference(compute: (reference: Reference) => string): (reference: Reference) => string {
  const known = new Map<Reference, string>();
  return (reference) => {
    const text = known.get(reference) ?? compute(reference);
    known.set(reference, text);
    return text;
  };
}

/** The tag that a copy of the image would set; none where a digest alone names it. */
function takenTag({ tag, digest }: Reference): string | undefined {
  return tag ?? (digest === undefined ? 'latest' : undefined);
}

function imageKey(source: Reference): string {
  const registry = servesDockerHub(source.registry) ? dockerHub : matchingHost(source.registry);
  return placeKey({ registry, path: source.repository });
}

function imageNames(moves: readonly Move<unknown>[]): string {
  return [...new Map(moves.map(({ source }) => [imageKey(source), formatPlace(placeOf(source))])).values()].join(', ');
}
