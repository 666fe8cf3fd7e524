/**
 * Where the characters of a scalar's value stand in its source.
 *
 * Blanks of the source say little about those of the value: lines are indented, folded, escaped, joined. All else is
 * there in the same order:
 *
 *   the k-th non-blank character of the value is the k-th non-blank token of its source,
 *
 * a token being a character, `''` in single quotes, or an escape in double quotes that does not stand for a blank.
 * Blanks are space, tab, CR and LF; characters are UTF-16 code units.
 */
import type { ScalarNode, ScalarStyle } from '../../node.ts';

export interface Tokens {
  readonly value: string;
  readonly source: string;
  /** Of each non-blank character of the value, its offset there. */
  readonly offsets: readonly number[];
  /** The start of its token in the source, and the end. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** @returns undefined where source and value have nothing to do with each other: a tag can say so */
export function tokensOf({ style, text: value }: ScalarNode, source: string): Tokens | undefined {
  const offsets = Array.from(value.matchAll(nonBlank), ({ index }) => index);
  const starts: number[] = [];
  const ends: number[] = [];
  const { from, to } = insideOf(source, style);
  for (const { 0: token, index } of source.slice(from, to).matchAll(tokenOf[style])) {
    for (let unit = 0; unit < lengthOf(token, style); unit++) {
      starts.push(from + index);
      ends.push(from + index + token.length);
    }
  }
  return starts.length === offsets.length ? { value, source, offsets, starts, ends } : undefined;
}

/**
 * The offset in the source of an offset in the value: behind the token at its left, or in front of the token at its
 * right. Inside of blanks there is only one where the source has the same blanks.
 */
export function sourceOffset(tokens: Tokens, offset: number, prefer: 'left' | 'right'): number | undefined {
  const { value, source, offsets, starts, ends } = tokens;
  const next = countBelow(offsets, offset);
  const left = offsets[next - 1] === offset - 1 ? ends[next - 1] : undefined;
  const right = offsets[next] === offset ? starts[next] : undefined;
  const adjacent = prefer === 'left' ? (left ?? right) : (right ?? left);
  if (adjacent !== undefined) return adjacent;
  const blanks = value.slice((offsets[next - 1] ?? -1) + 1, offset);
  const start = ends[next - 1] ?? 1;
  return /^[ \t]*$/.test(blanks) && source.startsWith(blanks, start) ? start + blanks.length : undefined;
}

const nonBlank = /[^ \t\r\n]/g;

const tokenOf: Readonly<Record<ScalarStyle, RegExp>> = {
  plain: nonBlank,
  literal: nonBlank,
  folded: nonBlank,
  single: /''|[^ \t\r\n]/g,
  double: /\\(?:x..|u.{4}|U.{8}|\r\n|.)|[^ \t\r\n]/gs,
};

/** Without quotes, without the header of a block scalar. */
function insideOf(source: string, style: ScalarStyle): { from: number; to: number } {
  if (style === 'plain') return { from: 0, to: source.length };
  if (style === 'single' || style === 'double') return { from: 1, to: source.length - 1 };
  const header = source.search(/[\r\n]/);
  return { from: header === -1 ? source.length : header, to: source.length };
}

/** The non-blank characters that a token stands for. */
function lengthOf(token: string, style: ScalarStyle): number {
  if (style !== 'double' || !token.startsWith('\\')) return 1;
  const hex = /^\\[xuU](.+)$/.exec(token)?.[1];
  if (hex === undefined) return blankEscapes.has(token.charAt(1)) ? 0 : 1;
  const code = Number.parseInt(hex, 16);
  return blankCodes.has(code) ? 0 : code > 0xffff ? 2 : 1;
}

/** What stands behind the backslash; a line end there stands for nothing at all. */
const blankEscapes: ReadonlySet<string> = new Set('nrt\t \n\r');
const blankCodes: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20]);

/** How many of the ascending numbers are below a limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
