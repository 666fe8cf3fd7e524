import { existsSync } from 'node:fs';
import path from 'node:path';
import { describeIfAble } from './needs.ts';

/**
 * The facts folder: upstream's files of its releases, answers of the operators' own code, public test suites. It is no part of the
 * repo. `IMAGE_MIRROR_FACTS` says where it is (default: `../shared`).
 */
const folder = path.resolve(process.env.IMAGE_MIRROR_FACTS ?? path.join(__dirname, '..', '..', 'shared'));
const isThere = existsSync(path.join(folder, 'vectors'));
const needs = {
  missing: isThere ? [] : [`the facts folder at ${folder}`],
  requiredBy: 'IMAGE_MIRROR_FACTS_REQUIRED',
};

/** A table of the repo's own `facts/`, which is always there. */
export function factTable(name: 'crd-image-defaults' | 'image-catalog' | 'image-fields-history'): string {
  return path.join(__dirname, '..', 'facts', `${name}.tsv`);
}

/** A `describe` of tests that need the facts folder; `define` gets a function that resolves paths inside it. */
export function facts(name: string, define: (inFacts: (...segments: string[]) => string) => void): void {
  describeIfAble(name, needs, () => define((...segments) => path.join(folder, ...segments)));
}
