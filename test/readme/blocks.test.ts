import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { parse } from 'yaml';
import { readConfig } from '../../src/config/normalise.ts';
import { isObject, type Json } from '../../src/yaml/json.ts';
import { type Block, blocks, root } from './page.ts';

/**
 * Holds the blocks of README.md and of the reference against the program, in a folder where the package is installed and
 * built.
 *
 * | block               | what is done                                                                            |
 * |---------------------|-----------------------------------------------------------------------------------------|
 * | `yaml`              | read; a functionConfig as one. `# name` in its first line makes it a file of the folder  |
 * | `bash`              | run, in the order of the page                                                           |
 * | `bash TOOL`         | left to e2e/, as the tool is needed                                                     |
 * | `diff`, `text` behind `bash` | its lines stand in what was printed, in this order; `@@` stands for left out lines      |
 * | `ts`                | type-checked; and run, if it does not wait for input                                     |
 * | `sh`                | nothing: it installs or deploys                                                         |
 */
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
  test.each(ofLanguage('yaml'))('$page, line $line', ({ text }) => {
    const resource: Json = parse(text);
    expect(resource).toMatchObject({ apiVersion: expect.any(String), kind: expect.any(String) });
    const isConfig = isObject(resource) && ['ImageMirror', 'ConfigMap'].includes(String(resource.kind));
    if (isConfig) expect(readConfig(resource).rules.mirrors).not.toEqual([]);
  });
});

describe('bash', () => {
  const runnable = ofLanguage('bash').filter(({ info }) => info === '');
  test.each(runnable)('$page, line $line', ({ text, line, page }) => {
    const { status, stdout, stderr } = run('bash', ['-euo', 'pipefail', '-c', text]);
    expect(status).toBe(0);
    expect(stderr).not.toMatch(/^(?:error|warning|k8ssandra-image-mirror):/m);
    const shown = blocks.find(
      (block) =>
        block.page === page &&
        ['diff', 'text'].includes(block.language) &&
        block.line === line + text.split('\n').length + 2,
    );
    const left = (shown?.text ?? '').split('\n').filter((text) => text !== '' && text !== '@@');
    for (const printed of stdout.split('\n')) if (printed === left[0]) left.shift();
    expect(left).toEqual([]);
  });
});

describe('ts', () => {
  const programs = ofLanguage('ts');

  test('holds by its types', () => {
    const files = programs.map(({ page, text, line }) => {
      const file = path.join(folder, `${page.replaceAll(/\W/g, '-')}-line-${line}.ts`);
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

  test.each(programs.filter(({ text }) => !text.includes('run(')))('$page, line $line runs', ({ page, text, line }) => {
    const file = path.join(folder, `${page.replaceAll(/\W/g, '-')}-line-${line}.mjs`);
    writeFileSync(file, transformSync(text, { loader: 'ts' }).code);
    const { status, stderr } = run(process.execPath, [file]);
    // A failed assertion of the console is no error for Node.
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

function ofLanguage(language: string): readonly Block[] {
  return blocks.filter((block) => block.language === language);
}

function run(command: string, args: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, PATH: `${path.join(folder, 'bin')}:${process.env.PATH}` };
  return spawnSync(command, args, { cwd: folder, env, encoding: 'utf8' });
}
