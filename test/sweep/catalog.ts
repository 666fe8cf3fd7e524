import { readFileSync } from 'node:fs';
import { factTable } from '../facts.ts';
import { normalised } from './images.ts';

/**
 * The images that upstream's releases pull by default, as paths without registry, tag and digest:
 * `k8ssandra/system-logger`. From facts/image-catalog.tsv.
 */
export function readCatalog(): ReadonlySet<string> {
  const [, ...rows] = readFileSync(factTable('image-catalog'), 'utf8').trimEnd().split('\n');
  const references = rows.map((row) => row.split('\t')[3] ?? '').filter((reference) => reference !== '');
  return new Set(references.map((reference) => normalised(reference.replaceAll(/\{\w+\}/g, '1')).path));
}
