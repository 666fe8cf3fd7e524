/** The overlay, built by real kustomizes: the same as `transform` makes, and no build at all once its base has changed. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonObject } from '../src/yaml/json.ts';
import { builders, objectsIn } from './overlay/builds.ts';
import { withTool } from './tools.ts';
import { type Files, type Outcome, outputOf, replaceOnce, type Workspace, workspace } from './workspace.ts';

const program = 'k8ssandra-image-mirror';
const install = path.join(__dirname, '..', 'examples', 'current-install', 'input');
const manifests = readdirSync(install);
const base: Files = {
  ...Object.fromEntries(manifests.map((name) => [`base/${name}`, readFileSync(path.join(install, name), 'utf8')])),
  'base/kustomization.yaml': `resources: [${manifests.join(', ')}]\n`,
};

/** With it, every sort of operation is in the overlay. */
const config = mirrorConfig({
  registry: 'mirror.example.com:5000/k8ssandra',
  pullSecrets: ['mirror-credentials'],
  rollout: { restartOperator: true, updateDatacenters: 'always' },
});

function mirrorConfig(spec: JsonObject): string {
  return JSON.stringify({
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    metadata: { name: 'mirror', annotations: { 'config.kubernetes.io/local-config': 'true' } },
    spec,
  });
}

function withBase(files: Files = {}): Workspace {
  return workspace({ ...base, 'mirror.yaml': config, ...files });
}

function writeOverlay(work: Workspace, ...flags: readonly string[]): Outcome {
  const input = outputOf(work.run(['kustomize', 'build', 'base']));
  const command = [program, 'overlay', '-', '--config', 'mirror.yaml', '-o', 'overlays/mirror', ...flags] as const;
  return work.run(command, { input });
}

function withOverlay(files: Files = {}): Workspace {
  const work = withBase(files);
  outputOf(writeOverlay(work, '--resources', 'base'));
  return work;
}

function change(work: Workspace, name: string, from: string, to: string): void {
  work.write({ [`base/${name}`]: replaceOnce(work.read('base')[name] ?? '', from, to) });
}

/** A change of the base: of one of its files, or of what its kustomization does with them. */
interface Tampering {
  readonly name: string;
  readonly change: (work: Workspace) => void;
  readonly says: RegExp;
}

function inFile(name: string, file: string, from: string, to: string, says: RegExp): Tampering {
  return { name, change: (work) => change(work, file, from, to), says };
}

function inKustomization(name: string, lines: string, says: RegExp): Tampering {
  return { name, change: (work) => change(work, 'kustomization.yaml', '\n', `\n${lines}\n`), says };
}

const gone = /no matches for Id/;
const differs = /test failed/;

const tamperings: readonly Tampering[] = [
  inFile('one character of the ImageConfig', 'image-config.yaml', 'defaults: # for', 'defaults: # For', differs),
  inFile('one character of an image', 'cluster.yaml', '4.1.7-ubi', '4.1.6-ubi', differs),
  inFile('one character of a struct', 'cluster.yaml', 'registry: docker.io', 'registry: docker.iO', differs),
  inFile('the object renamed', 'image-config.yaml', 'name: cass-operator-image-config', 'name: image-config', gone),
  inFile('an object renamed to a longer name', 'cluster.yaml', 'name: orders\n', 'name: orders-2\n', gone),
  inFile('the object given a hash suffix', 'image-config.yaml', '-image-config\n', '-image-config-7d4b8h9k2m\n', gone),
  inFile(
    'the object moved to another namespace',
    'image-config.yaml',
    'namespace: k8ssandra-operator',
    'namespace: other',
    gone,
  ),
  inFile('the object deleted', 'kustomization.yaml', ' image-config.yaml,', '', gone),
  inFile(
    'a container inserted before an edited one',
    'cass-operator.yaml',
    '        - name: manager',
    '        - {name: proxy, image: docker.io/k8ssandra/cass-operator:v1.30.2}\n        - name: manager',
    differs,
  ),
  inFile(
    'a datacenter inserted before an edited one',
    'cluster.yaml',
    '      - metadata:\n          name: west',
    '      - {metadata: {name: north}, serverImage: k8ssandra/cass-management-api:4.1.7-ubi}\n      - metadata:\n          name: west',
    differs,
  ),
  inFile(
    'an added list that is there already',
    'cass-operator.yaml',
    '      terminationGracePeriodSeconds',
    '      imagePullSecrets: [{name: own}]\n      terminationGracePeriodSeconds',
    differs,
  ),
  inFile(
    'an added annotation that is there already',
    'cluster.yaml',
    'namespace: k8ssandra-operator',
    'namespace: k8ssandra-operator\n  annotations: {k8ssandra.io/autoupdate-spec: once}',
    differs,
  ),
  inFile(
    'added annotations that are there already',
    'k8ssandra-operator.yaml',
    '    metadata:\n      labels',
    '    metadata:\n      annotations: {a: b}\n      labels',
    differs,
  ),
  inKustomization('all objects renamed by the base', 'namePrefix: my-', differs),
  inKustomization('all objects moved by the base', 'namespace: other', differs),
  {
    name: 'a generator in the place of the object',
    change: (work) => {
      change(work, 'kustomization.yaml', ' image-config.yaml,', '');
      change(
        work,
        'kustomization.yaml',
        '\n',
        '\nconfigMapGenerator: [{name: cass-operator-image-config, namespace: k8ssandra-operator, files: [image_config.yaml]}]\n',
      );
      const [object] = objectsIn(base['base/image-config.yaml'] ?? '');
      const data = (object?.data ?? {}) as Files;
      work.write({ 'base/image_config.yaml': data['image_config.yaml'] ?? '' });
    },
    says: differs,
  },
];

withTool('kustomize', 'the overlay of examples/current-install', () => {
  for (const { tool, build } of builders) {
    withTool(tool, `built by ${tool}`, () => {
      test('is what transform makes of the build of the base', () => {
        const work = withOverlay();
        const built = outputOf(build(work, 'base'));
        const transformed = work.run([program, 'transform', '--config', 'mirror.yaml'], { input: built });
        expect(objectsIn(outputOf(build(work, 'overlays/mirror')))).toEqual(objectsIn(outputOf(transformed)));
      });

      test.each(tamperings)('fails after: $name', ({ change: tamper, says }) => {
        const work = withOverlay();
        tamper(work);
        outputOf(build(work, 'base'));
        const { status, stderr } = build(work, 'overlays/mirror');
        expect({ status, says: says.test(stderr) ? says : stderr }).toEqual({ status: 1, says });
      });
    });
  }

  test('without guards, what has no index is patched all the same', () => {
    const work = workspace({
      'base/kustomization.yaml': 'resources: [image-config.yaml]\n',
      'base/image-config.yaml': base['base/image-config.yaml'] ?? '',
      'mirror.yaml': mirrorConfig({ registry: 'm.io', overlay: { guard: false } }),
    });
    outputOf(writeOverlay(work, '--resources', 'base'));
    const text = work.read('overlays/mirror')['kustomization.yaml'] ?? '';
    expect(text).not.toContain('op: test');
    change(work, 'image-config.yaml', 'v0.8.8', 'v0.8.9');
    for (const { build } of builders) {
      const built = outputOf(build(work, 'overlays/mirror'));
      expect(built).toContain('registry: "m.io"');
      expect(built).not.toContain('v0.8.9');
    }
  });
});
