/** Folders to work in, and programs run there as a user would: the built executable is on the `PATH`. */
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { searchPath } from './tools.ts';

/** What `npm run build` makes. */
const built = path.join(__dirname, '..', 'dist', 'k8ssandra-image-mirror.cjs');

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Files by path. */
export type Files = Readonly<Record<string, string>>;

export interface Workspace {
  readonly folder: string;
  /** Runs a program in the folder, or in one below it. */
  run(
    command: readonly [program: string, ...args: string[]],
    options?: { readonly in?: string; readonly input?: string | Buffer; readonly env?: NodeJS.ProcessEnv },
  ): Outcome;
  write(files: Files): void;
  /** All files below a folder. */
  read(folder: string): Files;
}

const scratch = mkdtempSync(path.join(os.tmpdir(), 'image-mirror-e2e-'));
const bin = path.join(scratch, 'bin');

/** The executable, alone: it needs nothing beside it. */
export const executable: string = path.join(bin, 'k8ssandra-image-mirror.cjs');

beforeAll(() => {
  if (!existsSync(built)) throw new Error(`${built} is missing: npm run build`);
  mkdirSync(bin, { recursive: true });
  copyFileSync(built, executable);
  symlinkSync(executable, path.join(bin, 'k8ssandra-image-mirror'));
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** The environment that programs run in. */
export const environment: NodeJS.ProcessEnv = { ...process.env, PATH: [bin, ...searchPath].join(path.delimiter) };

/** An empty folder, but for these files. */
export function workspace(files: Files = {}): Workspace {
  const folder = mkdtempSync(path.join(scratch, 'work-'));
  const write = (more: Files): void => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
  };
  write(files);
  return {
    folder,
    write,
    read: (below) => filesBelow(path.join(folder, below)),
    run: ([program, ...args], { in: below = '.', input = '', env = environment } = {}) => {
      const cwd = path.join(folder, below);
      const options = { cwd, env, input, encoding: 'utf8', maxBuffer: 2 ** 30, timeout: 120_000 } as const;
      const { status, stdout, stderr, error } = spawnSync(program, args, options);
      if (error !== undefined) throw error;
      return { status, stdout, stderr };
    },
  };
}

export function filesBelow(folder: string): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]));
}

/** The output of a program that has to succeed. */
export function outputOf({ status, stdout, stderr }: Outcome): string {
  if (status !== 0) throw new Error(`exit code ${status}\n${stderr}`);
  return stdout;
}

/** Replaces what stands in a text exactly once. */
export function replaceOnce(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${JSON.stringify(from)} stands ${parts.length - 1} times in the text`);
  return parts.join(to);
}
