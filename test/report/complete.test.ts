/**
 * Nothing is missing in the list of images, and nothing in it is made up: for the recorded clusters it is the set of images
 * that the operators' own code made of them, in five releases.
 */
import { readConfig } from '../../src/config/normalise.ts';
import { copyListOf } from '../../src/copy-list/copy-list.ts';
import { plan } from '../../src/plan/plan.ts';
import { formatReference } from '../../src/reference/grammar.ts';
import { readReference } from '../../src/reference/read-reference.ts';
import { reportImages } from '../../src/report/image-report.ts';
import { pulledImages } from '../../src/report/pulled-images.ts';
import { facts } from '../facts.ts';
import { type Case, caseFiles, inputOf, readCases } from '../k8ssandra/pods/cases.ts';
import { type Release, releases } from '../k8ssandra/pods/fixtures.ts';

const registry = 'mirror.example.com:5000/all';

function listed(
  each: Case,
  release: Release,
): { readonly images: ReadonlySet<string>; readonly copied: readonly string[] } {
  const [resources] = inputOf(each, release);
  const config = readConfig({
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    spec: { registry, layout: 'registry-path', onEscape: 'warn', release: { ...(each.release ?? releases[release]) } },
  });
  const made = plan(resources, config);
  const images = pulledImages(reportImages(resources, made, config), made, resources);
  const { entries } = copyListOf(images, config.rules);
  return {
    images: new Set(images.map(({ image }) => image)),
    copied: entries.map(({ source }) => formatReference(source)),
  };
}

/** References alone: what is none, no one can copy. */
function built({ result }: Case): ReadonlySet<string> {
  return new Set(
    (result?.images ?? []).flatMap(({ image }) => {
      const reference = readReference(image);
      return reference === undefined ? [] : [formatReference(reference)];
    }),
  );
}

facts('the list of images is complete', (inFacts) => {
  test.each(caseFiles)('%s', (file, release) => {
    const cases = readCases(inFacts('vectors', file)).filter(({ result }) => result !== undefined);
    expect(cases.length).toBeGreaterThan(5);
    let copies = 0;
    for (const each of cases) {
      const { images, copied } = listed(each, release);
      expect([each.name, ...[...images].sort()]).toEqual([each.name, ...[...built(each)].sort()]);
      for (const source of copied) expect(images).toContain(source);
      copies += copied.length;
    }
    expect(copies).toBeGreaterThan(cases.length);
  });
});
