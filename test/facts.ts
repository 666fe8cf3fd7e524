import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The facts folder: upstream's releases, answers of the operators' own code, public test suites. It is no part of the
 * repo. `IMAGE_MIRROR_FACTS` says where it is (default: `../shared`). Where it is absent, the tests that need it are
 * named and left out; with `IMAGE_MIRROR_FACTS_REQUIRED=1` its absence is a failure.
 */
const folder = path.resolve(process.env.IMAGE_MIRROR_FACTS ?? path.join(__dirname, '..', '..', 'shared'));
const present = existsSync(path.join(folder, 'vectors'));
const required = process.env.IMAGE_MIRROR_FACTS_REQUIRED === '1';

/** A `describe` of tests that need the facts folder; `define` gets a function that resolves paths inside it. */
export function facts(name: string, define: (inFacts: (...segments: string[]) => string) => void): void {
  if (present) describe(name, () => define((...segments) => path.join(folder, ...segments)));
  else if (required) {
    test(name, () => {
      throw new Error(`IMAGE_MIRROR_FACTS_REQUIRED=1, but there is no facts folder at ${folder}`);
    });
  } else describe.skip(`${name} [left out: no facts folder at ${folder}]`, () => test.todo('needs the facts folder'));
}
