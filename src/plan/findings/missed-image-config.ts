/** A selector that misses an ImageConfig which operators read, or may: it would be left as it is without a word. */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import { findImageConfigs } from '../../k8ssandra/image-config/read/detect.ts';
import { ImageConfigError } from '../../k8ssandra/image-config/read/errors.ts';
import type { Candidate } from '../../k8ssandra/operators/in-force.ts';
import { imageConfigsIn } from '../../k8ssandra/operators/installation.ts';
import type { JsonObject } from '../../yaml/json.ts';
import { nameOf } from '../model/resource.ts';

export function missedImageConfigs(
  resources: readonly JsonObject[],
  { imageConfig: { selector }, release }: MirrorConfig,
): readonly Finding[] {
  if (Object.keys(selector).length === 0) return [];
  const { all, read } = imageConfigsIn({ resources }, release);
  const carried = all.filter(({ foundBy }) => foundBy !== 'document');
  const missed = carried.filter((candidate) => !isSelected(candidate, resources, selector));
  const counted = missed.length === carried.length ? missed : missed.filter((candidate) => read.has(candidate));
  const [first] = counted;
  if (first === undefined) return [];
  const words = Object.entries(selector).map(([key, value]) => `${key} ${value}`);
  const names = [...new Set(counted.map(({ resource }) => nameOf(resources[resource] ?? {})))].join(', ');
  const message = `imageConfig.selector (${words.join(', ')}) misses the ImageConfig in ${names}: correct it, or leave it out`;
  return [{ code: 'selector-unmatched', message, at: { resource: first.resource, path: first.path } }];
}

function isSelected(
  { resource, path }: Candidate,
  resources: readonly JsonObject[],
  selector: MirrorConfig['imageConfig']['selector'],
): boolean {
  try {
    return findImageConfigs(resources[resource] ?? {}, selector).some(({ key }) => key === path.at(-1));
  } catch (error) {
    // It was selected, and cannot be read.
    if (error instanceof ImageConfigError) return true;
    throw error;
  }
}
