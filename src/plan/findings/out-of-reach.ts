/** What is said of an image that nothing which is edited here moves, and what can be done instead. */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import type { EffectiveImage, Override } from '../../k8ssandra/origins/effective-image.ts';
import { formatReference } from '../../reference/grammar.ts';
import { formatPath } from '../../yaml/json.ts';
import type { UnmirroredImage } from '../model/container-goals.ts';
import type { GuardState } from '../model/guard.ts';

/** An image that no field moves. Its release frees it, an exclude allows it, or a policy moves it at admission. */
export function outOfReach(
  { image, source, outcome }: UnmirroredImage,
  way: string,
  { onEscape }: MirrorConfig,
  guard: GuardState,
): Finding {
  const [decided] = image.source;
  const where = [image.workload, image.container].join(', container ');
  if (guard.state === 'in-force') {
    return {
      code: 'moved-at-admission',
      message: `${formatReference(source)} → ${formatReference(outcome.reference)}, by MutatingAdmissionPolicy ${guard.policy} when a pod is created: it runs in ${where} of ${clusterOf(image)}`,
      at: { resource: image.resource, path: [] },
      currentValue: formatReference(source),
      proposedValue: formatReference(outcome.reference),
    };
  }
  return {
    code: 'escaped',
    ...(onEscape === 'warn' ? { severity: 'warning' } : {}),
    message: `${formatReference(source)} escapes the mirror: it runs in ${where} of ${clusterOf(image)}, is decided by: ${decided?.where ?? 'nothing in the input'}, and no field that this program edits moves it; ${way}${guardHints[guard.state]}`,
    at: { resource: image.resource, path: [] },
    currentValue: formatReference(source),
  };
}

const guardHints: Readonly<Record<Exclude<GuardState['state'], 'in-force'>, string>> = {
  off: '; or let policies move it at admission: see enforce',
  missing:
    '; guard is admission, but no MutatingAdmissionPolicy that is bound to the namespace is in the input or the context: add what enforce prints',
  stale:
    '; guard is admission, but the MutatingAdmissionPolicy of the namespace does not hold these rules: apply what enforce prints now',
};

function clusterOf({ cluster, datacenter }: EffectiveImage): string {
  return [cluster, datacenter].filter((name) => name !== undefined).join('/') || 'the input';
}

/** What can be done instead; source: the fields of every release of k8ssandra-operator, its pkg/medusa and pkg/nodeconfig. */
export function remedyFor({ workload, container, override, source }: EffectiveImage): string {
  if (workload === 'medusa-purge') {
    return 'k8ssandra-operator from 1.17 on makes no such job with spec.medusa.purgeBackups: false, and from 1.27 on none at all; or exclude it';
  }
  if (override !== undefined) {
    return `move it in the ImageConfig, or write ${formatPath(override.path)} yourself, which changes more of the pod than its image; or exclude it`;
  }
  if (source.some(({ inner, lacks }) => inner !== undefined || lacks !== undefined)) {
    return 'move it in the ImageConfig; or exclude it';
  }
  return container === 'per-node-config'
    ? 'k8ssandra-operator from 1.5 on has perNodeConfigInitContainerImage for it; or exclude it'
    : 'upgrade the operator that runs it, or exclude it';
}

/** For a field that would move others as well. */
export function remedyAtField({ source: [decided] }: EffectiveImage, { path }: Override): string {
  const isEnvironments = decided?.variable !== undefined || decided?.builtIn?.part === 'registry';
  const elsewhere = isEnvironments ? 'set DEFAULT_REGISTRY of its own operator' : 'move it in its ImageConfig';
  return `${formatPath(path)} would give another image to other containers as well: write it where each of them has a field of its own, or ${elsewhere}; or exclude it`;
}
