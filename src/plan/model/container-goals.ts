/**
 * What each container is to pull: what the rules make of the image that it pulls today, or that image itself where they
 * leave it alone. What is edited on the way can make something else of it: a struct leaves parts to the ImageConfig, or
 * to a weaker level, and those change too.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import { containerKey } from '../../k8ssandra/origins/container-key.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { mirror } from '../../mirror/match.ts';
import type { Mirrored } from '../../mirror/rules.ts';
import { formatReference } from '../../reference/grammar.ts';
import type { Reference } from '../../reference/reference.ts';
import { type Resolve, referenceOf } from './effective.ts';

export interface ContainerGoal {
  /** What is pulled today. */
  readonly source: Reference;
  readonly outcome: Mirrored;
}

/** Finds the goal of the container that an image is for; none where it pulls nothing known today, or several images. */
export type GoalOf = (image: EffectiveImage) => ContainerGoal | undefined;

/** What the operators pull, and what they are to pull. */
export interface Pulled {
  readonly resolve: Resolve;
  readonly goalOf: GoalOf;
}

/** An image that a rule still has to move. */
export interface UnmirroredImage {
  readonly image: EffectiveImage;
  readonly source: Reference;
  readonly outcome: Mirrored;
}

/** An image that no field moves, and a policy of the API server does. */
export interface MovedAtAdmission extends UnmirroredImage {
  /** The name of the MutatingAdmissionPolicy. */
  readonly policy: string;
}

/** @param today computed from the input as it is */
export function goalsFor(today: readonly EffectiveImage[], { rules }: MirrorConfig): GoalOf {
  const sources = new Map<string, Reference | undefined>();
  for (const image of today) {
    const key = containerKey(image);
    const source = referenceOf(image);
    sources.set(key, sources.has(key) && !isSame(sources.get(key), source) ? undefined : source);
  }
  return (image) => {
    const source = sources.get(containerKey(image));
    if (source === undefined) return undefined;
    const outcome = mirror(rules, source);
    const stays: Mirrored = { status: 'mirrored', reference: source, prefix: source.registry, rest: source.repository };
    return { source, outcome: outcome.status === 'mirrored' ? outcome : stays };
  };
}

function isSame(left: Reference | undefined, right: Reference | undefined): boolean {
  return left !== undefined && right !== undefined && pulledBy(left) === pulledBy(right);
}

/** What a reference is pulled by: with a digest behind it, a tag is for people. */
export function pulledBy(reference: Reference): string {
  const { tag: _, ...untagged } = reference;
  return formatReference(reference.digest === undefined ? reference : untagged);
}
