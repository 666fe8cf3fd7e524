/** The function's end of the pipe: a ResourceList on stdin, a ResourceList on stdout, what people should read on stderr. */

import { formatResult } from '../app/format.ts';
import { defaultMaxInput, InputError } from '../app/streams.ts';
import { readInput, writeOutput } from './descriptors.ts';
import { transformListInPieces } from './transform.ts';

/**
 * @returns the exit code: 0 done; 1 error results, with the items as they were; 2 input that cannot be read, with nothing
 *   on stdout
 */
export async function runFunction(): Promise<number> {
  const text = await readText();
  if (text === undefined) return 2;
  const { pieces, results, exitCode } = transformListInPieces(text);
  const said =
    exitCode === 0
      ? results.filter(({ severity }) => severity !== 'info')
      : results.filter(({ severity }) => severity === 'error');
  await writeOutput(2, said.map(formatResult));
  await writeOutput(1, pieces);
  return exitCode;
}

async function readText(): Promise<string | undefined> {
  try {
    return await readInput(defaultMaxInput);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    await writeOutput(2, [`error: ${error.message}\n`]);
    return undefined;
  }
}
