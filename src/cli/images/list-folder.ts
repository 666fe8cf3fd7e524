/** A copy list of several files, in a folder of the user's choice. Files of somebody else are not overwritten. */
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../app/streams.ts';
import { madeBy } from '../../copy-list/formats/header.ts';
import type { ListFile } from '../../copy-list/formats/skopeo.ts';
import { reasonOf } from '../../yaml/error.ts';
import { replaceFiles } from '../files/replace.ts';

/**
 * Files of an earlier list that the new one does not have are removed.
 *
 * @throws InputError where a file is in the way, or the system refuses
 */
export async function writeListFolder(folder: string, files: readonly ListFile[]): Promise<void> {
  const wanted = new Map(files.map(({ name, text }) => [name, text]));
  const stale = presentIn(folder).filter((name) => /^sync-\d+\.yaml$/.test(name) && !wanted.has(name));
  const changes = [...wanted.keys(), ...stale].flatMap((name) => {
    const file = path.join(folder, name);
    const [before, after] = [textIn(file), wanted.get(name)];
    const isForeign = before !== undefined && !before.includes(madeBy);
    if (isForeign && after !== undefined) {
      throw new InputError(`${file} was written by somebody else: remove it, or give another folder`);
    }
    return isForeign || before === after ? [] : [{ path: file, before, after }];
  });
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new InputError(`--to ${folder}: ${reasonOf(error)}`);
  }
  await replaceFiles(changes, [folder]);
}

function presentIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder);
  } catch (error) {
    throw new InputError(`--to ${folder}: ${reasonOf(error)}`);
  }
}

function textIn(file: string): string | undefined {
  const entry = lstatSync(file, { throwIfNoEntry: false });
  if (entry === undefined) return undefined;
  if (!entry.isFile()) throw new InputError(`${file} is no file: remove it, or give another folder`);
  return readFileSync(file, 'utf8');
}
