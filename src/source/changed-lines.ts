/**
 * The usual edit: scalars that stand on the line of their key get another value there.
 *
 *   - image: quay.io/team/app:1   # why   ──▶   - image: registry.example.com/team/app:1   # why
 *
 * Such a line means what it means whatever stands around it: the line behind it begins at the column of the key or in
 * front of it (else it would have continued the old scalar, or been an error), and nothing refers to the value. So to read
 * the changed lines again, each alone, is to read all of the text again.
 */
import type { Splice } from './edit.ts';
import { isList, isObject, type Json } from './json.ts';
import { lineEnd } from './lines.ts';
import type { Node, Pair } from './node.ts';
import { keyText } from './typing.ts';

/** A line as it will be, from its key on, and the map that it has to be when it is read alone. */
export interface ChangedLine {
  readonly text: string;
  readonly wanted: Json;
}

/** A pair whose value becomes another. */
interface Change {
  readonly pair: Pair;
  readonly key: string;
  readonly after: Json;
}

/**
 * The lines that splices change.
 *
 * @param before the value of `root`, and `after` the one it is to have, which shares with it whatever stays
 * @returns undefined where more changes than scalars on the line of their key, or the splices are not exactly theirs
 */
export function changedLines(
  text: string,
  root: Node,
  splices: readonly Splice[],
  before: Json,
  after: Json,
): readonly ChangedLine[] | undefined {
  const changes: Change[] = [];
  if (!collectChanges(root, before, after, changes) || changes.length !== splices.length) return undefined;
  const lines: ChangedLine[] = [];
  for (const [index, change] of changes.entries()) {
    const splice = splices[index];
    const line = splice && changedLine(text, change, splice);
    if (line === undefined) return undefined;
    lines.push(line);
  }
  return lines;
}

/** In the order of the text. False where something else than the value of a pair of a block map changes. */
function collectChanges(node: Node, before: Json, after: Json, changes: Change[]): boolean {
  if (before === after) return true;
  if (node.anchor !== undefined) return false;
  if (node.kind === 'seq' && !node.flow && isList(before) && isList(after)) {
    const sameLength = before.length === after.length && node.items.length === after.length;
    return (
      sameLength &&
      node.items.every((item, index) => collectChanges(item, before[index] ?? null, after[index] ?? null, changes))
    );
  }
  if (node.kind !== 'map' || node.flow || !isObject(before) || !isObject(after)) return false;
  const changed = changedKeys(before, after);
  if (changed === undefined) return false;
  for (const pair of node.pairs) {
    const key = keyText(pair.key) ?? '';
    if (before[key] === after[key]) continue;
    // A key that comes a second time has been taken out.
    if (!changed.delete(key)) return false;
    const value = after[key] ?? null;
    if (pair.value.kind === 'scalar') changes.push({ pair, key, after: value });
    else if (!collectChanges(pair.value, before[key] ?? null, value, changes)) return false;
  }
  // What is left comes from a `<<`.
  return changed.size === 0;
}

/** Undefined where keys come or go. */
function changedKeys(before: { readonly [key: string]: Json }, after: typeof before): Set<string> | undefined {
  const keys = Object.keys(after);
  if (keys.length !== Object.keys(before).length) return undefined;
  const changed = new Set<string>();
  for (const key of keys) {
    if (!Object.hasOwn(before, key)) return undefined;
    if (before[key] !== after[key]) changed.add(key);
  }
  return changed;
}

function changedLine(text: string, { pair, key, after }: Change, splice: Splice): ChangedLine | undefined {
  const { key: keyNode, value } = pair;
  const isInside = splice.start >= value.start && splice.end <= value.end;
  const isPlainlyBehindKey = /^: +$/.test(text.slice(keyNode.end, value.start));
  const end = lineEnd(text, keyNode.start);
  if (!isInside || !isPlainlyBehindKey || value.start === value.end || value.end > end) return undefined;
  if (/[\r\n]/.test(splice.text)) return undefined;
  const line = text.slice(keyNode.start, splice.start) + splice.text + text.slice(splice.end, end);
  // Behind a blank nothing is a document marker or a directive.
  return { text: ` ${line}`, wanted: { [key]: after } };
}
