/**
 * The files of an overlay in a folder of the user's choice: `kustomization.yaml`, and where there are new resources
 * `refresh-tasks.yaml`. They never lie elsewhere than they seem, and no file is overwritten or removed that this program
 * has not written.
 */
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../app/streams.ts';
import { isOurs } from '../../overlay/header.ts';
import { reasonOf } from '../../yaml/error.ts';
import { replaceFiles } from '../files/replace.ts';

export interface OverlayFile {
  readonly path: string;
  /** What it should be; undefined: it should not be there. */
  readonly text: string | undefined;
  /** What it is; undefined: it is not there, or it should not be there and is none of ours. */
  readonly present: string | undefined;
}

export const kustomizationName = 'kustomization.yaml';

/** kustomize reads them too, and refuses a folder that has two. */
const otherNames = ['kustomization.yml', 'Kustomization'];

/**
 * @param text - what it should be; undefined: it should not be there
 * @throws InputError where a link, or something else that is no file, is in its place
 */
export function overlayFile(folder: string, name: string, text: string | undefined): OverlayFile {
  const file = path.join(folder, name);
  return { path: file, text, present: text === undefined ? leftOver(file) : replaced(file) };
}

/** @throws InputError where something else is in its place, or on the way there */
export function requireFolder(folder: string): void {
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) throw new Error('it is no folder');
  } catch (error) {
    throw new InputError(`${folder} cannot be written to: ${reasonOf(error)}`);
  }
}

function leftOver(file: string): string | undefined {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const text = readFileSync(file, 'utf8');
  return isOurs(text) ? text : undefined;
}

function replaced(file: string): string | undefined {
  const entry = lstatSync(file, { throwIfNoEntry: false });
  if (entry === undefined) return undefined;
  if (entry.isSymbolicLink()) throw new InputError(`${file} is a link: remove it, or give another folder`);
  if (!entry.isFile()) throw new InputError(`${file} is no file: remove it, or give another folder`);
  return readFileSync(file, 'utf8');
}

/**
 * Writes the overlay.
 *
 * @param files - the kustomization last: it lists the others
 * @returns the files that changed
 * @throws InputError where another kustomization is in the way, and as writeFiles does
 */
export async function writeOverlay(
  folder: string,
  files: readonly OverlayFile[],
  foreign: Foreign,
): Promise<readonly string[]> {
  const other = otherNames.find((name) => hasEntry(folder, name));
  if (other !== undefined) {
    throw new InputError(`${path.join(folder, other)} is there already: remove it, or give another folder`);
  }
  return await writeFiles(folder, files, foreign);
}

/** What becomes of files that this program has not written. */
export type Foreign = 'overwrite' | 'refuse';

/**
 * Writes files, and their folder if that is missing; or nothing at all, if one of the files is in the way.
 *
 * @returns the files that changed
 * @throws InputError where a file of somebody else is in the way, or the system refuses
 */
export async function writeFiles(
  folder: string,
  files: readonly OverlayFile[],
  foreign: Foreign,
): Promise<readonly string[]> {
  const occupied = files.find(({ present }) => present !== undefined && !isOurs(present));
  if (occupied !== undefined && foreign === 'refuse') {
    throw new InputError(
      `${occupied.path} was written by somebody else: give another folder, or --force to overwrite it`,
    );
  }
  const changes = files
    .filter(({ text, present }) => text !== present)
    .map(({ path: file, text, present }) => ({ path: file, before: present, after: text }));
  if (changes.length === 0) return [];
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new InputError(`${folder}: ${reasonOf(error)}`);
  }
  await replaceFiles(changes, [folder]);
  return changes.map((change) => change.path);
}

/** By the exact name: some systems find `Kustomization` where there is a `kustomization`. */
function hasEntry(folder: string, name: string): boolean {
  return existsSync(folder) && readdirSync(folder).includes(name);
}
