/** As the post-renderer of Helm 3, which hands over a stream of documents without hooks. */
import { chart } from './helm/chart.ts';
import { withTool } from './tools.ts';
import { type Outcome, outputOf, type Workspace, workspace } from './workspace.ts';

function template(work: Workspace, ...args: readonly string[]): Outcome {
  return work.run(['helm', 'template', 'demo', 'chart', '--include-crds', ...args]);
}

function postRenderer(...args: readonly string[]): readonly string[] {
  const all = ['transform', ...args].flatMap((arg) => ['--post-renderer-args', arg]);
  return ['--post-renderer', 'k8ssandra-image-mirror', ...all];
}

withTool('helm', 'helm template', () => {
  test('renders what it renders, with other images', () => {
    const work = workspace(chart);
    const plain = outputOf(template(work, '--no-hooks'));
    const mirrored = outputOf(template(work, ...postRenderer('--registry=mirror.example.com/k8ssandra'), '--no-hooks'));
    // Helm parses neither: the comments and the order are those of the templates.
    const expected = plain
      .replace('image: quay.io/org/operator:1', 'image: mirror.example.com/k8ssandra/org/operator:1')
      .replace('registry: "docker.io"', 'registry: "mirror.example.com/k8ssandra"');
    expect(expected).not.toBe(plain);
    expect(mirrored.trim()).toBe(expected.trim());
  });

  test('renders hooks past the post-renderer: they are not mirrored', () => {
    const mirrored = outputOf(template(workspace(chart), ...postRenderer('--registry=mirror.example.com/k8ssandra')));
    expect(mirrored).toContain('image: quay.io/org/upgrade:1.0');
  });

  test('takes a configuration file', () => {
    const work = workspace(chart);
    work.write({
      'mirror.yaml': `apiVersion: k8ssandra-image-mirror.dev/v1alpha1
kind: ImageMirror
metadata: {name: mirror}
spec:
  mirrors:
  - {source: quay.io, target: mirror.example.com/quay}
  - {source: docker.io, target: mirror.example.com/hub}
`,
    });
    const mirrored = outputOf(template(work, ...postRenderer('--config', 'mirror.yaml')));
    expect(mirrored).toContain('image: mirror.example.com/quay/org/operator:1 # operator\n');
    expect(mirrored).toContain('registry: "mirror.example.com/hub"\n');
  });

  test('fails, prints nothing, and shows the image that escapes', () => {
    const work = workspace(chart);
    work.write({
      'mirror.yaml':
        'apiVersion: v1\nkind: ConfigMap\ndata:\n  mirrors: "[{source: docker.io, target: mirror.example.com/hub}]"\n',
    });
    const { status, stdout, stderr } = template(work, ...postRenderer('--config', 'mirror.yaml'));
    expect({ failed: status !== 0, stdout }).toEqual({ failed: true, stdout: '' });
    expect(stderr).toContain('quay.io/org/operator:1');
    expect(stderr).toContain('Deployment demo');
  });
});
