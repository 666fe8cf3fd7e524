/**
 * The file of an overlay: `kustomization.yaml` in a folder of the user's choice. It never lies elsewhere than it seems,
 * and no file is overwritten that this program has not written.
 */
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../krm/streams.ts';
import { isOurs } from '../../write/header.ts';

/** kustomize reads any of them, and refuses a folder that has two. */
const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

const [ownName = ''] = names;

export function overlayFile(folder: string): string {
  return path.join(folder, ownName);
}

/**
 * The text of the overlay that is there.
 *
 * @throws InputError where the file is a link, or is no file
 */
export function readOverlayFile(folder: string): string | undefined {
  const file = overlayFile(folder);
  const entry = lstatSync(file, { throwIfNoEntry: false });
  if (entry === undefined) return undefined;
  if (entry.isSymbolicLink()) throw new InputError(`${file} is a link: remove it, or give another folder`);
  if (!entry.isFile()) throw new InputError(`${file} is no file: remove it, or give another folder`);
  return readFileSync(file, 'utf8');
}

/**
 * Writes the overlay, and its folder if that is missing.
 *
 * @param present - what `readOverlayFile` gave
 * @param foreign - what becomes of a kustomization that this program has not written
 * @throws InputError where another kustomization is in the way, or the system refuses
 */
export function writeOverlayFile(
  folder: string,
  text: string,
  present: string | undefined,
  foreign: 'overwrite' | 'refuse',
): void {
  const file = overlayFile(folder);
  const other = names.find((name) => name !== ownName && hasEntry(folder, name));
  if (other !== undefined) {
    throw new InputError(`${path.join(folder, other)} is there already: remove it, or give another folder`);
  }
  if (present !== undefined && !isOurs(present) && foreign === 'refuse') {
    throw new InputError(`${file} was written by somebody else: give another folder, or --force to overwrite it`);
  }
  try {
    mkdirSync(folder, { recursive: true });
    if (present !== text) writeFileSync(file, text);
  } catch (error) {
    throw new InputError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** By the exact name: some systems find `Kustomization` where there is a `kustomization`. */
function hasEntry(folder: string, name: string): boolean {
  return existsSync(folder) && readdirSync(folder).includes(name);
}
