import type { Json, Path } from '../json.ts';

/**
 * A change to one document, as data. The planner makes edits; writers (text splices, objects, JSON patches) carry them
 * out and decide nothing.
 *
 * - `set` replaces the value at `path`, or adds it when `before` is undefined. The path's parent always exists: a
 *   missing parent is folded into one `set` of the whole object. A last segment equal to the length of a list appends.
 *   `follows` names the sibling key behind which a new key belongs (default: behind the last; '': before the first).
 * - `embed` edits a YAML document inside the string at `path`; `before` is that string, decoded.
 */
export type Edit = SetEdit | EmbedEdit;

export interface SetEdit {
  readonly op: 'set';
  readonly path: Path;
  readonly before: Json | undefined;
  readonly after: Json;
  readonly follows?: string;
}

export interface EmbedEdit {
  readonly op: 'embed';
  readonly path: Path;
  readonly before: string;
  readonly edits: readonly Edit[];
}

/** A replacement of `text[start, end)`. A list of splices is ordered by `start` and free of overlaps. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
