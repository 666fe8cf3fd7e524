/**
 * A text taken apart into documents: what stands between lines that begin with `---` or `...`. No value can hold such a
 * line (YAML 1.2, 9.1.2), so this needs no reading.
 */
import type { Span } from './item.ts';
import { unsure } from './unsure.ts';

export const byteOrderMark = '\ufeff';

const marker = /\n(?:---|\.\.\.)([^\n]*)/g;
const nothingBehind = /^(?:[ \t]+#.*|[ \t]*)\r?$/;

/**
 * The documents of a text, empty ones included. Each begins at the start of a line.
 *
 * @throws unsure where content stands on the line of a marker
 */
export function documentSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  let start = text.startsWith(byteOrderMark) ? 1 : 0;
  const first = /(?:---|\.\.\.)([^\n]*)(?:\n|$)/y;
  first.lastIndex = start;
  const opening = first.exec(text);
  if (opening !== null && isMarker(opening[1])) start = first.lastIndex;
  for (const { index, 0: line, 1: rest } of text.matchAll(marker)) {
    if (index + 1 < start || !isMarker(rest)) continue;
    spans.push({ start, end: index + 1 });
    start = Math.min(index + line.length + 1, text.length);
  }
  spans.push({ start, end: text.length });
  return spans;
}

/** Whether a line is a marker, given what follows the three characters. */
function isMarker(rest = ''): boolean {
  if (nothingBehind.test(rest)) return true;
  if (/^[ \t]/.test(rest)) throw unsure;
  return false;
}
