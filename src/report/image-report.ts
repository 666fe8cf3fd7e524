/**
 * What becomes of every image that will be pulled. The plan knows what the operators pull, before and after; reports show
 * workloads too.
 */
import type { MirrorConfig } from '../config/normalise.ts';
import { describeMaker, operatorMade } from '../k8ssandra/operators/operator-made.ts';
import { containerKey } from '../k8ssandra/origins/container-key.ts';
import type { EffectiveImage } from '../k8ssandra/origins/effective-image.ts';
import { workloadImages } from '../k8ssandra/pods/effective-images.ts';
import { mirror } from '../mirror/match.ts';
import type { ImageUse } from '../plan/model/image-use.ts';
import { placeAmong, placedImage } from '../plan/model/placed.ts';
import type { Plan } from '../plan/plan.ts';
import { formatReference } from '../reference/grammar.ts';
import { readReference } from '../reference/read-reference.ts';
import { groupedBy, recalled } from '../yaml/grouped.ts';
import type { JsonObject } from '../yaml/json.ts';
import { imagesInOwnFields } from './own-fields.ts';

/**
 * - `mirrored`: pulled from a target of the rules.
 * - `allowed`: excluded from mirroring.
 * - `escaped`: pulled from somewhere else.
 * - `unknown`: depends on something that is not in the input.
 * - `unresolvable`: the operator fails before there is a pod.
 * - `invalid`: is no image reference.
 */
export type ImageStatus = 'mirrored' | 'allowed' | 'escaped' | 'unknown' | 'unresolvable' | 'invalid';

/** One container, or volume, and its image. */
export interface ReportedImage {
  /** As the input leads to it; where that is not known, what the planner took it for, or empty. */
  readonly image: string;
  readonly before: EffectiveImage;
  readonly after: EffectiveImage;
  /** Of the image afterwards. */
  readonly status: ImageStatus;
  /** The reference on the mirror, also where the pod cannot be made for another reason. */
  readonly mirrored: string | undefined;
}

export interface ImageReport {
  /** In the order of the resources. */
  readonly images: readonly ReportedImage[];
}

/** @param plan the one for these resources */
export function reportImages(resources: readonly JsonObject[], plan: Plan, config: MirrorConfig): ImageReport {
  const counterpart = matcher(allImages(plan.after, plan.edited, plan, config));
  const admitted = admission(plan);
  const usesOf = groupedBy(plan.uses, ({ place }) => place.resource);
  return {
    images: allImages(plan.before, resources, plan, config).map((before) => {
      const after = admitted(leftToOwner(counterpart(before), resources, config));
      const image = before.image === '' ? assumed(after, usesOf.get(after.resource) ?? []) : before.image;
      return { image, before, after, ...judge(after, config) };
    }),
  };
}

/** What a container pulls once policies of the API server have changed its pod. */
function admission({ atAdmission }: Plan): (after: EffectiveImage) => EffectiveImage {
  const moved = new Map(atAdmission.map((one) => [containerKey(one.image), one]));
  return (after) => {
    const found = moved.get(containerKey(after));
    if (found === undefined) return after;
    const link = { origin: 'written', where: `MutatingAdmissionPolicy ${found.policy}`, value: '' } as const;
    return { ...after, image: formatReference(found.outcome.reference), source: [link, ...after.source] };
  };
}

/** Those of the operators and of workloads in the order of the resources, then those of the user's own fields. */
function allImages(
  ofOperators: readonly EffectiveImage[],
  resources: readonly JsonObject[],
  { scopes }: Plan,
  config: MirrorConfig,
): readonly EffectiveImage[] {
  const inScopes = (imagesOf: (own: readonly JsonObject[]) => readonly EffectiveImage[]): readonly EffectiveImage[] =>
    scopes.flatMap(({ name, members }) => {
      const placeOf = placeAmong(members, resources.length);
      const own = imagesOf(members.map((member) => resources[member] ?? {}));
      return own.map((image) => ({ ...placedImage(image, placeOf), ...(name === undefined ? {} : { scope: name }) }));
    });
  const inOrder = [...ofOperators, ...inScopes(workloadImages)].sort((one, other) => one.resource - other.resource);
  return [...inOrder, ...inScopes((own) => imagesInOwnFields(own, config))];
}

/**
 * Finds what an image has become. Where the input leaves open which operator makes a pod, a container is there several
 * times, and afterwards perhaps less often.
 */
function matcher(images: readonly EffectiveImage[]): (before: EffectiveImage) => EffectiveImage {
  const byContainer = new Map<string, EffectiveImage[]>();
  for (const image of images) {
    const key = containerKey(image);
    recalled(byContainer, key, () => []).push(image);
  }
  return (before) => {
    const candidates = byContainer.get(containerKey(before)) ?? [];
    const [next] = candidates.length > 1 ? candidates.splice(0, 1) : candidates;
    return next ?? before;
  };
}

/**
 * An object that an operator made runs what it says, until its owner is mirrored: where the owner is not in the input,
 * nothing here can tell what becomes of it.
 */
function leftToOwner(after: EffectiveImage, resources: readonly JsonObject[], config: MirrorConfig): EffectiveImage {
  const maker = operatorMade(resources[after.resource] ?? {});
  if (maker === undefined || judge(after, config).status !== 'escaped') return after;
  const reason = `it was made for ${describeMaker(maker)}, which is not in the input: mirror that object, and the operator creates this one again`;
  return { ...after, status: 'unknown', reason };
}

/** The source of an image that is known only afterwards, as what is missing of it has been written. */
/** @param uses of the resource */
function assumed({ image }: EffectiveImage, uses: readonly ImageUse[]): string {
  const use = uses.find(({ outcome }) => outcome.status === 'mirrored' && formatReference(outcome.reference) === image);
  return use === undefined ? '' : formatReference(use.source);
}

function judge({ status, image }: EffectiveImage, config: MirrorConfig): Pick<ReportedImage, 'status' | 'mirrored'> {
  if (status === 'unknown') return { status, mirrored: undefined };
  const verdict = verdictOn(image, config);
  return { status: status === 'resolved' ? verdict : status, mirrored: verdict === 'mirrored' ? image : undefined };
}

/** What is pulled in the end: an image that a rule would still move was out of its reach. */
function verdictOn(image: string, { rules }: MirrorConfig): 'mirrored' | 'allowed' | 'escaped' | 'invalid' {
  const reference = readReference(image);
  if (reference === undefined) return 'invalid';
  const { status } = mirror(rules, reference);
  if (status === 'already') return 'mirrored';
  return status === 'excluded' ? 'allowed' : 'escaped';
}
