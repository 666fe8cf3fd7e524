import { visible } from './visible.ts';

/**
 * `contested`: readers of YAML can read it, and differ about what it says. `lenient`: YAML forbids it, and go-yaml reads some
 * that is like it. `broken`: all the rest.
 */
export type Fault = 'broken' | 'lenient' | 'contested';

/** Where a text cannot be read or edited: offsets count UTF-16 code units, lines and columns from 1. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** The offending line, made visible, with a caret below the column. */
  readonly excerpt: string;
  readonly fault: Fault;

  constructor(message: string, text: string, offset: number, fault: Fault = 'broken') {
    const { line, column } = position(text, offset);
    super(visible(message));
    this.offset = offset;
    this.fault = fault;
    this.line = line;
    this.column = column;
    this.excerpt = excerpt(text, offset);
  }
}

/** Line and column, from 1, of an offset. CRLF, LF and a lone CR each end a line. */
export function position(text: string, offset: number): { line: number; column: number } {
  const starts = lineStartsOf(text);
  let [line, behind] = [1, starts.length];
  while (line < behind) {
    const middle = (line + behind) >> 1;
    if ((starts[middle] ?? 0) <= offset) line = middle + 1;
    else behind = middle;
  }
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
}

/** Those of the text that was asked for last: of one text there is often much to say. */
let last: { readonly text: string; readonly starts: readonly number[] } | undefined;

function lineStartsOf(text: string): readonly number[] {
  if (last?.text === text) return last.starts;
  const starts = [0];
  for (const { index, 0: end } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
  last = { text, starts };
  return starts;
}

const excerptWidth = 100;

function excerpt(text: string, offset: number): string {
  const { line, column } = position(text, offset);
  const lineStart = offset - column + 1;
  const from = column > excerptWidth ? offset - excerptWidth / 2 : lineStart;
  const shown = text.slice(from, from + excerptWidth).split(/[\r\n]/, 1)[0] ?? '';
  const gutter = `${line} | `;
  const inFront = gutter + visible(shown.slice(0, offset - from));
  return `${inFront}${visible(shown.slice(offset - from))}\n${' '.repeat(inFront.length)}^`;
}

/** What is said of an error from elsewhere, inside of a message of our own: in people's words, where there are. */
export function reasonOf(error: unknown): string {
  const message = hasMessage(error) ? error.message : String(error);
  const [, code = ''] = /^(E[A-Z]+): /.exec(message) ?? [];
  return systemReasons[code] ?? message;
}

/** Errors of the system may be of another realm, and no `Error` to `instanceof`. */
function hasMessage(error: unknown): error is { readonly message: string } {
  return typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string';
}

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'a part of its path is no folder',
  ELOOP: 'its links lead in a circle',
  EACCES: 'permission denied',
};
