/**
 * A part of a string as it is written inside of a scalar of a given style:
 *
 * | style         | line ends                                                       | else                     |
 * |---------------|-----------------------------------------------------------------|--------------------------|
 * | literal       | a line end and the indentation                                  | as it is                 |
 * | folded        | the same, one more between lines that would be joined otherwise | as it is                 |
 * | plain, single | n line ends are n + 1                                           | `'` is `''`              |
 * | double        | `\n`                                                            | escapes, as JSON has them |
 *
 * Not everything can be written everywhere: blanks next to line ends vanish in plain and single style, control
 * characters need double quotes. Whoever uses this decodes the result.
 */
import type { ScalarStyle } from '../../node.ts';
import { escaped } from '../../scalar-text.ts';

/** How the source of a scalar is laid out. */
export interface Layout {
  readonly style: ScalarStyle;
  readonly lineBreak: string;
  /** Of each line but the first. */
  readonly indentation: string;
}

/** The source of `value[from, to)`. */
export function encode(value: string, from: number, to: number, layout: Layout): string {
  const part = value.slice(from, to);
  if (layout.style === 'double') return escaped(part);
  const quoted = layout.style === 'single' ? part.replaceAll("'", "''") : part;
  let next = from;
  return quoted.replace(/\n+/g, ({ length }) => {
    const start = value.indexOf('\n', next);
    next = start + length;
    const breaks = length + (isJoined(value, start, next, layout.style) ? 1 : 0);
    return layout.lineBreak.repeat(breaks) + layout.indentation;
  });
}

/** Whether a single line end between the lines in front of `start` and behind `end` would become a space. */
function isJoined(value: string, start: number, end: number, style: ScalarStyle): boolean {
  if (style !== 'folded') return style !== 'literal';
  const before = value.slice(value.lastIndexOf('\n', start - 1) + 1, start);
  return end < value.length && /^[^ \t\n]/.test(before) && /[^ \t\n]/y.test(value.slice(end, end + 1));
}
