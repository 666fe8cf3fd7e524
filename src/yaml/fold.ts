/**
 * Line folding of plain and quoted scalars that span lines: a line end becomes a space, n line ends with nothing but
 * blanks between them n - 1 line ends; the blanks around vanish.
 */

/** The lookbehind keeps the search linear in long runs of blanks. */
export const lineBreak: RegExp = /(?<! ) *\n[ \n]*/g;

export function fold(text: string): string {
  return text.replace(lineBreak, foldedBreak);
}

/** What one match of `lineBreak` becomes. */
export function foldedBreak(run: string): string {
  return run.replaceAll(' ', '').slice(1) || ' ';
}
