/**
 * Adds members to a flow collection, JSON included.
 *
 * | lines               | where                                         | how                                              |
 * |---------------------|-----------------------------------------------|--------------------------------------------------|
 * | all on one          | behind the sibling                            | a comma in front of each                         |
 * | one for each member | behind the sibling, its comma and its comment | a new line for each, indented like the siblings  |
 * | any, as first       | in front of the first                         | a comma behind each, and a line break if broken  |
 * | any, but empty      | in front of the closing bracket               | commas between them                              |
 */

import type { Node } from '../../node.ts';
import type { Broken, FlowStyle } from '../../print.ts';
import { indentationOf, isBlank, lineBreakAt, lineEnd } from '../../read/lines.ts';
import type { Splice } from '../edit.ts';
import { insertion } from '../splice.ts';
import type { Collection } from './extent.ts';
import { isBroken } from './style.ts';

/** Where members are added. */
export interface Gap {
  readonly collection: Collection;
  /** The nodes that the members end with. */
  readonly members: readonly Node[];
  /** The index of the member behind which the new ones belong; -1 puts them in front of the first. */
  readonly behind: number;
  readonly style: FlowStyle;
}

/** @param print writes the new members; broken into lines, if it is told how */
export function insertMembers(
  text: string,
  gap: Gap,
  print: (broken?: Broken) => readonly string[],
): readonly Splice[] {
  const { collection, members, behind, style } = gap;
  const sibling = members[behind];
  const broken = isBroken(text, collection) ? linesOf(text, collection) : undefined;
  if (sibling === undefined) {
    if (members.length === 0) return [insertion(collection.end - 1, print().join(style.comma))];
    const separator = broken ? `,${broken.lineBreak}${broken.indentation}` : style.comma;
    return [insertion(offsetOfFirst(text, collection), joined(print(broken), '', separator))];
  }
  const inLines = broken && insertLines(text, gap, sibling, broken, print(broken));
  return inLines ?? [insertOnLine(text, sibling, joined(print(), style.comma, ''))];
}

/** Undefined where the line goes on behind the sibling, or the comma stands on the next line. */
function insertLines(
  text: string,
  { members, behind }: Gap,
  sibling: Node,
  { lineBreak, indentation }: Broken,
  added: readonly string[],
): readonly Splice[] | undefined {
  const newLine = lineBreak + indentation;
  const end = lineEnd(text, sibling.end);
  const restOfLine = /^([ \t]*,)?(?:[ \t]*|[ \t]+#.*)$/.exec(text.slice(sibling.end, end));
  if (restOfLine === null) return undefined;
  if (restOfLine[1] !== undefined) return [insertion(end, joined(added, newLine, ','))];
  if (behind < members.length - 1) return undefined;
  return [insertion(sibling.end, ','), insertion(end, newLine + added.join(`,${newLine}`))];
}

/** `{a: , b: 1}`: a colon needs a blank behind it. */
function insertOnLine(text: string, { start, end }: Node, added: string): Splice {
  if (start < end || text[end - 1] !== ':') return insertion(end, added);
  return isBlank(text[end]) ? insertion(end + 1, added) : insertion(end, ` ${added}`);
}

function joined(members: readonly string[], before: string, behind: string): string {
  return members.map((member) => before + member + behind).join('');
}

function linesOf(text: string, collection: Collection): Broken {
  const first = offsetOfFirst(text, collection);
  return { lineBreak: lineBreakAt(text, first), indentation: indentationOf(text, first) };
}

/** The first member, its anchor and `?` included. */
function offsetOfFirst(text: string, { start }: Collection): number {
  const before = /(?:\s|(?<=\s)#.*)*/y;
  before.lastIndex = start + 1;
  return start + 1 + (before.exec(text)?.[0].length ?? 0);
}
