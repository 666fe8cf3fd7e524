/**
 * Lines, columns and line ends around an offset. CRLF, LF and a lone CR end a line; a byte order mark takes no column.
 */
import { CR, LF } from '../characters.ts';

/** The offset at which the line of `offset` begins, behind a byte order mark. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineBreak(text.charCodeAt(start - 1))) start--;
  return text[start] === '\uFEFF' && start < offset ? start + 1 : start;
}

/** The offset at which the line of `offset` ends: that of its line break, or the end of the text. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && !isLineBreak(text.charCodeAt(end))) end++;
  return end;
}

/** The offset at which the next line begins, or the end of the text. */
export function nextLineStart(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return end + breakAt(text, end).length;
}

/** From 0, in characters, as YAML counts indentation. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** The blanks at the beginning of the line of `offset`. */
export function indentationOf(text: string, offset: number): string {
  return /[ \t]*/y.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

/** What ends the line of `offset`, or else the line before it: the line end that a new line there should have. */
export function lineBreakAt(text: string, offset: number): string {
  return breakAt(text, lineEnd(text, offset)) || breakBefore(text, lineStart(text, offset)) || '\n';
}

/** The offset in front of the line break that ends `text[0, end)`, or `end` where none does. */
export function withoutLineBreak(text: string, end: number): number {
  return end - breakBefore(text, end).length;
}

/** Whether nothing but blanks stands between the beginning of the line and `offset`. */
export function opensLine(text: string, offset: number): boolean {
  let index = offset;
  while (index > 0 && isBlank(text[index - 1])) index--;
  return index === 0 || isLineBreak(text.charCodeAt(index - 1)) || text[index - 1] === '\uFEFF';
}

/**
 * The end of what follows a value on its line: blanks and a comment. A line that goes on otherwise, or a comment that
 * no blank separates, ends at `offset`.
 */
export function behindComment(text: string, offset: number): number {
  const rest = text.slice(offset, lineEnd(text, offset));
  return /^[ \t]*(?:$|(?<=[ \t])#)/.test(rest) ? offset + rest.length : offset;
}

export function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function isLineBreak(code: number): boolean {
  return code === LF || code === CR;
}

function breakAt(text: string, offset: number): string {
  return text.startsWith('\r\n', offset) ? '\r\n' : isLineBreak(text.charCodeAt(offset)) ? text.charAt(offset) : '';
}

function breakBefore(text: string, offset: number): string {
  if (!isLineBreak(text.charCodeAt(offset - 1))) return '';
  const last = text.charAt(offset - 1);
  return last === '\n' && text[offset - 2] === '\r' ? '\r\n' : last;
}
