/**
 * What the command line reads: files, folders (every YAML and JSON file below, in path order) and `-` for standard
 * input. In a folder, what is no manifest of its own is passed over and said; a file that is named has to be one.
 */
import { statSync } from 'node:fs';
import { locateInput } from '../app/input-errors.ts';
import { readFileBytes } from '../app/read-bytes.ts';
import type { Source } from '../app/sources.ts';
import { decode, InputError } from '../app/streams.ts';
import { readInput } from '../function/descriptors.ts';
import { reasonOf } from '../yaml/error.ts';
import type { Reading } from './folder/judge.ts';
import { readFolder } from './folder/read-folder.ts';
import type { SkippedFile } from './folder/skipped-file.ts';
import { placed } from './placed.ts';
import { slashed } from './slashed.ts';

export interface Gathered {
  readonly sources: readonly Source[];
  readonly skipped: readonly SkippedFile[];
}

/** How inputs are read. */
export interface Gathering extends Reading {
  /** What is not read of a folder, by the path from there on. */
  readonly ignore: readonly RegExp[];
}

/** @throws InputError for all that cannot be read */
export async function gather(paths: readonly string[], gathering: Gathering): Promise<Gathered> {
  const sources: Source[] = [];
  const skipped: SkippedFile[] = [];
  const problems: InputError[] = [];
  const isOnly = paths.length < 2;
  for (const given of paths.length === 0 ? ['-'] : paths) {
    const name = slashed(given);
    try {
      if (name === '-') sources.push(placed(name, 'file', await standardInput(gathering.maxInput), isOnly));
      else if (isFolder(name)) {
        const contents = readFolder(name, gathering.ignore, gathering);
        for (const source of contents.sources) sources.push(placed(name, 'folder', source, isOnly));
        skipped.push(...contents.skipped);
        problems.push(...contents.problems);
      } else sources.push(placed(name, 'file', namedFile(name, gathering.maxInput), isOnly));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(error);
    }
  }
  const [only] = problems;
  if (only === undefined) return { sources, skipped };
  if (problems.length === 1) throw only;
  throw new InputError(
    `${problems.length} files cannot be read`,
    problems.flatMap(({ message }) => message.split('\n')),
  );
}

async function standardInput(maxInput: number): Promise<Source> {
  return { input: locateInput(undefined, await readInput(maxInput)) };
}

/** The path is as the user can open it from where the command runs, with `/` on every system. */
function namedFile(path: string, maxInput: number): Source {
  return { path, input: locateInput(path, readText(path, maxInput)) };
}

function isFolder(name: string): boolean {
  try {
    return statSync(name).isDirectory();
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new InputError(`${name}: ${isMissing ? 'no such file or folder' : reasonOf(error)}`);
  }
}

function readText(name: string, maxInput: number): string {
  try {
    return decode(readFileBytes(name, maxInput), maxInput);
  } catch (error) {
    throw new InputError(`${name}: ${reasonOf(error)}`);
  }
}
