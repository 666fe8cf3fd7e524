/**
 * What the commands say on stderr, beside their product: errors first, then warnings, then remarks; each kind by its code;
 * and a last line with what was done.
 *
 * | said                                  | `--quiet`   | | `--verbose` |
 * |---------------------------------------|-------------|-|-------------|
 * | errors                                | x           |x| x           |
 * | warnings                              |             |x| x           |
 * | files not read, what has to happen next |           |x| x, each     |
 * | other remarks                         |             | | x           |
 * | the last line                         | with errors |x| x           |
 */
import { paintResult } from '../app/format.ts';
import { errorsFirst, type Result } from '../app/results.ts';
import { writeAll } from '../app/streams.ts';
import { lastLine } from './last-line.ts';
import { paintFor } from './output.ts';

export type Loudness = 'quiet' | 'normal' | 'verbose';

/** What has to happen for a change to take effect, and what comes of it. */
export const nextSteps: ReadonlySet<string> = new Set([
  'datacenter-restart',
  'operator-restart-needed',
  'pull-secrets-needed',
  'refresh-task-added',
]);

const noOthers: ReadonlySet<string> = new Set();

/** @param remarks the codes of those that are said without `--verbose` */
export async function say(
  results: readonly Result[],
  loudness: Loudness,
  remarks: ReadonlySet<string> = noOthers,
): Promise<void> {
  const heard = errorsFirst(results).filter(
    (result) => isHeard(result, loudness) || (loudness === 'normal' && remarks.has(result.tags.code)),
  );
  const paint = paintFor(process.stderr);
  await writeAll(process.stderr, heard.map((result) => paintResult(result, paint)).join(''));
}

/** @param done what was done, where there are no errors and where there are */
export async function sayLast(results: readonly Result[], loudness: Loudness, done: string): Promise<void> {
  if (loudness === 'quiet' && !results.some(({ severity }) => severity === 'error')) return;
  await writeAll(process.stderr, `${lastLine(results, done)}\n`);
}

/** Whether a result is said at all; in a report, also those that are no news elsewhere. */
export function isHeard({ severity, tags }: Result, loudness: Loudness): boolean {
  if (severity === 'error' || loudness === 'verbose') return true;
  return loudness === 'normal' && (severity === 'warning' || ['file-skipped', 'input-split'].includes(tags.code));
}
