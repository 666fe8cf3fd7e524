/** What changes with the ImageConfig that the operators of a namespace read. */
import { createHash } from 'node:crypto';
import type { MirrorConfig } from '../../config/normalise.ts';
import { findImageConfigs } from '../../k8ssandra/image-config/read/detect.ts';
import { ImageConfigError } from '../../k8ssandra/image-config/read/errors.ts';
import type { JsonObject } from '../../yaml/json.ts';
import { identify } from '../model/resource.ts';

type Selector = MirrorConfig['imageConfig']['selector'];

/** The ImageConfigs among the ConfigMaps of one namespace, or of all. */
export function imageConfigTexts(
  resources: readonly JsonObject[],
  selector: Selector,
  namespace?: string,
): readonly string[] {
  const near = resources.filter((resource) => namespace === undefined || identify(resource).namespace === namespace);
  return near.flatMap((resource) => {
    try {
      return findImageConfigs(resource, selector).map(({ text }) => text);
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
