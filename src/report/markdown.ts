/** GitHub's and GitLab's Markdown: what a text needs so that it shows as it is. */

/** A text outside of code. Line breaks stay. */
export function prose(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~#]/g, '\\$&')
    .replaceAll(/\r?\n/g, '<br>');
}

/** A text as code, also in a table. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
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
