import type { Change } from '../changes.ts';
import type { ImageGoal } from '../image-goals.ts';

/**
 * Ways to move the images of an ImageConfig, in the order in which `auto` tries them:
 *
 * - `in-place`: the values that decide about registries today;
 * - `global`: the one key that decides about all, or for layout `name` a pair of them;
 * - `entries`: each image by itself, after keys that stand in the way are set to null.
 */
export type Step = 'in-place' | 'global' | 'entries';

/** Changes that may bring every image to its goal. Whether they do, the resolver says. */
export type CandidateChanges = readonly Change[];

/** Proposes candidates for a step, the best first. */
export type Propose = (goals: readonly ImageGoal[]) => readonly CandidateChanges[];

export type Strategies = Readonly<Record<Step, Propose>>;
