/** Mode `generate`, as a generator of kustomize: the ImageConfig of a release takes the place of the one in the base. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseImageConfig } from '../src/k8ssandra/image-config/read/parse.ts';
import { at, isObject, type Json, type JsonObject } from '../src/yaml/json.ts';
import { objectsIn } from './overlay/builds.ts';
import { withTool } from './tools.ts';
import { type Files, outputOf, type Workspace, workspace } from './workspace.ts';

const examples = path.join(__dirname, '..', 'examples');

function baseOf(example: string): Files {
  const folder = path.join(examples, example, 'input');
  const names = readdirSync(folder);
  return {
    ...Object.fromEntries(names.map((name) => [`base/${name}`, readFileSync(path.join(folder, name), 'utf8')])),
    'base/kustomization.yaml': `resources: [${names.join(', ')}]\n`,
    'kustomization.yaml': 'resources: [base]\ngenerators: [image-config.yaml]\n',
  };
}

function generator(spec: JsonObject): Files {
  const annotations = { 'config.kubernetes.io/function': 'exec: {path: k8ssandra-image-mirror}\n' };
  return {
    'image-config.yaml': JSON.stringify({
      apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
      kind: 'ImageMirror',
      metadata: { name: 'image-config', annotations },
      spec: { registry: 'mirror.example.com/k8s', mode: 'generate', ...spec },
    }),
  };
}

function build(work: Workspace): readonly JsonObject[] {
  return objectsIn(outputOf(work.run(['kustomize', 'build', '--enable-alpha-plugins', '--enable-exec', '.'])));
}

function configMapIn(objects: readonly JsonObject[]): JsonObject {
  const [found, ...others] = objects.filter(({ kind }) => kind === 'ConfigMap');
  if (found === undefined || others.length > 0) throw new Error('there must be one ConfigMap');
  return found;
}

function imageConfigIn(configMap: JsonObject): ReturnType<typeof parseImageConfig> {
  return parseImageConfig(String(at(configMap, ['data', 'image_config.yaml'])));
}

function without(objects: readonly JsonObject[]): readonly Json[] {
  return objects.filter(({ kind }) => kind !== 'ConfigMap');
}

withTool('kustomize', 'kustomize build with the generator', () => {
  test('replaces a v1beta2 ImageConfig, and nothing else', () => {
    const work = workspace({
      ...baseOf('current-install'),
      ...generator({ release: { k8ssandraOperator: '1.32.5' } }),
    });
    const objects = build(work);
    const configMap = configMapIn(objects);
    expect(configMap.metadata).toEqual({
      labels: { 'k8ssandra.io/config': 'image' },
      name: 'cass-operator-image-config',
      namespace: 'k8ssandra-operator',
    });
    expect(Object.keys(isObject(configMap.data) ? configMap.data : {})).toEqual(['image_config.yaml']);
    expect(imageConfigIn(configMap).image('medusa')).toBe('mirror.example.com/k8s/k8ssandra/medusa:0.29.1');
    const base = objectsIn(outputOf(work.run(['kustomize', 'build', 'base'])));
    expect(without(objects)).toEqual(without(base));
  });

  test("merges into a v1beta1 ConfigMap, which keeps the operator's own configuration", () => {
    const work = workspace({ ...baseOf('docs-page-install'), ...generator({ release: { cassOperator: '1.25.0' } }) });
    const configMap = configMapIn(build(work));
    expect(String(at(configMap, ['data', 'controller_manager_config.yaml']))).toContain('kind: OperatorConfig');
    expect(imageConfigIn(configMap).serverImage('cassandra', '4.1.8')).toBe(
      'mirror.example.com/k8s/k8ssandra/cass-management-api:4.1.8-ubi',
    );
  });

  test('takes a given ImageConfig', () => {
    const from = {
      apiVersion: 'config.k8ssandra.io/v1beta2',
      kind: 'ImageConfig',
      images: { 'system-logger': { registry: 'quay.io', repository: 'own', name: 'logger', tag: '1' } },
    };
    const release = { k8ssandraOperator: '1.32.5' };
    const work = workspace({ ...baseOf('current-install'), ...generator({ release, generate: { from } }) });
    expect(imageConfigIn(configMapIn(build(work))).image('system-logger')).toBe('mirror.example.com/k8s/own/logger:1');
  });

  test('names another ConfigMap, in another namespace', () => {
    const files = baseOf('current-install');
    const moved = Object.fromEntries(
      Object.entries(files).map(([name, text]) => [
        name,
        text
          .replaceAll('namespace: k8ssandra-operator', 'namespace: db')
          .replace('name: cass-operator-image-config', 'name: own'),
      ]),
    );
    const spec = { release: { k8ssandraOperator: '1.32.5' }, generate: { name: 'own', namespace: 'db' } };
    const configMap = configMapIn(build(workspace({ ...moved, ...generator(spec) })));
    expect([at(configMap, ['metadata', 'namespace']), at(configMap, ['metadata', 'name'])]).toEqual(['db', 'own']);
    expect(imageConfigIn(configMap).image('medusa')).toContain('mirror.example.com/k8s/');
  });

  test('fails where no release is named', () => {
    const { status, stderr } = workspace({ ...baseOf('current-install'), ...generator({}) }).run([
      'kustomize',
      'build',
      '--enable-alpha-plugins',
      '--enable-exec',
      '.',
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain('spec.release: is missing: say of which release');
  });

  test('what the command prints is a patch that does the same', () => {
    const work = workspace({
      ...baseOf('docs-page-install'),
      'kustomization.yaml': 'resources: [base]\npatches: [{path: image-config.yaml}]\n',
    });
    const flags = ['--registry', 'mirror.example.com/k8s', '--release-cass-operator', '1.25.0'];
    const printed = outputOf(work.run(['k8ssandra-image-mirror', 'generate', ...flags]));
    work.write({ 'image-config.yaml': printed });
    const configMap = configMapIn(objectsIn(outputOf(work.run(['kustomize', 'build', '.']))));
    expect(Object.keys(isObject(configMap.data) ? configMap.data : {})).toHaveLength(2);
    expect(imageConfigIn(configMap).serverImage('dse', '6.8.25')).toContain('mirror.example.com/k8s/datastax/');
  });
});
