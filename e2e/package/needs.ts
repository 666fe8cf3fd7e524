/**
 * What tests need of the machine beyond the programs of ../tools.ts. Where it is missing, the tests are named and left
 * out; with `IMAGE_MIRROR_TOOLS_REQUIRED=1`, as in CI, that is a failure.
 */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { searchPath } from '../tools.ts';

const required = process.env.IMAGE_MIRROR_TOOLS_REQUIRED === '1';

/**
 * A `describe` that is left out where something is missing.
 *
 * @param missing a phrase each: "zsh: apt-get install zsh"
 */
export function describeIfAble(name: string, missing: readonly string[], define: () => void): void {
  if (missing.length === 0) describe(name, define);
  else if (required) {
    test(name, () => {
      throw new Error(`IMAGE_MIRROR_TOOLS_REQUIRED=1, but this is missing: ${missing.join('; ')}`);
    });
  } else describe.skip(`${name} [left out, missing: ${missing.join('; ')}]`, () => test.todo('needs what is missing'));
}

/** Those of the programs that can't be found, each with what to do about it. */
export function missingPrograms(advice: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(advice).flatMap(([name, remedy]) =>
    findProgram(name) === undefined ? [`${name}: ${remedy}`] : [],
  );
}

/** Where a program is; Debian keeps what only root runs in folders of its own. */
export function findProgram(name: string): string | undefined {
  return [...searchPath, '/usr/sbin', '/sbin'].map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
