/**
 * Pull secrets of the pods that the operators make.
 *
 * | pods of          | get their secrets from                                                                       |
 * |------------------|----------------------------------------------------------------------------------------------|
 * | Cassandra        | the ImageConfig, and the datacenter's podTemplateSpec                                        |
 * | Reaper           | from 1.27 the ImageConfig; 1.15-1.26 `IMAGE_PULL_SECRETS`; always `pullSecretRef`            |
 * | Stargate         | from 1.15 `IMAGE_PULL_SECRETS`; always `pullSecretRef`                                       |
 * | Medusa's jobs    | nowhere                                                                                      |
 *
 * What reaches a pod is computed by the resolver; here is what can still be done about the rest, and what cannot.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { applyEdits } from '../model/apply.ts';
import { isOnMirror } from '../model/effective.ts';
import type { Round } from '../model/round.ts';
import { variableEdits } from './operator-environment.ts';

/** Gives pull secrets to the pods of operators, where an operator's environment can. */
export const givePullSecrets: Round = ({ resources }, { config, resolve }) => {
  if (config.pullSecrets.length === 0) return {};
  const lacking = podsLacking(resolve(resources).expected, config);
  if (lacking.length === 0) return {};
  const edits = variableEdits(resources, 'IMAGE_PULL_SECRETS', (present) =>
    [...new Set([...present.split(',').filter((name) => name !== ''), ...config.pullSecrets])].join(','),
  );
  const left = podsLacking(resolve(applyEdits(resources, edits)).expected, config);
  // The variable is worth setting only where it gives some pod its secret.
  const useful = left.length < lacking.length;
  return { ...(useful ? { edits } : {}), findings: (useful ? left : lacking).map((pod) => without(pod, config)) };
};

/** One image of each workload that pulls from the mirror without all the secrets asked for. */
function podsLacking(images: readonly EffectiveImage[], config: MirrorConfig): readonly EffectiveImage[] {
  const lacking = images.filter(
    (image) => isOnMirror(image, config) && !config.pullSecrets.every((name) => image.pullSecrets.includes(name)),
  );
  const workloads = lacking.map((image) => [`${image.resource} ${image.datacenter} ${image.workload}`, image] as const);
  return [...new Map(workloads).values()];
}

function without(
  { workload, cluster, datacenter, resource, pullSecrets }: EffectiveImage,
  config: MirrorConfig,
): Finding {
  const names = config.pullSecrets.filter((name) => !pullSecrets.includes(name)).join(', ');
  const where = [cluster, datacenter].filter((part) => part !== undefined).join('/');
  return {
    code: 'pull-secret-ineffective',
    message: `pods of ${workload}${where === '' ? '' : ` in ${where}`} pull from the mirror without ${names}: nothing in the input gives it to them; add it to their ServiceAccount`,
    at: { resource, path: [] },
  };
}
