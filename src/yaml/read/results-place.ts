/**
 * Where the `results` of a ResourceList stand, or can stand.
 */
import { entryOf } from '../entry.ts';
import { position } from '../error.ts';
import type { MapNode } from '../node.ts';
import type { ResultsPlace } from './input.ts';
import type { Span } from './item.ts';
import { byteOrderMark } from './stream.ts';

/** In a ResourceList that has been read. */
export function resultsPlace(text: string, root: MapNode): ResultsPlace {
  const present = entryOf(root, 'results');
  if (root.flow) return flowPlace(text, root);
  const span = present && { start: present.key.start, end: present.value.end };
  return blockPlace(text, span, { column: columnOf(text, root.start), end: documentEnd(text, root.end) });
}

/**
 * In a block map.
 *
 * @param present - the entry that there is, from its key through its value
 * @param root - the column of the map's keys, and where its document ends
 */
export function blockPlace(
  text: string,
  present: Span | undefined,
  root: { readonly column: number; readonly end: number },
): ResultsPlace {
  const lineEnd = lineEndOf(text);
  const common = { syntax: 'block', indent: ' '.repeat(root.column), lineEnd } as const;
  if (present === undefined) {
    const end = beforeLineEnd(text, root.end);
    return { ...common, start: end, end, before: lineEnd + common.indent };
  }
  const lastLine = /[^\r\n]*/y;
  lastLine.lastIndex = beforeLineEnd(text, present.end);
  lastLine.test(text);
  return { ...common, start: present.start, end: lastLine.lastIndex, before: '' };
}

/** A new entry is set off as the last one is: by the comma and the white space in front of that one's key. */
function flowPlace(text: string, root: MapNode): ResultsPlace {
  const common = { syntax: 'flow', indent: '', lineEnd: lineEndOf(text) } as const;
  const present = entryOf(root, 'results');
  if (present !== undefined) return { ...common, start: present.key.start, end: present.value.end, before: '' };
  const last = root.pairs.at(-1);
  if (last === undefined) return { ...common, start: root.start + 1, end: root.start + 1, before: '' };
  const blanks = /\s*$/.exec(text.slice(root.start, last.key.start))?.[0] ?? '';
  return { ...common, start: last.value.end, end: last.value.end, before: `,${blanks}` };
}

/** The offset without the line end in front of it, if there is one. */
function beforeLineEnd(text: string, offset: number): number {
  const lineFeed = text[offset - 1] === '\n' ? 1 : 0;
  const carriageReturn = text[offset - 1 - lineFeed] === '\r' ? 1 : 0;
  return offset - lineFeed - carriageReturn;
}

function lineEndOf(text: string): '\n' | '\r\n' {
  return text[text.indexOf('\n') - 1] === '\r' ? '\r\n' : '\n';
}

function columnOf(text: string, offset: number): number {
  const { line, column } = position(text, offset);
  return column - 1 - (line === 1 && text.startsWith(byteOrderMark) ? 1 : 0);
}

function documentEnd(text: string, from: number): number {
  const marker = /^(?:---|\.\.\.)(?=\s|$)/gm;
  marker.lastIndex = from;
  return marker.exec(text)?.index ?? text.length;
}
