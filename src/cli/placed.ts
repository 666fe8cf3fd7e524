/** Where a source stands in what was given: the folders around it tell which Kubernetes cluster it is for. */
import path from 'node:path';
import type { Source } from '../app/sources.ts';
import { slashed } from './slashed.ts';

/**
 * @param given a folder, a file, or `-`
 * @param isOnly whether nothing is given beside it: else each thing that is given is a place among others
 */
export function placed(given: string, kind: 'folder' | 'file', source: Source, isOnly: boolean): Source {
  if (kind === 'folder' && source.path !== undefined) {
    const root = slashed(path.normalize(`${given}/`));
    const file = root === './' ? source.path : source.path.slice(root.length);
    return { ...source, placed: { file, folder: foldersOf(isOnly ? file : source.path) } };
  }
  return isOnly ? source : { ...source, placed: { file: given, folder: given.split('/') } };
}

function foldersOf(file: string): readonly string[] {
  return file.split('/').slice(0, -1);
}
