/** The releases of the operators: those that the user names, else those of the operators in the input. */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Releases } from '../../k8ssandra/api-group.ts';
import { commonRelease, findOperators } from '../../k8ssandra/operators/operator-deployments.ts';
import { completeReleases } from '../../k8ssandra/releases/releases.ts';
import { groupedBy } from '../../yaml/grouped.ts';
import type { JsonObject } from '../../yaml/json.ts';

export interface FoundReleases {
  /** An operator that is there in several releases is left open. */
  readonly releases: Releases;
  /**
   * The release of cass-operator that reads an ImageConfig in a namespace: that of the operator there goes first, and
   * the one that k8ssandra-operator is installed with comes last.
   */
  readonly readerOf: (namespace: string) => string | undefined;
  /** The releases whose ImageConfig belongs into a namespace: one operator is installed along with the other. */
  readonly shippedTo: (namespace: string) => Releases;
}

/** @param resources the input; what is given as context counts as well */
export function findReleases(resources: readonly JsonObject[], { release, context }: MirrorConfig): FoundReleases {
  const found = findOperators([...resources, ...context.resources]);
  const releases = definedOf({
    cassOperator: release.cassOperator ?? commonRelease(found, 'cassOperator'),
    k8ssandraOperator: release.k8ssandraOperator ?? commonRelease(found, 'k8ssandraOperator'),
  });
  const byNamespace = groupedBy(found, (operator) => operator.namespace);
  const readerOf = (namespace: string): string | undefined => {
    const near = byNamespace.get(namespace) ?? [];
    const known = release.cassOperator ?? commonRelease(near, 'cassOperator') ?? releases.cassOperator;
    // The images are computed for the one that k8ssandra-operator is installed with: edits have to suit the same.
    return known ?? (releases.k8ssandraOperator && completeReleases(releases, new Set()).cassOperator);
  };
  return {
    releases,
    readerOf,
    shippedTo: (namespace) => {
      const known = definedOf({ ...releases, cassOperator: readerOf(namespace) });
      return known.k8ssandraOperator === undefined ? known : completeReleases(known, new Set());
    },
  };
}

function definedOf({ cassOperator, k8ssandraOperator }: Releases): Releases {
  return {
    ...(cassOperator === undefined ? {} : { cassOperator }),
    ...(k8ssandraOperator === undefined ? {} : { k8ssandraOperator }),
  };
}
