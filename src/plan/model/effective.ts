/** What the operators make of resources, as far as the planner asks. */
import type { Context } from '../../config/context.ts';
import type { MirrorConfig } from '../../config/normalise.ts';
import { groupOf, operatorOf } from '../../k8ssandra/api-group.ts';
import type { PrepareImageConfig } from '../../k8ssandra/operators/assumed-image-config.ts';
import { findOperators } from '../../k8ssandra/operators/operator-deployments.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { type Resolution, resolveImages } from '../../k8ssandra/pods/effective-images.ts';
import { endsOnMirror, mirror } from '../../mirror/match.ts';
import { readReference } from '../../reference/read-reference.ts';
import type { Reference } from '../../reference/reference.ts';
import type { Layout, Scope } from '../../scope/scope.ts';
import { recalled } from '../../yaml/grouped.ts';
import { at, formatPath, isList, isObject, type JsonObject, type Path } from '../../yaml/json.ts';
import { joinPulled, placeAmong, placedImages } from './placed.ts';
import { identify } from './resource.ts';

/** What the operators pull. The images of workloads are what is written in them, and no part of it. */
export interface PulledImages extends Resolution {
  /** The same, and the images that a cluster without datacenters will pull when it gets one. */
  readonly expected: readonly EffectiveImage[];
}

export type Resolve = (resources: readonly JsonObject[]) => PulledImages;

const nothingPulled: PulledImages = { images: [], expected: [], open: [], assumptions: [] };

/**
 * @param input where no kind of the operators is in it, there is nothing to compute
 * @param prepare what becomes of an ImageConfig that is assumed
 */
export function resolver(
  input: readonly JsonObject[],
  config: MirrorConfig,
  { scopes }: Layout,
  prepare: PrepareImageConfig,
): Resolve {
  if (!input.some(isOperatorKind)) return () => nothingPulled;
  const [only] = scopes;
  const resolve =
    scopes.length > 1
      ? scopedResolver(input, config, scopes, prepare)
      : inScope(clusterResolver(input, config, prepare), only?.name);
  // A round of the planner that changes nothing hands on the very resources that it got.
  const known = new WeakMap<readonly JsonObject[], PulledImages>();
  return (resources) => recalled(known, resources, () => resolve(resources));
}

/** Each scope by itself; one that is the `k8sContext` of another stands for that. */
function scopedResolver(
  input: readonly JsonObject[],
  config: MirrorConfig,
  scopes: readonly Scope[],
  prepare: PrepareImageConfig,
): Resolve {
  const memberOf = (resources: readonly JsonObject[], { members }: Scope): readonly JsonObject[] =>
    members.map((member) => resources[member] ?? {});
  const named = scopes.filter(isNamed);
  const resolvers = scopes.map((scope) => ({
    scope,
    placeOf: placeAmong(scope.members, input.length),
    resolverIn: (k8sContexts: Context['k8sContexts']) =>
      clusterResolver(memberOf(input, scope), { ...config, context: { ...config.context, k8sContexts } }, prepare),
  }));
  return (resources) => {
    const contexts = Object.fromEntries(named.map((scope) => [scope.name, memberOf(resources, scope)]));
    const k8sContexts = { ...config.context.k8sContexts, ...contexts };
    return joinPulled(
      resolvers.map(({ scope, placeOf, resolverIn }) =>
        placedImages(inScope(resolverIn(k8sContexts), scope.name)(memberOf(resources, scope)), placeOf),
      ),
    );
  };
}

function isNamed(scope: Scope): scope is Scope & { readonly name: string } {
  return scope.name !== undefined;
}

function inScope(resolve: Resolve, scope: string | undefined): Resolve {
  if (scope === undefined) return resolve;
  return (resources) => {
    const { images, expected, ...rest } = resolve(resources);
    const own = images.map((image) => ({ ...image, scope }));
    return {
      ...rest,
      images: own,
      expected: expected === images ? own : expected.map((image) => ({ ...image, scope })),
    };
  };
}

/** The images of one Kubernetes cluster. */
function clusterResolver(
  input: readonly JsonObject[],
  { release, context }: MirrorConfig,
  prepare: PrepareImageConfig,
): Resolve {
  const { resources: others, k8sContexts } = context;
  const releases = new Map(
    findOperators(input).flatMap(({ resource, release }) => (release === undefined ? [] : [[resource, release]])),
  );
  const options = {
    release,
    k8sContexts,
    releases,
    isAsked: isOperatorKind,
    prepare,
  };
  const resolveAll = (resources: readonly JsonObject[]): Resolution => {
    const { images, open, assumptions } = resolveImages([...resources, ...others], options);
    const isInput = ({ resource }: { readonly resource: number }): boolean => resource < resources.length;
    return { images: images.filter(isInput), open: open.filter(isInput), assumptions };
  };
  return (resources) => {
    const resolution = resolveAll(resources);
    const supposed = resources.map(withDatacenter);
    if (supposed.every((resource, index) => resource === resources[index])) {
      return { ...resolution, expected: resolution.images };
    }
    const { images, open, assumptions } = resolveAll(supposed);
    const expected = images.flatMap((image) =>
      supposed[image.resource] === resources[image.resource] ? [image] : structImage(image),
    );
    return { images: resolution.images, expected, open, assumptions };
  };
}

/**
 * A cluster to which datacenters are added later, by an overlay say: what its structs come to is what it would be with
 * one. Of its servers nothing can be told.
 */
function withDatacenter(resource: JsonObject): JsonObject {
  const { apiVersion, kind } = identify(resource);
  const cassandra = at(resource, ['spec', 'cassandra']);
  if (kind !== 'K8ssandraCluster' || groupOf(apiVersion) !== 'k8ssandra.io' || !isObject(cassandra)) return resource;
  const { datacenters = null } = cassandra;
  if (datacenters !== null && !(isList(datacenters) && datacenters.length === 0)) return resource;
  const spec = { ...(isObject(resource.spec) ? resource.spec : {}), cassandra: { ...cassandra, datacenters: [{}] } };
  return { ...resource, spec };
}

/** Of a datacenter that is not there, only images that a struct decides about count, whatever else its pods may lack. */
function structImage(image: EffectiveImage): readonly EffectiveImage[] {
  const { reason: _, ...about } = image;
  if (image.override?.shape !== 'parts') return [];
  return image.status === 'unresolvable' && isKnown(image) ? [{ ...about, status: 'resolved' }] : [image];
}

/**
 * Finds the known image that the field at a path decides about.
 *
 * @param resolved asked once, and only where there is such a field
 */
export function governors(
  resolved: () => readonly EffectiveImage[],
): (resource: number, path: Path) => EffectiveImage | undefined {
  let known: ReadonlyMap<string, EffectiveImage> | undefined;
  return (resource, path) => {
    known ??= byOverride(resolved());
    return known.get(`${resource} ${formatPath(path)}`);
  };
}

function byOverride(images: readonly EffectiveImage[]): ReadonlyMap<string, EffectiveImage> {
  return new Map(
    images.flatMap((image) =>
      image.override === undefined || !isKnown(image)
        ? []
        : [[`${image.override.resource} ${formatPath(image.override.path)}`, image] as const],
    ),
  );
}

/**
 * Whether the reference is what will be pulled. A pod that its operator cannot make has known images as well: they are
 * pulled once what is wrong with it is mended.
 */
export function isKnown({ status, image }: EffectiveImage): boolean {
  return status !== 'unknown' && image !== '';
}

/** Whether an image will be pulled from the mirror, or would be if nothing else were wrong with its pod. */
export function isOnMirror(image: EffectiveImage, { rules }: MirrorConfig): boolean {
  const reference = referenceOf(image);
  return reference !== undefined && endsOnMirror(mirror(rules, reference));
}

/** Whether an ImageConfig that is not in the input says a part of it: written out, a struct does not depend on that. */
export function restIsAssumed({ source }: EffectiveImage): boolean {
  return source.some(({ origin }) => origin === 'assumed');
}

/** What will be pulled; undefined where that is not known, or no reference. */
export function referenceOf(image: EffectiveImage): Reference | undefined {
  return isKnown(image) ? readReference(image.image) : undefined;
}

function isOperatorKind(resource: JsonObject): boolean {
  return operatorOf(groupOf(identify(resource).apiVersion)) !== undefined;
}
