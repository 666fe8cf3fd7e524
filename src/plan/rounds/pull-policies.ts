/**
 * The pull policy of what the operators run from the mirror, where no ImageConfig carries it.
 *
 * | containers of                              | get their policy from                                             |
 * |--------------------------------------------|-------------------------------------------------------------------|
 * | Cassandra's own, Medusa and Reaper from 1.27 | the ImageConfig (image-configs.ts); a struct's own goes first     |
 * | Stargate; Medusa and Reaper up to 1.26     | the struct that governs the image, which is written if need be    |
 * | listed ones                                | what is listed: set where the image is moved                      |
 * | vector, per-node configuration, purging    | nowhere: a finding                                                |
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import { isMadeByPeople } from '../../k8ssandra/operators/operator-made.ts';
import { containerKey } from '../../k8ssandra/origins/container-key.ts';
import type { EffectiveImage, Override } from '../../k8ssandra/origins/effective-image.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import { groupedBy } from '../../yaml/grouped.ts';
import { at, formatPath, isObject, type JsonObject } from '../../yaml/json.ts';
import { applyEdits, type EditsByResource, joinEdits } from '../model/apply.ts';
import { isOnMirror, type Resolve, referenceOf } from '../model/effective.ts';
import type { Round } from '../model/round.ts';
import { setDeep } from './set-deep.ts';

export const givePullPolicies: Round = ({ resources }, { config, resolve }) => {
  const policy = config.pullPolicy;
  if (policy === undefined) return {};
  const lacking = (some: readonly JsonObject[]): readonly EffectiveImage[] =>
    resolve(some).expected.filter((image) => lacks(image, policy, config));
  let edits: EditsByResource = new Map();
  const findings: Finding[] = [];
  for (const images of inTurns(distinctFields(lacking(resources)))) {
    const present = applyEdits(resources, edits);
    const written = images.flatMap((image) => {
      const one = structEdit(image, present, policy);
      return one === undefined ? [] : [{ resource: image.resource, ...one }];
    });
    const all = new Map(written.map(({ resource, edit }) => [resource, [edit]]));
    const spoilt = changedMore(all, present, resolve, config);
    const kept = written.filter(({ resource }) => !spoilt.has(resource));
    edits = joinEdits(edits, new Map(kept.map(({ resource, edit }) => [resource, [edit]])));
    findings.push(...kept.flatMap((one) => one.findings));
  }
  const left = lacking(edits.size === 0 ? resources : applyEdits(resources, edits));
  return { edits, findings: [...findings, ...ineffective(left, policy)] };
};

/** What is listed with an image of its own has its policy beside that. */
function lacks(image: EffectiveImage, policy: string, config: MirrorConfig): boolean {
  return !isListed(image.override) && isOnMirror(image, config) && policyOf(image) !== policy;
}

function isListed(override: Override | undefined): boolean {
  const last = override?.path.at(-1);
  return (
    override?.shape === 'reference' &&
    override.element === undefined &&
    (last === 'image' ? isItem(override) : last === 'reference')
  );
}

/** `containers[0].image`, rather than `telemetry.vector.image`. */
function isItem({ path }: Override): boolean {
  return typeof path.at(-2) === 'number';
}

/** Kubernetes chooses by the tag where nothing is said. */
function policyOf(image: EffectiveImage): string {
  if (image.pullPolicy !== '') return image.pullPolicy;
  const { tag, digest } = referenceOf(image) ?? {};
  return digest === undefined && (tag === undefined || tag === 'latest') ? 'Always' : 'IfNotPresent';
}

/** One image of each struct. */
function distinctFields(images: readonly EffectiveImage[]): readonly EffectiveImage[] {
  const structs = images.filter(({ override }) => override?.shape === 'parts');
  return [
    ...new Map(structs.map((image) => [`${image.resource} ${formatPath(image.override?.path ?? [])}`, image])).values(),
  ];
}

/** The first struct of each resource, then the second of each: those of different resources do not meet in an image. */
function inTurns(images: readonly EffectiveImage[]): readonly (readonly EffectiveImage[])[] {
  const turns: EffectiveImage[][] = [];
  for (const own of groupedBy(images, ({ resource }) => resource).values()) {
    for (const [turn, image] of own.entries()) {
      const others = turns[turn];
      if (others === undefined) turns.push([image]);
      else others.push(image);
    }
  }
  return turns;
}

interface WrittenPolicy {
  readonly edit: Edit;
  readonly findings: readonly Finding[];
}

/**
 * A struct that is there gets the key; one that is not is written with the parts that it stands for, but not where an
 * ImageConfig says them: it would no longer follow that.
 */
function structEdit(
  image: EffectiveImage,
  resources: readonly JsonObject[],
  policy: string,
): WrittenPolicy | undefined {
  const { override, source } = image;
  const resource = override && resources[override.resource];
  if (override === undefined || resource === undefined || !isMadeByPeople(resource)) return undefined;
  const present = at(resource, override.path);
  if (isObject(present)) {
    return { edit: setDeep(resource, [...override.path, 'pullPolicy'], policy), findings: [] };
  }
  if (source.some(({ inner, lacks }) => inner !== undefined || lacks !== undefined)) return undefined;
  const { repository, name, tag } = override.base ?? {};
  if (repository === undefined || tag === undefined) return undefined;
  const named = image.workload === 'stargate' || name === undefined ? {} : { name };
  const finding: Finding = {
    code: 'implicit-frozen',
    message: `${formatPath(override.path)} is added, for the pull policy of ${image.image}: it keeps its version after an upgrade of the operator, until you change or remove it`,
    at: { resource: override.resource, path: override.path },
  };
  return {
    edit: setDeep(resource, override.path, { repository, ...named, tag, pullPolicy: policy }),
    findings: [finding],
  };
}

/** The resources of which edits change an image, or the policy of one that is not pulled from the mirror. */
function changedMore(
  edits: EditsByResource,
  resources: readonly JsonObject[],
  resolve: Resolve,
  config: MirrorConfig,
): ReadonlySet<number> {
  const textOf = (image: EffectiveImage): string =>
    `${containerKey(image)} ${image.image} ${isOnMirror(image, config) ? '' : image.pullPolicy}`;
  const before = new Set(resolve(resources).expected.map(textOf));
  const after = resolve(applyEdits(resources, edits)).expected;
  return new Set(after.flatMap((image) => (before.has(textOf(image)) ? [] : [image.resource])));
}

/** One for all containers of a resource. */
function ineffective(images: readonly EffectiveImage[], policy: string): readonly Finding[] {
  return [...groupedBy(images, ({ resource }) => resource)].flatMap(([resource, own]): readonly Finding[] => {
    const containers = [
      ...new Set(own.map(({ container, datacenter }) => [container, datacenter].filter(Boolean).join(' of '))),
    ];
    const policies = [...new Set(own.map(policyOf))].join(' or ');
    return [
      {
        code: 'pull-policy-ineffective',
        message: `${containers.join(', ')} pull from the mirror by ${policies}, not by ${policy}: no field that is edited here says it; an admission policy can`,
        at: { resource, path: [] },
      },
    ];
  });
}
