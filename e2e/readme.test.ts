/** The README's blocks that need kustomize, kpt or Helm, run as they stand on the install that its other blocks use. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { pages, textOf } from '../test/readme/page.ts';
import { isAllowed } from '../test/sweep/images.ts';
import { scan } from '../test/sweep/scan.ts';
import { helm4WithPlugin } from './helm/plugin.ts';
import { type Tool, withTool } from './tools.ts';
import { environment, type Files, outputOf, type Workspace, workspace } from './workspace.ts';

const root = path.join(__dirname, '..');
const readme = pages.map(textOf).join('\n');
const install = readFileSync(path.join(root, 'examples', 'helm-post-renderer', 'input.yaml'), 'utf8');
const mirror = { target: 'mirror.example.com:5000/k8ssandra', layout: 'path', exclude: [] } as const;

/** The blocks of a page behind these words: "```bash kpt". */
function blocks(opening: string): readonly string[] {
  const found = [...readme.matchAll(new RegExp(`^\`\`\`${opening}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))];
  return found.map(([, text = '']) => text);
}

/** The YAML blocks whose first line gives them a file name. */
const named: Files = Object.fromEntries(
  blocks('yaml').flatMap((text) => {
    const [, name] = /^# (\S+)\n/.exec(text) ?? [];
    return name === undefined ? [] : [[name, text]];
  }),
);

function folderWith(...names: readonly string[]): Workspace {
  return workspace(Object.fromEntries(names.map((name) => [name, named[name] ?? install])));
}

function run(work: Workspace, command: string, env = environment): string {
  return outputOf(work.run(['bash', '-euo', 'pipefail', '-c', command], { env }));
}

/** Every image of a text, as the scan of the sweep finds them. */
function imagesIn(text: string): readonly string[] {
  const objects = parseAllDocuments(text).map((document): unknown => document.toJS());
  return objects
    .flatMap((object) => scan(object, { catalog: new Set(), cassOperator: undefined }))
    .map(({ image }) => image);
}

function expectMirrored(text: string): void {
  const images = imagesIn(text);
  expect(images).toHaveLength(imagesIn(install).length);
  expect(images.filter((image) => !isAllowed(image, mirror))).toEqual([]);
}

/** Each command behind its first line. */
function titled(commands: readonly string[]): readonly (readonly [title: string, command: string])[] {
  return commands.map((command) => [command.split('\n')[0] ?? '', command]);
}

function withBlocks(tool: Tool, count: number, define: (commands: readonly string[]) => void): void {
  withTool(tool, `README: ${tool}`, () => {
    const commands = blocks(`bash ${tool}`);
    test('every block is run', () => expect(commands).toHaveLength(count));
    define(commands);
  });
}

test('the install pulls from elsewhere', () => {
  expect(imagesIn(install).filter((image) => !isAllowed(image, mirror)).length).toBeGreaterThan(5);
});

withBlocks('kustomize', 1, (commands) => {
  test.each(titled(commands))('%s', (_, command) => {
    expectMirrored(run(folderWith('mirror.yaml', 'kustomization.yaml', 'install.yaml'), command));
  });
});

withTool('kustomize', 'README: GitOps', () => {
  const [commit = '', check = ''] = blocks('bash gitops');

  function withBase(): Workspace {
    const work = folderWith('mirror.yaml', 'base/install.yaml');
    work.write({ 'base/kustomization.yaml': 'resources: [install.yaml]\n' });
    run(work, 'git init --quiet && git config user.name Tester && git config user.email tester@example.com');
    return work;
  }

  test('three commands or fewer lead from a base to a committed overlay', () => {
    expect(commit.trim().split('\n').length).toBeLessThanOrEqual(3);
    const work = withBase();
    run(work, commit);
    expect(run(work, 'git ls-files')).toBe('overlays/mirror/kustomization.yaml\n');
    for (const build of ['kustomize build', 'kubectl kustomize']) expectMirrored(run(work, `${build} overlays/mirror`));
  });

  test('the check passes, and fails once the base has changed', () => {
    const work = withBase();
    run(work, commit);
    run(work, check);
    work.write({ 'base/install.yaml': install.replaceAll('v1.30.2', 'v1.30.3') });
    expect(work.run(['bash', '-euo', 'pipefail', '-c', check])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is stale'),
    });
  });
});

withBlocks('kpt', 2, (commands) => {
  test.each(titled(commands))('%s', (_, command) => {
    // `kpt fn eval` wants no Kptfile.
    const work = command.includes('render')
      ? folderWith('mirror.yaml', 'Kptfile', 'install.yaml')
      : folderWith('install.yaml');
    run(work, command);
    expectMirrored(work.read('.')['install.yaml'] ?? '');
  });
});

/** A chart's name that is a folder is that folder. */
function folderWithChart(): Workspace {
  const work = folderWith('mirror.yaml');
  work.write({
    'k8ssandra/k8ssandra-operator/Chart.yaml': 'apiVersion: v2\nname: k8ssandra-operator\nversion: 0.0.0\n',
    'k8ssandra/k8ssandra-operator/templates/install.yaml': install,
  });
  return work;
}

withBlocks('helm', 2, (commands) => {
  test.each(titled(commands))('%s', (title, command) => {
    const output = run(folderWithChart(), command);
    if (title.includes('>')) expect(output).toContain('to be moved');
    else expectMirrored(output);
  });
});

withBlocks('helm4', 1, (commands) => {
  test.each(titled(commands))('%s', (_, command) => {
    expectMirrored(run(folderWithChart(), command, helm4WithPlugin()));
  });
});
