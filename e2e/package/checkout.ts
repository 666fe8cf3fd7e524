/** This checkout, and copies of it. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const root: string = path.join(__dirname, '..', '..');

/** A program's output. What it says on stderr is in the error when it fails. */
export function run(
  program: string,
  args: readonly string[],
  { cwd = root, env = {}, input = '' }: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string } = {},
): string {
  return execFileSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  });
}

/** Runs with an empty folder, which is removed afterwards. */
export function scratchFolder(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'image-mirror-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** What git knows or would know: a copy of the sources without anything that was built or installed. */
export function copyCheckout(to: string): void {
  const files = run('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']).split('\0');
  for (const file of files) {
    if (file === '' || !existsSync(path.join(root, file))) continue;
    mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
    cpSync(path.join(root, file), path.join(to, file));
  }
}

/** @returns the path of the package that `npm publish` would upload, of what stands in dist/ */
export function pack(folder: string, { cwd = root }: { cwd?: string } = {}): string {
  const [made] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], { cwd }));
  return path.join(folder, made.filename);
}
