/**
 * The commands of docs/container.md, as they stand there. The bases that they name cannot be pulled where
 * the tests run: bases imported from this machine's own Node bear their names.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { importBase } from './container/base.ts';
import { defaultBase } from './container/dockerfile.ts';
import { type Engine, engineNeeds, startEngine } from './container/engine.ts';
import { root } from './package/checkout.ts';
import { describeOn, missingPrograms } from './tools.ts';
import { executable, outputOf, type Workspace, workspace } from './workspace.ts';

const section = readFileSync(path.join(root, 'docs', 'container.md'), 'utf8');

/** The blocks of a kind. */
function blocks(kind: string): readonly string[] {
  const all = [...section.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)];
  return all.flatMap(([, info, text = '']) => (info === kind ? [text] : []));
}

function blockWith(kind: string, words: string): string {
  const [found, ...others] = blocks(kind).filter((text) => text.includes(words));
  if (found === undefined || others.length > 0) throw new Error(`README.md has not one ${kind} block with "${words}"`);
  return found;
}

/** The commands of the section, by words that only one block has. */
const commands = ['npm run build', '--build-arg', 'kustomize build', 'fn render', 'fn eval', 'docker run'] as const;

/** Runs a block of commands. */
function runBlock(words: (typeof commands)[number], work: Workspace, folder: string = work.folder): string {
  const command = ['bash', '-euo', 'pipefail', '-c', blockWith('bash container', words)] as const;
  return outputOf(work.run(command, { in: path.relative(work.folder, folder) }));
}

const example = (name: string): string => readFileSync(path.join(root, 'examples', 'helm-post-renderer', name), 'utf8');
const install = example('input.yaml');
const configured = { 'install.yaml': install, 'mirror.yaml': blockWith('yaml', 'kind: ImageMirror') };

/** The images on the mirror, in order. */
function mirrored(text: string): readonly string[] {
  return [...text.matchAll(/mirror\.example\.com:5000\/k8ssandra\/[^\s"]+/g)].map(([image]) => image).sort();
}

const byCommandLine = ['transform', '--registry', 'mirror.example.com:5000/k8ssandra', 'install.yaml'];
const expected = (): readonly string[] =>
  mirrored(outputOf(workspace({ 'install.yaml': install }).run([executable, ...byCommandLine])));

const programs = { kustomize: 'go install it', kubectl: 'https://kubernetes.io', kpt: 'https://kpt.dev/installation' };
const needs = [...engineNeeds(), ...missingPrograms(programs)];

describeOn('README.md, with imported bases under the names of those that are not pulled', needs, () => {
  let engine: Engine | undefined;

  beforeAll(async () => {
    engine = await startEngine();
    const work = workspace();
    importBase(work, defaultBase(), '/nodejs/bin');
    importBase(work, 'registry.example.com/node:22-slim', '/usr/local/bin');
    runBlock('npm run build', work, root);
  }, 180_000);
  afterAll(() => engine?.stop(), 60_000);

  test('has no commands but those that are run here', () => {
    expect(blocks('bash container')).toHaveLength(commands.length);
    expect(blocks('bash')).toEqual([]);
  });

  test('kustomize and kubectl', () => {
    const kustomization = 'resources: [install.yaml]\ntransformers: [mirror.yaml]\n';
    const output = runBlock('kustomize build', workspace({ ...configured, 'kustomization.yaml': kustomization }));
    const twice = [...expected(), ...expected()].sort();
    expect(expected()).not.toEqual([]);
    expect(mirrored(output)).toEqual(twice);
  });

  test('kpt fn render', () => {
    const work = workspace({ ...configured, Kptfile: blockWith('yaml', 'kind: Kptfile') });
    runBlock('fn render', work);
    expect(mirrored(work.read('.')['install.yaml'] ?? '')).toEqual(expected());
  });

  test('kpt fn eval', () => {
    const work = workspace({ 'install.yaml': install });
    runBlock('fn eval', work);
    expect(mirrored(work.read('.')['install.yaml'] ?? '')).toEqual(expected());
  });

  test('docker run', () => {
    expect(mirrored(runBlock('docker run', workspace({ 'install.yaml': install })))).toEqual(expected());
  });

  test('another base', () => {
    const work = workspace({ 'install.yaml': install });
    runBlock('--build-arg', work, root);
    expect(mirrored(runBlock('docker run', work))).toEqual(expected());
  });
});
