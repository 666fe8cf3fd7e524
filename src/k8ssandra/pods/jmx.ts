/**
 * The init container by which clusters with auth got the credentials for JMX, up to 1.4. Read, not run.
 *
 * Source: pkg/cassandra/auth.go (`ApplyAuth`) of k8ssandra-operator 1.0 to 1.4.
 */

import type { K8ssandraOperator } from '../operators/operators.ts';
import { buildImage, collectPullSecrets, partsOf } from '../origins/built-image.ts';
import { below, type Levels } from '../origins/levels.ts';
import { builtInJmx } from '../releases/built-in.ts';
import { openContainer, type PodTemplate, upsert } from './pod.ts';

/** @param levels of the datacenter and its cluster */
export function withJmxCredentials(template: PodTemplate, levels: Levels, operator: K8ssandraOperator): PodTemplate {
  const struct = below(levels, 'jmxInitContainerImage').slice(0, 1);
  const [owner] = levels;
  if (owner === undefined) return template;
  const path = [...owner.path, 'jmxInitContainerImage'];
  const override = { resource: owner.resource.index, path, shape: 'parts' } as const;
  const image = buildImage(partsOf(struct), builtInJmx, operator.environment, operator.name, override);
  const container = { ...openContainer('jmx-credentials'), image: image.traced, pullPolicy: image.pullPolicy };
  return {
    ...template,
    init: upsert(template.init, container),
    pullSecrets: collectPullSecrets(operator.environment, [image]),
  };
}
