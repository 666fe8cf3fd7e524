/** The operators that may be the one, as far as the input leaves that open. */

import { recalled } from '../../yaml/grouped.ts';
import { builtInPurge } from '../releases/built-in.ts';
import { rulesOf } from '../releases/image-config-rules.ts';
import { cassOperatorRules, k8ssandraOperatorRules } from '../releases/pod-rules.ts';
import { uncertainty } from './doubts.ts';
import { environmentOf } from './environment.ts';
import type { OperatorDeployment } from './operator-deployments.ts';
import type { CassOperator, K8ssandraOperator } from './operators.ts';
import { imageConfigsOf, imagesFor, readByCassOperator, readByK8ssandraOperator } from './read-image-configs.ts';
import type { Circumstances } from './survey.ts';

/** An operator that may be the one, which is made when it is the first of those that read alike. */
export interface Option<T> {
  /** The same for all that read alike: the same rules, environment and ImageConfig. */
  readonly reads: string;
  readonly imageConfig: number | undefined;
  readonly make: () => T;
}

export function cassOperators(
  deployment: OperatorDeployment | undefined,
  circumstances: Circumstances,
): readonly Option<CassOperator>[] {
  const { known, releases, alike } = circumstances;
  const rules = rulesOf(releases.cassOperator);
  const podRules = cassOperatorRules(releases.cassOperator);
  const said = [alike.numberOf(rules), podRules, known.cassOperator === undefined && releases.cassOperator];
  return imageConfigsOf(readByCassOperator(deployment, circumstances), circumstances).map(({ candidate, number }) => {
    const from = { deployment: deployment?.resource, imageConfig: candidate?.resource };
    const make = (): CassOperator => ({
      rules: podRules,
      ...imagesFor('cassOperator', candidate, rules, circumstances),
      from,
    });
    const key = JSON.stringify([from, releases.cassOperator]);
    return {
      reads: JSON.stringify([...said, number]),
      imageConfig: candidate?.resource,
      make: () => recalled(circumstances.cassOperators, key, make),
    };
  });
}

export function k8ssandraOperators(
  deployment: OperatorDeployment | undefined,
  circumstances: Circumstances,
): readonly Option<K8ssandraOperator>[] {
  const { cluster, known, releases } = circumstances;
  const release = releases.k8ssandraOperator.replace(/^v/, '');
  const rules = k8ssandraOperatorRules(release);
  const { k8sContext, resources, prepare } = cluster;
  const isGiven = k8sContext === undefined || resources.length > 0;
  const uncertain = uncertainty(k8sContext, known, { isGiven, isAssumed: prepare !== undefined });
  const environment = environmentOf(cluster, deployment, rules);
  const purges = builtInPurge(release) === undefined ? undefined : deployment?.namespace;
  const isAssumed = known.k8ssandraOperator === undefined;
  const said = [release, isAssumed, environment.registry.value, environment.pullSecrets, purges];
  return imageConfigsOf(readByK8ssandraOperator(deployment, circumstances), circumstances).map(
    ({ candidate, number }) => {
      const from = { deployment: deployment?.resource, imageConfig: candidate?.resource };
      const make = (): K8ssandraOperator => ({
        release,
        rules,
        name: `k8ssandra-operator ${release}`,
        ...(uncertain === undefined ? {} : { uncertain }),
        ...imagesFor('k8ssandraOperator', candidate, rulesOf(rules.imageLibrary), circumstances),
        environment,
        from,
        ...(deployment === undefined ? {} : { namespace: deployment.namespace }),
      });
      const key = JSON.stringify([from, release]);
      return {
        reads: JSON.stringify([...said, number]),
        imageConfig: candidate?.resource,
        make: () => recalled(circumstances.k8ssandraOperators, key, make),
      };
    },
  );
}
