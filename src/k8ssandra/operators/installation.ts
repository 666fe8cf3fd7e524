/**
 * The operators of one Kubernetes cluster, as far as its resources, and what the user says about releases, let them be known.
 */

import { recalled } from '../../yaml/grouped.ts';
import type { Operator } from '../api-group.ts';
import type { KnownReleases } from '../releases/releases.ts';
import type { Candidate } from './in-force.ts';
import type { OperatorDeployment } from './operator-deployments.ts';
import { cassOperators, k8ssandraOperators } from './operator-options.ts';
import type { CassOperator, K8ssandraOperator, Operators } from './operators.ts';
import { paired } from './paired.ts';
import { readByCassOperator, readByK8ssandraOperator } from './read-image-configs.ts';
import { type Cluster, circumstancesOf, mostCandidates, surveyOf } from './survey.ts';

/**
 * The operators that may look after a namespace: several where the input leaves open which. Those that read alike are one,
 * and beyond `mostCandidates` one more is the last.
 */
export type Installation = (namespace: string) => readonly Operators[];

/** @param configuredReleases the releases that the user names: they count before what the images of the operators say */
export function installationIn(cluster: Cluster, configuredReleases: KnownReleases): Installation {
  const survey = surveyOf(cluster);
  const { deployed } = survey;
  const select = (operator: Operator, namespace: string): readonly (OperatorDeployment | undefined)[] => {
    const found = deployed(operator, namespace);
    return found.length === 0 ? absent : found;
  };
  const combine = combiner();
  const find = (
    cassDeployments: readonly (OperatorDeployment | undefined)[],
    deployments: readonly (OperatorDeployment | undefined)[],
  ): readonly Operators[] => {
    const found = new Map<string, Operators>();
    for (const [cassDeployment, deployment] of paired(cassDeployments, deployments, (one) => one?.namespace)) {
      const near = { cassOperator: cassDeployment, k8ssandraOperator: deployment };
      const circumstances = circumstancesOf(survey, configuredReleases, near);
      const k8ssandra = k8ssandraOperators(deployment, circumstances);
      const cass = cassOperators(cassDeployment, circumstances);
      for (const [one, other] of paired(cass, k8ssandra, ({ imageConfig }) => imageConfig)) {
        recalled(found, JSON.stringify([one.reads, other.reads]), () => combine(one.make(), other.make()));
        if (found.size > mostCandidates) return [...found.values()];
      }
    }
    return [...found.values()];
  };
  // Namespaces without operators of their own share the lists of those that watch them.
  const known = new Map<unknown, Map<unknown, readonly Operators[]>>();
  return (namespace) => {
    const cass = select('cassOperator', namespace);
    const k8ssandra = select('k8ssandraOperator', namespace);
    const byCass = recalled(known, cass, () => new Map<unknown, readonly Operators[]>());
    return recalled(byCass, k8ssandra, () => find(cass, k8ssandra));
  };
}

const absent: readonly undefined[] = [undefined];

/** The same two operators are the same one thing wherever they are met. */
function combiner(): (cass: CassOperator, k8ssandra: K8ssandraOperator) => Operators {
  const known = new Map<CassOperator, Map<K8ssandraOperator, Operators>>();
  return (cass, k8ssandra) => {
    const byCass = recalled(known, cass, () => new Map<K8ssandraOperator, Operators>());
    return recalled(byCass, k8ssandra, () => ({ cass, k8ssandra }));
  };
}

/** The ImageConfigs of one Kubernetes cluster. */
export interface ImageConfigs {
  readonly all: readonly Candidate[];
  /** Those among them that an operator reads, or may read where the input leaves that open. */
  readonly read: ReadonlySet<Candidate>;
}

/** @param configuredReleases as for `installationIn` */
export function imageConfigsIn(cluster: Cluster, configuredReleases: KnownReleases): ImageConfigs {
  const survey = surveyOf(cluster);
  const { deployments, candidates } = survey;
  // Without any operator among the resources, both are somewhere else.
  const readers: readonly Reader[] =
    deployments.length > 0
      ? deployments.map((deployment) => ({ operator: deployment.operator, deployment }))
      : [{ operator: 'cassOperator' }, { operator: 'k8ssandraOperator' }];
  const read = readers.flatMap(({ operator, deployment }) => {
    const circumstances = circumstancesOf(survey, configuredReleases, { [operator]: deployment });
    return operator === 'cassOperator'
      ? readByCassOperator(deployment, circumstances)
      : readByK8ssandraOperator(deployment, circumstances);
  });
  return { all: candidates, read: new Set(read) };
}

/** Who reads an ImageConfig; one that is not deployed among the resources has no deployment. */
interface Reader {
  readonly operator: Operator;
  readonly deployment?: OperatorDeployment;
}
