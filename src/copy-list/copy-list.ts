/**
 * What has to be copied to the mirror, as data: one entry for each image, from where and to where. The writers below
 * formats/ print it for the tools that copy.
 *
 * | the image                                    | in the list                                               |
 * |----------------------------------------------|-----------------------------------------------------------|
 * | moved by a rule                              | its source, and its place on the mirror                   |
 * | moved by a pin that gives a tag or a digest  | the pinned tag and digest, from the source's repository   |
 * | moved by a pin with a `newName`              | left out: that is an image of the user's own              |
 * | on the mirror already                        | its source, where the rules lead back to one: sources.ts  |
 * | not pulled from the mirror                   | left out                                                  |
 *
 * A digest that only the place on the mirror has, is one of what lies there: nothing can be copied to it, so it is left
 * out and the tag is copied.
 */
import { mirror } from '../mirror/match.ts';
import type { MirrorRules } from '../mirror/rules.ts';
import { formatReference, parseReference } from '../reference/grammar.ts';
import type { Reference } from '../reference/reference.ts';
import type { PulledImage } from '../report/pulled-images.ts';
import { sourceOf } from './sources.ts';
import { describeUsers } from './users.ts';

export interface CopyEntry {
  readonly source: Reference;
  readonly target: Reference;
  /** Who pulls it, in one line. */
  readonly usedBy: string;
}

export interface CopyList {
  /** By source, then by target; none twice. */
  readonly entries: readonly CopyEntry[];
  /** What is pulled, and not from the mirror. */
  readonly elsewhere: readonly Reference[];
  /** What is on the mirror and not copied there, each with the reason. */
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  readonly image: string;
  readonly reason: string;
}

export function copyListOf(images: readonly PulledImage[], rules: MirrorRules): CopyList {
  const entries = new Map<string, CopyEntry>();
  const elsewhere: Reference[] = [];
  const leftOut: LeftOut[] = [];
  for (const { image, mirrored, usedBy } of images) {
    if (mirrored === null) {
      elsewhere.push(parseReference(image));
      continue;
    }
    const found = copyOf(parseReference(image), parseReference(mirrored), rules);
    if (typeof found === 'string') leftOut.push({ image: mirrored, reason: found });
    else entries.set(keyOf(found), { ...found, usedBy: describeUsers(usedBy) });
  }
  const sorted = [...entries].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, entry]) => entry);
  return { entries: sorted, elsewhere, leftOut };
}

type Copy = Pick<CopyEntry, 'source' | 'target'>;

function keyOf({ source, target }: Copy): string {
  return `${formatReference(source)}\0${formatReference(target)}`;
}

/** A text says why an image is not copied. */
function copyOf(image: Reference, mirrored: Reference, rules: MirrorRules): Copy | string {
  const source = formatReference(image) === formatReference(mirrored) ? sourceOf(image, rules) : image;
  if (typeof source === 'string') return source;
  const outcome = mirror(rules, source);
  const pin = outcome.status === 'mirrored' ? outcome.pin : undefined;
  if (pin?.newName !== undefined) return ownImage;
  const pinned = pin === undefined ? source : withVersionOf(source, mirrored);
  const { digest: _, ...byTag } = mirrored;
  return { source: pinned, target: pinned.digest === undefined ? byTag : mirrored };
}

function withVersionOf({ registry, repository }: Reference, { tag, digest }: Reference): Reference {
  return { registry, repository, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

const ownImage = 'a pin puts an image of your own there';
