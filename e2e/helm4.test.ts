/** As the post-renderer plugin of Helm 4, which hands over everything, hooks included, and prints it anew. */
import { facts } from '../test/facts.ts';
import { readText } from '../test/k8ssandra/upstream.ts';
import { objectsIn } from '../test/sweep/package.ts';
import { chart } from './helm/chart.ts';
import { helm4WithPlugin } from './helm/plugin.ts';
import { withTool } from './tools.ts';
import { type Files, type Outcome, outputOf, replaceOnce, workspace } from './workspace.ts';

withTool('helm4', 'Helm 4', () => {
  let env: NodeJS.ProcessEnv;
  beforeAll(() => {
    env = helm4WithPlugin();
  });

  function helm(files: Files, ...args: readonly string[]): Outcome {
    return workspace(files).run(['helm', ...args], { env });
  }

  function postRenderer(...args: readonly string[]): readonly string[] {
    return ['--post-renderer', 'k8ssandra-image-mirror', ...args.flatMap((arg) => ['--post-renderer-args', arg])];
  }

  const registry = '--registry=mirror.example.com/k8ssandra';

  test('is the Helm that is meant', () => {
    expect(outputOf(helm({}, 'version', '--short'))).toMatch(/^v4\./);
  });

  test('renders what it renders, with other images, also in hooks', () => {
    const template = ['template', 'demo', 'chart', '--include-crds'];
    const plain = outputOf(helm(chart, ...template));
    const mirrored = outputOf(helm(chart, ...template, ...postRenderer(registry)));
    const expected = [
      ['image: quay.io/org/operator:1', 'image: mirror.example.com/k8ssandra/org/operator:1'],
      ['image: quay.io/org/upgrade:1.0', 'image: mirror.example.com/k8ssandra/org/upgrade:1.0'],
      ['registry: "docker.io"', 'registry: "mirror.example.com/k8ssandra"'],
    ].reduce((text, [from = '', to = '']) => replaceOnce(text, from, to), plain);
    expect(objectsIn(mirrored)).toEqual(objectsIn(expected));
    // In the ImageConfig, which is a string, comments are not Helm's to drop.
    expect(mirrored).toContain('    # rendered for demo\n');
  });

  test('installs what comes back', () => {
    const install = ['install', 'demo', 'chart', '--dry-run=client'];
    const { stdout, stderr, status } = helm(chart, ...install, ...postRenderer(registry));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [hooks = '', manifest = ''] = stdout.split('MANIFEST:');
    expect(hooks).toContain("image: 'mirror.example.com/k8ssandra/org/upgrade:1.0'");
    expect(manifest).toContain('image: mirror.example.com/k8ssandra/org/operator:1');
  });

  test('fails and prints nothing where an image escapes', () => {
    const mirrors =
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  mirrors: "[{source: docker.io, target: m.example.com}]"\n';
    const files = { ...chart, 'mirror.yaml': mirrors };
    const { status, stdout, stderr } = helm(
      files,
      'template',
      'demo',
      'chart',
      ...postRenderer('--config', 'mirror.yaml'),
    );
    expect({ failed: status !== 0, stdout }).toEqual({ failed: true, stdout: '' });
    // Helm keeps to itself what the plugin says: the README has what to do.
    expect(stderr).toContain('plugin "k8ssandra-image-mirror" exited with error');
    expect(stderr).not.toContain('quay.io/org/operator');
  });

  facts('of what upstream renders', (inFacts) => {
    test('the chart k8ssandra-operator, its hooks included', () => {
      const rendered = readText(inFacts('upstream', 'helm', 'rendered-k8ssandra-operator-v3.yaml'));
      const files = {
        'chart/Chart.yaml': 'apiVersion: v2\nname: k8ssandra-operator\nversion: 1.32.5\n',
        'chart/templates/install.yaml': rendered,
      };
      const plain = outputOf(helm(files, 'template', 'rel', 'chart'));
      const mirrored = outputOf(helm(files, 'template', 'rel', 'chart', ...postRenderer(registry)));
      const images = [...plain.matchAll(/image: docker\.io\/k8ssandra\//g)];
      expect(images).toHaveLength(3);
      const expected = plain
        .replaceAll('image: docker.io/k8ssandra/', 'image: mirror.example.com/k8ssandra/k8ssandra/')
        .replace('registry: docker.io\n', 'registry: mirror.example.com/k8ssandra\n');
      expect(objectsIn(mirrored)).toEqual(objectsIn(expected));
      expect(objectsIn(mirrored).map(({ kind }) => kind)).toContain('Job');
    });

    test('the stream that Helm hands over: where each document is from is kept', () => {
      const input = readText(inFacts('captures', 'helm4-post-renderer-input.yaml'));
      const outcome = workspace().run(['k8ssandra-image-mirror', 'transform', registry], { input });
      const origins = (text: string): readonly string[] => text.match(/postrenderer\.helm\.sh\/.*/g) ?? [];
      expect(origins(input).length).toBeGreaterThan(10);
      expect(origins(outputOf(outcome))).toEqual(origins(input));
      expect(outputOf(outcome)).not.toContain('docker.io/');
    });
  });
});
