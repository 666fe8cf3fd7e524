/** What the tests with a real API server need on the machine. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { searchPath } from '../tools.ts';

const programs = ['etcd', 'go', 'kubectl'] as const;

function isInstalled(program: string): boolean {
  return [...searchPath, '/usr/local/go/bin'].some((folder) => {
    try {
      accessSync(path.join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** A `describe` of tests with an API server. */
export function withApiServer(name: string, define: () => void): void {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0) describe(name, define);
  else if (process.env.IMAGE_MIRROR_TOOLS_REQUIRED === '1') {
    test(name, () => {
      throw new Error(`IMAGE_MIRROR_TOOLS_REQUIRED=1, but this machine has no ${missing.join(', ')}`);
    });
  } else describe.skip(`${name} [left out: no ${missing.join(', ')}]`, () => test.todo(`needs ${missing.join(', ')}`));
}
