/** Inputs that cannot be read and outputs that cannot be written: what is said. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import path from 'node:path';
import { deployment } from '../test/cli/manifests.ts';
import { executable, type Outcome, type Workspace, workspace } from './workspace.ts';

const files = { 'pod.yaml': deployment('nginx:1'), 'folder/pod.yaml': deployment('nginx:1') };

/** Runs a line of a shell, in which `$tool` is the executable. */
function shell(line: string, { folder }: Workspace): Outcome {
  const tool = `${process.execPath} ${executable}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
    cwd: folder,
    env: { ...process.env, tool },
    encoding: 'utf8',
    timeout: 60_000,
  });
  return { status, stdout, stderr };
}

const place = workspace(files);
beforeAll(() => {
  symlinkSync('/dev/zero', path.join(place.folder, 'folder', 'zero.yaml'));
  spawnSync('mkfifo', [path.join(place.folder, 'folder', 'pipe.yaml')]);
  place.write({ 'large.yaml': '', 'many.yaml': 'a: 1\n---\n'.repeat(1_000_000), 'small.yaml': 'a: 1\n'.repeat(300) });
  truncateSync(path.join(place.folder, 'large.yaml'), 1500 * 2 ** 20);
  mkdirSync(path.join(place.folder, 'empty'));
});

test.each([
  ['a folder as standard input', '$tool transform --registry m.io < folder', 'a folder can not be read as a file'],
  ['the same, to the function', '$tool < folder', 'a folder can not be read as a file'],
  [
    'a file that is too large',
    '$tool check --registry m.io large.yaml',
    'large.yaml: the input is larger than 256 MiB',
  ],
  ['the same on standard input', '$tool check --registry m.io < large.yaml', 'the input is larger than 256 MiB'],
  ['the same, to the function', '$tool < large.yaml', 'the input is larger than 256 MiB'],
  ['a limit that is given', '$tool check --registry m.io --max-input 1Ki small.yaml', 'larger than 1024 bytes'],
  [
    'a limit beyond what can be held',
    '$tool check --registry m.io --max-input 4Gi large.yaml',
    'larger than 511 MiB: split it',
  ],
  ['a device without an end', '$tool check --registry m.io /dev/zero', '/dev/zero: the input is larger than 256 MiB'],
  ['a configuration without an end', '$tool check --config /dev/zero pod.yaml', '/dev/zero: the input is larger'],
  [
    'context without an end',
    '$tool check --registry m.io --context /dev/zero pod.yaml',
    '/dev/zero: the input is larger',
  ],
  ['a million documents', '$tool check --registry m.io many.yaml', 'more than 250000 resources'],
  ['a full disk', '$tool transform --registry m.io pod.yaml > /dev/full', 'no space left on device'],
  ['a full disk, for a report', '$tool explain --registry m.io pod.yaml > /dev/full', 'no space left on device'],
  [
    'a file in the place of an overlay',
    '$tool overlay --registry m.io pod.yaml -o pod.yaml',
    'pod.yaml cannot be written to',
  ],
  [
    'a file above an overlay',
    '$tool overlay --registry m.io pod.yaml -o pod.yaml/x',
    'pod.yaml/x cannot be written to',
  ],
])('refused: %s', (_, line, reason) => {
  const { status, stdout, stderr } = shell(line, place);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(reason);
  expect(stderr).not.toMatch(/^\s+at /m);
});

test('a pipe and a device in a folder are passed over', () => {
  const { status, stderr } = shell('$tool transform --registry m.io folder > /dev/null', place);
  expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(/pipe\.yaml.*zero\.yaml/) });
});

test('a pipe that is named is read', () => {
  const { status, stdout } = shell('$tool transform --registry m.io <(cat pod.yaml)', place);
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining('m.io/library/nginx:1') });
});

test('where nothing can be said, the exit code is', () => {
  expect(shell('$tool explain --registry m.io pod.yaml > /dev/full 2> /dev/full', place).status).toBe(2);
});
