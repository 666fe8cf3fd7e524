/** As the post-renderer of Helm 3, which hands over a stream of documents without hooks. */
import { withTool } from './tools.ts';
import { type Files, type Outcome, outputOf, type Workspace, workspace } from './workspace.ts';

const chart: Files = {
  'chart/Chart.yaml': 'apiVersion: v2\nname: operator\nversion: 0.1.0\n',
  'chart/values.yaml': 'image: quay.io/org/operator\ntag: 1.0\nlogger: v1.30.2\n',
  'chart/crds/things.yaml': `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: things.example.com
spec:
  group: example.com
  names: {kind: Thing, plural: things}
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        description: 'e.g. image: busybox'
`,
  'chart/templates/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .Release.Name }}-image-config
  labels:
    k8ssandra.io/config: image
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
    # rendered for {{ .Release.Name }}
    defaults:
      registry: "docker.io"
    images:
      system-logger: {repository: k8ssandra, name: system-logger, tag: {{ .Values.logger }}}
      config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
      k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.8}
    types: {}
`,
  'chart/templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  template:
    spec:
      containers:
        - name: manager
          image: {{ .Values.image }}:{{ .Values.tag }} # {{ .Chart.Name }}
`,
  'chart/templates/hook.yaml': `apiVersion: batch/v1
kind: Job
metadata:
  name: {{ .Release.Name }}-hook
  annotations:
    "helm.sh/hook": pre-upgrade
spec:
  template:
    spec:
      containers: [{name: upgrade, image: quay.io/org/upgrade:1.0}]
      restartPolicy: Never
`,
};

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
