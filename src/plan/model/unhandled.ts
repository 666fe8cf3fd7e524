/**
 * What was seen and is left alone. It is met in many places, and said once: findings/unhandled-findings.ts makes findings of it.
 */
import type { Location } from '../../finding/finding.ts';
import { type Placeholder, placeholderIn } from '../../reference/placeholder.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import type { Json } from '../../yaml/json.ts';

export type Unhandled = UnhandledPlaceholder | UnhandledField | UnhandledWord | UnhandledChart;

/** A placeholder where an image or a version is wanted. */
export interface UnhandledPlaceholder {
  readonly seen: 'placeholder';
  readonly place: Location;
  readonly placeholder: Placeholder;
  /** What it stands in. */
  readonly value: string;
}

/** A field of a kind that nobody knows, and that looks as if it held an image. */
export interface UnhandledField {
  readonly seen: 'field';
  readonly place: Location;
  readonly group: string;
  readonly kind: string;
  readonly path: FieldPath;
  /** As the configuration names it. */
  readonly shape: 'reference' | 'parts' | 'repository';
  readonly value: Json;
}

/** An argument or a variable that is an image. */
export interface UnhandledWord {
  readonly seen: 'word';
  readonly place: Location;
  readonly value: string;
}

/** Something that installs a chart, or the like, which has nothing to do with K8ssandra. */
export interface UnhandledChart {
  readonly seen: 'chart';
  readonly place: Location;
}

/** The first placeholder in a text at a place. */
export function placeholdersAt(place: Location, text: string): readonly UnhandledPlaceholder[] {
  const placeholder = placeholderIn(text);
  return placeholder === undefined ? [] : [{ seen: 'placeholder', place, placeholder, value: text }];
}
