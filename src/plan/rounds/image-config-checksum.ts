/** What changes with the ImageConfig that the operators of a namespace read. */
import { createHash } from 'node:crypto';
import type { MirrorConfig } from '../../config/normalise.ts';
import { findImageConfigs } from '../../k8ssandra/image-config/read/detect.ts';
import { ImageConfigError } from '../../k8ssandra/image-config/read/errors.ts';
import { imageConfigsIn } from '../../k8ssandra/operators/installation.ts';
import type { JsonObject } from '../../yaml/json.ts';
import { identify } from '../model/resource.ts';

type Selector = MirrorConfig['imageConfig']['selector'];

/** The ImageConfigs among the ConfigMaps of one namespace, or of all. */
export function imageConfigTexts(
  resources: readonly JsonObject[],
  selector: Selector,
  namespace?: string,
  isRead: (resource: JsonObject, key: string) => boolean = () => true,
): readonly string[] {
  const near = resources.filter((resource) => namespace === undefined || identify(resource).namespace === namespace);
  return near.flatMap((resource) => {
    try {
      const found = findImageConfigs(resource, selector).filter(({ key }) => isRead(resource, key));
      return found.map(({ text }) => text);
    } catch (error) {
      // It has a finding of its own, and nothing is written.
      if (error instanceof ImageConfigError) return [];
      throw error;
    }
  });
}

/** In hexadecimal digits. */
export function checksum(texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\0')).digest('hex');
}

/** Whether some operator reads the ImageConfig under a key of a ConfigMap; all count where none is known to be read. */
export function readersOf(
  resources: readonly JsonObject[],
  configured: MirrorConfig['release'],
): (resource: JsonObject, key: string) => boolean {
  const { read } = imageConfigsIn({ resources }, configured);
  const places = new Set([...read].map(({ resource, path }) => `${resource} ${path.at(-1)}`));
  const indexOf = new Map(resources.map((resource, index) => [resource, index]));
  return (resource, key) => places.size === 0 || places.has(`${indexOf.get(resource)} ${key}`);
}
