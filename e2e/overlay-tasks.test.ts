/** Overlays with refresh tasks: what real kustomizes build of them is what `transform` makes, new resources included. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { identify } from '../src/plan/model/resource.ts';
import type { JsonObject } from '../src/yaml/json.ts';
import { builders, objectsIn } from './overlay/builds.ts';
import { withTool } from './tools.ts';
import { outputOf, type Workspace, workspace } from './workspace.ts';

const program = 'k8ssandra-image-mirror';
const install = path.join(__dirname, '..', 'examples', 'current-install', 'input');
const manifests = readdirSync(install);

const datacenter = `apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: archive, namespace: k8ssandra-operator}
spec: {clusterName: archive, serverType: cassandra, serverVersion: 4.1.8, size: 3}
`;

/** With a kustomization that lists the overlay as a component. */
const base = {
  ...Object.fromEntries(manifests.map((name) => [`base/${name}`, readFileSync(path.join(install, name), 'utf8')])),
  'base/archive.yaml': datacenter,
  'base/kustomization.yaml': `resources: [${[...manifests, 'archive.yaml'].join(', ')}]\n`,
  'whole/kustomization.yaml': 'resources: [../base]\ncomponents: [../overlay]\n',
};

const rules = ['--registry', 'mirror.example.com:5000/k8ssandra', '--rollout-update-datacenters', 'task'];

/** Where each kind of overlay is built. */
const kinds = [
  { kind: 'Kustomization', flags: ['--resources', 'base'], folder: 'overlay' },
  { kind: 'Component', flags: ['--overlay-kind', 'Component'], folder: 'whole' },
] as const;

/** kustomize sorts what it builds by kind; transform puts a task behind what it is for. */
function sorted(text: string): readonly JsonObject[] {
  const key = (object: JsonObject): string => JSON.stringify(identify(object));
  return objectsIn(text).toSorted((one, other) => (key(one) < key(other) ? -1 : 1));
}

function writeOverlay(work: Workspace, flags: readonly string[], asked: readonly string[] = rules): void {
  const input = outputOf(work.run(['kustomize', 'build', 'base']));
  outputOf(work.run([program, 'overlay', '-', ...asked, ...flags, '-o', 'overlay'], { input }));
}

withTool('kustomize', 'an overlay with refresh tasks', () => {
  for (const { tool, build } of builders) {
    withTool(tool, `built by ${tool}`, () => {
      test.each(kinds)('is what transform makes of the build of the base, as a $kind', ({ flags, folder }) => {
        const work = workspace(base);
        writeOverlay(work, flags);
        const built = outputOf(build(work, 'base'));
        const expected = sorted(outputOf(work.run([program, 'transform', ...rules], { input: built })));
        expect(expected.filter(({ kind }) => /Task$/.test(String(kind)))).toHaveLength(2);
        expect(sorted(outputOf(build(work, folder)))).toEqual(expected);
      });

      test('builds on without them once they are not asked for any more', () => {
        const work = workspace(base);
        const [{ flags, folder }] = kinds;
        writeOverlay(work, flags);
        writeOverlay(work, flags, rules.slice(0, 2));
        expect(Object.keys(work.read('overlay'))).toEqual(['kustomization.yaml']);
        expect(outputOf(build(work, folder))).not.toMatch(/^kind: \w+Task$/m);
      });
    });
  }
});

withTool('kpt', 'kpt fn render in mode overlay', () => {
  test('writes nothing, and names the command', () => {
    const spec = {
      registry: 'mirror.example.com:5000/k8ssandra',
      mode: 'overlay',
      overlay: { resources: ['../../base'] },
      rollout: { updateDatacenters: 'task' },
    };
    const metadata = { name: 'mirror', annotations: { 'config.kubernetes.io/local-config': 'true' } };
    const work = workspace({
      ...base,
      'mirror.yaml': JSON.stringify({
        apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
        kind: 'ImageMirror',
        metadata,
        spec,
      }),
      Kptfile: `apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata: {name: cassandra}\npipeline: {mutators: [{exec: ${program}, configPath: mirror.yaml}]}\n`,
    });
    const { status, stderr } = work.run(['kpt', 'fn', 'render', '--allow-exec']);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /K8ssandraTask k8ssandra-operator\/refresh-\S+ has no place in an overlay .* the command overlay/,
    );
    expect(Object.keys(work.read('.'))).not.toContain('overlays/mirror/kustomization.yaml');
  });
});
