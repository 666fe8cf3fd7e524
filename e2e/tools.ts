/** The programs that tests run, and where they are. With `IMAGE_MIRROR_TOOLS_REQUIRED=1` the absence of one is a failure. */
import { accessSync, constants } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describeIfAble } from '../test/needs.ts';

const root = path.join(__dirname, '..');

/** Where programs are looked for: what CI installs, what `go install` makes, and the `PATH`. */
export const searchPath: readonly string[] = [
  path.join(root, '.tools', 'bin'),
  path.join(os.homedir(), 'go', 'bin'),
  ...(process.env.PATH ?? '').split(path.delimiter),
];

/** Debian keeps what only root runs in folders of its own, and Go comes with one. */
const furtherFolders = ['/usr/sbin', '/sbin', '/usr/local/go/bin'];

/** Where a program is. */
export function findProgram(name: string): string | undefined {
  return [...searchPath, ...furtherFolders].map((folder) => path.join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Those of the programs that can't be found, each with what to do about it. */
export function missingPrograms(advice: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(advice).flatMap(([name, remedy]) =>
    findProgram(name) === undefined ? [`${name}: ${remedy}`] : [],
  );
}

/** A `describe` of tests that need something of the machine. */
export function describeOn(name: string, missing: readonly string[], define: () => void): void {
  describeIfAble(name, { missing, requiredBy: 'IMAGE_MIRROR_TOOLS_REQUIRED' }, define);
}

const tools = {
  kustomize: 'go install sigs.k8s.io/kustomize/kustomize/v5@v5.8.1',
  kubectl: 'https://kubernetes.io/docs/tasks/tools',
  kpt: 'https://kpt.dev/installation',
  helm: 'go install helm.sh/helm/v3/cmd/helm@v3.19.0',
} as const;

export type Tool = keyof typeof tools;

/** A `describe` of tests that run a tool that users run us in. */
export function withTool(tool: Tool, name: string, define: () => void): void {
  describeOn(name, missingPrograms({ [tool]: tools[tool] }), define);
}
