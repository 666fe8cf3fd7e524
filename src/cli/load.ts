/** What the commands do first: read the arguments, the input and the configuration. */

import { withInputErrors } from '../app/input-errors.ts';
import type { Result } from '../app/results.ts';
import type { Source } from '../app/sources.ts';
import { InputError } from '../app/streams.ts';
import type { MirrorConfig } from '../config/normalise.ts';
import { relevance } from '../plan/relevant.ts';
import type { Arguments } from './arguments.ts';
import { configure } from './configuration.ts';
import type { SkippedFile } from './folder/skipped-file.ts';
import { missedResults, skippedResults } from './folder/skipped-results.ts';
import { gather } from './inputs.ts';
import { TerminalInputError } from './usage.ts';

export interface Loaded {
  readonly sources: readonly Source[];
  readonly skipped: readonly SkippedFile[];
  /** What is said about these. */
  readonly notRead: readonly Result[];
  readonly config: MirrorConfig;
}

/** @throws InputError for what cannot be read */
export async function load(given: Arguments): Promise<Loaded> {
  if (given.paths.length === 0 && process.stdin.isTTY) throw new TerminalInputError();
  const early = configOfFolders(given);
  const { sources, skipped } = await gather(given.paths, {
    maxInput: given.maxInput,
    ignore: early?.ignore ?? [],
    isRelevant: early === undefined ? () => true : relevance(early),
    ...(given.loudness === 'quiet' ? {} : { progressOn: process.stderr }),
  });
  const [functionConfig] = sources.flatMap(({ input }) =>
    input.form === 'resource-list' ? [input.functionConfig] : [],
  );
  const config = configure(
    given,
    withInputErrors('functionConfig', () => functionConfig?.json()),
  );
  return { sources, skipped, notRead: notReadResults(skipped, config, given), config };
}

/** What is said about the files of folders that are not read. */
export function notReadResults(
  skipped: readonly SkippedFile[],
  config: MirrorConfig,
  { loudness }: Arguments,
): readonly Result[] {
  const naming = loudness === 'verbose' ? 'all' : 'some';
  return [...missedResults(skipped, config, naming), ...skippedResults(skipped, config.strict, naming)];
}

/** The configuration as far as it does not come with the input: what is wrong with it, is said when the input is there. */
function configOfFolders(given: Arguments): MirrorConfig | undefined {
  try {
    return configure(given, undefined);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/**
 * For commands whose answer about nothing would be taken for one about everything: a pipe is empty where the program
 * before it has failed, and of a folder with a kustomization nothing is read.
 *
 * @throws InputError where there is nothing in the input
 */
export function requireResources({ sources }: Loaded): void {
  if (sources.some(({ input }) => input.items.length > 0)) return;
  throw new InputError(
    'there are no resources in the input: has the program before the pipe failed, or is all of a folder left to kustomize or Helm?',
  );
}
