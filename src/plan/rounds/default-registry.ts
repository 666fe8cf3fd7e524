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
import type { MirrorConfig } from '../../config/normalise.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { builtInMedusa, builtInReaper, builtInStargate } from '../../k8ssandra/releases/built-in.ts';
import { isBefore } from '../../k8ssandra/releases/release-order.ts';
import { mirror } from '../../mirror/match.ts';
import type { MirrorRules } from '../../mirror/rules.ts';
import { formatReference } from '../../reference/grammar.ts';
import { readReference } from '../../reference/read-reference.ts';
import type { JsonObject } from '../../yaml/json.ts';
import type { EditsByResource } from '../model/apply.ts';
import type { UnmirroredImage } from '../model/container-goals.ts';
import { groupKindOf } from '../model/resource.ts';
import { variableEdits } from './operator-environment.ts';

/** What the operators pull, and what of it is still to be moved. */
export interface Reach {
  readonly expected: readonly EffectiveImage[];
  readonly unmirrored: readonly UnmirroredImage[];
}

/**
 * The edits that set it, if it is the way to move these images; none otherwise. It is read by its own process alone: what
 * operators of other Kubernetes clusters pull does not count.
 */
export function defaultRegistryEdits(
  { expected, unmirrored }: Reach,
  resources: readonly JsonObject[],
  release: string | undefined,
  { rules }: MirrorConfig,
): EditsByResource {
  if (release === undefined || isBefore(release, '1.15.0')) return new Map();
  const reached = expected.filter(isReached);
  if (reached.length === 0) {
    const isForLater = isBefore(release, '1.27.0') && !resources.some(mayRunThem);
    return isForLater
      ? variableEdits(resources, 'DEFAULT_REGISTRY', (present) => forLater(present, release, rules))
      : new Map();
  }
  const toMove = new Map(unmirrored.map((one) => [one.image, one]));
  const registries = reached.map((image) => {
    const one = toMove.get(image);
    return one === undefined ? undefined : registryFor(one);
  });
  const [registry, ...others] = new Set(registries);
  return registry === undefined || others.length > 0
    ? new Map()
    : variableEdits(resources, 'DEFAULT_REGISTRY', () => registry);
}

/** Whether some cluster could run the images that the variable is for. */
function mayRunThem(resource: JsonObject): boolean {
  return ['k8ssandra.io/K8ssandraCluster', 'reaper.k8ssandra.io/Reaper', 'stargate.k8ssandra.io/Stargate'].includes(
    groupKindOf(resource),
  );
}

/** For clusters that come later: what is right for every image that the variable will reach, or what is there. */
function forLater(present: string, release: string, rules: MirrorRules): string {
  const current = present === '' ? 'docker.io' : present;
  const builds = (['stargate-3_11', 'stargate-4_0', 'stargate-dse-68'] as const).map((name) =>
    builtInStargate(release, name),
  );
  const registries = [builtInMedusa(release), builtInReaper(release), ...builds].map(({ repository, name, tag }) => {
    const rest = `${repository}/${name}:${tag}`;
    const source = readReference(`${current}/${rest}`);
    const outcome = typeof source === 'object' ? mirror(rules, source) : undefined;
    if (outcome?.status !== 'mirrored') return undefined;
    const wanted = formatReference(outcome.reference);
    return wanted === `${outcome.prefix}/${rest}` ? outcome.prefix : undefined;
  });
  const [registry, ...others] = new Set(registries);
  return registry === undefined || others.length > 0 ? present : registry;
}

/** Whether the registry of an image is the environment's, or, as long as that is not set, the code's in its place. */
function isReached({ override, source, k8sContext }: EffectiveImage): boolean {
  const [registry] = source;
  const isEnvironments = registry?.variable === 'DEFAULT_REGISTRY' || registry?.builtIn?.part === 'registry';
  return k8sContext === undefined && override?.shape === 'parts' && isEnvironments;
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
