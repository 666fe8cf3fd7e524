/** What the pods of the input take from each ImageConfig: pull policies, and pull secrets. */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { PodUse } from '../../k8ssandra/image-config/change/settings.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { recalled } from '../../yaml/grouped.ts';
import { formatPath, type Path } from '../../yaml/json.ts';
import { isOnMirror, referenceOf } from '../model/effective.ts';

/** @returns for the ImageConfig at a place, what pods take from it; undefined where no pod is known to */
export function podUses(
  images: readonly EffectiveImage[],
  config: MirrorConfig,
): (resource: number, path: Path) => PodUse | undefined {
  const known = images.filter((image) => referenceOf(image) !== undefined);
  const mirrored = new Set(known.filter((image) => isOnMirror(image, config)).map(podKey));
  const uses = new Map<string, { policies: Map<string, 'moved' | 'kept' | 'both'>; pullsFromMirror: boolean }>();
  for (const image of known) {
    const { policyEntry } = image;
    if (policyEntry === undefined) continue;
    const key = placeKey(policyEntry.resource, policyEntry.path);
    const use = recalled(uses, key, () => ({ policies: new Map(), pullsFromMirror: false }));
    if (mirrored.has(podKey(image))) use.pullsFromMirror = true;
    const own = isOnMirror(image, config) ? 'moved' : 'kept';
    const present = use.policies.get(policyEntry.name);
    use.policies.set(policyEntry.name, present === undefined || present === own ? own : 'both');
  }
  return (resource, path) => uses.get(placeKey(resource, path));
}

function placeKey(resource: number, path: Path): string {
  return `${resource} ${formatPath(path)}`;
}

function podKey({ resource, cluster, k8sContext, datacenter, workload, rack }: EffectiveImage): string {
  return JSON.stringify([resource, cluster, k8sContext, datacenter, workload, rack]);
}
