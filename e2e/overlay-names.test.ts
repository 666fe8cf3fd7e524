/** Names that kustomize changes: hashes of generated ConfigMaps and Secrets, prefixes of those who use a Component. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { nameWithoutHash } from '../src/overlay/hash-suffix.ts';
import { at, isObject, type JsonObject } from '../src/yaml/json.ts';
import { builders, objectsIn } from './overlay/builds.ts';
import { withTool } from './tools.ts';
import { outputOf, type Workspace, workspace } from './workspace.ts';

const program = 'k8ssandra-image-mirror';
const install = path.join(__dirname, '..', 'examples', 'docs-page-install', 'input');

/** The install of the docs page, its ConfigMap from a generator. */
function withGenerator(): Workspace {
  const [configMap] = objectsIn(readFileSync(path.join(install, 'manager-config.yaml'), 'utf8'));
  const data = isObject(configMap?.data) ? configMap.data : {};
  return workspace({
    ...Object.fromEntries(Object.entries(data).map(([name, text]) => [`base/${name}`, String(text)])),
    'base/install.yaml': readFileSync(path.join(install, 'cass-operator.yaml'), 'utf8'),
    'base/kustomization.yaml': `namespace: cass-operator
resources: [install.yaml]
configMapGenerator:
- name: cass-operator-manager-config
  files: [${Object.keys(data).join(', ')}]
`,
  });
}

function writeOverlay(work: Workspace, ...flags: readonly string[]): void {
  const input = outputOf(work.run(['kustomize', 'build', 'base']));
  outputOf(work.run([program, 'overlay', '-', '--registry', 'm.io', ...flags], { input }));
}

function named(objects: readonly JsonObject[], kind: string): readonly string[] {
  return objects.filter((object) => object.kind === kind).map((object) => String(at(object, ['metadata', 'name'])));
}

withTool('kustomize', 'generated names', () => {
  const contents = {
    'plain.txt': 'a: b\n',
    'escaped.txt': '<a> & "b" \\ \u2028 \u00e9 \u{1F600} \t\r\n',
    'empty.txt': '',
  };

  test('are told from others by the hash that kustomize makes', () => {
    const files = Object.keys(contents).map((name) => `files/${name}`);
    const generators = `- name: one\n  files: [${files.join(', ')}]\n- name: two\n  literals: [b=1, a=2, B=3, é=4]\n- name: three\n`;
    const work = workspace({
      ...Object.fromEntries(Object.entries(contents).map(([name, text]) => [`files/${name}`, text])),
      'kustomization.yaml':
        `namePrefix: my-\nconfigMapGenerator:\n${generators}secretGenerator:\n${generators}`.replace(', é=4', ''),
    });
    const objects = objectsIn(outputOf(work.run(['kustomize', 'build', '.'])));
    const names = ['my-one', 'my-one', 'my-three', 'my-three', 'my-two', 'my-two'];
    expect(objects.map(nameWithoutHash).sort()).toEqual(names);
  });

  for (const { tool, build } of builders) {
    withTool(tool, `built by ${tool}`, () => {
      test('get the hash of what the overlay makes, and references follow', () => {
        const work = withGenerator();
        const before = objectsIn(outputOf(build(work, 'base')));
        writeOverlay(work, '--resources', 'base', '-o', 'overlay');
        const built = outputOf(build(work, 'overlay'));
        const after = objectsIn(built);
        const [old = ''] = named(before, 'ConfigMap');
        const [now = ''] = named(after, 'ConfigMap');
        expect(now).not.toBe(old);
        expect(after.filter(({ kind }) => kind === 'ConfigMap').map(nameWithoutHash)).toEqual(
          before.filter(({ kind }) => kind === 'ConfigMap').map(nameWithoutHash),
        );
        // Its own, and that of the volume.
        expect(built.split(now)).toHaveLength(3);
        expect(built).not.toContain(old);
        expect(built).toContain('imageRegistry: m.io');
      });

      test('a Component is applied before the prefixes of those who list it', () => {
        const work = withGenerator();
        writeOverlay(work, '--overlay-kind', 'Component', '-o', 'components/mirror');
        for (const prefix of ['east-', 'west-']) {
          work.write({
            [`${prefix}dc/kustomization.yaml`]: `resources: [../base]\ncomponents: [../components/mirror]\nnamePrefix: ${prefix}\nnamespace: ${prefix}ns\n`,
          });
          const built = outputOf(build(work, `${prefix}dc`));
          const objects = objectsIn(built);
          expect(built).toContain('imageRegistry: m.io');
          expect(named(objects, 'Deployment').every((name) => name.startsWith(prefix))).toBe(true);
          expect(objects).toHaveLength(objectsIn(outputOf(build(work, 'base'))).length);
        }
      });
    });
  }
});
