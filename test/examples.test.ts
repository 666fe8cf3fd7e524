import { spawnSync } from 'node:child_process';
import {
  cpSync,
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
import { parseAllDocuments } from 'yaml';
import { operatorFields } from '../src/k8ssandra/fields.ts';
import { imageSites } from '../src/k8ssandra/sites.ts';
import { formatFieldPath } from '../src/source/field-path.ts';
import type { JsonObject } from '../src/source/json.ts';

/**
 * Runs examples/: the bash block of each README on a copy of its folder, with the built executable on the PATH.
 *
 * | in the folder           | is what                                                     |
 * |-------------------------|-------------------------------------------------------------|
 * | `expected/`             | the command makes of the files in `input/` or `package/`, or of those in `overlays/` |
 * | `expected.yaml`         | the command prints                                          |
 * | `expected-messages.txt` | the command says on stderr; without this file: nothing      |
 *
 * `UPDATE_EXAMPLES=1` writes them anew.
 */
const root = path.join(__dirname, '..');
const examples = path.join(root, 'examples');
const executable = path.join(root, 'dist', 'k8ssandra-image-mirror.cjs');
const update = process.env.UPDATE_EXAMPLES === '1';

interface Example {
  readonly name: string;
  /** Edited in place; absent: the command prints. */
  readonly edits?: string;
  /** For a command that needs kustomize or kpt (those are run end to end, see e2e/): the same job, with Node alone. */
  readonly standIn?: string;
  readonly config: string;
  /** kustomize sorts the keys of what it prints. */
  readonly keysSorted?: true;
  /** Fails if there is something left to change; absent: a transform of what is expected. */
  readonly check?: string;
}

/** What `kustomize build base` prints goes in. */
const overlayCommand =
  'sed -s "\\$a ---" base/[!k]*.yaml | k8ssandra-image-mirror overlay - --resources base --config mirror.yaml -o overlays/mirror';

const inPlace = { edits: 'input', config: 'mirror.yaml' };

const table: readonly Example[] = [
  { name: 'current-install', ...inPlace },
  { name: 'docs-page-install', ...inPlace },
  { name: 'harbor-projects', ...inPlace },
  { name: 'helm-post-renderer', config: 'mirror.yaml' },
  { name: 'image-config-gaps', ...inPlace },
  {
    name: 'kpt-package',
    edits: 'package',
    config: 'package/mirror.yaml',
    standIn: 'k8ssandra-image-mirror transform --in-place package --config package/mirror.yaml',
  },
  {
    name: 'kustomize-overlay',
    edits: 'overlays',
    config: 'mirror.yaml',
    standIn: overlayCommand,
    check: `${overlayCommand} --check`,
  },
  {
    name: 'kustomize-transformer',
    config: 'mirror.yaml',
    // What `kustomize build base` prints.
    standIn: 'k8ssandra-image-mirror transform expected-base.yaml --config mirror.yaml',
    keysSorted: true,
  },
  { name: 'named-everywhere', ...inPlace },
  { name: 'named-nowhere', ...inPlace },
];

let scratch: string;
beforeAll(() => {
  if (!existsSync(executable)) throw new Error(`${executable} is missing: npm run build`);
  scratch = mkdtempSync(path.join(os.tmpdir(), 'examples-'));
  mkdirSync(path.join(scratch, 'bin'));
  symlinkSync(executable, path.join(scratch, 'bin', 'k8ssandra-image-mirror'));
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('every folder is run, and listed in the README', () => {
  const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(table.map(({ name }) => name).sort());
  const readme = readFileSync(path.join(examples, 'README.md'), 'utf8');
  expect(table.filter(({ name }) => !readme.includes(`[${name}](${name})`))).toEqual([]);
});

describe.each(table)('$name', (example) => {
  const folder = path.join(examples, example.name);

  test('comes out as expected', () => {
    const copy = copyOf(folder);
    const { stdout, stderr } = runIn(copy, example.standIn ?? commandOf(folder));
    const edited = example.edits === undefined ? undefined : path.join(copy, example.edits);
    if (update) writeExpectations(example, { stdout, stderr, edited });
    expect(stderr).toBe(readIfThere(path.join(folder, 'expected-messages.txt')));
    if (edited !== undefined) expect(filesBelow(edited)).toEqual(filesBelow(path.join(folder, 'expected')));
    const expected = readIfThere(path.join(folder, 'expected.yaml'));
    if (example.keysSorted) expect(documents(stdout)).toEqual(documents(expected));
    else expect(stdout).toBe(expected);
  });

  test('has nothing left to change afterwards', () => {
    if (example.check !== undefined) {
      const copy = copyOf(folder);
      cpSync(path.join(folder, 'expected'), path.join(copy, example.edits ?? ''), { recursive: true });
      expect(runIn(copy, example.check)).toEqual({ stdout: '', stderr: '' });
      return;
    }
    const expected = example.edits === undefined ? 'expected.yaml' : 'expected';
    const { stdout } = runIn(folder, `k8ssandra-image-mirror transform --diff ${expected} --config ${example.config}`);
    expect(existsSync(path.join(folder, expected))).toBe(true);
    expect(stdout).toBe('');
  });
});

test('named-everywhere names an image in every field that the operators read', () => {
  const files = filesBelow(path.join(examples, 'named-everywhere', 'input'));
  const sites = Object.values(files)
    .flatMap(documents)
    .flatMap((resource) => imageSites(resource).sites);
  const kinds = ['K8ssandraCluster', 'CassandraDatacenter', 'Stargate', 'Reaper'];
  const fields = operatorFields.filter(
    // A pod can't be created with an ephemeral container.
    ({ kind, effect, place }) => kinds.includes(kind) && effect === 'always' && place !== 'ephemeral',
  );
  const nameOf = ({ kind, path: steps }: (typeof fields)[number]): string => `${kind} ${formatFieldPath(steps)}`;
  const named = new Set(sites.map(({ field }) => nameOf(field)));
  expect(fields.map(nameOf).filter((name) => !named.has(name))).toEqual([]);
});

function copyOf(folder: string): string {
  const copy = mkdtempSync(path.join(scratch, `${path.basename(folder)}-`));
  cpSync(folder, copy, { recursive: true });
  return copy;
}

function commandOf(folder: string): string {
  const block = /^```bash\n([\s\S]*?)^```$/m.exec(readFileSync(path.join(folder, 'README.md'), 'utf8'));
  if (block?.[1] === undefined) throw new Error(`${folder}/README.md has no bash block`);
  return block[1];
}

function runIn(cwd: string, command: string): { readonly stdout: string; readonly stderr: string } {
  const env = { ...process.env, PATH: `${path.join(scratch, 'bin')}:${process.env.PATH}` };
  const { status, stdout, stderr } = spawnSync('bash', ['-euo', 'pipefail', '-c', command], {
    cwd,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`exit code ${status} of ${command}\n${stderr}`);
  return { stdout, stderr };
}

/** Texts by path. */
function filesBelow(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = entries.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(paths.map((file) => [path.relative(folder, file), readFileSync(file, 'utf8')]));
}

function documents(text: string): readonly JsonObject[] {
  return parseAllDocuments(text).map((document) => document.toJS() as JsonObject);
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly edited: string | undefined;
}

function writeExpectations({ name, keysSorted }: Example, { stdout, stderr, edited }: Outcome): void {
  const folder = path.join(examples, name);
  const write = (file: string, text: string): void => {
    if (text === '') rmSync(path.join(folder, file), { force: true });
    else writeFileSync(path.join(folder, file), text);
  };
  write('expected-messages.txt', stderr);
  // Its own tool has to write that: see the README of the example.
  if (!keysSorted) write('expected.yaml', stdout);
  if (edited === undefined) return;
  rmSync(path.join(folder, 'expected'), { recursive: true, force: true });
  cpSync(edited, path.join(folder, 'expected'), { recursive: true });
}
