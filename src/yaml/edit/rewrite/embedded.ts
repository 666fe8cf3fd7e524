/**
 * Edits inside of the string that a scalar holds, where it is written, whatever its style: the edits of the value become
 * edits of its source (see tokens.ts), and the new source is read again. If it is not the new value, the style cannot
 * express that value there, and the scalar has to be written anew.
 */

import { SourceError } from '../../error.ts';
import type { Node, ScalarNode } from '../../node.ts';
import { indentationOf, lineBreakAt } from '../../read/lines.ts';
import { readDocument } from '../../read/read.ts';
import type { Splice } from '../edit.ts';
import { applySplices } from '../splice.ts';
import { encode, type Layout } from './encode.ts';
import { isBlockScalar } from './extent.ts';
import type { NodePlace } from './node-place.ts';
import { sourceOffset, type Tokens, tokensOf } from './tokens.ts';

/**
 * The splices of a text that edit the string in one of its scalars.
 *
 * @param splices of the decoded string; `after` is what they make of it
 * @returns undefined if the scalar's style has no way to write `after`
 */
export function spliceString(
  text: string,
  node: ScalarNode,
  place: NodePlace,
  splices: readonly Splice[],
  after: string,
): readonly Splice[] | undefined {
  const source = text.slice(node.start, node.end);
  const tokens = tokensOf(node, source);
  const mapped = tokens && mapSplices(tokens, splices, after, layoutOf(text, node, place));
  if (mapped === undefined || decode(applySplices(source, mapped), place) !== after) return undefined;
  return mapped.map((splice) => ({ ...splice, start: node.start + splice.start, end: node.start + splice.end }));
}

function mapSplices(
  tokens: Tokens,
  splices: readonly Splice[],
  after: string,
  layout: Layout,
): readonly Splice[] | undefined {
  const mapped: Splice[] = [];
  let shift = 0;
  for (const [index, splice] of splices.entries()) {
    const end = layout.style === 'folded' ? nextLine(tokens.value, splice.end, splices[index + 1]) : splice.end;
    const start = sourceOffset(tokens, splice.start, splice.start === end ? 'left' : 'right');
    const sourceEnd = splice.start === end ? start : sourceOffset(tokens, end, 'left');
    if (start === undefined || sourceEnd === undefined || sourceEnd < start) return undefined;
    const from = splice.start + shift;
    shift += splice.text.length - (splice.end - splice.start);
    mapped.push({ start, end: sourceEnd, text: encode(after, from, end + shift, layout) });
  }
  return mapped;
}

/** Folding looks at whole lines: what joins the edit to the next line has to be written anew too. */
function nextLine(value: string, end: number, next: Splice | undefined): number {
  const blanks = /\s*/y;
  blanks.lastIndex = end;
  const gap = blanks.exec(value)?.[0] ?? '';
  const behind = end + gap.length;
  return gap.includes('\n') && behind < value.length && behind <= (next?.start ?? behind) ? behind : end;
}

function layoutOf(text: string, node: ScalarNode, place: NodePlace): Layout {
  const column = place.kind === 'map' || place.kind === 'seq' ? place.column : indentationOf(text, node.start).length;
  const indentation = isBlockScalar(node) ? contentColumn(text.slice(node.start, node.end), column) : column + 2;
  return { style: node.style, lineBreak: lineBreakAt(text, node.start), indentation: ' '.repeat(indentation) };
}

/** The column of a block scalar's lines: as its header says, or else that of the first that is not blank. */
function contentColumn(source: string, parent: number): number {
  const indicator = /^.[-+]?([1-9])/.exec(source)?.[1];
  if (indicator !== undefined) return parent + Number(indicator);
  return /[\r\n]( *)(?=[^ \r\n])/.exec(source)?.[1]?.length ?? parent + 2;
}

/** Reads the source of a scalar that stands at `place`; undefined where it is no longer one scalar. */
function decode(source: string, place: NodePlace): string | undefined {
  const value = onlyMember(readIfSound(sourceInPlace(source, place)), place);
  return value?.kind === 'scalar' ? value.text : undefined;
}

/** The scalar and as much around it as its meaning depends on. */
function sourceInPlace(source: string, place: NodePlace): string {
  if (place.kind === 'flow') return `[${source}]`;
  return place.kind === 'root' ? source : `${' '.repeat(place.column)}k: ${source}`;
}

function onlyMember(root: Node | undefined, place: NodePlace): Node | undefined {
  if (place.kind === 'root') return root;
  const members = root?.kind === 'seq' ? root.items : root?.kind === 'map' ? root.pairs.map(({ value }) => value) : [];
  return members.length === 1 ? members[0] : undefined;
}

function readIfSound(text: string): Node | undefined {
  try {
    return readDocument(text);
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
