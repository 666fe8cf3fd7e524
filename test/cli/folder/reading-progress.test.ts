import { readingProgress } from '../../../src/cli/folder/reading-progress.ts';

const clear = '\r\x1b[K';

/** What is written while files are read, the next one at each of these times in milliseconds. */
function writtenAt(isTTY: boolean, times: readonly number[]): readonly string[] {
  const written: string[] = [];
  let time = 0;
  const write = (text: string | Uint8Array): boolean => written.push(String(text)) > 0;
  const progress = readingProgress({ isTTY, write }, times.length, () => time);
  for (const next of times) {
    time = next;
    progress.read();
  }
  progress.end();
  return written;
}

test.each<readonly [title: string, isTTY: boolean, times: readonly number[], written: readonly string[]]>([
  ['nothing is shown within a second', true, [1, 500, 999], []],
  ['a line is shown after a second, and is gone at the end', true, [1, 1000], [`${clear}2 of 2 files read`, clear]],
  [
    'the line is written over at most ten times a second',
    true,
    [1000, 1050, 1099, 1100],
    [`${clear}1 of 4 files read`, `${clear}4 of 4 files read`, clear],
  ],
  ['nothing is shown where there is no terminal', false, [1000, 5000], []],
])('%s', (_, isTTY, times, written) => {
  expect(writtenAt(isTTY, times)).toEqual(written);
});
