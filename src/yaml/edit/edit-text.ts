/**
 * Edits carried out on texts. Only the values that an edit changes are written anew, in the style they had; all else,
 * comments, order, quotes, indentation, line ends, stays byte for byte.
 *
 * Whatever comes from here has been read again, and is what the same edits make of the JSON value (edit-object.ts).
 */

import type { Json } from '../json.ts';
import type { Node } from '../node.ts';
import { readFirst } from '../read/read.ts';
import { toJson } from '../typing.ts';
import type { Edit, Splice } from './edit.ts';
import { editObject } from './edit-object.ts';
import { spliceLines } from './line-edits.ts';
import { expectDocument, expectPart } from './reread.ts';
import { editHintsOf } from './rewrite/edit-hints.ts';
import { rewrite } from './rewrite/rewrite.ts';
import { applySplices } from './splice.ts';

export { RereadError } from './reread.ts';

/**
 * The splices that carry out edits on a part of a text: a document, or a resource in a list. They stay within the lines
 * of `root`, so the splices of several parts can be joined.
 *
 * @param root read from `text`, so that its offsets are those of `text`
 * @param before the value of `root`, for those who have it; else it is made where it is needed
 * @throws EditError for edits that do not fit the value of `root`
 * @throws RereadError if the edited text does not read as the edited value
 */
export function spliceItem(text: string, root: Node, edits: readonly Edit[], before?: Json): readonly Splice[] {
  const lines = spliceLines(text, root, edits);
  if (lines !== undefined) return lines;
  const { splices, after } = spliceEdits(text, root, edits, before);
  if (splices.length > 0) expectPart(text, root, splices, after);
  return splices;
}

/**
 * The text of a document, edited. Of several documents it is the first, as for Go's `yaml.Unmarshal`.
 *
 * @throws SourceError for broken YAML
 * @throws EditError for edits that do not fit
 * @throws RereadError if the edited text does not read as the edited value
 */
export function editDocument(text: string, edits: readonly Edit[]): string {
  return applySplices(text, spliceDocument(text, edits));
}

/** A plan carries out the edits of an embedded document, and so does its writer: the second time they are known. */
const carriedOut = new WeakMap<readonly Edit[], { readonly text: string; readonly splices: readonly Splice[] }>();

function spliceDocument(text: string, edits: readonly Edit[]): readonly Splice[] {
  const known = carriedOut.get(edits);
  if (known?.text === text) return known.splices;
  const { splices, after } = spliceEdits(text, readFirst(text), edits);
  if (splices.length > 0) expectDocument(applySplices(text, splices), after);
  carriedOut.set(edits, { text, splices });
  return splices;
}

/** Splices that nobody has read yet, and the value that they are to make. */
export function spliceEdits(
  text: string,
  root: Node,
  edits: readonly Edit[],
  before: Json = toJson(root),
): { splices: readonly Splice[]; after: Json } {
  const inner = new Map<readonly Edit[], readonly Splice[]>();
  const after = editObject(before, edits, (document, innerEdits) => {
    const splices = spliceDocument(document, innerEdits);
    inner.set(innerEdits, splices);
    return applySplices(document, splices);
  });
  const hints = editHintsOf(edits, (innerEdits) => inner.get(innerEdits));
  return { splices: rewrite(text, root, before, after, hints), after };
}
