/**
 * The programs that users run us in. Where one is absent, the tests that need it are named and left out; with
 * `IMAGE_MIRROR_TOOLS_REQUIRED=1` its absence is a failure.
 */
import { accessSync, constants } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type Tool = 'kustomize' | 'kubectl' | 'kpt' | 'helm';

const root = path.join(__dirname, '..');

/** Where programs are looked for: what CI installs, what `go install` makes, and the `PATH`. */
export const searchPath: readonly string[] = [
  path.join(root, '.tools', 'bin'),
  path.join(os.homedir(), 'go', 'bin'),
  ...(process.env.PATH ?? '').split(path.delimiter),
];

function isInstalled(tool: Tool): boolean {
  return searchPath.some((folder) => {
    try {
      accessSync(path.join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A `describe` of tests that run a tool. */
export function withTool(tool: Tool, name: string, define: () => void): void {
  if (isInstalled(tool)) describe(name, define);
  else if (process.env.IMAGE_MIRROR_TOOLS_REQUIRED === '1') {
    test(name, () => {
      throw new Error(`IMAGE_MIRROR_TOOLS_REQUIRED=1, but there is no ${tool} in ${searchPath.join(path.delimiter)}`);
    });
  } else describe.skip(`${name} [left out: ${tool} is not installed]`, () => test.todo(`needs ${tool}`));
}
