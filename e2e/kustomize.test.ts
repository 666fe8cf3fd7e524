/** As a transformer of `kustomize build`, on installs that upstream publishes and on small ones. */
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';
import { isObject, type JsonObject } from '../src/yaml/json.ts';
import { facts } from '../test/facts.ts';
import { readText } from '../test/k8ssandra/upstream.ts';
import { readCatalog } from '../test/sweep/catalog.ts';
import type { Mirror } from '../test/sweep/images.ts';
import { expectMirrored, expectPlanned, functionConfigOf } from '../test/sweep/mirrored.ts';
import { withTool } from './tools.ts';
import { executable, type Files, type Outcome, outputOf, type Workspace, workspace } from './workspace.ts';

const byName = 'k8ssandra-image-mirror';

type Command = Parameters<Workspace['run']>[0];

function kustomizeBuild(folder: string, ...flags: readonly string[]): Command {
  return ['kustomize', 'build', '--enable-alpha-plugins', '--enable-exec', ...flags, folder];
}

function build(work: Workspace, folder: string): Outcome {
  return work.run(kustomizeBuild(folder));
}

/** A base of these resources, and an overlay that has the function behind it. */
function overlay(resources: Files, functionConfig: string): Files {
  const base = Object.entries(resources).map(([name, text]) => [`base/${name}`, text]);
  const list = Object.keys(resources).map((name) => `- ${name}\n`);
  return {
    ...Object.fromEntries(base),
    'base/kustomization.yaml': `resources:\n${list.join('')}`,
    'overlay/kustomization.yaml': 'resources: [../base]\ntransformers: [mirror.yaml]\n',
    'overlay/mirror.yaml': functionConfig,
  };
}

function asFunction(config: JsonObject, exec: string): string {
  const metadata = { name: 'mirror', annotations: { 'config.kubernetes.io/function': `exec:\n  path: ${exec}\n` } };
  return JSON.stringify({ ...config, metadata });
}

function imageMirror(spec: JsonObject, exec: string = byName): string {
  return asFunction({ apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', spec }, exec);
}

function objectsIn(text: string): readonly JsonObject[] {
  return parseAllDocuments(text, { logLevel: 'silent' })
    .map((document) => document.toJS())
    .filter(isObject);
}

const deployment = `# A comment that kustomize drops.
apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  template:
    spec:
      containers:
      - name: app
        image: quay.io/org/app:1.0 # and another
`;

const mirroredDeployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: app
spec:
  template:
    spec:
      containers:
      - image: mirror.example.com/org/app:1.0
        name: app
`;

withTool('kustomize', 'kustomize build', () => {
  facts('of what upstream publishes', (inFacts) => {
    const catalog = readCatalog();
    const upstream = (file: string): string => readText(inFacts('upstream', file));

    test.each<[string, Mirror, readonly string[]]>([
      [
        'cass-operator 1.24.1: a v1beta1 ImageConfig',
        { target: 'mirror.example.com:5000/k8ssandra', layout: 'path', exclude: [] },
        ['manifests/cass-operator-v1.24.1-cluster.yaml', 'clusters/co-v1.32.0-example-cassandradatacenter-full.yaml'],
      ],
      [
        'cass-operator 1.28.1: an ImageConfig of each format',
        { target: 'mirror.example.com', layout: 'registry-path', exclude: [] },
        [
          'manifests/cass-operator-v1.28.1-default.yaml',
          'clusters/co-v1.32.0-default-single-rack-single-node-hcd-dc.yaml',
        ],
      ],
      [
        'k8ssandra-operator 1.32.5: a v1beta2 ImageConfig',
        { target: 'docker.io/mirrororg', layout: 'name', exclude: [] },
        ['manifests/k8ssandra-operator-v1.32.5-control-plane.yaml.gz', 'clusters/ko-main-single-dc-k8ssandra.yaml'],
      ],
    ])('%s', (_, mirror, files) => {
      const resources = Object.fromEntries(files.map((file) => [path.basename(file, '.gz'), upstream(file)]));
      const config = functionConfigOf(mirror);
      const work = workspace(overlay(resources, asFunction(config, byName)));
      const before = objectsIn(outputOf(build(work, 'base')));
      const after = objectsIn(outputOf(build(work, 'overlay')));
      const isCrd = ({ kind }: JsonObject): boolean => kind === 'CustomResourceDefinition';
      expect(isDeepStrictEqual(after.filter(isCrd), before.filter(isCrd))).toBe(true);
      expect(expectPlanned(before, after, config).length).toBeGreaterThan(1);
      expect(expectMirrored(before, after, mirror, catalog)).toBeGreaterThan(5);
    });
  });

  test('finds the executable by name on the PATH', () => {
    const work = workspace(overlay({ 'app.yaml': deployment }, imageMirror({ registry: 'mirror.example.com' })));
    expect(outputOf(build(work, 'overlay'))).toBe(mirroredDeployment);
  });

  test('finds the executable by a path relative to the kustomization', () => {
    const work = workspace();
    const exec = path.relative(path.join(work.folder, 'overlay'), executable);
    work.write(overlay({ 'app.yaml': deployment }, imageMirror({ registry: 'mirror.example.com' }, exec)));
    expect(outputOf(build(work, 'overlay'))).toBe(mirroredDeployment);
  });

  test('takes a ConfigMap as configuration', () => {
    const config = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data: { registry: 'mirror.example.com', pullSecrets: 'a, b' },
    };
    const work = workspace(overlay({ 'app.yaml': deployment }, asFunction(config, byName)));
    const secrets = '      imagePullSecrets:\n      - name: a\n      - name: b\n';
    expect(outputOf(build(work, 'overlay'))).toBe(mirroredDeployment + secrets);
  });

  test('works as a transformer that stands in the kustomization itself', () => {
    const inline = imageMirror({ registry: 'mirror.example.com' }).replaceAll('\n', '\\n');
    const work = workspace({
      'app.yaml': deployment,
      'kustomization.yaml': `resources: [app.yaml]\ntransformers:\n- |-\n  ${inline}\n`,
    });
    expect(outputOf(build(work, '.'))).toBe(mirroredDeployment);
  });

  test('works behind another build of itself', () => {
    const files = overlay({ 'app.yaml': deployment }, imageMirror({ registry: 'mirror.example.com' }));
    const work = workspace({
      ...files,
      'twice/kustomization.yaml': 'resources: [../overlay]\ntransformers: [mirror.yaml]\n',
      'twice/mirror.yaml': files['overlay/mirror.yaml'] ?? '',
    });
    expect(outputOf(build(work, 'twice'))).toBe(mirroredDeployment);
  });

  test('keeps the comments inside of an ImageConfig', () => {
    const imageConfig = [
      'apiVersion: config.k8ssandra.io/v1beta2',
      'kind: ImageConfig',
      'defaults:',
      "  registry: 'docker.io' # the one that decides",
      'images:',
      '  # the logger',
      '  system-logger: {repository: k8ssandra, name: system-logger, tag: v1.30.2}',
      '  config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}',
      '  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.8}',
      'types: {}',
      '',
    ].join('\n');
    const work = workspace({
      'image_config.yaml': imageConfig,
      'kustomization.yaml': `configMapGenerator:
- name: image-config
  files: [image_config.yaml]
  options: {labels: {k8ssandra.io/config: image}, disableNameSuffixHash: true}
transformers: [mirror.yaml]
`,
      'mirror.yaml': imageMirror({ registry: 'mirror.example.com/k8ssandra' }),
    });
    const [configMap] = objectsIn(outputOf(build(work, '.')));
    const expected = imageConfig.replace("'docker.io'", "'mirror.example.com/k8ssandra'");
    expect(configMap?.data).toEqual({ 'image_config.yaml': expected });
  });

  describe('fails, prints nothing, and shows', () => {
    test.each<[string, string, readonly string[]]>([
      [
        'what is wrong with the configuration',
        imageMirror({ registy: 'mirror.example.com' }),
        ['spec.registy', 'did you mean registry?'],
      ],
      ['a registry that is none', imageMirror({ registry: 'mirror' }), ['spec.registry', 'mirror']],
      [
        'the image that escapes, and where it is',
        imageMirror({ mirrors: [{ source: 'docker.io', target: 'mirror.example.com' }] }),
        ['quay.io/org/app:1.0', 'escape', 'Deployment app', 'spec.template.spec.containers[0].image'],
      ],
    ])('%s', (_, config, said) => {
      const { status, stdout, stderr } = build(workspace(overlay({ 'app.yaml': deployment }, config)), 'overlay');
      expect({ failed: status !== 0, stdout }).toEqual({ failed: true, stdout: '' });
      for (const text of said) expect(stderr).toContain(text);
      expect(stderr).not.toMatch(/\n\s+at \S+ \(/);
    });
  });

  test('says on stderr what it warns of, and succeeds', () => {
    const spec = { mirrors: [{ source: 'docker.io', target: 'mirror.example.com' }], onEscape: 'warn' };
    const outcome = build(workspace(overlay({ 'app.yaml': deployment }, imageMirror(spec))), 'overlay');
    expect(outputOf(outcome)).toContain('image: quay.io/org/app:1.0');
  });
});

withTool('kustomize', 'kustomize build with refresh tasks', () => {
  test('prints the task with what it builds, once', () => {
    const imageConfig = 'defaults: {registry: docker.io}\nimages: {}\n';
    const cluster = {
      apiVersion: 'k8ssandra.io/v1alpha1',
      kind: 'K8ssandraCluster',
      metadata: { name: 'demo', namespace: 'k8ssandra-operator' },
      spec: { cassandra: { datacenters: [] } },
    };
    const configMap = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'image-config', namespace: 'k8ssandra-operator', labels: { 'k8ssandra.io/config': 'image' } },
      data: { 'image_config.yaml': imageConfig },
    };
    const spec = { registry: 'mirror.example.com', rollout: { updateDatacenters: 'task' } };
    const files = overlay(
      { 'cluster.yaml': JSON.stringify(cluster), 'config.yaml': JSON.stringify(configMap) },
      imageMirror(spec),
    );
    const work = workspace({
      ...files,
      'twice/kustomization.yaml': 'resources: [../overlay]\ntransformers: [mirror.yaml]\n',
      'twice/mirror.yaml': files['overlay/mirror.yaml'] ?? '',
    });
    const built = outputOf(build(work, 'overlay'));
    const tasks = objectsIn(built).filter(({ kind }) => kind === 'K8ssandraTask');
    expect([objectsIn(built).length, tasks.length]).toEqual([3, 1]);
    expect(tasks[0]).toMatchObject({
      metadata: { name: expect.stringMatching(/^refresh-demo-/), namespace: 'k8ssandra-operator' },
      spec: { cluster: { name: 'demo' }, template: { jobs: [{ command: 'refresh' }] } },
    });
    expect(tasks[0]?.metadata).not.toHaveProperty('annotations');
    expect(outputOf(build(work, 'twice'))).toBe(built);
  });
});

/**
 * As a validator: `kustomize build` prints what it built, or fails. A function has to run as a transformer before: see
 * examples/kustomize-validator.
 */
withTool('kustomize', 'kustomize build with a validator', () => {
  const check = imageMirror({ registry: 'mirror.example.com', mode: 'check' });
  const validated = (transformers: readonly string[]): Files => ({
    ...overlay({ 'app.yaml': deployment }, imageMirror({ registry: 'mirror.example.com' })),
    'overlay/kustomization.yaml': `resources: [../base]\ntransformers: [${transformers}]\nvalidators: [check.yaml]\n`,
    'overlay/check.yaml': check,
  });

  test('fails on what is not mirrored, and says which image', () => {
    const { status, stdout, stderr } = build(workspace(validated([])), 'overlay');
    expect({ failed: status !== 0, stdout }).toEqual({ failed: true, stdout: '' });
    for (const text of ['quay.io/org/app:1.0', 'not mirrored yet', 'Deployment app']) expect(stderr).toContain(text);
  });

  test('passes on what its own transformer made', () => {
    expect(outputOf(build(workspace(validated(['mirror.yaml'])), 'overlay'))).toBe(mirroredDeployment);
  });

  facts('of what upstream publishes', (inFacts) => {
    const manifest = readText(inFacts('upstream', 'manifests/k8ssandra-operator-v1.32.5-control-plane.yaml.gz'));
    const cluster = readText(inFacts('upstream', 'clusters/ko-main-single-dc-k8ssandra.yaml'));

    test('fails on an install, and passes on the same behind the transformer', () => {
      const registry = 'mirror.example.com:5000/k8ssandra';
      const files = {
        ...overlay({ 'install.yaml': manifest, 'cluster.yaml': cluster }, imageMirror({ registry })),
        'check.yaml': imageMirror({ registry, mode: 'check' }),
        'before/kustomization.yaml': 'resources: [../base]\nvalidators: [../check.yaml]\n',
        'after/kustomization.yaml': 'resources: [../overlay]\nvalidators: [../check.yaml]\n',
      };
      const work = workspace(files);
      const before = work.run(kustomizeBuild('before', '--load-restrictor=LoadRestrictionsNone'));
      expect({ failed: before.status !== 0, stdout: before.stdout }).toEqual({ failed: true, stdout: '' });
      expect(before.stderr).toContain('docker.io/k8ssandra/cass-operator:v1.30.2');
      const after = outputOf(work.run(kustomizeBuild('after', '--load-restrictor=LoadRestrictionsNone')));
      expect(objectsIn(after)).toEqual(objectsIn(outputOf(build(work, 'overlay'))));
    });
  });
});
