/** `overlay --check`: whether the overlay that is there is what would be written. */
import { writeAll } from '../../app/streams.ts';
import { withoutHeader } from '../../overlay/header.ts';
import { visible, visibleLines } from '../../yaml/visible.ts';
import { patchOf } from '../patch.ts';
import type { OverlayFile } from './file.ts';

/**
 * Says on stderr what differs. Comments do not count, as the command in them may have been written another way; nor do line
 * ends, which a checkout may have changed.
 *
 * @returns whether nothing does
 */
export async function checkOverlay(files: readonly OverlayFile[]): Promise<boolean> {
  const problems = await Promise.all(files.map(problemOf));
  await writeAll(process.stderr, problems.join(''));
  return problems.every((problem) => problem === '');
}

async function problemOf({ path, text, present }: OverlayFile): Promise<string> {
  const name = visible(path);
  if (text === undefined) return present === undefined ? '' : `${name} is left over: ${remedy}`;
  if (present === undefined) return `${name} is missing: ${remedy}`;
  const seen = present.replaceAll('\r\n', '\n');
  if (withoutHeader(seen) === withoutHeader(text)) return '';
  return `${name} is stale: ${remedy}${visibleLines(shortened(await patchOf(name, seen, text, 1)))}`;
}

const remedy = 'run the same command without --check\n';

const linesShown = 60;

function shortened(diff: string): string {
  const lines = diff.split('\n');
  if (lines.length <= linesShown) return diff;
  return `${lines.slice(0, linesShown).join('\n')}\n... ${lines.length - linesShown} more lines\n`;
}
