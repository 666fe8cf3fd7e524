/**
 * Text from an input as it may go to a terminal, a log, or a comment: one line, in which nothing can be hidden and nothing
 * is a command. All that the program says passes here.
 *
 * | in the text                                               | becomes                | because                           |
 * |-----------------------------------------------------------|------------------------|-----------------------------------|
 * | line feed, carriage return, tab                           | `\n`, `\r`, `\t`       | a line of its own can be anything |
 * | other controls, format characters (bidi, zero width, byte | `\u001b`, `\u{e0041}`  | terminals obey, eyes do not see    |
 * | order marks), line separators, halves of a pair           |                        |                                   |
 * | `::` at the start                                         | `\u003a:`              | a command to GitHub Actions       |
 * | `##[`, `##vso[`, `##teamcity[`                            | `\u0023#[`             | commands to CI, on any place      |
 */

const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
const command = /(?<=^\s*):(?=:)|#(?=#(?:vso|teamcity)?\[)/g;

const named: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** A text as one line of visible characters. Twice is once. */
export function visible(text: string): string {
  return text.replace(invisible, (character) => named.get(character) ?? escaped(character)).replace(command, escaped);
}

/** The same for a text of our own making in several lines, which stay. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

/** A JSON text of the same value, without a character that cannot be seen, and without commands. */
export function visibleJson(json: string): string {
  const inStrings = (character: string): string => (character === '\n' ? character : unitsOf(character));
  return json.replace(invisible, inStrings).replace(command, unitsOf);
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\u{${code.toString(16)}}` : unitsOf(character);
}

/** As JSON writes it, in UTF-16 code units. */
function unitsOf(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    return `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`;
  }).join('');
}
