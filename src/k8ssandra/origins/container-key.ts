import type { EffectiveImage } from './effective-image.ts';

/** The same for one container, whatever it pulls, however often it is resolved. */
export function containerKey(image: EffectiveImage): string {
  const { resource, scope, cluster, k8sContext, namespace, datacenter, workload, rack, kind, container } = image;
  return JSON.stringify([resource, scope, cluster, k8sContext, namespace, datacenter, workload, rack, kind, container]);
}
