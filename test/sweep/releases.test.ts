/**
 * Nothing escapes, whatever the release: an install of every release of both operators, and beside it clusters that ask
 * for everything the release can run. What the operators would run of the output comes from the mirror; and so says the
 * scan, which knows nothing of operators.
 */
import { isBefore } from '../../src/k8ssandra/releases/release-order.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { facts } from '../facts.ts';
import { readCatalog } from './catalog.ts';
import { cassandraDatacenters, k8ssandraClusters } from './every-component.ts';
import { type ExpectedEscape, expectedEscape, expectedEscapes } from './expected-escapes.ts';
import type { Layout, Mirror } from './images.ts';
import { type Install, installs, type Project } from './installs.ts';
import { expectMirrored } from './mirrored.ts';
import { imagesOutside, type MirroredPackage, mirrorPackage, resolvedImages } from './package.ts';

const projects: readonly Project[] = ['cass-operator', 'k8ssandra-operator'];
const layouts: readonly Layout[] = ['path', 'registry-path', 'name'];
const mirrorOf = (layout: Layout): Mirror => ({ target: 'mirror.example.com:5000/k8ssandra', layout, exclude: [] });

const clustersOf = ({ project, release, namespace }: Install): readonly JsonObject[] =>
  project === 'cass-operator'
    ? cassandraDatacenters(release, namespace)
    : k8ssandraClusters(release, namespace, 'purged');

/** Every release by path; in the other layouts those with a manifest of upstream's, and each third of the others. */
function releasesFor(layout: Layout, known: readonly Install[]): readonly Install[] {
  return known.filter(({ origin }, index) => layout === 'path' || origin === 'manifest' || index % 3 === 0);
}

facts('an install of every release, with everything that it can run', (inFacts) => {
  const folder = inFacts('upstream');
  const catalog = readCatalog();
  const known = projects.flatMap((project) => installs(folder, project));
  const count = { runs: 0, containers: 0 };
  const met = new Map<ExpectedEscape, Set<string>>();

  describe.each(layouts)('layout %s', (layout) => {
    const mirror = mirrorOf(layout);
    const expectedIn = (install: Install, { results }: MirroredPackage): readonly ExpectedEscape[] => {
      const rows = results.flatMap(({ severity, message, tags: { code } }) => {
        if (severity !== 'error') return [];
        const row = expectedEscape(install, layout, { code, message });
        if (row === undefined) throw new Error(`${code}: ${message}`);
        return [row];
      });
      for (const row of rows) met.set(row, (met.get(row) ?? new Set()).add(install.release));
      return rows;
    };

    test.each(releasesFor(layout, known).map((install) => [`${install.project} ${install.release}`, install] as const))(
      '%s',
      (_, install) => {
        const clusters = clustersOf(install);
        const mirrored = mirrorPackage(install, clusters, mirror);
        const expected = expectedIn(install, mirrored);
        count.runs++;
        if (expected.some(({ rest }) => rest === 'refused')) return;
        const { before, after } =
          expected.length === 0 ? mirrored : mirrorPackage(install, clusters, mirror, { onEscape: 'warn' });
        expectMirrored(before, after, mirror, catalog);
        const outside = imagesOutside(after, install, mirror).filter(
          (image) => !expected.some(({ message }) => message.test(image)),
        );
        expect(outside).toEqual([]);
        count.containers += resolvedImages(after, install).length;
      },
    );
  });

  test.each(
    known
      .filter(({ project, release }) => project === 'k8ssandra-operator' && !isBefore(release, '1.17.0'))
      .map((install) => [install.release, install] as const),
  )('k8ssandra-operator %s that keeps its backups has nothing outside', (_, install) => {
    const mirror = mirrorOf('path');
    const clusters = k8ssandraClusters(install.release, install.namespace, 'kept');
    const { after, results } = mirrorPackage(install, clusters, mirror);
    expect(results.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(imagesOutside(after, install, mirror)).toEqual([]);
  });

  test('every expected escape is still met', () => {
    expect(expectedEscapes.filter((row) => !met.has(row))).toEqual([]);
  });

  afterAll(() => {
    const list = [...met].map(([{ project, code, message, wayOut, source }, releases]) => {
      const [first, ...others] = releases;
      return `  ${project} ${first} - ${others.at(-1) ?? first}: ${code} ${message.source}; way out: ${wayOut} (${source})`;
    });
    const { runs, containers } = count;
    console.info(
      `releases: ${known.length} installs, each by path and some in the other layouts, ${runs} mirrored, ${containers} containers resolved; expected:\n${list.join('\n')}`,
    );
  });
});
