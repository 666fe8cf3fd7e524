/**
 * What the commands say on stderr, beside their product: errors first, then warnings, then remarks; each kind by its code.
 *
 * | said            | `--quiet` | | `--verbose` |
 * |-----------------|-----------|-|-------------|
 * | errors          | x         |x| x           |
 * | warnings        |           |x| x           |
 * | files not read  |           |x| x, each     |
 * | other remarks   |           | | x           |
 */
import { formatResult } from '../app/format.ts';
import { errorsFirst, type Result } from '../app/results.ts';
import { writeAll } from '../app/streams.ts';

export type Loudness = 'quiet' | 'normal' | 'verbose';

export function heard(results: readonly Result[], loudness: Loudness): readonly Result[] {
  return errorsFirst(results).filter((result) => isHeard(result, loudness));
}

export async function say(results: readonly Result[], loudness: Loudness): Promise<void> {
  await writeAll(process.stderr, heard(results, loudness).map(formatResult).join(''));
}

function isHeard({ severity, tags }: Result, loudness: Loudness): boolean {
  if (severity === 'error' || loudness === 'verbose') return true;
  return loudness === 'normal' && (severity === 'warning' || tags.code === 'file-skipped');
}
