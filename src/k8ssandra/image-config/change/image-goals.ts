/**
 * What each image of an ImageConfig is today, and what it has to be afterwards.
 */
import { endsOnMirror, mirror } from '../../../mirror/match.ts';
import type { MirrorRules, Outcome, Pin } from '../../../mirror/rules.ts';
import { formatReference } from '../../../reference/grammar.ts';
import { readReference, referenceProblem } from '../../../reference/read-reference.ts';
import type { Reference } from '../../../reference/reference.ts';
import { UnresolvableImageError } from '../read/errors.ts';
import type { ImageConfig } from '../read/image-config.ts';
import type { ImageQuery } from './image-queries.ts';

/** What an image is today. */
export type QueryResult = Resolved | Unusable;

export interface Resolved {
  readonly status: 'resolved';
  readonly query: ImageQuery;
  /** As the operator prints it. */
  readonly text: string;
  readonly reference: Reference;
}

/**
 * - `missing`: nothing is written for it, and what the operator makes of that cannot be pulled;
 * - `unresolvable`: the operator fails when it is asked;
 * - `invalid`: what the operator prints is no reference.
 */
export interface Unusable {
  readonly status: 'missing' | 'unresolvable' | 'invalid';
  readonly query: ImageQuery;
  readonly text: string;
  /** What is wrong. */
  readonly problem: string;
}

export function resolveQuery(config: ImageConfig, query: ImageQuery): QueryResult {
  if (!query.written) return { status: 'missing', query, text: '', problem: 'nothing is written for it' };
  try {
    const text = print(config, query);
    const reference = readReference(text);
    if (reference === undefined) return { status: 'invalid', query, text, problem: referenceProblem(text) };
    return { status: 'resolved', query, text, reference };
  } catch (error) {
    if (!(error instanceof UnresolvableImageError)) throw error;
    return { status: 'unresolvable', query, text: '', problem: error.message };
  }
}

/** @throws UnresolvableImageError */
function print(config: ImageConfig, query: ImageQuery): string {
  return query.kind === 'image' ? config.image(query.name) : config.serverImage(query.serverType, query.version);
}

/** What the operator puts into a pod; undefined where it fails. */
export function printed(config: ImageConfig, query: ImageQuery): string | undefined {
  try {
    return print(config, query);
  } catch (error) {
    if (error instanceof UnresolvableImageError) return undefined;
    throw error;
  }
}

/** What is to become of an image. */
export interface ImageGoal {
  readonly query: ImageQuery;
  /** What the operator reads today. */
  readonly source: Reference;
  readonly outcome: Outcome;
  /** What it has to read afterwards; the source for an image that is left alone. */
  readonly wanted: Reference;
  /** The pin that `wanted` follows: it may take changes that this image alone needs. */
  readonly pin: Pin | undefined;
}

/** What the rules ask for. */
export function goalOf({ query, reference: source }: Resolved, rules: MirrorRules): ImageGoal {
  const outcome = mirror(rules, source);
  if (outcome.status !== 'mirrored') return { query, source, outcome, wanted: source, pin: undefined };
  return { query, source, outcome, wanted: outcome.reference, pin: outcome.pin };
}

/** Whether an image gets another reference. */
export function isMoved({ source, wanted }: ImageGoal): boolean {
  return formatReference(source) !== formatReference(wanted);
}

/**
 * A place, if it is the target of the image's rule. What counts for all images must be that: what brings one of them to
 * its goal by chance would lead those astray that come later.
 */
export function onlyTarget({ outcome }: ImageGoal, place: string | undefined): string | undefined {
  return outcome.status === 'mirrored' && outcome.prefix === place ? place : undefined;
}

/** Whether an image is to be pulled from the mirror. */
export function isOnMirror({ outcome }: ImageGoal): boolean {
  return endsOnMirror(outcome);
}

/** Whether a text is a reference to what is wanted. */
export function refersTo(text: string, wanted: Reference): boolean {
  const whole = formatReference(wanted);
  if (text === whole) return true;
  const found = readReference(text);
  return found !== undefined && formatReference(found) === whole;
}
