import type { Location } from '../finding/finding.ts';
import type { Outcome } from '../mirror/rules.ts';
import type { Reference } from '../reference/reference.ts';

/** One image at one place of the input, and what the rules made of it. What the planner reports is made of these. */
export interface Sighting {
  readonly place: Location;
  readonly source: Reference;
  readonly outcome: Outcome;
  /** False where the operators don't read the place: such an image can't collide with another. */
  readonly effective: boolean;
}
