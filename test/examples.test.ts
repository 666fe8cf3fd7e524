import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { fieldsAt } from '../src/k8ssandra/fields/field-templates.ts';
import { operatorFields } from '../src/k8ssandra/fields/fields.ts';
import { imageSites } from '../src/k8ssandra/fields/sites.ts';
import { formatFieldPath } from '../src/yaml/field-path.ts';
import type { JsonObject } from '../src/yaml/json.ts';
import { commandOf, copyOf, examples, filesBelow, run } from './examples/running.ts';

const ofOperators = operatorFields.flatMap(fieldsAt);

/**
 * Runs examples/: the bash block of each README on a copy of its folder, with the built executable on the PATH.
 *
 * | in the folder                            | is what                                                     |
 * |------------------------------------------|-------------------------------------------------------------|
 * | `expected/`                              | the command makes of the files in a folder beside it        |
 * | `overlays/mirror/`, `components/mirror/` | the command writes                                          |
 * | `expected.yaml`                          | the command prints                                          |
 * | `expected.txt`                           | the command prints: a report, in which nothing is to change |
 * | `expected-messages.txt`                  | the command says on stderr; without this file: nothing      |
 *
 * `UPDATE_EXAMPLES=1` writes them anew.
 */
const update = process.env.UPDATE_EXAMPLES === '1';

interface Example {
  readonly name: string;
  /** What comes out: `expected`, made of the folder that is edited in place, a folder of its own, or one of the files. */
  readonly makes: 'expected' | 'overlays/mirror' | 'components/mirror' | 'expected.yaml' | 'expected.txt';
  readonly edits?: string;
  /** For a command that needs kustomize or kpt (those are run end to end, see e2e/): the same job, with Node alone. */
  readonly standIn?: string;
  readonly config: string;
  /** kustomize sorts the keys of what it prints. */
  readonly keysSorted?: true;
  /** Of a command that shows a failure. */
  readonly exitCode?: 1;
  /** Fails if there is something left to change; absent: a transform of what is expected. */
  readonly check?: string;
}

/** An overlay's example: `base` is what `kustomize build base` prints, or a command that prints as much. */
function overlaid(base: string, words: string): Pick<Example, 'standIn' | 'check' | 'config'> {
  const overlay = `${base} | k8ssandra-image-mirror overlay - ${words}`;
  return { standIn: overlay, check: `${overlay} --check`, config: 'mirror.yaml' };
}

const onBase = '--resources base --config mirror.yaml -o overlays/mirror';
const component = '--overlay-kind Component --config mirror.yaml --context operators.yaml -o components/mirror';

const postRenderers = 'k8ssandra-image-mirror overlay --format postrenderers --config mirror.yaml';

const inPlace = { makes: 'expected', edits: 'input', config: 'mirror.yaml' } as const;
const printed = { makes: 'expected.yaml', config: 'mirror.yaml' } as const;
const reported = { makes: 'expected.txt', config: 'mirror.yaml' } as const;

const table: readonly Example[] = [
  {
    name: 'argocd-build-options',
    makes: 'expected.yaml',
    config: 'app/mirror.yaml',
    standIn: 'k8ssandra-image-mirror transform expected-base.yaml --config app/mirror.yaml',
    keysSorted: true,
  },
  {
    name: 'argocd-helm-chart',
    makes: 'overlays/mirror',
    edits: 'overlays/mirror',
    ...overlaid('cat expected-base.yaml', onBase),
  },
  { name: 'argocd-plugin', makes: 'expected.yaml', config: 'app/mirror.yaml' },
  { name: 'current-install', ...inPlace },
  { name: 'docs-page-install', ...inPlace },
  {
    name: 'fleet',
    makes: 'expected',
    edits: 'package',
    config: 'package/mirror.yaml',
  },
  {
    name: 'flux-post-renderers',
    ...printed,
    standIn: `cat rendered.yaml | ${postRenderers}`,
    check: `cat rendered.yaml | ${postRenderers} -o expected.yaml --check`,
  },
  {
    name: 'gitops-overlay',
    makes: 'overlays/mirror',
    edits: 'overlays/mirror',
    ...overlaid('cat expected-base.yaml', onBase),
  },
  { name: 'harbor-projects', ...inPlace },
  { name: 'helm-plugin', ...printed },
  { name: 'helm-post-renderer', ...printed },
  { name: 'helm-values', ...reported },
  { name: 'image-config-gaps', ...inPlace },
  {
    name: 'kpt-package',
    makes: 'expected',
    edits: 'package',
    config: 'package/mirror.yaml',
    standIn: 'k8ssandra-image-mirror transform --in-place package --config package/mirror.yaml',
  },
  {
    name: 'kustomize-component',
    makes: 'components/mirror',
    edits: 'components/mirror',
    ...overlaid('cat expected-base.yaml', component),
  },
  { name: 'kustomize-generator', ...printed },
  {
    name: 'kustomize-overlay',
    makes: 'expected',
    edits: 'overlays',
    ...overlaid('sed -s "\\$a ---" base/[!k]*.yaml', onBase),
  },
  {
    name: 'kustomize-transformer',
    ...printed,
    // What kustomize makes of the base.
    standIn: 'k8ssandra-image-mirror transform expected-base.yaml --config mirror.yaml',
    keysSorted: true,
  },
  {
    name: 'kustomize-validator',
    ...reported,
    // kustomize passes on what the function says, and nothing else.
    standIn: 'cat install.yaml reports.yaml | k8ssandra-image-mirror check --config mirror.yaml >&2',
    exitCode: 1,
  },
  { name: 'named-everywhere', ...inPlace },
  { name: 'named-nowhere', ...inPlace },
];

/** Scripts of a pipeline, in files of their own: examples/ci.test.ts runs them. */
const pipelines = ['github-actions', 'gitlab-ci'];

test('every folder is run, and listed in the README', () => {
  const folders = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = [...table.map(({ name }) => name), ...pipelines];
  expect(folders.map(({ name }) => name).sort()).toEqual(names.toSorted());
  const readme = readFileSync(path.join(examples, 'README.md'), 'utf8');
  expect(names.filter((name) => !readme.includes(`[${name}](${name})`))).toEqual([]);
});

describe.each(table)('$name', (example) => {
  const folder = path.join(examples, example.name);

  test('comes out as expected', () => {
    const copy = copyOf(example.name);
    if (example.makes === example.edits) rmSync(path.join(copy, example.makes), { recursive: true, force: true });
    const { status, stdout, stderr } = run(copy, example.standIn ?? commandOf(example.name));
    const edited = example.edits === undefined ? undefined : path.join(copy, example.edits);
    if (update) writeExpectations(example, { stdout, stderr, edited });
    expect(stderr).toBe(readIfThere(path.join(folder, 'expected-messages.txt')));
    expect(status).toBe(example.exitCode ?? 0);
    if (edited !== undefined) expect(filesBelow(edited)).toEqual(filesBelow(path.join(folder, example.makes)));
    const expected = edited === undefined ? readIfThere(path.join(folder, example.makes)) : '';
    if (example.keysSorted) expect(documents(stdout)).toEqual(documents(expected));
    else expect(stdout).toBe(expected);
  });

  if (example.check !== undefined) {
    const { check, makes, edits = makes } = example;
    test('has nothing left to change afterwards', () => {
      const copy = copyOf(example.name);
      if (makes !== edits) cpSync(path.join(folder, makes), path.join(copy, edits), { recursive: true });
      expect(run(copy, check)).toEqual({ status: 0, stdout: '', stderr: expect.stringMatching(/is up to date\n$/) });
    });
  } else if (example.makes !== 'expected.txt') {
    test('has nothing left to change afterwards', () => {
      const diff = `k8ssandra-image-mirror transform --diff ${example.makes} --config ${example.config}`;
      expect(existsSync(path.join(folder, example.makes))).toBe(true);
      expect(run(folder, diff)).toMatchObject({ status: 0, stdout: '' });
    });
  }
});

test('named-everywhere names an image in every field that the operators read', () => {
  const files = filesBelow(path.join(examples, 'named-everywhere', 'input'));
  const sites = Object.values(files)
    .flatMap(documents)
    .flatMap((resource) => imageSites(resource).sites);
  const kinds = ['K8ssandraCluster', 'CassandraDatacenter', 'Stargate', 'Reaper'];
  const fields = ofOperators.filter(
    // A pod cannot be created with an ephemeral container.
    ({ kind, effect, path: steps }) =>
      kinds.includes(kind) && effect === 'always' && !formatFieldPath(steps).includes('.ephemeralContainers['),
  );
  const nameOf = ({ kind, path: steps }: (typeof fields)[number]): string => `${kind} ${formatFieldPath(steps)}`;
  const named = new Set(sites.map(({ field }) => nameOf(field)));
  expect(fields.map(nameOf).filter((name) => !named.has(name))).toEqual([]);
});

function documents(text: string): readonly JsonObject[] {
  return parseAllDocuments(text).map((document) => document.toJS() as JsonObject);
}

function readIfThere(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

interface Made {
  readonly stdout: string;
  readonly stderr: string;
  readonly edited: string | undefined;
}

function writeExpectations({ name, makes, keysSorted }: Example, { stdout, stderr, edited }: Made): void {
  const folder = path.join(examples, name);
  const write = (file: string, text: string): void => {
    if (text === '') rmSync(path.join(folder, file), { force: true });
    else writeFileSync(path.join(folder, file), text);
  };
  write('expected-messages.txt', stderr);
  if (edited !== undefined) {
    rmSync(path.join(folder, makes), { recursive: true, force: true });
    cpSync(edited, path.join(folder, makes), { recursive: true });
  }
  // With sorted keys, its own tool has to write that: see the README of the example.
  else if (!keysSorted) write(makes, stdout);
}
