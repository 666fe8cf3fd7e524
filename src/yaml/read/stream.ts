/**
 * A text taken apart into documents: what stands between lines that begin with `---` or `...`. No value can hold such a
 * line (YAML 1.2, 9.1.2), so this needs no reading.
 */

import type { Span } from './item.ts';
import { limitResources } from './most-resources.ts';
import { outsideSubset } from './outside-subset.ts';
import { type TopLevelLines, topLevelLines } from './top-level-lines.ts';

export const byteOrderMark = '\ufeff';

const nothingBehind = /^(?:[ \t]+#.*|[ \t]*)\r?$/;

/** All of a text but its byte order mark. */
export function behindMark(text: string): Span {
  return { start: text.startsWith(byteOrderMark) ? byteOrderMark.length : 0, end: text.length };
}

/**
 * The documents of a text, empty ones included. Each begins at the start of a line.
 *
 * @param topLevel the lines of all of the text
 * @throws outsideSubset where content stands on the line of a marker
 */
export function documentSpans(
  text: string,
  topLevel: TopLevelLines = topLevelLines(text, behindMark(text), 0),
): readonly Span[] {
  const spans: Span[] = [];
  let { start } = topLevel;
  for (const { at, column } of topLevel.lines) {
    if (column > 0 || !(text.startsWith('---', at) || text.startsWith('...', at))) continue;
    const lineFeed = text.indexOf('\n', at);
    const end = lineFeed === -1 ? text.length : lineFeed;
    if (!isMarker(text.slice(at + 3, end))) continue;
    if (at > topLevel.start) spans.push({ start, end: at });
    limitResources(spans.length, text, at);
    start = Math.min(end + 1, text.length);
  }
  spans.push({ start, end: text.length });
  return spans;
}

/** Whether a line is a marker, given what follows the three characters. */
function isMarker(rest: string): boolean {
  if (nothingBehind.test(rest)) return true;
  if (/^[ \t]/.test(rest)) throw outsideSubset;
  return false;
}
