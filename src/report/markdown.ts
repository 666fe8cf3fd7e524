/** GitHub's and GitLab's Markdown: what a text needs so that it shows as it is, and calls nobody. */
import { visible, visibleLines } from '../yaml/visible.ts';

/** What means something to Markdown, and to HTML. */
const marks = /[\\`*_[\]|~#&<]/;
/**
 * What GitHub and GitLab look for when Markdown has been read, escaped or not: mentions, references to issues and the
 * like, formulas, bare addresses. An element around a part of one ends it, and copying the text gives the text.
 */
const links = /@|[!$%^](?=[\w"{])|#(?=\w)|&(?=\d)|:(?=\/\/)|(?<=www)\./;
const live = new RegExp(`(?<link>${links.source})|(?<mark>${marks.source})`, 'gi');

/** A text outside of code. Line breaks stay. */
export function prose(text: string): string {
  return visibleLines(text)
    .replace(live, (character, link?: string) =>
      link === undefined ? escaped(character) : `<span>${escaped(character)}</span>`,
    )
    .replaceAll('\n', '<br>');
}

function escaped(character: string): string {
  if (character === '&') return '&amp;';
  if (character === '<') return '&lt;';
  return marks.test(character) ? `\\${character}` : character;
}

/** A text as code, also in a table: there, no bar can stand behind a backslash. */
export function code(text: string): string {
  const line = visible(text).replaceAll(/\s+/g, ' ').replaceAll(/\\\|/g, '\\\\u007c').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

/** Cells are Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A part that opens with a click. The blank lines make what is inside Markdown. */
export function folded(title: string, content: string, state: 'open' | 'closed'): string {
  return `<details${state === 'open' ? ' open' : ''}>\n<summary>${title}</summary>\n\n${content}\n\n</details>`;
}
