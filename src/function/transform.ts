/** One text in, one text of the same kind out: what the function and the library do. */

import { checkSources } from '../app/check-sources.ts';
import { locateInput, withInputErrors } from '../app/input-errors.ts';
import { type Mirrored, mirrorSources } from '../app/mirror-sources.ts';
import type { Result } from '../app/results.ts';
import { InputError } from '../app/streams.ts';
import { readConfigDocument, refuseRepeatedKeys } from '../config/distinct-keys.ts';
import { type MirrorConfig, readConfig } from '../config/normalise.ts';
import { ConfigError } from '../config/problem.ts';
import type { Splice } from '../yaml/edit/edit.ts';
import { applySplices, inOrder, piecesOf } from '../yaml/edit/splice.ts';
import type { Json } from '../yaml/json.ts';
import type { Input } from '../yaml/read/items.ts';
import { addConfigMap } from './generate-item.ts';
import { addOverlay } from './overlay-item.ts';
import { resultsSplice } from './results-splice.ts';

export interface TransformOptions {
  /** A function config, as text or object; it goes before one that is in a ResourceList. */
  readonly functionConfig?: string | Json;
}

export interface Transformed {
  readonly output: string;
  readonly results: readonly Result[];
  /** 0 done; 1 error results: the output is the input; 2 unusable input or configuration: the output is empty. */
  readonly exitCode: 0 | 1 | 2;
}

/**
 * Points every image in a text at the mirror. The text is anything the command line reads: a ResourceList, a stream of
 * YAML documents, JSON, a list. In mode `check` nothing changes. Never throws for what is in its arguments.
 */
export function transform(input: string, { functionConfig }: TransformOptions = {}): Transformed {
  const done = attempt(() => locateInput(undefined, input), functionConfig);
  if ('failure' in done) return done.failure;
  const { located, mirrored } = done;
  const { results } = mirrored;
  if (mirrored.failed) return { output: input, results, exitCode: 1 };
  return { output: applySplices(input, allSplices(located, mirrored)), results, exitCode: 0 };
}

/** What `Transformed` is, with its output in pieces: most of them are parts of the input, and take no memory. */
export interface TransformedInPieces extends Omit<Transformed, 'output'> {
  readonly pieces: Iterable<string>;
}

/** As `transform`, for a ResourceList only; with error results the output is the items as they were, and the results. */
export function transformListInPieces(input: string): TransformedInPieces {
  const done = attempt(() => locateList(input), undefined);
  if ('failure' in done) {
    const { output, ...failure } = done.failure;
    return { ...failure, pieces: [output] };
  }
  const { located, mirrored } = done;
  const pieces = piecesOf(located.text, allSplices(located, mirrored));
  return { pieces, results: mirrored.results, exitCode: mirrored.failed ? 1 : 0 };
}

interface Attempt {
  readonly located: Input;
  readonly mirrored: Mirrored;
}

interface Failure {
  readonly failure: Transformed;
}

function locateList(text: string): Input {
  const input = locateInput(undefined, text);
  if (input.form === 'resource-list') return input;
  const found = text.trim() === '' ? 'there is nothing on standard input' : 'the input is no ResourceList';
  throw new InputError(
    `${found}: without arguments this is a function for kustomize and kpt; for manifests use k8ssandra-image-mirror transform`,
  );
}

function attempt(locateInput: () => Input, functionConfig: string | Json | undefined): Attempt | Failure {
  try {
    const located = locateInput();
    const config = configFor(located, functionConfig);
    const work = { transform: mirrorSources, check: checkSources, overlay: addOverlay, generate: addConfigMap }[
      config.mode
    ];
    const mirrored = work([{ input: located }], config);
    return { located, mirrored };
  } catch (error) {
    if (error instanceof ConfigError) return unusable('config-invalid', error.message);
    if (error instanceof InputError) return unusable('unreadable-input', error.message);
    throw error;
  }
}

function configFor(input: Input, given: string | Json | undefined): MirrorConfig {
  if (typeof given === 'string') return readConfig(readingConfig(() => readConfigDocument(given)));
  if (given !== undefined) return readConfig(given);
  const written = input.form === 'resource-list' ? input.functionConfig : undefined;
  return readConfig(
    readingConfig(() => {
      if (written !== undefined) refuseRepeatedKeys(input.text, written.node());
      return written?.json();
    }),
  );
}

function readingConfig<T>(read: () => T): T {
  try {
    return withInputErrors(undefined, read);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [message = '', ...lines] = error.message.split('\n');
    throw new ConfigError([{ path: [], message, lines }]);
  }
}

function allSplices(input: Input, { splices: [splices = []], results }: Mirrored): readonly Splice[] {
  return input.form === 'resource-list' ? inOrder([...splices, ...resultsSplice(input, results)]) : splices;
}

function unusable(code: 'config-invalid' | 'unreadable-input', message: string): Failure {
  return { failure: { output: '', results: [{ severity: 'error', message, tags: { code } }], exitCode: 2 } };
}
