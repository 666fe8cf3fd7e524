/**
 * Quoted scalars, for the fast readers.
 *
 *   single = "'" { any character but "'" | "''" } "'"
 *   double = '"' { any character but '"' and '\' | '\' escape } '"'
 *
 * They may span lines. Unsure of: `\U`, escaped blanks at the end of a line, tabs next to line ends, lines that are indented
 * too little.
 */
import { BACKSLASH, DOUBLE_QUOTE, LF, SINGLE_QUOTE, SPACE, TAB } from '../characters.ts';
import { fold, foldedBreak, lineBreak } from '../fold.ts';
import type { ScalarNode } from '../node.ts';
import { outsideSubset } from './outside-subset.ts';

/** Reads the scalar whose quote is at `start`; its further lines must not begin in front of `column`. */
export function readQuoted(text: string, start: number, end: number, column: number): ScalarNode {
  const quote = text.charCodeAt(start);
  let verbatim = true;
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === LF) {
      verbatim = false;
      at = nextLine(text, at, column) - 1;
    } else if (code === quote) {
      if (quote === DOUBLE_QUOTE || text.charCodeAt(at + 1) !== SINGLE_QUOTE) {
        const style = quote === DOUBLE_QUOTE ? 'double' : 'single';
        const inner = text.slice(start + 1, at);
        return { kind: 'scalar', style, text: verbatim ? inner : decode[style](inner), start, end: at + 1 };
      }
      verbatim = false;
      at++;
    } else if (code === BACKSLASH && quote === DOUBLE_QUOTE) {
      verbatim = false;
      at++;
      if (text.charCodeAt(at) === LF) at = nextLine(text, at, column) - 1;
      else if (text.charCodeAt(at) === SPACE && text.charCodeAt(behindSpaces(text, at)) === LF) throw outsideSubset;
    }
  }
  throw outsideSubset;
}

/** The first character of the next line that is not a space, from the line end at `lineEnd`. */
function nextLine(text: string, lineEnd: number, column: number): number {
  const at = behindSpaces(text, lineEnd + 1);
  const code = text.charCodeAt(at);
  const indented = at - lineEnd - 1 >= Math.max(column, 1);
  if (code === TAB || text.charCodeAt(lineEnd - 1) === TAB || !(indented || code === LF)) throw outsideSubset;
  return at;
}

function behindSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at++;
  return at;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

const anEscape = /\\(?:\n *|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))/;
const escapeOrBreak = new RegExp(`${anEscape.source}|${lineBreak.source}`, 'g');

const decode: Record<'single' | 'double', (inner: string) => string> = {
  single: (inner) => fold(inner).replaceAll("''", "'"),
  double: (inner) =>
    inner.replace(escapeOrBreak, (match, byte: string | undefined, unit: string | undefined, letter?: string) => {
      if (!match.startsWith('\\')) return foldedBreak(match);
      const digits = byte ?? unit;
      if (digits !== undefined) return String.fromCharCode(Number.parseInt(digits, 16));
      const character = letter === undefined ? '' : escapes.get(letter);
      if (character === undefined) throw outsideSubset;
      return character;
    }),
};
