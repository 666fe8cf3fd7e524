/**
 * Where the block list of a ResourceList takes another item, and which lines an item of it has to itself:
 *
 *   items:
 *   - # comments of an item may stand behind its dash
 *     apiVersion: v1
 *   - apiVersion: v1
 *   functionConfig:            a new item stands in front of this line
 *
 * No value of a block has a line that begins at its own column or in front of it (YAML 1.2, 6.1).
 */

import type { ResourceListInput } from '../read/input.ts';
import type { Item, Span } from '../read/item.ts';
import type { Splice } from './edit.ts';

/** The place for a new item, which takes that of `[]` if the list is empty. */
export interface ItemsPlace extends Span {
  /** What goes in front of the item's lines. */
  readonly before: string;
  /** Of the dashes. */
  readonly column: number;
  readonly lineEnd: '\n' | '\r\n';
}

const itemsKey = /^items:[ \t]*(\[\])?[ \t]*(?:#[^\r\n]*)?(?:\r?\n|$)/m;

/** Undefined for a list in another style, such as JSON. */
export function itemsPlace({ text }: ResourceListInput): ItemsPlace | undefined {
  const found = itemsKey.exec(text);
  if (found === null) return undefined;
  const [line, empty] = found;
  const lineEnd = line.endsWith('\r\n') ? '\r\n' : '\n';
  const behind = found.index + line.length;
  if (empty !== undefined) return { start: found.index, end: behind, before: `items:${lineEnd}`, column: 0, lineEnd };
  const nextKey = /^[^\s#-]|^(?:---|\.\.\.)(?=\s|$)/gm;
  nextKey.lastIndex = behind;
  const end = nextKey.exec(text)?.index ?? text.length;
  const column = /^ *(?=-)/m.exec(text.slice(behind, end))?.[0].length ?? 0;
  return { start: end, end, before: text[end - 1] === '\n' ? '' : lineEnd, column, lineEnd };
}

/** @param lines - of the item, without a dash in front of the first */
export function addItem(place: ItemsPlace, lines: readonly string[]): Splice {
  const { start, end, before } = place;
  return { start, end, text: before + itemText(place, lines) };
}

/** Replaces an item, and the comments that stand with it. */
export function replaceItem(text: string, place: ItemsPlace, item: Item, lines: readonly string[]): Splice {
  return { ...linesOf(text, place, item), text: itemText(place, lines) };
}

/** The lines of an item, from that of its dash up to the next item. */
export function linesOf(text: string, { column, end }: ItemsPlace, item: Item): Span {
  const start = text.lastIndexOf(`\n${' '.repeat(column)}-`, item.start) + 1;
  const next = new RegExp(`\n {0,${column}}[^ \r\n#]`, 'g');
  next.lastIndex = item.start;
  const found = next.exec(text);
  return { start, end: found === null ? end : found.index + 1 };
}

function itemText({ column, lineEnd }: ItemsPlace, lines: readonly string[]): string {
  const dash = `${' '.repeat(column)}- `;
  const indent = ' '.repeat(dash.length);
  return lines.map((line, index) => (index === 0 ? dash + line : line === '' ? '' : indent + line) + lineEnd).join('');
}
