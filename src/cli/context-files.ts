/** The files of `--context`: `FILE` or `FOLDER`, or `NAME=` and one of them for what is in another Kubernetes cluster. */
import { existsSync, statSync } from 'node:fs';
import { defaultMaxInput } from '../app/streams.ts';
import type { ConfigFile } from './arguments.ts';
import { readFolder } from './folder/read-folder.ts';

/** A file of resources that are read and not edited. */
export interface ContextFile extends ConfigFile {
  /** The Kubernetes cluster that they are in; absent: that of the input. */
  readonly k8sContext?: string;
}

/**
 * What is there may have `=` in its name.
 *
 * @throws InputError for what cannot be read
 */
export function readContextFiles(given: string, readFile: (file: string) => ConfigFile): readonly ContextFile[] {
  const equals = given.indexOf('=');
  if (equals < 1 || existsSync(given)) return filesAt(given, readFile);
  const k8sContext = given.slice(0, equals);
  return filesAt(given.slice(equals + 1), readFile).map((file) => ({ ...file, k8sContext }));
}

function filesAt(place: string, readFile: (file: string) => ConfigFile): readonly ConfigFile[] {
  if (statSync(place, { throwIfNoEntry: false })?.isDirectory() !== true) return [readFile(place)];
  const { sources, problems } = readFolder(place, [], { maxInput: defaultMaxInput, isRelevant: () => true });
  const [problem] = problems;
  if (problem !== undefined) throw problem;
  return sources.map(({ path = place, input }) => ({ path, text: input.text }));
}
