/**
 * What an overlay stands on: paths that the user gave relative to the working directory, as the overlay has to write them.
 *
 * kustomize reads files only from the folder of a kustomization and below, and folders with a kustomization from
 * anywhere but around it.
 */
import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { InputError } from '../../app/streams.ts';
import { slashed } from '../slashed.ts';

/** @throws InputError for what kustomize would refuse */
export function resourceFrom(folder: string, given: string): string {
  if (isRemote(given)) return given;
  const resource = realFolder(given);
  const overlay = realFolder(folder);
  const relative = slashed(path.relative(overlay, resource)) || '.';
  if (isFile(given)) {
    if (!relative.startsWith('../')) return relative;
    throw new InputError(
      `${given} is outside of ${folder}, and kustomize reads no file from there: give its folder a kustomization (kustomize create --resources ${path.basename(given)}), and --resources that folder; or write the overlay beside the file`,
    );
  }
  if (isAround(resource, overlay)) {
    throw new InputError(
      `${given} contains ${folder}, and kustomize refuses that: write the overlay outside of its base`,
    );
  }
  return relative;
}

/** A kustomization in a repository, or behind a URL. */
function isRemote(given: string): boolean {
  return /:\/\/|\?ref=|^git@/.test(given);
}

function isFile(given: string): boolean {
  const entry = statSync(given, { throwIfNoEntry: false });
  if (entry === undefined) throw new InputError(`${given}: no such file or folder`);
  return entry.isFile();
}

function isAround(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(path.sep) ? outer : outer + path.sep);
}

/** Without links, as far as the path exists: kustomize compares such paths. */
function realFolder(name: string): string {
  const whole = path.resolve(name);
  const parent = path.dirname(whole);
  if (statSync(whole, { throwIfNoEntry: false }) !== undefined) return realpathSync(whole);
  return parent === whole ? whole : path.join(realFolder(parent), path.basename(whole));
}
