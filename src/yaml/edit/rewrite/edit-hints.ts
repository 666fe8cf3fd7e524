/**
 * What edits say beyond the values they make, arranged along their paths: the sibling that a new key follows, the
 * splices inside a string that is a document.
 */
import type { Edit, Splice } from '../edit.ts';

/** Hints on a value and, by key or index, on what is below it. */
export interface EditHints {
  readonly below: ReadonlyMap<string, EditHints>;
  /** The key behind which this one belongs, when it is new. */
  readonly follows?: string | undefined;
  /** What turns the old string into the new one. */
  readonly splices?: readonly Splice[] | undefined;
}

/** The splices inside the old string that carry out the edits of an `embed`. */
export type SplicesOf = (edits: readonly Edit[]) => readonly Splice[] | undefined;

export function editHintsOf(edits: readonly Edit[], splicesOf: SplicesOf): EditHints {
  return hintsBelow(edits, 0, splicesOf);
}

function hintsBelow(edits: readonly Edit[], depth: number, splicesOf: SplicesOf): EditHints {
  const groups = new Map<string, Edit[]>();
  let follows: string | undefined;
  let splices: readonly Splice[] | undefined;
  for (const edit of edits) {
    const step = edit.path[depth];
    if (step !== undefined) {
      const group = groups.get(String(step));
      if (group) group.push(edit);
      else groups.set(String(step), [edit]);
    } else if (edit.op === 'set') follows ??= edit.follows;
    else splices = splicesOf(edit.edits);
  }
  const below = new Map([...groups].map(([step, group]) => [step, hintsBelow(group, depth + 1, splicesOf)]));
  return { below, follows, splices };
}
