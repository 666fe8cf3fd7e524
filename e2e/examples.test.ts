/** The examples that need a tool: the command of their README makes what stands in their `expected` files. */
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { builders, objectsIn } from './overlay/builds.ts';
import { type Tool, withTool } from './tools.ts';
import { filesBelow, type Outcome, outputOf, type Workspace, workspace } from './workspace.ts';

const root = path.join(__dirname, '..');

/** A checkout in which an example can be run: its folder, and the executable that it may name. */
function checkoutWith(example: string): Workspace {
  const work = workspace();
  for (const part of [`examples/${example}`, 'dist/k8ssandra-image-mirror.cjs']) {
    cpSync(path.join(root, part), path.join(work.folder, part), { recursive: true });
  }
  return work;
}

function runReadme(work: Workspace, example: string): Outcome {
  const folder = `examples/${example}`;
  const readme = readFileSync(path.join(work.folder, folder, 'README.md'), 'utf8');
  const [, command] = /^```bash\n([\s\S]*?)^```$/m.exec(readme) ?? [];
  if (command === undefined) throw new Error(`${folder}/README.md has no bash block`);
  return work.run(['bash', '-euo', 'pipefail', '-c', command], { in: folder });
}

function expected(example: string, name: string): string {
  return readFileSync(path.join(root, 'examples', example, name), 'utf8');
}

function withExample(tool: Tool, example: string, define: () => void): void {
  withTool(tool, `examples/${example}`, define);
}

withExample('kustomize', 'kustomize-transformer', () => {
  test('prints what is expected', () => {
    const outcome = runReadme(checkoutWith('kustomize-transformer'), 'kustomize-transformer');
    expect(outputOf(outcome)).toBe(expected('kustomize-transformer', 'expected.yaml'));
  });

  test('shows the base as it is', () => {
    const base = workspace().run(['kustomize', 'build', path.join(root, 'examples/kustomize-transformer/base')]);
    expect(outputOf(base)).toBe(expected('kustomize-transformer', 'expected-base.yaml'));
  });
});

withExample('kustomize', 'kustomize-overlay', () => {
  test('writes what is expected, which builds to what transform makes of the base', () => {
    const work = checkoutWith('kustomize-overlay');
    const folder = 'examples/kustomize-overlay';
    outputOf(runReadme(work, 'kustomize-overlay'));
    expect(work.read(`${folder}/overlays`)).toEqual(work.read(`${folder}/expected`));
    const base = outputOf(work.run(['kustomize', 'build', `${folder}/base`]));
    const transformed = work.run(['k8ssandra-image-mirror', 'transform', '--config', `${folder}/mirror.yaml`], {
      input: base,
    });
    for (const { build } of builders) {
      expect(objectsIn(outputOf(build(work, `${folder}/overlays/mirror`)))).toEqual(objectsIn(outputOf(transformed)));
    }
  });
});

withExample('kpt', 'kpt-package', () => {
  test('edits what is expected', () => {
    const work = checkoutWith('kpt-package');
    outputOf(runReadme(work, 'kpt-package'));
    const { Kptfile: rendered, ...files } = work.read('examples/kpt-package/package');
    const { Kptfile: kptfile = '', ...others } = filesBelow(path.join(root, 'examples/kpt-package/expected'));
    expect(files).toEqual(others);
    // kpt adds the status of the rendering to the Kptfile.
    expect(rendered?.replace(/^status:\n( .*\n)+/m, '')).toBe(kptfile);
  });
});
