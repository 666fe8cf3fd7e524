/**
 * Overlays over everything that upstream publishes: the build of each is what `transform` makes of the build of its base,
 * object by object, strings to the last byte, with the newest kustomize and the older one inside of kubectl. Targets and
 * layouts change from file to file. Of whole installs of k8ssandra-operator, which take seconds to build, each kustomize has
 * one of two.
 */
import { readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { transform } from '../src/function/transform.ts';
import type { JsonObject } from '../src/yaml/json.ts';
import { facts } from '../test/facts.ts';
import { readText } from '../test/k8ssandra/upstream.ts';
import { documentsOf, readValue } from '../test/sweep/documents.ts';
import { type Builder, builders } from './overlay/builds.ts';
import { withTool } from './tools.ts';
import { outputOf, type Workspace, workspace } from './workspace.ts';

const targets = ['mirror.example.com', 'mirror.example.com:5000/k8ssandra', 'docker.io/mirrororg'];
const layouts = ['path', 'registry-path', 'name'];

/** Further fields, so that keys, lists, annotations and resources are added too, and CRDs edited. */
const additions: readonly JsonObject[] = [
  {},
  { pullPolicy: 'IfNotPresent', pullSecrets: ['mirror-credentials'], rollout: { updateDatacenters: 'task' } },
  { crdDefaults: 'rewrite', rollout: { restartOperator: true, updateDatacenters: 'always' } },
];

function functionConfig(index: number): JsonObject {
  const spec = {
    registry: targets[index % targets.length] ?? '',
    onEscape: 'warn',
    layout: layouts[Math.floor(index / targets.length) % layouts.length] ?? '',
    ...additions[index % additions.length],
  };
  return { apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', spec };
}

/** A cluster beside an install without its CRDs: what follows from both is edited too. */
function clusterFor(file: string): readonly string[] {
  if (!file.includes('.nocrd.')) return [];
  const cluster = file.includes('cass-operator')
    ? 'co-v1.32.0-example-cassandradatacenter-full.yaml'
    : 'ko-v1.20.4-samples-k8ssandra-single-kind-medusa.yaml';
  return [`clusters/${cluster}`];
}

/** A cluster whose `spec.cassandra` is empty: the API server would refuse it, and so do we. */
const malformed: ReadonlySet<string> = new Set(['clusters/ko-v1.4.1-medusa-usage-block1.yaml']);

/** Every other file is packed. */
function buildersFor(file: string, index: number): readonly Builder[] {
  const turn = Math.floor(index / 2) % builders.length;
  return file.endsWith('.gz') ? builders.filter((_, place) => place === turn) : builders;
}

withTool('kustomize', 'overlays', () => {
  withTool('kubectl', 'built by both', () => {
    facts('of what upstream publishes', (inFacts) => {
      const count = { bases: 0, builds: 0, objects: 0, edited: 0, operations: 0, tasks: 0, refused: 0 };
      const files = ['manifests', 'clusters'].flatMap((folder) =>
        readdirSync(inFacts('upstream', folder))
          .filter((name) => /\.yaml(\.gz)?$/.test(name))
          .map((name) => `${folder}/${name}`),
      );

      /** Undefined where the base is refused, as some are for one of the layouts. */
      function overlaid(files: readonly string[], index: number): Overlaid | undefined {
        const config = functionConfig(index);
        const work = workspace({
          ...Object.fromEntries(files.map((file, part) => [`base/${part}.yaml`, readText(inFacts('upstream', file))])),
          'base/kustomization.yaml': `resources: [${files.map((_, part) => `${part}.yaml`).join(', ')}]\n`,
          'mirror.yaml': JSON.stringify(config),
        });
        const built = outputOf(work.run(['kustomize', 'build', 'base']));
        const { output, exitCode } = transform(built, { functionConfig: config });
        const flags = ['-', '--resources', 'base', '--config', 'mirror.yaml', '-o', 'overlay'];
        const { status } = work.run(['k8ssandra-image-mirror', 'overlay', ...flags], { input: built });
        expect(status).toBe(exitCode);
        return exitCode === 0 ? { work, built, expected: output } : undefined;
      }

      test.each(files.map((file, index) => [file, index] as const))('%s', (file, index) => {
        const bases = [file, ...clusterFor(file)];
        const first = overlaid(bases, index);
        if (first === undefined) count.refused++;
        const done = first ?? overlaid(bases, index + 1) ?? overlaid(bases, index + targets.length);
        expect({ file, refused: done === undefined }).toEqual({ file, refused: malformed.has(file) });
        if (done === undefined) return;
        const { work, built, expected } = done;
        const [before, after] = [documentsOf(built), documentsOf(expected).filter((document) => !isTask(document))];
        const [overlay = ''] = Object.values(work.read('overlay'));
        count.bases++;
        count.tasks += documentsOf(expected).filter(isTask).length;
        count.objects += after.length;
        count.edited += after.filter((document, place) => document !== before[place]).length;
        count.operations += overlay.match(/^ {4}- op: (add|replace)$/gm)?.length ?? 0;
        for (const { build } of buildersFor(file, index)) {
          expectSame(expected, outputOf(build(work, 'overlay')));
          count.builds++;
        }
      });

      afterAll(() => {
        const { bases, builds, objects, edited, operations, tasks, refused } = count;
        console.info(
          `overlays: ${bases} bases of ${objects} objects, ${edited} of them edited by ${operations} operations, and ${tasks} tasks beside them, in ${builds} builds by ${builders.length} kustomizes; ${refused} refused at first, as by transform, and taken with another layout`,
        );
      });
    });
  });
});

interface Overlaid {
  readonly work: Workspace;
  /** The build of the base. */
  readonly built: string;
  /** What transform makes of it. */
  readonly expected: string;
}

function isTask(document: string): boolean {
  return /^kind: (K8ssandra|Cassandra)Task$/m.test(document);
}

/** In the order of both, but for the tasks: transform puts each behind what it is for, kustomize where it sorts it. */
function inOrder(text: string): readonly string[] {
  const documents = documentsOf(text);
  const nameOf = (task: string): string => /^ {2}name: (.*)$/m.exec(task)?.[1] ?? '';
  const tasks = documents.filter(isTask).toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  return [...documents.filter((document) => !isTask(document)), ...tasks];
}

/** Patches may change how a string is quoted, and nothing else. */
function expectSame(expected: string, seen: string): void {
  const [left, right] = [inOrder(expected), inOrder(seen)];
  expect(right).toHaveLength(left.length);
  for (const [index, document] of left.entries()) {
    const other = right[index] ?? '';
    if (document === other || isDeepStrictEqual(readValue(document), readValue(other))) continue;
    expect(readValue(other)).toEqual(readValue(document));
  }
}
