import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseMountPoints } from '../../../src/cli/files/mount-points.ts';
import { replaceFiles } from '../../../src/cli/files/replace.ts';
import { diskSteps, type FileSteps } from '../../../src/cli/files/steps.ts';
import { type FileChange, findTargets } from '../../../src/cli/files/target.ts';

let folder = '';
const at = (name: string): string => path.join(folder, name);
const text = (name: string): string => readFileSync(at(name), 'utf8');
const change = (name: string): FileChange => ({ path: at(name), before: `old ${name}`, after: `new ${name}` });
const names = ['a.yaml', 'b.yaml', 'c.yaml'];
const changes = (): readonly FileChange[] => names.map(change);

beforeEach(() => {
  folder = mkdtempSync(path.join(realpathSync(os.tmpdir()), 'replace-'));
  for (const name of names) writeFileSync(at(name), `old ${name}`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stepNames = ['create', 'write', 'setMode', 'flush', 'close', 'read', 'rename', 'remove'] as const;

/** The steps of the disk, of which one fails: the n-th call of its name. `dead`: and none works from then on. */
function failing(name: keyof FileSteps, call: number, after: 'alive' | 'dead'): FileSteps {
  let calls = 0;
  let isDead = false;
  const fail = (): never => {
    throw new Error('ENOSPC: no space left on device');
  };
  const wrap =
    <Args extends readonly unknown[], Value>(key: keyof FileSteps, step: (...args: Args) => Value) =>
    (...args: Args): Value => {
      if (isDead) return fail();
      if (key !== name || ++calls !== call) return step(...args);
      isDead = after === 'dead';
      return fail();
    };
  return {
    create: wrap('create', diskSteps.create),
    write: wrap('write', (file, bytes) => {
      diskSteps.write(file, bytes.subarray(0, 3));
      diskSteps.write(file, bytes.subarray(3));
    }),
    setOwner: wrap('setOwner', diskSteps.setOwner),
    setMode: wrap('setMode', diskSteps.setMode),
    flush: wrap('flush', diskSteps.flush),
    close: wrap('close', diskSteps.close),
    read: wrap('read', diskSteps.read),
    rename: wrap('rename', diskSteps.rename),
    remove: wrap('remove', diskSteps.remove),
  };
}

function expectWholeFiles(): void {
  for (const name of names) expect([`old ${name}`, `new ${name}`]).toContain(text(name));
}

test('files are replaced, keep their mode, and nothing else is left behind', async () => {
  chmodSync(at('b.yaml'), 0o640);
  await replaceFiles(changes(), [folder]);
  expect(names.map(text)).toEqual(names.map((name) => `new ${name}`));
  expect(statSync(at('b.yaml')).mode & 0o777).toBe(0o640);
  expect(readdirSync(folder).sort()).toEqual(names);
});

describe.each(stepNames)('a failing %s', (name) => {
  test.each([1, 2, 3, 4])('at call %i leaves every file whole, and the next run finishes', async (call) => {
    for (const after of ['alive', 'dead'] as const) {
      const failed = await replaceFiles(changes(), [folder], failing(name, call, after)).then(
        () => undefined,
        (error: unknown) => error,
      );
      expectWholeFiles();
      const replaced = names.filter((file) => text(file).startsWith('new'));
      if (failed instanceof Error && replaced.length > 0) {
        expect(failed.message).toContain(`\nreplaced: ${replaced.map(at).join(', ')}\n`);
      }
      if (failed === undefined) expect(replaced).toEqual(names);
      if (after === 'alive') expect(readdirSync(folder).sort()).toEqual(names);
      await replaceFiles(
        changes().filter(({ path: file }) => !text(path.basename(file)).startsWith('new')),
        [folder],
      );
      expect(names.map(text)).toEqual(names.map((file) => `new ${file}`));
      for (const file of names) writeFileSync(at(file), `old ${file}`);
    }
  });
});

test('a file that was saved after it was read is not overwritten, and nothing is written', async () => {
  writeFileSync(at('c.yaml'), 'saved by somebody');
  await expect(replaceFiles(changes(), [folder])).rejects.toThrow(/nothing was written: .*c\.yaml: it has changed/);
  expect(names.map(text)).toEqual(['old a.yaml', 'old b.yaml', 'saved by somebody']);
});

test('a file that is saved while others are replaced is not overwritten, and the message says what was', async () => {
  let renames = 0;
  const steps: FileSteps = {
    ...diskSteps,
    rename: (from, to) => {
      diskSteps.rename(from, to);
      if (++renames === 1) writeFileSync(at('b.yaml'), 'saved by somebody');
    },
  };
  const message = `replaced: ${at('a.yaml')}\nnot replaced: ${at('b.yaml')}, ${at('c.yaml')}`;
  await expect(replaceFiles(changes(), [folder], steps)).rejects.toThrow(message);
  expect(names.map(text)).toEqual(['new a.yaml', 'saved by somebody', 'old c.yaml']);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s in the middle ends between two files', async (signal) => {
  const on = jest.spyOn(process, 'on');
  const removed = jest.spyOn(process, 'removeListener');
  const handlerOf = (name: string): ((received: string) => void) => {
    const [, handler] = on.mock.calls.find(([event]) => event === name) ?? [];
    return handler as (received: string) => void;
  };
  const steps: FileSteps = {
    ...diskSteps,
    rename: (from, to) => {
      diskSteps.rename(from, to);
      handlerOf(signal)(signal);
    },
  };
  await expect(replaceFiles(changes(), [folder], steps)).rejects.toThrow(`stopped by ${signal}\nreplaced: `);
  expect(names.map(text)).toEqual(['new a.yaml', 'old b.yaml', 'old c.yaml']);
  expect(removed).toHaveBeenCalledWith(signal, handlerOf(signal));
  jest.restoreAllMocks();
});

test('a link inside stays a link, and its target is replaced', async () => {
  symlinkSync('a.yaml', at('link.yaml'));
  await replaceFiles([{ path: at('link.yaml'), before: 'old a.yaml', after: 'new a.yaml' }], [folder]);
  expect(lstatSync(at('link.yaml')).isSymbolicLink()).toBe(true);
  expect(text('a.yaml')).toBe('new a.yaml');
});

test('a link that leads outside is not followed, and nothing is written', async () => {
  mkdirSync(at('given'));
  symlinkSync(at('a.yaml'), at('given/link.yaml'));
  writeFileSync(at('given/own.yaml'), 'old');
  const given = [
    { path: at('given/own.yaml'), before: 'old', after: 'new' },
    { path: at('given/link.yaml'), before: 'old a.yaml', after: 'new a.yaml' },
  ];
  await expect(replaceFiles(given, [at('given')])).rejects.toThrow('outside of what was given');
  expect([text('given/own.yaml'), text('a.yaml')]).toEqual(['old', 'old a.yaml']);
});

test('a link that was given by name is written where it leads', async () => {
  symlinkSync('a.yaml', at('link.yaml'));
  await replaceFiles([{ path: at('link.yaml'), before: 'old a.yaml', after: 'new' }], [at('link.yaml')]);
  expect(text('a.yaml')).toBe('new');
});

test('a file and a link to it are one file', async () => {
  symlinkSync('a.yaml', at('link.yaml'));
  const twice = { ...change('a.yaml'), path: at('link.yaml') };
  await replaceFiles([change('a.yaml'), twice], [folder]);
  expect(text('a.yaml')).toBe('new a.yaml');
  writeFileSync(at('a.yaml'), 'old a.yaml');
  await expect(replaceFiles([change('a.yaml'), { ...twice, after: 'other' }], [folder])).rejects.toThrow('same file');
  expect(text('a.yaml')).toBe('old a.yaml');
});

test('a hard link is broken: the other name keeps the old content', async () => {
  linkSync(at('a.yaml'), at('other.yaml'));
  await replaceFiles([change('a.yaml')], [folder]);
  expect([text('a.yaml'), text('other.yaml')]).toEqual(['new a.yaml', 'old a.yaml']);
});

test('a mount point cannot be replaced', () => {
  const mounts = parseMountPoints(`36 35 98:0 /x ${at('a.yaml')} rw,noatime - ext4 /dev/root rw\n`);
  expect(findTargets(changes(), [folder], mounts).problems).toEqual([
    expect.stringContaining('a.yaml cannot be written: it is a mount point'),
  ]);
});

test('blanks in mount points are read', () => {
  expect(parseMountPoints('1 2 3:4 / /a\\040b rw - x y z\n')).toEqual(new Set(['/a b']));
});

test('leftovers of a killed run are removed, those of a running one are not', async () => {
  writeFileSync(at(`.k8ssandra-image-mirror-${process.pid}-0.tmp`), 'torn');
  writeFileSync(at('.k8ssandra-image-mirror-999999999-1.tmp'), 'torn');
  writeFileSync(at(`.k8ssandra-image-mirror-${process.ppid}-1.tmp`), 'in use');
  await replaceFiles([change('a.yaml')], [folder]);
  expect(readdirSync(folder).sort()).toEqual([`.k8ssandra-image-mirror-${process.ppid}-1.tmp`, ...names]);
});

test('two runs at once end in a whole result or an error', async () => {
  const ends = await Promise.allSettled([replaceFiles(changes(), [folder]), replaceFiles(changes(), [folder])]);
  expect(ends.some(({ status }) => status === 'rejected')).toBe(true);
  expectWholeFiles();
});

test('a new file is made, one that should go is removed last, and one that has appeared is kept', async () => {
  const removed = { ...change('c.yaml'), after: undefined };
  await replaceFiles([removed, { path: at('d.yaml'), before: undefined, after: 'd' }], [folder]);
  expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'b.yaml', 'd.yaml']);
  const again = { path: at('d.yaml'), before: undefined, after: 'other' };
  await expect(replaceFiles([again], [folder])).rejects.toThrow('it has appeared');
  expect(text('d.yaml')).toBe('d');
});
