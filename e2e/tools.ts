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

/** Those of the programs that cannot be found, each with what to do about it. */
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
  helm4: 'GOBIN=$PWD/.tools/helm4/bin go install helm.sh/helm/v4/cmd/helm@v4.3.1',
} as const;

export type Tool = keyof typeof tools;

/** Helm 3 and Helm 4 are both called helm, and users have one of them: the folder of the other one. */
export const helm4Folder: string = path.join(root, '.tools', 'helm4', 'bin');

/** A `describe` of tests that run a tool that users run us in. */
export function withTool(tool: Tool, name: string, define: () => void): void {
  describeOn(name, tool === 'helm4' ? missingHelm4() : missingPrograms({ [tool]: tools[tool] }), define);
}

function missingHelm4(): readonly string[] {
  return isExecutable(path.join(helm4Folder, 'helm')) ? [] : [`helm 4: ${tools.helm4}`];
}
