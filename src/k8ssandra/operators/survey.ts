import type { JsonObject } from '../../yaml/json.ts';
import type { Operator } from '../api-group.ts';
import type { Format } from '../releases/image-config-rules.ts';
import { completeReleases, type KnownReleases, type ReleasePair } from '../releases/releases.ts';
import { type Alike, alikeCandidates } from './alike.ts';
import type { PrepareImageConfig } from './assumed-image-config.ts';
import { type Candidate, findCandidates, type InForce, inForceAmong } from './in-force.ts';
import {
  commonRelease,
  findOperators,
  type OperatorDeployment,
  type OperatorsFor,
  operatorsAmong,
} from './operator-deployments.ts';
import type { CassOperator, K8ssandraOperator } from './operators.ts';

/** What one Kubernetes cluster is known by. */
export interface Cluster {
  readonly resources: readonly JsonObject[];
  /** Its name as a `k8sContext`: links do not point into its resources. Absent: the cluster of the input. */
  readonly k8sContext?: string;
  /** By resource, the releases of operators that are known already: an edit may change the tag that told one. */
  readonly releases?: ReadonlyMap<number, string>;
  /** What becomes of an ImageConfig that is assumed; absent: none is assumed. */
  readonly prepare?: PrepareImageConfig;
}

/** Of more, nobody reads what follows from each. */
export const mostCandidates = 16;

/** What the resources of a cluster say about its operators. */
export interface Survey {
  readonly cluster: Cluster;
  readonly deployments: readonly OperatorDeployment[];
  readonly deployed: OperatorsFor;
  readonly candidates: readonly Candidate[];
  readonly formats: ReadonlySet<Format>;
  readonly inForce: InForce;
  /** The namespaces that have an operator of a kind. */
  readonly taken: Readonly<Record<Operator, ReadonlySet<string>>>;
  /** The release that all operators of a kind have in common. */
  readonly common: KnownReleases;
  readonly alike: Alike;
  /** The operators met so far, by their resources and release. */
  readonly cassOperators: Map<string, CassOperator>;
  readonly k8ssandraOperators: Map<string, K8ssandraOperator>;
}

export function surveyOf(cluster: Cluster): Survey {
  const { resources, releases } = cluster;
  const deployments = findOperators(resources).map((deployment) => {
    const release = releases?.get(deployment.resource);
    return release === undefined ? deployment : { ...deployment, release };
  });
  const candidates = findCandidates(resources);
  const namespacesOf = (operator: Operator): ReadonlySet<string> =>
    new Set(deployments.flatMap((one) => (one.operator === operator ? [one.namespace] : [])));
  return {
    cluster,
    deployments,
    deployed: operatorsAmong(deployments),
    candidates,
    formats: new Set(candidates.map(({ format }) => format)),
    inForce: inForceAmong(candidates),
    taken: { cassOperator: namespacesOf('cassOperator'), k8ssandraOperator: namespacesOf('k8ssandraOperator') },
    common: {
      cassOperator: commonRelease(deployments, 'cassOperator'),
      k8ssandraOperator: commonRelease(deployments, 'k8ssandraOperator'),
    },
    alike: alikeCandidates(mostCandidates + 1),
    cassOperators: new Map(),
    k8ssandraOperators: new Map(),
  };
}

export interface Circumstances extends Survey {
  readonly configuredReleases: KnownReleases;
  readonly known: KnownReleases;
  readonly releases: ReleasePair;
}

/** @param near the deployments in question: their releases count before one that all have in common */
export function circumstancesOf(
  survey: Survey,
  configuredReleases: KnownReleases,
  near: { readonly [operator in Operator]?: OperatorDeployment | undefined },
): Circumstances {
  const { common, formats } = survey;
  const releaseOf = (operator: Operator): string | undefined =>
    configuredReleases[operator] ?? near[operator]?.release ?? common[operator];
  const known = { cassOperator: releaseOf('cassOperator'), k8ssandraOperator: releaseOf('k8ssandraOperator') };
  return { ...survey, configuredReleases, known, releases: completeReleases(known, formats) };
}
