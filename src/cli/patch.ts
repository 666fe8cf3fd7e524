/** Differences for people to read: unified, as `git diff` prints them. */
import { type Paint, plain, type Style } from '../report/paint.ts';

/** The patch of one file; the package is loaded by those who print one. */
export async function patchOf(file: string, before: string, after: string, context = 4): Promise<string> {
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff');
  const options = { headerOptions: FILE_HEADERS_ONLY, context };
  return createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, '', '', options);
}

const styles: readonly (readonly [RegExp, Style])[] = [
  [/^(?:---|\+\+\+) /, 'bold'],
  [/^@@ /, 'dim'],
  [/^-/, 'red'],
  [/^\+/, 'green'],
];

/** As `git diff` has it on a terminal. */
export function paintPatch(patch: string, paint: Paint): string {
  const painted = (line: string): string => {
    const style = styles.find(([pattern]) => pattern.test(line))?.[1];
    return style === undefined ? line : paint(style, line);
  };
  return paint === plain ? patch : patch.split('\n').map(painted).join('\n');
}
