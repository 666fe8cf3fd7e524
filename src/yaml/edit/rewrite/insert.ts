/**
 * Adds entries to maps and items to lists that hold something already.
 *
 * | collection           | where                                              | how                                      |
 * |----------------------|----------------------------------------------------|------------------------------------------|
 * | block                | behind the sibling's last token and its comment    | a new line at the column of the siblings |
 * | block, as first      | in front of the first                              | with a line break behind it              |
 * | flow                 | see insert-flow.ts                                 |                                          |
 *
 * Never at the start of the next line: a comment there belongs to what follows. One that is indented deeper than the new
 * line belongs to what stands above it, and stays there: entries that were commented out.
 */

import type { Json } from '../../json.ts';
import type { MapNode, Node, SeqNode } from '../../node.ts';
import { blockEntry, blockLines, flowEntry, flowText } from '../../print.ts';
import { columnOf, lineBreakAt } from '../../read/lines.ts';
import type { Splice } from '../edit.ts';
import { insertion } from '../splice.ts';
import { type Collection, endOfLines, endsOpen } from './extent.ts';
import { insertMembers } from './insert-flow.ts';
import type { NodeSource } from './node-place.ts';
import { columnOfEntries, offsetOfEntry } from './style.ts';

export interface Addition {
  readonly key: string;
  readonly value: Json;
  /** The index of the pair behind which the new one belongs; -1 puts it in front of the first. */
  readonly behind: number;
}

/**
 * Adds pairs to a map, those behind one sibling in the order given.
 *
 * @param outermost the flow collection around it all, where the map is flow
 */
export function insertPairs(
  source: NodeSource,
  map: MapNode,
  additions: readonly Addition[],
  outermost: Collection,
): readonly Splice[] {
  return [...new Set(additions.map(({ behind }) => behind))].flatMap((behind) => {
    const entries = additions.filter((addition) => addition.behind === behind);
    if (!map.flow) return insertEntries(source, map, entries, behind);
    const style = source.flowStyle(outermost);
    const gap = { collection: map, members: map.pairs.map(({ value }) => value), behind, style };
    return insertMembers(source.text, gap, (broken) =>
      entries.map(({ key, value }) => flowEntry(key, value, style, broken)),
    );
  });
}

/** Adds items to the end of a list. */
export function appendItems(
  source: NodeSource,
  seq: SeqNode,
  values: readonly Json[],
  outermost: Collection,
): readonly Splice[] {
  const { text } = source;
  const last = seq.items.at(-1);
  if (values.length === 0) return [];
  if (seq.flow) {
    const style = source.flowStyle(outermost);
    const gap = { collection: seq, members: seq.items, behind: seq.items.length - 1, style };
    return insertMembers(text, gap, (broken) => values.map((value) => flowText(value, style, broken)));
  }
  return last ? [linesBehind(text, last, blockLines(values, source.blockStyle()), columnOf(text, seq.start))] : [];
}

function insertEntries(
  source: NodeSource,
  map: MapNode,
  entries: readonly Addition[],
  behind: number,
): readonly Splice[] {
  const { text } = source;
  const sibling = map.pairs[behind];
  if (sibling && endsOpen(text, sibling.value)) return insertEntries(source, map, entries, behind - 1);
  const style = source.blockStyle();
  const lines = entries.flatMap(({ key, value }) => blockEntry(key, value, style));
  const column = columnOfEntries(text, map);
  if (sibling) return [linesBehind(text, sibling.value, lines, column)];
  const start = offsetOfEntry(text, map.pairs[0]?.key ?? map);
  const separator = lineBreakAt(text, start) + ' '.repeat(column);
  return [insertion(start, lines.map((line) => line + separator).join(''))];
}

function linesBehind(text: string, sibling: Node, lines: readonly string[], column: number): Splice {
  const start = behindDeeperComments(text, endOfLines(text, sibling), column);
  const separator = lineBreakAt(text, start) + ' '.repeat(column);
  return insertion(start, lines.map((line) => separator + line).join(''));
}

/** Comments that are indented deeper than a key belong to what stands above it, like entries that were commented out. */
function behindDeeperComments(text: string, end: number, column: number): number {
  const deeper = new RegExp(`(?:(?:\\r\\n|\\r|\\n) {${column + 1},}#[^\\r\\n]*)+`, 'y');
  deeper.lastIndex = end;
  return deeper.test(text) ? deeper.lastIndex : end;
}
