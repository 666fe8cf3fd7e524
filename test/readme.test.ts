import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { parse } from 'yaml';
import { readConfig } from '../src/config/normalise.ts';
import { findingCodes } from '../src/finding/codes.ts';
import { mirror } from '../src/mirror/match.ts';
import { formatReference, parseReference } from '../src/reference/grammar.ts';
import { isObject, type Json } from '../src/yaml/json.ts';

/**
 * Holds README.md against the program: its tables against the tables of the sources, its blocks by running them in a
 * folder where the package is installed and built.
 *
 * | block               | what is done                                                                            |
 * |---------------------|-----------------------------------------------------------------------------------------|
 * | `yaml`              | read; a functionConfig as one. `# name` in its first line makes it a file of the folder  |
 * | `bash`              | run, in the order of the page                                                           |
 * | `bash TOOL`         | left to e2e/, as the tool is needed                                                     |
 * | `diff`, `text` behind `bash` | its lines stand in what was printed, in this order; `@@` stands for left out lines      |
 * | `ts`                | type-checked; and run, if it doesn't wait for input                                     |
 * | `sh`                | nothing: it installs or deploys                                                         |
 */
const root = path.join(__dirname, '..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');

interface Block {
  readonly language: string;
  /** What stands behind the language. */
  readonly info: string;
  readonly text: string;
  readonly line: number;
}

const blocks: readonly Block[] = [...readme.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map((match) => {
  const [, language = '', info = '', text = ''] = match;
  return { language, info, text, line: readme.slice(0, match.index).split('\n').length };
});

let folder: string;
beforeAll(() => {
  const executable = path.join(root, 'dist', 'k8ssandra-image-mirror.cjs');
  if (!existsSync(executable)) throw new Error(`${executable} is missing: npm run build`);
  folder = mkdtempSync(path.join(os.tmpdir(), 'readme-'));
  for (const name of ['bin', 'node_modules']) mkdirSync(path.join(folder, name));
  symlinkSync(executable, path.join(folder, 'bin', 'k8ssandra-image-mirror'));
  symlinkSync(root, path.join(folder, 'node_modules', 'k8ssandra-image-mirror'));
  for (const name of ['kpt-functions', '@types']) {
    symlinkSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name));
  }
  cpSync(path.join(root, 'examples'), path.join(folder, 'examples'), { recursive: true });
  cpSync(path.join(root, 'examples', 'helm-post-renderer', 'input.yaml'), path.join(folder, 'install.yaml'));
  for (const { language, text } of blocks) {
    const name = /^# (\S+)\n/.exec(text)?.[1];
    if (language === 'yaml' && name !== undefined) writeFileSync(path.join(folder, name), text);
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every block is of a kind that is tested', () => {
  const kinds = blocks.map(({ language, info }) => `${language} ${info}`.trim());
  expect([...new Set(kinds)].sort()).toEqual([
    'bash',
    'bash container',
    'bash gitops',
    'bash helm',
    'bash helm4',
    'bash kpt',
    'bash kustomize',
    'diff',
    'sh',
    'text',
    'ts',
    'yaml',
  ]);
});

describe('yaml', () => {
  test.each(ofLanguage('yaml'))('line $line', ({ text }) => {
    const resource: Json = parse(text);
    expect(resource).toMatchObject({ apiVersion: expect.any(String), kind: expect.any(String) });
    const isConfig = isObject(resource) && ['ImageMirror', 'ConfigMap'].includes(String(resource.kind));
    if (isConfig) expect(readConfig(resource).rules.mirrors).not.toEqual([]);
  });
});

describe('bash', () => {
  const runnable = ofLanguage('bash').filter(({ info }) => info === '');
  test.each(runnable)('line $line', ({ text, line }) => {
    const { status, stdout, stderr } = run('bash', ['-euo', 'pipefail', '-c', text]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const shown = blocks.find(
      (block) => ['diff', 'text'].includes(block.language) && block.line === line + text.split('\n').length + 2,
    );
    const left = (shown?.text ?? '').split('\n').filter((text) => text !== '' && text !== '@@');
    for (const printed of stdout.split('\n')) if (printed === left[0]) left.shift();
    expect(left).toEqual([]);
  });
});

describe('ts', () => {
  const programs = ofLanguage('ts');

  test('holds by its types', () => {
    const files = programs.map(({ text, line }) => {
      const file = path.join(folder, `line-${line}.ts`);
      writeFileSync(file, text);
      return file;
    });
    writeFileSync(path.join(folder, 'package.json'), '{"type": "module"}');
    const flags = [
      '--noEmit',
      '--strict',
      '--skipLibCheck',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--types',
      'node',
    ];
    const { stdout } = run(process.execPath, [path.join(root, 'node_modules/typescript/bin/tsc'), ...flags, ...files]);
    expect(stdout).toBe('');
  });

  test.each(programs.filter(({ text }) => !text.includes('run(')))('line $line runs', ({ text, line }) => {
    const file = path.join(folder, `line-${line}.mjs`);
    writeFileSync(file, transformSync(text, { loader: 'ts' }).code);
    const { status, stderr } = run(process.execPath, [file]);
    // A failed assertion of the console is no error for Node.
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('the table of', () => {
  test('codes is that of the sources', () => {
    const rows = tableBelow('| code | severity | says |').map(([code = '', severity]) => [unquoted(code), severity]);
    expect(rows).toEqual(Object.entries(findingCodes));
  });

  test('fields is that of the JSON Schema', () => {
    const schema: Json = parse(readFileSync(path.join(root, 'function-config', 'image-mirror.schema.json'), 'utf8'));
    const rows = tableBelow('| field | meaning |').map(([field = '']) => unquoted(field));
    expect(rows).toEqual(leavesOf(property(property(schema, 'properties'), 'spec')));
  });

  test('commands is that of the help', () => {
    const { stdout } = run('k8ssandra-image-mirror', ['--help']);
    const [, listed = ''] = /^Commands:\n([\s\S]*?)\n\n/m.exec(stdout) ?? [];
    const rows = tableBelow('| command | does |').map(([command = '']) => unquoted(command));
    expect(rows).toEqual([...listed.matchAll(/^ {2}(\S+)/gm)].map(([, name]) => name));
  });

  test('layouts is what they make', () => {
    const [layouts, ...rows] = tableBelow('Where `mirror.example.com/k8s` is the target:\n');
    const [, ...names] = (layouts ?? []).map(unquoted);
    expect(names).toHaveLength(3);
    for (const [image = '', ...cells] of rows) {
      const made = names.map((layout) => {
        const { rules } = readConfig({ ...imageMirror, spec: { registry: 'mirror.example.com/k8s', layout } });
        const outcome = mirror(rules, parseReference(unquoted(image)));
        return outcome.status === 'mirrored' ? formatReference(outcome.reference) : outcome.status;
      });
      expect(cells.map(unquoted)).toEqual(made);
    }
  });
});

test.each(['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/pipelines.md', 'examples/README.md'])(
  'the links of %s lead somewhere',
  (file) => {
    const text = readFileSync(path.join(root, file), 'utf8');
    const targets = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, target = '']) => target);
    expect(targets.filter((target) => !existsSync(path.join(root, path.dirname(file), target)))).toEqual([]);
  },
);

const imageMirror = { apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror' };

function ofLanguage(language: string): readonly Block[] {
  return blocks.filter((block) => block.language === language);
}

function run(command: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, PATH: `${path.join(folder, 'bin')}:${process.env.PATH}` };
  return spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
}

/** The cells of the rows below a text; of a table that begins right behind it, the first row are its headings. */
function tableBelow(text: string): readonly (readonly string[])[] {
  const start = readme.indexOf(text);
  if (start < 0) throw new Error(`README.md has no ${JSON.stringify(text)}`);
  const [table = ''] = /^(\|.*\n)+/m.exec(readme.slice(start + text.length)) ?? [];
  const rows = table
    .trimEnd()
    .split('\n')
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.filter((row) => !row.every((cell) => /^-+$/.test(cell)));
}

function unquoted(cell: string): string {
  return cell.replaceAll('`', '');
}

function property(schema: Json | undefined, key: string): Json | undefined {
  return isObject(schema) ? schema[key] : undefined;
}

/** The names of fields, as the README writes them: `mirrors[].source`. */
function leavesOf(schema: Json | undefined, name = ''): readonly string[] {
  const items = property(schema, 'items');
  const below = property(schema, 'properties');
  if (isObject(items)) return leavesOf(items, `${name}[]`);
  if (!isObject(below) || Object.keys(below).length === 0) return [name];
  return Object.entries(below).flatMap(([key, value]) => leavesOf(value, name === '' ? key : `${name}.${key}`));
}
