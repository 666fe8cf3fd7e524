/**
 * What the command line reads: files, folders (every YAML and JSON file below, in path order) and `-` for standard
 * input. In a folder, what is no manifest of its own is passed over and said: see skipped.ts.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { decode, InputError, readAll } from '../app/streams.ts';
import { reasonOf } from '../yaml/error.ts';
import { notAFile, notAManifest } from './folder-file.ts';
import { notManifests, type SkippedFile } from './skipped.ts';
import { slashed } from './slashed.ts';

export interface InputFile {
  /** As the user can open it from where the command runs, with `/` on every system; absent for standard input. */
  readonly path?: string;
  readonly text: string;
}

export interface Gathered {
  readonly files: readonly InputFile[];
  readonly skipped: readonly SkippedFile[];
}

/** @throws InputError for what can't be read */
export async function gather(paths: readonly string[], maxInput: number): Promise<Gathered> {
  const files: InputFile[] = [];
  const skipped: SkippedFile[] = [];
  for (const given of paths.length === 0 ? ['-'] : paths) {
    const name = slashed(given);
    if (name === '-') files.push({ text: await readAll(process.stdin, maxInput) });
    else if (isFolder(name)) gatherFolder(name, maxInput, files, skipped);
    else files.push(readInput(name, maxInput));
  }
  return { files, skipped };
}

function gatherFolder(folder: string, maxInput: number, files: InputFile[], skipped: SkippedFile[]): void {
  const found = manifestsBelow(folder).map((path) => ({ path, reason: notAFile(path) }));
  for (const { path, reason } of found) if (reason !== undefined) skipped.push({ path, reason });
  const manifests = found.filter(({ reason }) => reason === undefined).map(({ path }) => path);
  const passed = notManifests(manifests, (name) => readInput(name, maxInput).text);
  skipped.push(...passed);
  const passedPaths = new Set(passed.map((file) => file.path));
  for (const name of manifests) {
    if (passedPaths.has(name)) continue;
    const file = readInput(name, maxInput);
    const reason = notAManifest(file.text);
    if (reason === undefined) files.push(file);
    else skipped.push({ path: name, reason });
  }
}

/** Every YAML and JSON file below a folder, in path order; what is hidden, and installed packages, are left out. */
function manifestsBelow(folder: string): readonly string[] {
  const found: string[] = [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const name = slashed(path.join(folder, entry.name));
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) found.push(...manifestsBelow(name));
    else if (/\.(ya?ml|json)$/i.test(entry.name) || /^kustomization$/i.test(entry.name)) found.push(name);
  }
  return found;
}

function isFolder(name: string): boolean {
  try {
    return statSync(name).isDirectory();
  } catch {
    throw new InputError(`${name}: no such file or folder`);
  }
}

function readInput(name: string, maxInput: number): InputFile {
  try {
    return { path: name, text: decode(readFileSync(name), maxInput) };
  } catch (error) {
    throw new InputError(`${name}: ${reasonOf(error)}`);
  }
}
