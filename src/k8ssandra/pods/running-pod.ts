/** Pods together with what they are for. */
import type { Assumption, EffectiveImage, Traced } from '../origins/effective-image.ts';
import type { Doubt } from '../origins/image-source.ts';
import type { Pod } from './pod.ts';

/** The pods of one workload: all alike. */
export interface RunningPod
  extends Pick<
    EffectiveImage,
    'cluster' | 'namespace' | 'k8sContext' | 'datacenter' | 'workload' | 'rack' | 'resource'
  > {
  readonly pod: Pod;
  /** Why what is written nowhere may be something else: the operator that makes the pod is not known well enough. */
  readonly uncertain?: Doubt | undefined;
  /** What was taken for granted about the operators that make it. */
  readonly assumptions: readonly Assumption[];
}

/** The images of a workload, one by one. */
export function imagesOf({ pod, uncertain, assumptions: _, ...about }: RunningPod): readonly EffectiveImage[] {
  return pod.images.map(({ kind, name, traced, pullPolicy }) => ({
    ...about,
    ...(uncertain === undefined ? traced : doubted(traced, uncertain)),
    kind,
    container: name,
    pullPolicy,
    pullSecrets: pod.pullSecrets,
  }));
}

function doubted(traced: Traced, { reason, remedy, part }: Doubt): Traced {
  const implicit = traced.source.some(({ origin, builtIn }) =>
    part === undefined ? origin === 'hard-coded' || origin === 'crd-default' : builtIn?.part === part,
  );
  return implicit && traced.status === 'resolved' ? { ...traced, status: 'unknown', reason, remedy } : traced;
}
