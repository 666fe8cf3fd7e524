/** Mode `overlay`: kpt writes the overlay into the package; kustomize's own output stays what it is. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { builders, objectsIn } from './overlay/builds.ts';
import { withTool } from './tools.ts';
import { type Files, outputOf, type Workspace, workspace } from './workspace.ts';

const install = path.join(__dirname, '..', 'examples', 'current-install', 'input');
const manifests = readdirSync(install);

/** A package with a base that kustomize can build, and a function that makes the overlay for it. */
function packageFiles(): Files {
  const metadata = {
    name: 'mirror',
    annotations: {
      'config.kubernetes.io/local-config': 'true',
      'config.kubernetes.io/function': 'exec: {path: k8ssandra-image-mirror}\n',
    },
  };
  const spec = {
    registry: 'mirror.example.com:5000/k8ssandra',
    mode: 'overlay',
    overlay: { path: 'overlays/mirror', resources: ['../../base'] },
  };
  const config = { apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', metadata, spec };
  return {
    ...Object.fromEntries(manifests.map((name) => [`base/${name}`, readFileSync(path.join(install, name), 'utf8')])),
    'base/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n${manifests.map((name) => `- ${name}\n`).join('')}`,
    'mirror.yaml': JSON.stringify(config),
    'transform.yaml': JSON.stringify({ ...config, spec: { registry: spec.registry } }),
    Kptfile:
      'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: cassandra\npipeline:\n  mutators:\n  - exec: k8ssandra-image-mirror\n    configPath: mirror.yaml\n',
  };
}

function rendered(): Workspace {
  const work = workspace(packageFiles());
  outputOf(work.run(['kpt', 'fn', 'render', '--allow-exec']));
  return work;
}

withTool('kpt', 'kpt fn render in mode overlay', () => {
  test('adds the overlay as a file that people can read, and leaves the rest of the package alone', () => {
    const work = rendered();
    expect(work.read('base')).toEqual(workspace(packageFiles()).read('base'));
    const text = work.read('overlays/mirror')['kustomization.yaml'] ?? '';
    expect(text).toMatch(/^# Made by k8ssandra-image-mirror of the package: .*\n# Edits .*\n# {3}run the function/);
    expect(text).toContain('          # Read by k8ssandra-operator:\n          medusa:\n');
    expect(text).not.toContain('config.kubernetes.io/path');
  });

  test('twice is once', () => {
    const work = rendered();
    const once = work.read('overlays');
    outputOf(work.run(['kpt', 'fn', 'render', '--allow-exec']));
    expect(work.read('overlays')).toEqual(once);
  });

  test('follows the base', () => {
    const work = rendered();
    const before = work.read('overlays/mirror')['kustomization.yaml'] ?? '';
    const cluster = work.read('base')['cluster.yaml'] ?? '';
    work.write({ 'base/cluster.yaml': cluster.replace('4.1.7-ubi', '4.1.9-ubi') });
    outputOf(work.run(['kpt', 'fn', 'render', '--allow-exec']));
    expect(work.read('overlays/mirror')['kustomization.yaml']).toBe(before.replaceAll('4.1.7-ubi', '4.1.9-ubi'));
  });

  withTool('kustomize', 'and then built', () => {
    test('makes what transform makes of the base', () => {
      const work = rendered();
      const base = outputOf(work.run(['kustomize', 'build', 'base']));
      const command = ['k8ssandra-image-mirror', 'transform', '--config', 'transform.yaml'] as const;
      const expected = objectsIn(outputOf(work.run(command, { input: base })));
      for (const { build } of builders) expect(objectsIn(outputOf(build(work, 'overlays/mirror')))).toEqual(expected);
    });

    test("leaves kustomize's output as it is, where it is a transformer", () => {
      const work = workspace({
        ...packageFiles(),
        'kustomization.yaml': 'resources: [base]\ntransformers: [mirror.yaml]\n',
      });
      const plain = outputOf(work.run(['kustomize', 'build', 'base']));
      expect(outputOf(work.run(['kustomize', 'build', '--enable-alpha-plugins', '--enable-exec', '.']))).toBe(plain);
    });
  });
});
