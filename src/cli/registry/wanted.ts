/**
 * Which images the mirror is asked for, out of those that will be pulled, and by what.
 *
 * | asked      | where a tag and a digest are known | because                                       |
 * |------------|------------------------------------|-----------------------------------------------|
 * | as pulled  | by the digest                      | that is what decides for everything that pulls |
 * | by tag     | by the tag                         | a lock says what the tag is, or was            |
 *
 * A digest that a pin asks for is asked for by both.
 */
import { sourceOf } from '../../copy-list/sources.ts';
import { lockedDigest } from '../../mirror/lock.ts';
import type { MirrorRules } from '../../mirror/rules.ts';
import { parseReference } from '../../reference/grammar.ts';
import type { Reference } from '../../reference/reference.ts';
import type { Wanted } from '../../registry/verify.ts';
import type { PulledImage } from '../../report/pulled-images.ts';

export interface WantedImages {
  readonly wanted: readonly Wanted[];
  /** Images that are not pulled from the mirror. */
  readonly elsewhere: number;
  /** Images whose source is not known, as they were on the mirror already; 0 where sources are not asked. */
  readonly withoutSource: number;
}

export interface Asking {
  readonly compare: 'with sources' | 'mirror alone';
  readonly by: 'as pulled' | 'by tag';
  /** They lead back to the sources; their lock says what the mirror has to answer. */
  readonly rules: MirrorRules;
}

export function wantedImages(images: readonly PulledImage[], asking: Asking): WantedImages {
  const wanted = images.flatMap(({ image, mirrored }): readonly Wanted[] =>
    mirrored === null ? [] : [wantedImage(image, mirrored, asking)],
  );
  const unknown = asking.compare === 'mirror alone' ? [] : wanted.filter(({ source }) => source === undefined);
  return { wanted, elsewhere: images.length - wanted.length, withoutSource: unknown.length };
}

function wantedImage(image: string, mirrored: string, { compare, by, rules }: Asking): Wanted {
  const { lock } = rules;
  const [source, pulled] = [parseReference(image), parseReference(mirrored)];
  const origin = image === mirrored ? sourceOf(source, rules) : source;
  const isPinned = pulled.digest !== undefined && source.digest !== pulled.digest && lock === undefined;
  const place = by === 'by tag' && !isPinned ? byTag(pulled) : pulled;
  const digest = lock === undefined ? undefined : lockedDigest(lock, place);
  return {
    image,
    mirrored,
    place,
    ...(compare === 'with sources' && typeof origin !== 'string'
      ? { source: by === 'by tag' ? byTag(origin) : origin }
      : {}),
    ...(digest === undefined ? {} : { locked: digest }),
  };
}

/** The reference by its tag, if it has one. */
function byTag({ digest, ...reference }: Reference): Reference {
  return reference.tag === undefined && digest !== undefined ? { ...reference, digest } : reference;
}
