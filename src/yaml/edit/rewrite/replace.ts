/**
 * Replaces a node by a value. A scalar takes the place and the quotes of the old one; a map or list becomes lines below
 * the key, or flow where the node is or stands in flow. The comments around the node stay:
 *
 *   key: old # why      key: # why          key: # why      key: new # why
 *                  ──▶    a: 1                a: 1     ──▶
 */

import { isList, type Json } from '../../json.ts';
import type { Node } from '../../node.ts';
import { type BlockStyle, blockLines, flowText, isFilled } from '../../print.ts';
import { columnOf, isBlank, lineBreakAt, lineEnd, opensLine } from '../../read/lines.ts';
import { isScalar, type Quotes, scalarText } from '../../scalar-text.ts';
import { toJson } from '../../typing.ts';
import type { Splice } from '../edit.ts';
import { insertion } from '../splice.ts';
import {
  beforeBlanks,
  behindColon,
  behindProperties,
  contentEnd,
  endOfLines,
  headerComment,
  isBlockCollection,
  isBlockScalar,
  isCollection,
  precedingLineEnd,
} from './extent.ts';
import type { FlowPlace, NodePlace, NodeSource } from './node-place.ts';
import { isBroken, outerIndentation, plainFlowStyle } from './style.ts';
import { keepsTag, removeTag } from './tag.ts';

/** Replaces a node and, where it does not fit the value any more, its tag. An anchor stays. */
export function replace(source: NodeSource, node: Node, value: Json, place: NodePlace): readonly Splice[] {
  const removed = keepsTag(node, value) ? [] : removeTag(source.text, node);
  return [...removed, ...replaceValue(source, node, value, place)];
}

/** Replaces an alias by a copy of a value, on the line of the alias. */
export function replaceByCopy(source: NodeSource, node: Node, value: Json, place: NodePlace): readonly Splice[] {
  if (place.kind === 'flow') return [replaceInFlow(source, node, value, place)];
  return replaceByToken(source.text, node, flowText(value, plainFlowStyle), place);
}

/** Replaces a node, a block collection or a block scalar with all of its lines, by a text of one line. */
export function replaceByToken(text: string, node: Node, token: string, place: NodePlace): readonly Splice[] {
  const { start } = node;
  const end = contentEnd(text, node);
  if (place.kind === 'map' && isBlockCollection(node) && opensLine(text, start)) {
    const behind = behindProperties(text, place.pair);
    if (onlyComments.test(text.slice(behind, start))) {
      return [insertion(behind, ` ${token}`), { start: precedingLineEnd(text, node), end, text: '' }];
    }
  }
  return [{ start, end, text: separator(text, node, place) + token + headerComment(text, node) }];
}

const onlyComments = /^(?:\s|#.*)*$/;

function replaceValue(source: NodeSource, node: Node, value: Json, place: NodePlace): readonly Splice[] {
  const { text } = source;
  const flow = place.kind === 'flow' ? place : placeOfFlow(node, place);
  if (flow) return [replaceInFlow(source, node, value, flow)];
  if (!isFilled(value)) return replaceByToken(text, node, tokenText(value, quotesOf(node) ?? 'plain'), place);
  if (place.kind === 'root' && node.start === node.end) return [fillRoot(source, node, value)];
  const style = source.blockStyle();
  const lines = blockLines(value, style);
  return place.kind === 'map' || hasProperties(node, value)
    ? replaceByLines(text, node, ['', ...lines], columnBelow(place, value, style), place)
    : replaceByLines(text, node, lines, columnBehind(text, node, place), place);
}

function replaceInFlow({ text, flowStyle }: NodeSource, node: Node, value: Json, place: FlowPlace): Splice {
  const style = flowStyle(place.outermost);
  const broken = isBroken(text, place.parent)
    ? { lineBreak: lineBreakAt(text, node.start), indentation: outerIndentation(text, node) }
    : undefined;
  const token = isScalar(value) ? scalarText(value, quotesOf(node) ?? style.values) : flowText(value, style, broken);
  return { start: node.start, end: node.end, text: separator(text, node, place) + token };
}

/** The first line takes the place of the node, the others begin at `column`, behind what follows the node on its line. */
function replaceByLines(
  text: string,
  node: Node,
  [first = '', ...others]: readonly string[],
  column: number,
  place: NodePlace,
): readonly Splice[] {
  const lineBreak = lineBreakAt(text, node.start);
  const below = others.map((line) => lineBreak + ' '.repeat(column) + line).join('');
  const end = contentEnd(text, node);
  const comment = headerComment(text, node);
  if (first === '' && opensLine(text, node.start) && node.start < node.end) {
    return [{ start: precedingLineEnd(text, node), end, text: comment + below }];
  }
  const start = first === '' ? beforeBlanks(text, node.start) : node.start;
  const line = first === '' ? comment : separator(text, node, place) + first + comment;
  const behind = isBlockScalar(node) ? end : endOfLines(text, node);
  return behind === end ? [{ start, end, text: line + below }] : [{ start, end, text: line }, insertion(behind, below)];
}

/** A document without any value: nothing, comments, `---`. */
function fillRoot({ text, blockStyle }: NodeSource, { start }: Node, value: Json): Splice {
  const lineBreak = lineBreakAt(text, start);
  const before = opensLine(text, start) ? '' : lineBreak;
  const behind = start === text.length || lineEnd(text, start) !== start ? lineBreak : '';
  return insertion(start, before + blockLines(value, blockStyle()).join(lineBreak) + behind);
}

/** A flow collection stays one where it is not empty, or is the document, which may be JSON. */
function placeOfFlow(node: Node, place: NodePlace): FlowPlace | undefined {
  if (!isCollection(node) || !node.flow) return undefined;
  const size = node.kind === 'map' ? node.pairs.length : node.items.length;
  return size > 0 || place.kind === 'root' ? { kind: 'flow', parent: node, outermost: node } : undefined;
}

function tokenText(value: Json, quotes: Quotes): string {
  return isScalar(value) ? scalarText(value, quotes) : flowText(value, plainFlowStyle);
}

/** The quotes of a string; those of other values tell nothing about how a string should be written there. */
function quotesOf(node: Node): Quotes | undefined {
  if (node.kind !== 'scalar') return undefined;
  if (node.style === 'single' || node.style === 'double') return node.style;
  return typeof toJson(node) === 'string' ? 'plain' : undefined;
}

/** Whether an anchor or a tag stays in front of the value: on the line of a dash it would be that of the first key. */
function hasProperties(node: Node, value: Json): boolean {
  return node.anchor !== undefined || (node.tag !== undefined && keepsTag(node, value));
}

/** The column of lines that stand below the line of a key or dash. */
function columnBelow(place: NodePlace, value: Json, style: BlockStyle): number {
  if (place.kind === 'map') return place.column + (isList(value) ? style.dashes : style.step);
  return place.kind === 'seq' ? place.column + 2 : 0;
}

/** The column of lines the first of which stands where the node does. */
function columnBehind(text: string, node: Node, place: NodePlace): number {
  return place.kind === 'seq' && node.start === node.end ? place.column + 2 : columnOf(text, node.start);
}

/** What has to be written between the text in front of a value that is not written and the new value. */
function separator(text: string, node: Node, place: NodePlace): string {
  if (node.start < node.end || place.kind === 'root') return '';
  const pair = place.kind === 'map' || place.kind === 'flow' ? place.pair : undefined;
  if (pair && behindColon(text, pair) === undefined) {
    return place.kind === 'map' ? `${lineBreakAt(text, node.start)}${' '.repeat(place.column)}: ` : ': ';
  }
  return isBlank(text[node.start - 1]) ? '' : ' ';
}
