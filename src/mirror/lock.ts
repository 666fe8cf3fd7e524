/**
 * A lock: what the mirror answered for its tags when they were looked at. An image with such a tag is pulled by the digest
 * that stands here, whatever digest it had; tags that are not in the lock, and images without a tag, stay as they are.
 */
import { formatReference } from '../reference/grammar.ts';
import type { Reference } from '../reference/reference.ts';
import { placeKey, placeOf } from './places.ts';
import type { MirrorRules } from './rules.ts';

export interface Lock {
  /** By what spellings of a repository and tag have in common. */
  readonly digests: ReadonlyMap<string, string>;
  /** The lock as rules of their own, for images that are on the mirror: each tag of it is pinned where it is. */
  readonly rules: MirrorRules;
}

/** A tag on the mirror, and its digest. */
export interface LockedTag {
  readonly mirrored: Reference;
  readonly digest: string;
}

export function lockOf(tags: readonly LockedTag[]): Lock {
  const pins = tags.map(({ mirrored: { registry, repository, tag = 'latest' }, digest }) => {
    const name = { registry, repository };
    return { name, tag, newName: name, digest };
  });
  const digests = new Map(tags.map(({ mirrored, digest }) => [keyOf(mirrored) ?? '', digest]));
  return { digests, rules: { mirrors: [], exclude: [], pins } };
}

/** What the lock says about a reference on the mirror. Null: it could, and does not; undefined: it has no tag. */
export function lockedDigest({ digests }: Lock, mirrored: Reference): string | null | undefined {
  const key = keyOf(mirrored);
  return key === undefined ? undefined : (digests.get(key) ?? null);
}

/** A reference on the mirror with the digest that the lock has for its tag; without one, the same. */
export function locked(lock: Lock | undefined, mirrored: Reference): Reference {
  const digest = lock === undefined ? undefined : lockedDigest(lock, mirrored);
  if (typeof digest !== 'string' || digest === mirrored.digest) return mirrored;
  return { ...mirrored, tag: mirrored.tag ?? 'latest', digest };
}

/** Whether a reference is pulled by another digest than the lock's. */
export function isUnlocked(lock: Lock, mirrored: Reference): boolean {
  return formatReference(locked(lock, mirrored)) !== formatReference(mirrored);
}

function keyOf(reference: Reference): string | undefined {
  const tag = reference.tag ?? (reference.digest === undefined ? 'latest' : undefined);
  return tag === undefined ? undefined : `${placeKey(placeOf(reference))}:${tag}`;
}
