/** What the resources of a cluster leave open about its operators: what is assumed, why the rest is unknown, and what helps. */
import { type Operator, operatorNames } from '../api-group.ts';
import type { Assumption } from '../origins/effective-image.ts';
import type { Doubt } from '../origins/image-source.ts';
import { strangerReason } from '../releases/known-releases.ts';
import type { KnownReleases, ReleasePair } from '../releases/releases.ts';

/** The name of a Kubernetes cluster as `k8sContext`; undefined: that of the input. */
type K8sContext = string | undefined;

/** Why the images of an operator without an ImageConfig are not known. */
export function withoutImageConfig(k8sContext: K8sContext, operator: Operator, known: KnownReleases): Doubt {
  const own = [operator, ...(['cassOperator', 'k8ssandraOperator'] as const)];
  const [stranger] = own.flatMap((one) => strangerReason(one, known[one]) ?? []);
  if (stranger !== undefined) {
    const remedy = `give the ImageConfig that it reads with ${flagFor(k8sContext)}, or name each image in the resource itself`;
    return { reason: `${stranger}, and no ImageConfig is among ${nameOf(k8sContext)}`, remedy };
  }
  const reason = `no ImageConfig that the operators would read is among ${nameOf(k8sContext)}`;
  return { reason, remedy: remedyFor(k8sContext) };
}

/**
 * Why k8ssandra-operator may be of another release, or have another environment.
 *
 * @param isAssumed whether a release that is known may stand in for a cluster that is not given
 */
export function uncertainty(
  k8sContext: K8sContext,
  known: KnownReleases,
  { isGiven, isAssumed }: { readonly isGiven: boolean; readonly isAssumed: boolean },
): Doubt | undefined {
  if (known.k8ssandraOperator !== undefined && (isGiven || isAssumed)) return undefined;
  const reason = isGiven
    ? `${nameOf(k8sContext)} do not show the release of k8ssandra-operator`
    : `${nameOf(k8sContext)} are not given`;
  return { reason, remedy: remedyFor(k8sContext) };
}

function remedyFor(k8sContext: K8sContext): string {
  const given =
    k8sContext === undefined ? 'add the operators and their ImageConfig to the input, or give them' : 'give them';
  return `${given} with ${flagFor(k8sContext)}; or set release.k8ssandraOperator (release.cassOperator where there is none), which brings the ImageConfig of that release`;
}

function flagFor(k8sContext: K8sContext): string {
  return k8sContext === undefined
    ? '--context FILE (context in a configuration)'
    : `--context ${k8sContext}=FILE (context: [{k8sContext: ${k8sContext}, resources: [...]}] in a configuration)`;
}

/** That a release was taken for the one that nobody tells. */
export function assumedRelease(
  k8sContext: K8sContext,
  operator: Operator,
  known: KnownReleases,
  releases: ReleasePair,
): readonly Assumption[] {
  if (known[operator] !== undefined) return [];
  const message = `${nameOf(k8sContext)} do not show the release of ${operatorNames[operator]}: ${releases[operator]} is assumed; set release.${operator}`;
  return [{ message }];
}

/** That the ImageConfig of a release stands in for one that is not there. */
export function assumedDocument(k8sContext: K8sContext, release: string): Assumption {
  const message = `no ImageConfig is among ${nameOf(k8sContext)}: that of ${release} is assumed, mirrored as the command generate makes it; install that one`;
  return { message, unlessUnused: 'image-config' };
}

function nameOf(k8sContext: K8sContext): string {
  return k8sContext === undefined ? 'the resources' : `the resources of k8sContext ${k8sContext}`;
}
