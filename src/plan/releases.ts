import type { MirrorConfig } from '../config/normalise.ts';
import type { Operator, Releases } from '../k8ssandra/api-group.ts';
import { findOperators } from '../k8ssandra/pods/operator-deployments.ts';
import type { JsonObject } from '../source/json.ts';

/**
 * The releases of the operators: those that the user names, else those of the operators in the input. One that is there
 * in several releases is left open.
 */
export function releasesFor(resources: readonly JsonObject[], { release, context }: MirrorConfig): Releases {
  const found = findOperators([...resources, ...context.resources]);
  const only = (operator: Operator): Releases => {
    const releases = found.flatMap((deployment) => (deployment.operator === operator ? [deployment.release] : []));
    const [first, ...others] = new Set(releases);
    return first === undefined || others.length > 0 ? {} : { [operator]: first };
  };
  return { ...only('cassOperator'), ...only('k8ssandraOperator'), ...release };
}

/**
 * The release of cass-operator that reads an ImageConfig in a namespace: the one that the user names, else that of the
 * operator there, else as above.
 */
export function readerOf(
  namespace: string,
  resources: readonly JsonObject[],
  config: MirrorConfig,
): string | undefined {
  const near = findOperators([...resources, ...config.context.resources]).filter(
    (deployment) => deployment.operator === 'cassOperator' && deployment.namespace === namespace,
  );
  const [only, ...others] = new Set(near.map(({ release }) => release));
  const found = others.length === 0 ? only : undefined;
  return config.release.cassOperator ?? found ?? releasesFor(resources, config).cassOperator;
}
