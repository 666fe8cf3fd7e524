/** What the commands do first: read the arguments, the input and the configuration. */

import { locateInput, withInputErrors } from '../app/input-errors.ts';
import type { Source } from '../app/sources.ts';
import { InputError } from '../app/streams.ts';
import type { MirrorConfig } from '../config/normalise.ts';
import type { Arguments } from './arguments.ts';
import { configure } from './configuration.ts';
import { gather, type InputFile } from './inputs.ts';
import type { SkippedFile } from './skipped.ts';

export interface Loaded {
  readonly sources: readonly Source[];
  readonly skipped: readonly SkippedFile[];
  readonly config: MirrorConfig;
}

/** @throws InputError for what can't be read */
export async function load(given: Arguments): Promise<Loaded> {
  const { files, skipped } = await gather(given.paths, given.maxInput);
  const sources = files.map(locateFile);
  const [functionConfig] = sources.flatMap(({ input }) =>
    input.form === 'resource-list' ? [input.functionConfig] : [],
  );
  return {
    sources,
    skipped,
    config: configure(
      given,
      withInputErrors('functionConfig', () => functionConfig?.json()),
    ),
  };
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

function locateFile({ path, text }: InputFile): Source {
  return { ...(path === undefined ? {} : { path }), input: locateInput(path, text) };
}
