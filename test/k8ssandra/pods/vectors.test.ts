/** The images that the operators' own code made of clusters, in five releases: each of them, and no others. */
import type { EffectiveImage } from '../../../src/k8ssandra/origins/effective-image.ts';
import { effectiveImages } from '../../../src/k8ssandra/pods/effective-images.ts';
import { facts } from '../../facts.ts';
import { type CaseImage, type CaseSecrets, caseFiles, inputOf, readCases } from './cases.ts';

facts('images of clusters as the operators make them', (inFacts) => {
  describe.each(caseFiles)('%s', (file, release) => {
    const cases = readCases(inFacts('vectors', file));

    test.each(cases.map((each) => [each.name, each] as const))('%s', (_, each) => {
      const images = effectiveImages(...inputOf(each, release));
      if (each.result === undefined) {
        expect(images.map(({ status }) => status)).toContain('unresolvable');
        expect(images.map(({ reason }) => reason)).toContain(each.error ?? each.panic);
      } else {
        expect(images.map(lineOf)).toEqual(each.result.images.map(expectedLine));
        expect(secretsOf(images)).toEqual(expectedSecrets(each.result.pullSecrets));
      }
    });
  });
});

function lineOf({ datacenter, workload, rack, kind, container, image, pullPolicy }: EffectiveImage): string {
  return line(datacenter, workload, rack, kind, container, image, pullPolicy);
}

function expectedLine({ dc, workload, rack, kind, container, image, pullPolicy }: CaseImage): string {
  return line(dc, workload, rack, kind, container, image, pullPolicy);
}

function line(...words: readonly (string | undefined)[]): string {
  return words.map((word) => (word === undefined || word === '' ? '-' : word)).join(' ');
}

function secretsOf(images: readonly EffectiveImage[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    images.map(({ datacenter, workload, rack, pullSecrets }) => [line(datacenter, workload, rack), pullSecrets]),
  );
}

function expectedSecrets(secrets: readonly CaseSecrets[]): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(secrets.map(({ dc, workload, rack, names }) => [line(dc, workload, rack), names]));
}
