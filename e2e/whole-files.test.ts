/** Files are whole after whatever happens to the built executable: signals at any moment, a full disk, two runs at once. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describeOn } from './tools.ts';
import { executable } from './workspace.ts';

const count = 40;
const files = Array.from({ length: count }, (_, index) => `pod-${String(index).padStart(2, '0')}.yaml`);
const comments = '# a line that is only there to make the file longer\n'.repeat(400);

function podText(name: string, image: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name.replace('.yaml', '')}}\nspec: {containers: [{name: a, image: "${image}"}]}\n${comments}`;
}

const before = (name: string): string => podText(name, 'k8ssandra/medusa:0.29.1');
const after = (name: string): string => podText(name, 'mirror.example.com/k8ssandra/medusa:0.29.1');
const args = ['transform', '--registry', 'mirror.example.com', '--in-place', '.'];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'whole-files-'));
  for (const name of files) writeFileSync(path.join(folder, name), before(name));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string, where = folder): string => readFileSync(path.join(where, name), 'utf8');

function started(where: string): {
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly end: Promise<number | null>;
} {
  const child = spawn(process.execPath, [executable, ...args], { cwd: where, stdio: 'ignore' });
  return { kill: (signal) => child.kill(signal), end: new Promise((resolve) => child.on('exit', resolve)) };
}

/** How many of the files are new; each must be whole. */
function replacedIn(where: string): number {
  for (const name of files) expect([before(name), after(name)].includes(read(name, where))).toBe(true);
  return files.filter((name) => read(name, where) === after(name)).length;
}

/** Resolves when the run has begun to write, or has ended. */
async function writingBegins(where: string, end: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  void end.then(() => {
    hasEnded = true;
  });
  while (!hasEnded && !readdirSync(where).some((name) => name.endsWith('.tmp'))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test.each(['SIGTERM', 'SIGINT', 'SIGKILL'] as const)(
  '%s while files are written leaves whole files, and the next run finishes',
  async (signal) => {
    let interrupted = 0;
    for (const wait of [0, 1, 2, 3, 5, 8, 12, 20]) {
      for (const name of files) writeFileSync(path.join(folder, name), before(name));
      const run = started(folder);
      await writingBegins(folder, run.end);
      await new Promise((resolve) => setTimeout(resolve, wait));
      run.kill(signal);
      const code = await run.end;
      const replaced = replacedIn(folder);
      if (code === 0) expect(replaced).toBe(count);
      else interrupted++;
    }
    expect(interrupted).toBeGreaterThan(0);
    const again = spawnSync(process.execPath, [executable, ...args], { cwd: folder, encoding: 'utf8' });
    expect([again.status, again.stdout]).toEqual([0, '']);
    expect(replacedIn(folder)).toBe(count);
    expect(readdirSync(folder).sort()).toEqual(files);
  },
);

test('two runs at once end in a whole result or an error', async () => {
  const codes = await Promise.all([started(folder).end, started(folder).end]);
  expect(codes.every((code) => code === 0 || code === 2)).toBe(true);
  const replaced = replacedIn(folder);
  if (codes.includes(0)) expect(replaced).toBe(count);
});

const root = process.getuid?.() === 0 ? [] : ['root: only root mounts'];

describeOn('on file systems of their own', root, () => {
  test('a full disk leaves the old files, and nothing else', () => {
    const disk = path.join(folder, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1200k', 'tmpfs', disk], { encoding: 'utf8' });
    expect(mounted.stderr).toBe('');
    try {
      for (const name of files) writeFileSync(path.join(disk, name), before(name));
      const run = spawnSync(process.execPath, [executable, ...args], { cwd: disk, encoding: 'utf8' });
      expect([run.status, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toContain('nothing was written');
      expect(run.stderr).toContain('ENOSPC');
      expect(replacedIn(disk)).toBe(0);
      expect(readdirSync(disk).sort()).toEqual(files);
    } finally {
      spawnSync('umount', [disk]);
    }
  });

  test('a file that is mounted by itself is refused before anything is written', () => {
    const [first = ''] = files;
    const target = path.join(folder, first);
    const source = path.join(folder, 'source.txt');
    writeFileSync(source, before(first));
    expect(spawnSync('mount', ['--bind', source, target], { encoding: 'utf8' }).stderr).toBe('');
    try {
      const run = spawnSync(process.execPath, [executable, ...args], { cwd: folder, encoding: 'utf8' });
      expect(run.status).toBe(2);
      expect(run.stderr).toContain(`${first} cannot be written: it is a mount point`);
      expect(replacedIn(folder)).toBe(0);
    } finally {
      spawnSync('umount', [target]);
    }
  });

  test('a read-only file system is said before anything is written', () => {
    const disk = path.join(folder, 'disk');
    mkdirSync(disk);
    expect(spawnSync('mount', ['-t', 'tmpfs', 'tmpfs', disk], { encoding: 'utf8' }).stderr).toBe('');
    try {
      for (const name of files) writeFileSync(path.join(disk, name), before(name));
      spawnSync('mount', ['-o', 'remount,ro', disk]);
      const run = spawnSync(process.execPath, [executable, ...args], { cwd: disk, encoding: 'utf8' });
      expect([run.status, run.stdout]).toEqual([2, '']);
      expect(run.stderr).toContain('is not writable');
      expect(replacedIn(disk)).toBe(0);
    } finally {
      spawnSync('umount', [disk]);
    }
  });
});
