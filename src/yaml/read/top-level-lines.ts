/**
 * The lines at the left margin of a text: all that a scan looks at, and few of all lines. They are found in one pass.
 */
import { CR, HASH, LF, SPACE } from '../characters.ts';
import type { Span } from './item.ts';

/** Where a line's content begins, and its column. */
export interface LineStart {
  readonly at: number;
  readonly column: number;
}

/** The lines of `text[start, end)` whose content begins at `column` or in front of it, without blank ones and comments. */
export interface TopLevelLines extends Span {
  readonly column: number;
  readonly lines: readonly LineStart[];
}

/** @param start begins a line */
export function topLevelLines(text: string, { start, end }: Span, column: number): TopLevelLines {
  const lines: LineStart[] = [];
  for (let line = start; line < end; ) {
    // Most lines end here, being indented deeper: `indexOf` passes over what is left of them far faster than a pattern.
    let at = line;
    while (at - line <= column && text.charCodeAt(at) === SPACE) at++;
    if (at - line <= column && at < end && !isEmpty(text.charCodeAt(at))) lines.push({ at, column: at - line });
    const lineFeed = text.indexOf('\n', at);
    if (lineFeed === -1) break;
    line = lineFeed + 1;
  }
  return { start, end, column, lines };
}

/** The lines that belong to a part of its text, or to a smaller column: looked for anew where that is larger. */
export function topLevelLinesWithin(
  text: string,
  topLevel: TopLevelLines,
  { start, end }: Span,
  column: number,
): TopLevelLines {
  if (column > topLevel.column) return topLevelLines(text, { start, end }, column);
  const { lines } = topLevel;
  const within = lines.slice(firstFrom(lines, start), firstFrom(lines, end));
  return { start, end, column, lines: within.filter((place) => place.column <= column) };
}

/** A blank line, or a comment. */
function isEmpty(code: number): boolean {
  return code === LF || code === CR || code === HASH;
}

/** The index of the first place at an offset or behind it. */
function firstFrom(places: readonly LineStart[], offset: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.at ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
