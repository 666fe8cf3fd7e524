/** Which images clusters look for in an ImageConfig in vain. */
import { contentOf } from '../../k8ssandra/operators/alike.ts';
import { findCandidates } from '../../k8ssandra/operators/in-force.ts';
import type { EffectiveImage, Link } from '../../k8ssandra/origins/effective-image.ts';
import { readReference } from '../../reference/read-reference.ts';
import { groupedBy } from '../../yaml/grouped.ts';
import { formatPath, type JsonObject, type Path } from '../../yaml/json.ts';
import { isFilledIn } from '../findings/unfilled.ts';

/**
 * The names under `images` that are missing in the ImageConfig at a place. One whose image a custom resource gives in
 * full is not missed.
 */
export function askedImages(
  images: readonly EffectiveImage[],
  resources: readonly JsonObject[],
): (resource: number, path: Path) => readonly string[] {
  const asked = new Map<string, Set<string>>();
  for (const asking of images) {
    const { status, image, source } = asking;
    if (status === 'unknown' || !isFilledIn(asking) || readReference(image) !== undefined) continue;
    for (const link of source) {
      const name = nameIn(link);
      if (name === undefined || link.resource === undefined || link.path === undefined) continue;
      const key = placeKey(link.resource, link.path);
      asked.set(key, (asked.get(key) ?? new Set()).add(name));
    }
  }
  if (asked.size > 0) shareAmongAlike(asked, resources);
  return (resource, path) => [...(asked.get(placeKey(resource, path)) ?? [])];
}

/** Of ImageConfigs that read alike, a cluster was asked for one: what it misses there it would miss in all. */
function shareAmongAlike(asked: Map<string, Set<string>>, resources: readonly JsonObject[]): void {
  for (const alike of groupedBy(findCandidates(resources), contentOf).values()) {
    const keys = alike.map(({ resource, path }) => placeKey(resource, path));
    const names = new Set(keys.flatMap((key) => [...(asked.get(key) ?? [])]));
    if (names.size > 0) for (const key of keys) asked.set(key, names);
  }
}

function placeKey(resource: number, path: Path): string {
  return `${resource} ${formatPath(path)}`;
}

function nameIn({ lacks }: Link): string | undefined {
  const [list, name] = lacks ?? [];
  return list === 'images' && typeof name === 'string' ? name : undefined;
}
