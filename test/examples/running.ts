/** Commands, run on copies of the folders of examples/, with the built executable on the PATH. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '..', '..');
const executable = path.join(root, 'dist', 'k8ssandra-image-mirror.cjs');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'examples-'));
const bin = path.join(scratch, 'bin');

export const examples: string = path.join(root, 'examples');

beforeAll(() => {
  if (!existsSync(executable)) throw new Error(`${executable} is missing: npm run build`);
  mkdirSync(bin);
  symlinkSync(executable, path.join(bin, 'k8ssandra-image-mirror'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The path of a copy of an example's folder. */
export function copyOf(example: string): string {
  const copy = mkdtempSync(path.join(scratch, `${example}-`));
  cpSync(path.join(examples, example), copy, { recursive: true });
  return copy;
}

/** What the README of an example says to run: its first bash block. */
export function commandOf(example: string): string {
  const block = /^```bash\n([\s\S]*?)^```$/m.exec(readFileSync(path.join(examples, example, 'README.md'), 'utf8'));
  if (block?.[1] === undefined) throw new Error(`examples/${example}/README.md has no bash block`);
  return block[1];
}

/** Runs a command of a shell. The folder `fakes` goes before everything else on the PATH. */
export function run(
  cwd: string,
  command: string,
  { env = {}, fakes = [] }: { readonly env?: NodeJS.ProcessEnv; readonly fakes?: readonly string[] } = {},
): Outcome {
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', command], {
    cwd,
    env: { ...process.env, ...env, PATH: [...fakes, bin, process.env.PATH].join(path.delimiter) },
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** Texts by path. */
export function filesBelow(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]));
}
