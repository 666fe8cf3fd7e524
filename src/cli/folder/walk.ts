/** The files of a folder that may be manifests, by their names. Links to folders are not followed. */
import { readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../app/streams.ts';
import { reasonOf } from '../../yaml/error.ts';
import { slashed } from '../slashed.ts';
import type { SkippedFile, SkipReason } from './skipped-file.ts';

export interface Walked {
  /** In path order. */
  readonly files: readonly string[];
  readonly skipped: readonly SkippedFile[];
  readonly problems: readonly InputError[];
}

/** @param ignore what is not read: paths from the folder on that match one of these; a folder with all that is in it */
export function walk(folder: string, ignore: readonly RegExp[]): Walked {
  const files: string[] = [];
  const skipped: SkippedFile[] = [];
  const problems: InputError[] = [];
  visit(folder, '');
  return { files, skipped, problems };

  function visit(here: string, below: string): void {
    for (const entry of entriesOf(here, problems)) {
      const name = slashed(path.join(here, entry.name));
      const relative = below + entry.name;
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      if (ignore.some((pattern) => pattern.test(relative))) {
        if (entry.isDirectory() || hasManifestName(entry.name)) skipped.push({ path: name, reason: 'ignored' });
      } else if (entry.isDirectory()) visit(name, `${relative}/`);
      else if (entry.isSymbolicLink() || hasManifestName(entry.name)) {
        const reason = notAFile(name);
        const isOurs = reason === 'link-to-folder' || hasManifestName(entry.name);
        if (isOurs && reason === undefined) files.push(name);
        else if (isOurs && reason !== undefined) skipped.push({ path: name, reason });
      }
    }
  }
}

function entriesOf(folder: string, problems: InputError[]): ReturnType<typeof readSorted> {
  try {
    return readSorted(folder);
  } catch (error) {
    problems.push(new InputError(`${folder}: ${reasonOf(error)}`));
    return [];
  }
}

function readSorted(folder: string) {
  return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
}

function hasManifestName(name: string): boolean {
  return /\.(ya?ml|json)$/i.test(name) || /^kustomization$/i.test(name);
}

/** To open a pipe would wait for ever. */
function notAFile(name: string): SkipReason | undefined {
  const stats = statsOf(name);
  if (stats === undefined) return 'link-to-nothing';
  if (stats.isDirectory()) return 'link-to-folder';
  return stats.isFile() ? undefined : 'device';
}

function statsOf(name: string): Stats | undefined {
  try {
    return statSync(name);
  } catch {
    return undefined;
  }
}
