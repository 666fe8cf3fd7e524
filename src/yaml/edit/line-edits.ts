/**
 * The usual edit: a scalar on the line of its key becomes another string.
 *
 *   - image: quay.io/team/app:1   # why   ──▶   - image: registry.example.com/team/app:1   # why
 *
 * Such a line means what it means whatever stands around it: the next line begins at the column of the key or in front of
 * it (else it would have continued the old scalar, or been an error), and nothing refers to the value. So to read the new
 * line again, alone, is to read all of the text again; and no other line has to be looked at.
 */

import { entryOf } from '../entry.ts';
import { isMergeKey } from '../merge-key.ts';
import type { Node, Pair } from '../node.ts';
import { readBlock } from '../read/block.ts';
import { lineEnd } from '../read/lines.ts';
import { type Quotes, scalarText } from '../scalar-text.ts';
import { keyText, stringOf } from '../typing.ts';
import type { Edit, SetEdit, Splice } from './edit.ts';
import { inOrder } from './splice.ts';

/**
 * The splices that carry out edits on a part of a text, where all are such edits, and have been read again.
 *
 * @returns undefined where one is not, or does not fit, or does not read as it should
 */
export function spliceLines(text: string, root: Node, edits: readonly Edit[]): readonly Splice[] | undefined {
  const lines: EditedLine[] = [];
  for (const edit of edits) {
    const line = edit.op === 'set' ? editLine(text, root, edit) : undefined;
    if (line === undefined) return undefined;
    lines.push(line);
  }
  const splices = lines.map(({ splice }) => splice);
  const ordered = isOrdered(splices) ? splices : inOrder(splices);
  return isOrdered(ordered) && readAsWanted(lines) ? ordered : undefined;
}

/** Whether each splice ends in front of the next. */
function isOrdered(splices: readonly Splice[]): boolean {
  return splices.every(({ start }, index) => start >= (splices[index - 1]?.end ?? 0));
}

/** A line from its key on, and what it is to read as. */
interface EditedLine {
  readonly splice: Splice;
  readonly text: string;
  readonly key: string | undefined;
  readonly value: string;
}

function editLine(text: string, root: Node, { path, before, after }: SetEdit): EditedLine | undefined {
  if (typeof after !== 'string' || before === after) return undefined;
  const pair = pairAt(root, path);
  if (pair?.value.kind !== 'scalar') return undefined;
  const { key, value } = pair;
  const isBare = value.anchor === undefined && value.tag === undefined && value.start < value.end;
  const end = lineEnd(text, value.start);
  if (!isBare || value.end > end || !/^: +$/.test(text.slice(key.end, value.start))) return undefined;
  const quotes: Quotes = value.style === 'single' || value.style === 'double' ? value.style : 'plain';
  const splice = { start: value.start, end: value.end, text: scalarText(after, quotes) };
  if (stringOf(value) !== before) return undefined;
  const line = text.slice(key.start, splice.start) + splice.text + text.slice(splice.end, end);
  return { splice, text: line, key: keyText(key), value: after };
}

/**
 * Whether each line is one key with one string. They are read as a list of maps, in one go: behind a dash nothing is a
 * document marker or a directive.
 */
function readAsWanted(lines: readonly EditedLine[]): boolean {
  const list = lines.map(({ text }) => `- ${text}\n`).join('');
  const node = readBlock(list, 0, list.length, 0);
  if (node?.kind !== 'seq' || node.items.length !== lines.length) return false;
  return lines.every(({ key, value }, index) => isPair(node.items[index], key, value));
}

function isPair(node: Node | undefined, key: string | undefined, value: string): boolean {
  const [pair, ...others] = node?.kind === 'map' ? node.pairs : [];
  return pair !== undefined && others.length === 0 && keyText(pair.key) === key && stringOf(pair.value) === value;
}

/** The pair that a path leads to, through block collections without anchors and `<<`. */
function pairAt(root: Node, path: SetEdit['path']): Pair | undefined {
  let node: Node | undefined = root;
  let pair: Pair | undefined;
  for (const step of path) {
    if (node === undefined || node.anchor !== undefined) return undefined;
    if (node.kind === 'map' && !node.flow && !node.pairs.some(isMerge)) {
      pair = entryOf(node, String(step));
      node = pair?.value;
    } else if (node.kind === 'seq' && !node.flow && typeof step === 'number') {
      pair = undefined;
      node = node.items[step];
    } else return undefined;
  }
  return pair;
}

function isMerge({ key }: Pair): boolean {
  return isMergeKey(key);
}
