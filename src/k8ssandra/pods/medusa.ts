/**
 * Medusa, which makes backups: two containers of every Cassandra pod, and up to 1.26 workloads of its own.
 *
 * | workload          | release   | container               | image                                                    |
 * |-------------------|-----------|-------------------------|----------------------------------------------------------|
 * | cassandra         | all       | medusa-restore, medusa  | medusa.containerImage over what is hard-coded; from 1.27 |
 * |                   |           |                         | over `medusa` of the ImageConfig                         |
 * | medusa-standalone | 1.8-1.15  | medusa                  | the same                                                 |
 * | medusa-purge      | 1.12-1.26 | k8ssandra-purge-backups | hard-coded; no field changes it                          |
 *
 * What is listed under `containers` and `initContainers` for them is overwritten. Pull secrets: from 1.27 Cassandra pods
 * get those of the ImageConfig from k8ssandra-operator, too, and so twice.
 *
 * Source: pkg/medusa/reconcile.go, controllers/k8ssandra/medusa_reconciler.go of k8ssandra-operator.
 */

import type { K8ssandraOperator } from '../operators/operators.ts';
import { type BuiltImage, buildImage, collectPullSecrets, partsOf } from '../origins/built-image.ts';
import { below, type Level, pickFlag } from '../origins/levels.ts';
import { builtInMedusa, builtInPurge } from '../releases/built-in.ts';
import { ensure, openContainer, type Pod, type PodTemplate, upsert } from './pod.ts';

/** @param medusa `spec.medusa` of the cluster */
export function medusaImage(medusa: Level, operator: K8ssandraOperator): BuiltImage {
  const override = {
    resource: medusa.resource.index,
    path: [...medusa.path, 'containerImage'],
    shape: 'parts',
  } as const;
  const parts = partsOf(below([medusa], 'containerImage'));
  if (operator.rules.images === 'image-config') return operator.images.withParts('medusa', parts, override);
  return buildImage(parts, builtInMedusa(operator.release), operator.environment, operator.name, override);
}

export function withMedusa(template: PodTemplate, medusa: Level, operator: K8ssandraOperator): PodTemplate {
  const { traced, pullPolicy } = medusaImage(medusa, operator);
  const container = (name: string) => ({ ...openContainer(name), image: traced, pullPolicy });
  const restores = template.init.some(({ name }) => name === 'medusa-restore');
  return {
    ...template,
    init: upsert(restores ? template.init : ensure(template.init, 'server-config-init'), container('medusa-restore')),
    containers: upsert(template.containers, container('medusa')),
    pullSecrets: [...template.pullSecrets, ...secretsToAdd(template, operator)],
  };
}

function secretsToAdd({ pullSecrets }: PodTemplate, { rules, images }: K8ssandraOperator): readonly string[] {
  if (rules.images === 'hard-coded') return [];
  return [...new Set(images.pullSecrets().filter((secret) => !pullSecrets.includes(secret)))];
}

/** The Deployment that lists backups where no Cassandra runs. */
export function standaloneMedusa(medusa: Level, operator: K8ssandraOperator): Pod | undefined {
  const { standaloneMedusa: kind } = operator.rules;
  if (kind === 'none') return undefined;
  const image = medusaImage(medusa, operator);
  return {
    images: [{ kind: 'container', name: 'medusa', traced: image.traced, pullPolicy: image.pullPolicy }],
    pullSecrets: kind === 'with-secrets' ? collectPullSecrets(operator.environment, [image]) : [],
  };
}

/** The CronJob that purges backups. */
export function purgeJob(medusa: Level, { rules, release, name }: K8ssandraOperator): Pod | undefined {
  const image = builtInPurge(release);
  if (image === undefined) return undefined;
  if (rules.purgeOptional && pickFlag([medusa], 'purgeBackups') === false) return undefined;
  const link = { origin: 'hard-coded', where: `hard-coded in ${name}`, value: image } as const;
  return {
    images: [
      {
        kind: 'container',
        name: 'k8ssandra-purge-backups',
        traced: { image, status: 'resolved', source: [link] },
        pullPolicy: 'IfNotPresent',
      },
    ],
    pullSecrets: [],
  };
}
