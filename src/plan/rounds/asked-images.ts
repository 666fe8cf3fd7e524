/** Which images clusters look for in an ImageConfig in vain. */
import type { EffectiveImage, Link } from '../../k8ssandra/origins/effective-image.ts';
import { readReference } from '../../reference/read-reference.ts';
import { formatPath, type Path } from '../../yaml/json.ts';

/**
 * The names under `images` that are missing in the ImageConfig at a place. One whose image a custom resource gives in
 * full is not missed.
 */
export function askedImages(images: readonly EffectiveImage[]): (resource: number, path: Path) => readonly string[] {
  const asked = new Map<string, Set<string>>();
  for (const { status, image, source } of images) {
    if (status === 'unknown' || readReference(image) !== undefined) continue;
    for (const link of source) {
      const name = nameIn(link);
      if (name === undefined || link.resource === undefined || link.path === undefined) continue;
      const key = `${link.resource} ${formatPath(link.path)}`;
      asked.set(key, (asked.get(key) ?? new Set()).add(name));
    }
  }
  return (resource, path) => [...(asked.get(`${resource} ${formatPath(path)}`) ?? [])];
}

function nameIn({ lacks }: Link): string | undefined {
  const [list, name] = lacks ?? [];
  return list === 'images' && typeof name === 'string' ? name : undefined;
}
