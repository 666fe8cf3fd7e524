/**
 * Images that no manifest names, and those that still resolve outside the mirror when everything written has been moved:
 * the operators would pull them from where their code, or a CRD, says. And those that what has been moved around them
 * leads astray, because a struct leaves parts to it.
 *
 * Of the ways to move them, the one that changes least:
 * 1. `DEFAULT_REGISTRY` in the environment of k8ssandra-operator, where one registry moves all that it reaches
 *    (default-registry.ts);
 * 2. the field that governs the image, written whole. That freezes its version: it no longer follows the operator's.
 *
 * Left alone: images whose operator is not known well enough, and those that only `serverImage`, or a container of its
 * own, could move: both change the pod.
 */

import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Releases } from '../../k8ssandra/api-group.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { mirror } from '../../mirror/match.ts';
import type { Reference } from '../../reference/reference.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import type { JsonObject } from '../../yaml/json.ts';
import { outOfReach, remedyAtField, remedyFor } from '../findings/out-of-reach.ts';
import { isFilledIn, placeholdersAmong } from '../findings/unfilled.ts';
import { unresolvedFindings } from '../findings/unresolved.ts';
import { applyEdits, type EditsByResource, joinEdits } from '../model/apply.ts';
import {
  type ContainerGoal,
  type GoalOf,
  type Pulled,
  pulledBy,
  type UnmirroredImage,
} from '../model/container-goals.ts';
import { newIn } from '../model/decision.ts';
import { referenceOf } from '../model/effective.ts';
import { guardIn } from '../model/guard.ts';
import { distinctUses, type ImageUse } from '../model/image-use.ts';
import { changesOtherContainers } from '../model/other-containers.ts';
import type { Round } from '../model/round.ts';
import { defaultRegistryEdits } from './default-registry.ts';
import { keyOf, mayWrite, writeField } from './implicit-fields.ts';

/** Moves what the operators would still pull from elsewhere when all that is written has been moved. */
export const moveImplicitImages: Round = ({ resources, findings, uses }, { input, config, found, resolve, goalOf }) => {
  const pulled = { resolve, goalOf };
  const { releases } = found;
  const { expected } = resolve(resources);
  const unmirroredImages = unmirroredAmong(expected, goalOf, config);
  const byRegistry = defaultRegistryEdits(
    { expected, unmirrored: unmirroredImages },
    resources,
    releases.k8ssandraOperator,
    config,
  );
  const staged = applyEdits(resources, byRegistry);
  const left = byRegistry.size === 0 ? unmirroredImages : unmirroredAmong(resolve(staged).expected, goalOf, config);
  const byField = makeExplicit(left, staged, pulled, releases);
  const guard = guardIn(input, config);
  const outside = byField.outside.map(({ unmirrored, remedy }) => {
    const state = guard(unmirrored.image);
    return {
      unmirrored,
      policy: state.state === 'in-force' ? state.policy : undefined,
      finding: outOfReach(unmirrored, remedy, config, state),
    };
  });
  const report = {
    uses: distinctUses([
      ...left.flatMap((unmirrored) => usesOf(unmirrored, byField.shared)),
      ...usesOfRegistry(unmirroredImages, left, byRegistry),
    ]),
    findings: [
      ...byField.findings,
      ...distinct(outside.map(({ finding }) => finding)),
      ...unresolvedFindings(expected.filter(isFilledIn), resources, config),
    ],
  };
  return {
    edits: joinEdits(byRegistry, byField.edits),
    ...newIn(report, { findings, uses }),
    atAdmission: outside.flatMap(({ unmirrored, policy }) => (policy === undefined ? [] : [{ ...unmirrored, policy }])),
    unhandled: placeholdersAmong(expected),
  };
};

/** One that no field moves has a finding of its own, and one that stays the rules did not move. */
function usesOf(unmirrored: UnmirroredImage, shared: ReadonlySet<string>): readonly ImageUse[] {
  const { image, source, outcome } = unmirrored;
  const { override } = image;
  if (override === undefined || !mayWrite(override) || shared.has(keyOf(override)) || wasAlreadyRight(unmirrored))
    return [];
  return [{ place: { resource: override.resource, path: override.path }, source, outcome, effective: true }];
}

/** Those that a variable moves: what is edited is the operator's environment. */
function usesOfRegistry(
  before: readonly UnmirroredImage[],
  after: readonly UnmirroredImage[],
  edits: EditsByResource,
): readonly ImageUse[] {
  const [edited] = edits;
  const [edit] = edited?.[1] ?? [];
  if (edited === undefined || edit === undefined) return [];
  const left = new Set(after.map(({ image }) => keyOf(image.override)));
  return before.flatMap(({ image, source, outcome }) => {
    if (left.has(keyOf(image.override))) return [];
    return [
      { place: { resource: edited[0], path: edit.path }, source, outcome, effective: true, by: 'DEFAULT_REGISTRY' },
    ];
  });
}

function unmirroredAmong(
  images: readonly EffectiveImage[],
  goalOf: GoalOf,
  config: MirrorConfig,
): readonly UnmirroredImage[] {
  return images.flatMap((image) => {
    const found = referenceOf(image);
    if (found === undefined) return [];
    const goal = image.override?.shape === 'parts' ? goalOf(image) : undefined;
    if (goal !== undefined && !isReached(goal, found)) return [{ image, ...goal }];
    const outcome = mirror(config.rules, found);
    return outcome.status === 'mirrored' ? [{ image, source: found, outcome }] : [];
  });
}

function isReached({ outcome }: ContainerGoal, found: Reference): boolean {
  return pulledBy(outcome.reference) === pulledBy(found);
}

/** Whether it was where it belongs before other edits led it astray. */
function wasAlreadyRight({ source, outcome }: UnmirroredImage): boolean {
  return pulledBy(source) === pulledBy(outcome.reference);
}

/** What is done about one unmirrored image. */
interface Explicit {
  /** The keys of fields that were not to be written. */
  readonly shared: ReadonlySet<string>;
  readonly edits: ReadonlyMap<number, readonly Edit[]>;
  readonly findings: readonly Finding[];
  readonly outside: readonly OutOfReach[];
}

/** An image that no field moves, and what can be done instead. */
interface OutOfReach {
  readonly unmirrored: UnmirroredImage;
  readonly remedy: string;
}

/** Writes the field that governs each unmirrored image, unless images on the mirror are made from it as well. */
function makeExplicit(
  unmirroredImages: readonly UnmirroredImage[],
  resources: readonly JsonObject[],
  pulled: Pulled,
  releases: Releases,
): Explicit {
  const write = (some: readonly UnmirroredImage[], shared: ReadonlySet<string>): Explicit =>
    writeFields(some, resources, shared, releases);
  const all = write(unmirroredImages, new Set());
  // A struct has the same base for all its containers, unless their operators are in several clusters.
  const images = pulled.resolve(resources).expected.filter(({ k8sContext }) => k8sContext !== undefined);
  const spread = new Set(images.map(({ resource }) => resource));
  const doubtful = unmirroredImages.filter(
    ({ image: { override, resource } }) => override?.shape === 'reference' || spread.has(resource),
  );
  if (doubtful.length === 0 || !changesOtherContainers(all.edits, resources, pulled)) return all;
  const shared = doubtful.filter((one) => changesOtherContainers(write([one], new Set()).edits, resources, pulled));
  return write(unmirroredImages, new Set(shared.map(({ image: { override } }) => keyOf(override))));
}

/** @param shared the keys of fields that are not to be written */
function writeFields(
  unmirroredImages: readonly UnmirroredImage[],
  resources: readonly JsonObject[],
  shared: ReadonlySet<string>,
  releases: Releases,
): Explicit {
  const edits = new Map<number, Edit[]>();
  const findings: Finding[] = [];
  const outside: OutOfReach[] = [];
  const done = new Set<string>();
  for (const unmirrored of unmirroredImages) {
    const { override } = unmirrored.image;
    const key = keyOf(override);
    if (override === undefined || !mayWrite(override)) {
      outside.push({ unmirrored, remedy: remedyFor(unmirrored.image) });
      continue;
    }
    if (shared.has(key)) {
      outside.push({ unmirrored, remedy: remedyAtField(unmirrored.image, override) });
      continue;
    }
    const resource = resources[override.resource];
    if (done.has(key) || resource === undefined) continue;
    done.add(key);
    const written = writeField(resource, override, unmirrored, releases);
    edits.set(override.resource, [...(edits.get(override.resource) ?? []), ...written.edits]);
    findings.push(...written.findings);
  }
  return { shared, edits, findings: distinct(findings), outside };
}

function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [`${finding.code} ${finding.message}`, finding])).values()];
}
