import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The package's root, as the tests of pages see it. */
export const root: string = path.join(__dirname, '..', '..');

/** The pages whose blocks and tables are held against the program. */
export const pages: readonly string[] = [
  'README.md',
  'docs/command-line.md',
  'docs/container.md',
  'docs/generator.md',
  'docs/gitops.md',
  'docs/helm.md',
  'docs/library.md',
  'docs/reference/configuration.md',
  'docs/reference/findings.md',
  'docs/verify-and-lock.md',
];

export interface Block {
  readonly page: string;
  readonly language: string;
  /** What stands behind the language. */
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

export function textOf(page: string): string {
  return readFileSync(path.join(root, page), 'utf8');
}

/** The fenced blocks of all pages. */
export const blocks: readonly Block[] = pages.flatMap((page) => {
  const whole = textOf(page);
  return [...whole.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map((match) => {
    const [, language = '', info = '', text = ''] = match;
    return { page, language, info, text, line: whole.slice(0, match.index).split('\n').length };
  });
});

/** The cells of the rows below a text of a page; of a table that begins right behind it, the first row are its headings. */
export function tableBelow(page: string, text: string): readonly (readonly string[])[] {
  const whole = textOf(page);
  const start = whole.indexOf(text);
  if (start < 0) throw new Error(`${page} has no ${JSON.stringify(text)}`);
  const [table = ''] = /^(\|.*\n)+/m.exec(whole.slice(start + text.length)) ?? [];
  const rows = table
    .trimEnd()
    .split('\n')
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.filter((row) => !row.every((cell) => /^-+$/.test(cell)));
}
