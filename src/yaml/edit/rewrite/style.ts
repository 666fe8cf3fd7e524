/**
 * The style a document is written in, so that what is added looks like what is there.
 */

import type { MapNode, Node } from '../../node.ts';
import type { BlockStyle, FlowStyle } from '../../print.ts';
import { columnOf, indentationOf, lineStart, opensLine } from '../../read/lines.ts';
import type { Quotes } from '../../scalar-text.ts';
import type { Collection } from './extent.ts';

/** The style most block collections below `root` have; where there are none, what kustomize and kpt print. */
export function blockStyleOf(text: string, root: Node): BlockStyle {
  const steps: number[] = [];
  const dashes: number[] = [];
  visit(root);
  const dash = mostFrequent(dashes);
  return { step: mostFrequent(steps) ?? (dash || 2), dashes: dash ?? 0 };

  function visit(node: Node): void {
    if (node.kind === 'seq') node.items.forEach(visit);
    if (node.kind !== 'map' || node.flow) return;
    const column = columnOfEntries(text, node);
    for (const { value } of node.pairs) {
      if (value.kind === 'map' && !value.flow) steps.push(columnOfEntries(text, value) - column);
      if (value.kind === 'seq' && !value.flow) dashes.push(columnOf(text, value.start) - column);
      visit(value);
    }
  }
}

/** The first of those that occur most often. */
function mostFrequent(values: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return [...counts].find(([, count]) => count === most)?.[0];
}

/** The column at which the keys of a block map stand: that of their anchors and `?`, where they have any. */
export function columnOfEntries(text: string, map: MapNode): number {
  const key = map.pairs[0]?.key ?? map;
  return offsetOfEntry(text, key) - lineStart(text, key.start);
}

/** Where the entry of a block map begins: on its line, only dashes and the colon of a `?` key stand in front of it. */
export function offsetOfEntry(text: string, key: Node): number {
  const start = lineStart(text, key.start);
  return start + (/^ *(?:[-:][ \t]+)*/.exec(text.slice(start, key.start))?.[0].length ?? 0);
}

/** Of a flow collection that nothing is known about. */
export const plainFlowStyle: FlowStyle = { keys: 'plain', values: 'plain', colon: ': ', comma: ', ', unit: '  ' };

/**
 * The style of a flow collection, for what is added to it or to the collections inside it. A document that is one flow
 * collection is taken for JSON where nothing tells otherwise.
 */
export function flowStyleOf(text: string, collection: Collection): FlowStyle {
  const isDocument = text.slice(0, collection.start).trim() === '';
  const map = firstMap(collection);
  const pair = map?.pairs[0];
  const keys = (pair && quotesOf(pair.key)) ?? (isDocument ? 'double' : 'plain');
  const compact = pair !== undefined && /^:[^\s,}]/.test(text.slice(pair.key.end, pair.key.end + 2));
  return {
    keys,
    values: firstQuotes(collection) ?? keys,
    colon: compact ? ':' : plainFlowStyle.colon,
    comma: compact ? ',' : plainFlowStyle.comma,
    unit: unitOf(text, collection),
  };
}

/** Whether the members of a flow collection stand on lines of their own. */
export function isBroken(text: string, collection: Collection): boolean {
  const member = firstMember(collection);
  return member !== undefined && opensLine(text, member.start) && lineStart(text, member.start) > collection.start;
}

function unitOf(text: string, collection: Collection): string {
  const member = firstMember(collection);
  if (member === undefined || !isBroken(text, collection)) return plainFlowStyle.unit;
  const inner = indentationOf(text, member.start);
  const outer = outerIndentation(text, collection);
  return inner.startsWith(outer) ? inner.slice(outer.length) : plainFlowStyle.unit;
}

function firstMember(collection: Collection): Node | undefined {
  return collection.kind === 'map' ? collection.pairs[0]?.key : collection.items[0];
}

function firstMap(node: Node): MapNode | undefined {
  if (node.kind === 'map') return node;
  if (node.kind !== 'seq') return undefined;
  for (const item of node.items) {
    const map = firstMap(item);
    if (map) return map;
  }
  return undefined;
}

/** How the first string is quoted that is no key. Plain scalars may be numbers: they say nothing in a JSON document. */
function firstQuotes(node: Node): Quotes | undefined {
  if (node.kind === 'scalar') return node.style === 'plain' ? undefined : quotesOf(node);
  const members = node.kind === 'map' ? node.pairs.map(({ value }) => value) : node.kind === 'seq' ? node.items : [];
  for (const member of members) {
    const quotes = firstQuotes(member);
    if (quotes) return quotes;
  }
  return undefined;
}

function quotesOf(node: Node): Quotes | undefined {
  if (node.kind !== 'scalar') return undefined;
  return node.style === 'single' || node.style === 'double' ? node.style : 'plain';
}

/** The blanks in front of a closing bracket that has a line of its own, or would have: there it stands below its key. */
export function outerIndentation(text: string, node: Node): string {
  const closing = node.end - 1;
  if (/[}\]]/.test(text.charAt(closing)) && opensLine(text, closing)) return indentationOf(text, closing);
  return ' '.repeat(offsetOfEntry(text, node) - lineStart(text, node.start));
}
