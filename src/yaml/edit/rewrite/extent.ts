/**
 * What belongs to a node beyond `start`..`end`: the text in front of it that gives it its place, the comments beside it.
 */

import type { MapNode, Node, Pair, ScalarNode, SeqNode } from '../../node.ts';
import { behindComment, isBlank, lineEnd, lineStart, withoutLineBreak } from '../../read/lines.ts';

export type Collection = MapNode | SeqNode;

export function isBlockScalar(node: Node): node is ScalarNode {
  return node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded');
}

export function isCollection(node: Node): node is Collection {
  return node.kind === 'map' || node.kind === 'seq';
}

export function isBlockCollection(node: Node): node is Collection {
  return isCollection(node) && !node.flow;
}

/** Keys and values, items. */
export function childrenOf(node: Node): readonly Node[] {
  if (node.kind === 'seq') return node.items;
  return node.kind === 'map' ? node.pairs.flatMap(({ key, value }) => [key, value]) : [];
}

/** The end of a node without the line break that ends a block scalar. */
export function contentEnd(text: string, node: Node): number {
  return isBlockScalar(lastLeaf(node)) ? withoutLineBreak(text, node.end) : node.end;
}

/** Where a new line belongs that is to stand below a node of a block collection: behind its same-line comment. */
export function endOfLines(text: string, node: Node): number {
  const end = contentEnd(text, node);
  return isBlockScalar(lastLeaf(node)) ? end : behindComment(text, end);
}

/** Whether readers may disagree on the last line end of a node: a block scalar that the text ends with, without one. */
export function endsOpen(text: string, node: Node): boolean {
  const leaf = lastLeaf(node);
  return (
    isBlockScalar(leaf) &&
    contentEnd(text, node) === text.length &&
    !/^.\d?-/.test(text.slice(leaf.start, leaf.start + 3))
  );
}

/** The comment in the header of a block scalar, with the blanks in front of it. */
export function headerComment(text: string, node: Node): string {
  if (!isBlockScalar(node)) return '';
  return /[ \t]+#.*$/.exec(text.slice(node.start, lineEnd(text, node.start)))?.[0] ?? '';
}

/** The end of the line in front of that on which a node begins. */
export function precedingLineEnd(text: string, node: Node): number {
  return withoutLineBreak(text, lineStart(text, node.start));
}

/** The offset behind the colon of a pair; undefined for a `?` key, or a key in flow, that has none. */
export function behindColon(text: string, { key, value }: Pair): number | undefined {
  const between = /(?:\s|#.*)*:/y.exec(text.slice(key.end, Math.max(value.start, key.end)));
  return between ? key.end + between[0].length : undefined;
}

/** The offset behind the anchor and the tag that stand on the line of a pair's colon. */
export function behindProperties(text: string, pair: Pair): number {
  const colon = behindColon(text, pair) ?? pair.key.end;
  return colon + (/(?:[ \t]+[&!]\S*)*/y.exec(text.slice(colon, lineEnd(text, colon)))?.[0].length ?? 0);
}

/** The offset in front of the blanks that precede `offset` on its line. */
export function beforeBlanks(text: string, offset: number): number {
  let start = offset;
  while (isBlank(text[start - 1])) start--;
  return start;
}

function lastLeaf(node: Node): Node {
  const last = node.kind === 'map' ? node.pairs.at(-1)?.value : node.kind === 'seq' ? node.items.at(-1) : undefined;
  return last === undefined || (isCollection(node) && node.flow) ? node : lastLeaf(last);
}
