/**
 * `DEFAULT_REGISTRY` in the environment of k8ssandra-operator: one value that moves every image of the operator's own
 * code that no resource gives a registry. It reaches
 *
 * | release   | images                    |
 * |-----------|---------------------------|
 * | 1.15-1.26 | Medusa, Reaper, Stargate  |
 * | from 1.27 | Stargate                  |
 *
 * It is set where a registry alone is right for all that it reaches, and the operator's Deployment is in the input.
 * Source: k8ssandra-operator pkg/images/images.go (`DefaultRegistry`); seen by running 1.20.4, 1.26.0 and 1.32.5.
 */
import { isBefore } from '../../k8ssandra/releases/release-order.ts';
import { formatReference } from '../../reference/grammar.ts';
import type { JsonObject } from '../../yaml/json.ts';
import type { EditsByResource } from '../model/apply.ts';
import type { UnmirroredImage } from '../model/container-goals.ts';
import { variableEdits } from './operator-environment.ts';

/** The edits that set it, if it is the way to move these images; none otherwise. */
export function defaultRegistryEdits(
  unmirroredImages: readonly UnmirroredImage[],
  resources: readonly JsonObject[],
  release: string | undefined,
): EditsByResource {
  const reached = unmirroredImages.filter(isReached);
  const [registry, ...others] = new Set(reached.map(registryFor));
  if (registry === undefined || others.length > 0) return new Map();
  if (release === undefined || isBefore(release, '1.15.0')) return new Map();
  return variableEdits(resources, 'DEFAULT_REGISTRY', () => registry);
}

/** Whether the registry of an image is the environment's, or, as long as that is not set, the code's in its place. */
function isReached({ image: { override, source } }: UnmirroredImage): boolean {
  const [registry] = source;
  const isEnvironments = registry?.variable === 'DEFAULT_REGISTRY' || registry?.builtIn?.part === 'registry';
  return override?.shape === 'parts' && isEnvironments;
}

/**
 * The registry that moves an image by itself; `undefined` where there is no such. What it takes the place of may hold a
 * path, so the rest is what the image has behind it.
 */
function registryFor({ image, outcome: { prefix, reference } }: UnmirroredImage): string | undefined {
  const replaced = image.source[0]?.value ?? '';
  const rest = replaced === '' ? image.image : image.image.slice(replaced.length + 1);
  const wanted = formatReference(reference);
  const registry = wanted.slice(0, -rest.length - 1);
  const movesIt = wanted === `${registry}/${rest}` && (registry === prefix || registry.startsWith(`${prefix}/`));
  return movesIt ? registry : undefined;
}
