/** `overlay --check`: whether the overlay that is there is what would be written. */
import { writeAll } from '../../krm/streams.ts';
import { withoutHeader } from '../../write/header.ts';

/**
 * Says on stderr what differs. Comments don't count, as the command in them may have been written another way; nor do line
 * ends, which a checkout may have changed.
 *
 * @returns the exit code
 */
export async function checkOverlay(file: string, text: string, present: string | undefined): Promise<number> {
  if (present === undefined) {
    await writeAll(process.stderr, `${file} is missing: run the same command without --check\n`);
    return 1;
  }
  const seen = present.replaceAll('\r\n', '\n');
  if (withoutHeader(seen) === withoutHeader(text)) return 0;
  const { createTwoFilesPatch, FILE_HEADERS_ONLY } = await import('diff');
  const options = { headerOptions: FILE_HEADERS_ONLY, context: 1 };
  const diff = createTwoFilesPatch(`a/${file}`, `b/${file}`, seen, text, '', '', options);
  await writeAll(process.stderr, `${file} is stale: run the same command without --check\n${shortened(diff)}`);
  return 1;
}

const linesShown = 60;

function shortened(diff: string): string {
  const lines = diff.split('\n');
  if (lines.length <= linesShown) return diff;
  return `${lines.slice(0, linesShown).join('\n')}\n... ${lines.length - linesShown} more lines\n`;
}
