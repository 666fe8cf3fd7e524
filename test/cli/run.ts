import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runCommand } from '../../src/cli/command.ts';

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process; files are its input. */
export async function run(...args: readonly string[]): Promise<Ran> {
  const texts = { stdout: '', stderr: '' };
  const capture = (name: keyof typeof texts): jest.SpyInstance =>
    jest.spyOn(process[name], 'write').mockImplementation((text, ...rest) => {
      texts[name] += text;
      const done = rest.at(-1);
      if (typeof done === 'function') done();
      return true;
    });
  const spies = [capture('stdout'), capture('stderr')];
  try {
    return { exitCode: await runCommand(args), ...texts };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** A folder with these files, for the tests of a file. */
export function folderOf(files: Readonly<Record<string, string>>): { readonly at: (name?: string) => string } {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'reports-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return { at: (name = '') => path.join(folder, name) };
}
