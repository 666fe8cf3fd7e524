import type { Location } from '../../finding/finding.ts';
import type { Outcome } from '../../mirror/rules.ts';
import { formatReference } from '../../reference/grammar.ts';
import type { Reference } from '../../reference/reference.ts';
import { formatPath } from '../../yaml/json.ts';

/** One image at one place of the input, and what the rules made of it. What the planner reports is made of these. */
export interface ImageUse {
  readonly place: Location;
  readonly source: Reference;
  readonly outcome: Outcome;
  /** False where the operators do not read the place: such an image cannot collide with another. */
  readonly effective: boolean;
  /** What moves it, where that is not its own place: `DEFAULT_REGISTRY`. The place is then the one that is edited. */
  readonly by?: string;
}

/** One use of each image at each place, where several containers are made from one field. */
export function distinctUses(uses: readonly ImageUse[]): readonly ImageUse[] {
  return [...new Map(uses.map((use) => [imageUseKey(use), use])).values()];
}

/** The same for the same image at the same place. */
export function imageUseKey({ place: { resource, path, inner }, source }: ImageUse): string {
  return [resource, formatPath(path), formatPath(inner ?? []), formatReference(source)].join(' ');
}

/** The same for the same image with the same outcome: of these, one thing is said, wherever they stand. */
export function outcomeKey({ source, outcome }: ImageUse): string {
  return `${outcome.status} ${formatReference(source)}`;
}
