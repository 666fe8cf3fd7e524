import fs, { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run } from './run.ts';

const pod = `apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  containers:
    - image: quay.io/a/b:1
`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'transform-'));
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** As the system refuses it to those who may not write. */
function refuseWriting(file: string): void {
  const access = fs.accessSync;
  jest.spyOn(fs, 'accessSync').mockImplementation((name, mode) => {
    if (name === file) throw new Error(`EACCES: permission denied, access '${file}'`);
    access(name, mode);
  });
}

test('where one file may not be written, none is, and that is said without a stack', async () => {
  const [first, second] = ['a.yaml', 'b.yaml'].map((name) => path.join(folder, name)) as [string, string];
  for (const file of [first, second]) writeFileSync(file, pod);
  refuseWriting(second);
  expect(await run('transform', '--registry', 'm.io', '--in-place', first, second)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: `k8ssandra-image-mirror: nothing was written: ${second} cannot be written: it is not writable\n`,
  });
  expect(readFileSync(first, 'utf8')).toBe(pod);
});
