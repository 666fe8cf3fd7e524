/**
 * The releases of the operators whose code and CRDs the tables of k8ssandra/ were held against, in their order. Of
 * cass-operator: those that know ImageConfigs.
 *
 * Source: the tags of github.com/k8ssandra/cass-operator and github.com/k8ssandra/k8ssandra-operator. For the next
 * release: add it here, and let the tests say what changed with it.
 */
import { type Operator, operatorNames } from '../api-group.ts';
import { isBefore } from './release-order.ts';

export const knownReleases: { readonly [operator in Operator]: readonly string[] } = {
  cassOperator: words(`
    1.8.0 1.9.0 1.10.0 1.10.1 1.10.3 1.10.4 1.10.5 1.10.6 1.11.0 1.12.0 1.13.0 1.13.1 1.14.0 1.15.0 1.16.0 1.17.0 1.17.1
    1.17.2 1.18.0 1.18.1 1.18.2 1.19.0 1.19.1 1.20.0 1.21.0 1.21.1 1.21.2 1.22.0 1.22.1 1.22.2 1.22.3 1.22.4 1.23.0
    1.23.1 1.23.2 1.24.0 1.24.1 1.25.0 1.26.0 1.26.1 1.27.0 1.27.1 1.28.0 1.28.1 1.29.0 1.29.1 1.30.0 1.30.1 1.30.2
    1.30.3 1.31.0 1.32.0
  `),
  k8ssandraOperator: words(`
    1.0.0 1.0.1 1.0.2 1.1.0 1.1.1 1.2.0 1.2.1 1.3.0 1.4.0 1.4.1 1.5.0 1.5.1 1.5.2 1.6.0 1.6.1 1.7.0 1.7.1 1.8.0 1.8.1
    1.9.0 1.9.1 1.9.2 1.10.0 1.10.1 1.10.2 1.10.3 1.11.0 1.11.1 1.12.0 1.13.0 1.14.0 1.14.1 1.15.0 1.16.0 1.17.0 1.18.0
    1.19.0 1.20.0 1.20.1 1.20.2 1.20.3 1.20.4 1.21.0 1.21.1 1.21.2 1.22.0 1.23.0 1.23.1 1.24.0 1.25.0 1.26.0 1.27.0
    1.27.1 1.28.0 1.29.0 1.29.1 1.30.0 1.30.1 1.30.2 1.31.0 1.32.0 1.32.1 1.32.2 1.32.3 1.32.4 1.32.5
  `),
};

/** Why a release is none of those; undefined for one that is, and for none at all. */
export function strangerReason(operator: Operator, release: string | undefined): string | undefined {
  if (release === undefined) return undefined;
  const known = knownReleases[operator];
  const [first = ''] = known;
  const last = known.at(-1) ?? '';
  if (known.includes(release.replace(/^v/, ''))) return undefined;
  const name = `${operatorNames[operator]} ${release}`;
  if (isBefore(release, first)) return `${name} is older than ${first}, the first release that is known here`;
  if (isBefore(last, release)) return `${name} is newer than ${last}, the last release that is known here`;
  return `${name} is no release that is known here`;
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
