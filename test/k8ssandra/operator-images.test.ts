import { readFileSync } from 'node:fs';
import { knownReleases } from '../../src/k8ssandra/releases/known-releases.ts';
import { operatorImage } from '../../src/k8ssandra/releases/operator-images.ts';
import { formatReference, parseReference } from '../../src/reference/grammar.ts';
import { facts } from '../facts.ts';

/** Kustomizations that were released with another version than their own: the image of the release is there all the same. */
const odd: Readonly<Record<string, string>> = {
  'cassOperator 1.21.2': 'cr.k8ssandra.io/k8ssandra/cass-operator:v1.21.1',
  'k8ssandraOperator 1.10.0': 'docker.io/k8ssandra/k8ssandra-operator:latest',
  'k8ssandraOperator 1.10.1': 'docker.io/k8ssandra/k8ssandra-operator:latest',
};

facts('the image of each operator', (inFacts) => {
  const rows = readFileSync(inFacts('upstream', 'image-catalog.tsv'), 'utf8')
    .split('\n')
    .map((row) => row.split('\t'));

  test.each([
    ['cassOperator', 'cass-operator', 'Deployment/cass-operator-controller-manager'],
    ['k8ssandraOperator', 'k8ssandra-operator', 'Deployment/k8ssandra-operator'],
  ] as const)('%s: as its kustomization has it, in every release', (operator, project, component) => {
    const written = new Map(
      rows.flatMap(([name, tag = '', part, reference = '']) =>
        name === project && part === component
          ? [[tag.replace('v', ''), formatReference(parseReference(reference))] as const]
          : [],
      ),
    );
    expect(written.size).toBeGreaterThan(40);
    for (const release of knownReleases[operator].filter((one) => written.has(one))) {
      const expected = odd[`${operator} ${release}`] ?? operatorImage(operator, release);
      expect(`${release} ${written.get(release)}`).toBe(`${release} ${expected}`);
    }
  });
});
