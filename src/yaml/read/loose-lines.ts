/**
 * Lines inside of a quoted text or a flow collection that are indented no deeper than the key in front of it. YAML forbids
 * them (1.2, 6.1), go-yaml reads them, and so a scan of the lines at the left margin would take them for keys and dashes:
 *
 *   metadata: {name: "a
 *   kind: Role
 *   "}
 *
 * This is told by a look at the quotes and brackets that can open a value, without reading. It may be wrong about text in
 * which such stand by chance, but never overlooks a line.
 */
import { CLOSE_BRACE, CLOSE_BRACKET, DASH, LF, SPACE, TAB } from '../characters.ts';

/** Whether there may be such lines in `text[start, end)`, which begins at the start of a line. */
export function mayHaveLooseLines(text: string, start: number, end: number): boolean {
  // A search in the whole text would go on behind the end, for each of many documents.
  const own = text.slice(start, end);
  return (
    quotesAreLoose(own, 0, own.length, '"') ||
    quotesAreLoose(own, 0, own.length, "'") ||
    flowIsLoose(own, 0, own.length)
  );
}

function quotesAreLoose(text: string, start: number, end: number, quote: '"' | "'"): boolean {
  let lineFeed = -1;
  for (let at = text.indexOf(quote, start); at !== -1 && at < end; at = text.indexOf(quote, at + 1)) {
    if (!opensValue(text, at, start)) continue;
    if (lineFeed < at) lineFeed = lineEnd(text, at, end);
    const close = closingQuote(text, at, quote, end);
    if (close > lineFeed && hasLineUpTo(text, lineFeed, close, parentColumn(text, at))) return true;
  }
  return false;
}

/** The first quote that ends the text which opens at `at`; the end where there is none. */
function closingQuote(text: string, at: number, quote: '"' | "'", end: number): number {
  for (let next = at + 1; ; next++) {
    next = text.indexOf(quote, next);
    if (next === -1 || next >= end) return end;
    if (quote === "'" ? text[next + 1] !== "'" : !isEscaped(text, next, at)) return next;
    if (quote === "'") next++;
  }
}

function isEscaped(text: string, at: number, from: number): boolean {
  let backslashes = 0;
  while (at - 1 - backslashes > from && text[at - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

const bracket = /[[{]/g;
const strings = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g;

function flowIsLoose(text: string, start: number, end: number): boolean {
  bracket.lastIndex = start;
  for (let match = bracket.exec(text); match !== null && match.index < end; match = bracket.exec(text)) {
    if (!opensValue(text, match.index, start)) continue;
    const close = closingLine(text, match.index, end);
    if (close === undefined) return true;
    bracket.lastIndex = close;
  }
  return false;
}

/**
 * The end of the line on which the brackets that open at `at` are closed, where all lines up to there are indented deeper;
 * undefined where one is not, or quotes and comments make it hard to tell.
 */
function closingLine(text: string, at: number, end: number): number | undefined {
  const column = parentColumn(text, at);
  let balance = 0;
  for (let from = at; from < end; ) {
    const lineFeed = lineEnd(text, from, end);
    const line = text.slice(from, lineFeed).replace(strings, '');
    if (from !== at && line.trim() !== '' && indentOf(text, from) <= column && !closes(text, from)) return undefined;
    if (/["']|(?:^|\s)#/.test(line)) return undefined;
    balance += count(line, /[[{]/g) - count(line, /[\]}]/g);
    if (balance <= 0) return lineFeed;
    from = lineFeed + 1;
  }
  return undefined;
}

function closes(text: string, lineStart: number): boolean {
  const code = text.charCodeAt(lineStart + indentOf(text, lineStart));
  return code === CLOSE_BRACE || code === CLOSE_BRACKET;
}

function count(text: string, characters: RegExp): number {
  return text.match(characters)?.length ?? 0;
}

/** Whether a value can begin at a place: behind a colon, a dash, a question mark, an anchor or a tag with a blank, or nothing. */
function opensValue(text: string, at: number, start: number): boolean {
  let before = at - 1;
  while (before >= start && isBlank(text.charCodeAt(before))) before--;
  if (before < start || /[\n\r]/.test(text.charAt(before))) return true;
  if (before === at - 1) return false;
  if (/[:?-]/.test(text.charAt(before))) return true;
  let word = before;
  while (word > start && before - word < longestProperty && !/\s/.test(text.charAt(word - 1))) word--;
  return text[word] === '&' || text[word] === '!' || before - word === longestProperty;
}

/** Characters of an anchor or a tag. A longer one is taken for one. */
const longestProperty = 1000;

/** The column of the key or the dash that the value at a place belongs to; -1 for a value on a line of its own at column 0. */
function parentColumn(text: string, at: number): number {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  let column = indentOf(text, lineStart);
  let parent = column - 1;
  while (
    lineStart + column < at &&
    text.charCodeAt(lineStart + column) === DASH &&
    isBlank(text.charCodeAt(lineStart + column + 1))
  ) {
    parent = column;
    column++;
    while (text.charCodeAt(lineStart + column) === SPACE) column++;
  }
  return lineStart + column < at ? column : parent;
}

/** Whether a line behind `from` and in front of `to` begins at a column or in front of it. Blank ones do not count. */
function hasLineUpTo(text: string, from: number, to: number, column: number): boolean {
  for (let lineFeed = from; lineFeed < to && lineFeed !== -1; lineFeed = text.indexOf('\n', lineFeed + 1)) {
    const indent = indentOf(text, lineFeed + 1);
    const code = text.charCodeAt(lineFeed + 1 + indent);
    if (
      indent <= column &&
      lineFeed + 1 + indent <= to &&
      code !== LF &&
      !text.startsWith('\r\n', lineFeed + 1 + indent)
    )
      return true;
  }
  return false;
}

function indentOf(text: string, lineStart: number): number {
  let at = lineStart;
  while (text.charCodeAt(at) === SPACE) at++;
  return at - lineStart;
}

function lineEnd(text: string, from: number, end: number): number {
  const lineFeed = text.indexOf('\n', from);
  return lineFeed === -1 || lineFeed > end ? end : lineFeed;
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
