/**
 * The programs that users run us in. Where one is absent, the tests that need it are named and left out; with
 * `IMAGE_MIRROR_TOOLS_REQUIRED=1` its absence is a failure.
 */
import { accessSync, constants } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type Tool = 'kustomize' | 'kubectl' | 'kpt' | 'helm' | 'helm4';

const root = path.join(__dirname, '..');

/** Where programs are looked for: what CI installs, what `go install` makes, and the `PATH`. */
export const searchPath: readonly string[] = [
  path.join(root, '.tools', 'bin'),
  path.join(os.homedir(), 'go', 'bin'),
  ...(process.env.PATH ?? '').split(path.delimiter),
];

/** Helm 3 and Helm 4 are both called helm, and users have one of them: the folder of the other one. */
export const helm4Folder: string = path.join(root, '.tools', 'helm4', 'bin');

function isInstalled(tool: Tool): boolean {
  const [folders, program] = tool === 'helm4' ? [[helm4Folder], 'helm'] : [searchPath, tool];
  return folders.some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
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
      throw new Error(`IMAGE_MIRROR_TOOLS_REQUIRED=1, but ${tool} is not installed: see .ci/run`);
    });
  } else describe.skip(`${name} [left out: ${tool} is not installed]`, () => test.todo(`needs ${tool}`));
}
