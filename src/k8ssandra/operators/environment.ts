/** What the environment of k8ssandra-operator says about images. */

import { hardCodedPart, type ImageEnvironment } from '../origins/built-image.ts';
import type { Found } from '../origins/levels.ts';
import type { K8ssandraOperatorRules } from '../releases/pod-rules.ts';
import type { OperatorDeployment } from './operator-deployments.ts';
import type { Cluster } from './survey.ts';

/** An empty `DEFAULT_REGISTRY` counts: it means no registry at all. */
export function environmentOf(
  { k8sContext }: Cluster,
  deployment: OperatorDeployment | undefined,
  rules: K8ssandraOperatorRules,
): ImageEnvironment {
  const variables = rules.environment ? deployment?.environment : undefined;
  const registry = variables?.get('DEFAULT_REGISTRY');
  const secrets = variables?.get('IMAGE_PULL_SECRETS')?.value.split(',') ?? [];
  const local = registry === undefined || k8sContext === undefined ? registry : withoutResource(registry);
  return { registry: local ?? dockerHub, pullSecrets: secrets };
}

const dockerHub: Found = hardCodedPart('registry', 'docker.io', 'k8ssandra-operator');

function withoutResource({ value, link: { resource: _, ...link } }: Found): Found {
  return { value, link };
}
