/**
 * Strings of several lines as `|` blocks, for people to read. What a block cannot carry is left to double quotes:
 * characters that YAML cannot show, line ends other than LF, blanks where the indentation is told, and blank lines with
 * blanks at the end.
 *
 * | at the end of the string | header |
 * |--------------------------|--------|
 * | no line end              | `|-`   |
 * | one                      | `|`    |
 * | several                  | `|+`   |
 */

/** Tab, line feed, and what is printable: no other control characters, line ends, byte order marks, half characters. */
const printable = /^[\t\n -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;

/** The header and the lines, without indentation; undefined where double quotes are needed, or one line is enough. */
export function blockText(text: string): { readonly header: string; readonly lines: readonly string[] } | undefined {
  const content = text.replace(/\n+$/, '');
  const ends = text.length - content.length;
  const isPlainBlock = content.includes('\n') || ends > 0;
  if (!isPlainBlock || !printable.test(text) || /^\s|^$|\n[ \t]+$/.test(content)) return undefined;
  const kept = ends > 1 ? Array.from({ length: ends - 1 }, () => '') : [];
  return { header: ['|-', '|'][ends] ?? '|+', lines: [...content.split('\n'), ...kept] };
}
