/**
 * The main job on everything that upstream publishes: every install and every cluster, each mirrored to several targets
 * in every layout. What it checks is in mirrored.ts. Whole installs of k8ssandra-operator are 4 MB of CRDs around the
 * resources that their `.nocrd` twins hold: each is mirrored in two of the ways, and so are, as lists, those of
 * cass-operator.
 */
import { readdirSync } from 'node:fs';
import { transform } from '../../src/function/transform.ts';
import { facts } from '../facts.ts';
import { readText } from '../k8ssandra/upstream.ts';
import { readCatalog } from './catalog.ts';
import { type ExpectedError, expectedErrors } from './expected-errors.ts';
import type { Layout, Mirror } from './images.ts';
import { expectSame, functionConfigOf, sweep, sweepList } from './mirrored.ts';

const targets = ['mirror.example.com', 'mirror.example.com:5000/k8ssandra', 'docker.io/mirrororg', 'localhost:5000'];
const layouts: readonly Layout[] = ['path', 'registry-path', 'name'];

const all = targets.flatMap((target) => layouts.map((layout): Mirror => ({ target, layout, exclude: [] })));
const withExcludes: Mirror = {
  target: 'mirror.example.com/k8ssandra',
  layout: 'registry-path',
  exclude: ['cr.k8ssandra.io', 'docker.io/datastax'],
};

/** Two of all, others for each file, so that few files are enough to have them all. */
function sample(index: number): readonly Mirror[] {
  return [0, 5].map((step) => all[(index + step) % all.length]).filter((mirror) => mirror !== undefined);
}

const everythingStays = functionConfigOf({
  target: 'mirror.example.com',
  layout: 'path',
  exclude: [
    'docker.io',
    'cr.k8ssandra.io',
    'cr.dtsx.io',
    'ghcr.io',
    'gcr.io',
    'quay.io',
    'private-docker-registry.example.com',
  ],
});

facts('everything that upstream publishes', (inFacts) => {
  const catalog = readCatalog();
  const count = { files: 0, runs: 0, lists: 0, images: 0, edited: 0, refused: 0 };
  const met = new Set<ExpectedError>();

  for (const folder of ['manifests', 'clusters']) {
    const files = readdirSync(inFacts('upstream', folder)).filter((name) => /\.yaml(\.gz)?$/.test(name));

    test.each(files.map((file, index) => [file, index] as const))(`${folder}/%s`, (file, index) => {
      const text = readText(inFacts('upstream', folder, file));
      count.files++;
      const sampled = sample(index);
      const hasCrds = folder === 'manifests' && !file.includes('.nocrd.');
      for (const mirror of file.endsWith('.gz') ? sampled : [...all, withExcludes]) {
        const done = sweep(file, text, mirror, catalog);
        if (done.refused.length === 0 && (!hasCrds || sampled.includes(mirror))) {
          sweepList(text, done, mirror);
          count.lists++;
        }
        count.runs++;
        count.images += done.images;
        count.edited += done.edited;
        count.refused += done.refused.length === 0 ? 0 : 1;
        for (const row of done.refused) met.add(row);
      }
      expectSame(text, transform(text, { functionConfig: everythingStays }).output);
    });
  }

  test('every expected error is still met', () => {
    expect(expectedErrors.filter((row) => row.sweep === 'files' && !met.has(row))).toEqual([]);
  });

  afterAll(() => {
    const { files, runs, lists, images, edited, refused } = count;
    console.info(
      `sweep: ${files} files, ${targets.length} targets × ${layouts.length} layouts, ${runs} runs, ${lists} of them as lists too: ${images} images, ${edited} resources edited, ${refused} refused as expected`,
    );
  });
});
