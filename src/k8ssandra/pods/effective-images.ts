/**
 * Every image that will be pulled for a list of Kubernetes objects: what the operators run for K8ssandra's own kinds, and
 * what Kubernetes' workloads name.
 *
 * | resource             | pods                                                                                          |
 * |----------------------|-----------------------------------------------------------------------------------------------|
 * | K8ssandraCluster     | `cassandra` in each datacenter and rack, and for what it asks for `medusa-purge`,              |
 * |                      | `medusa-standalone`, `reaper`, `stargate`                                                      |
 * | CassandraDatacenter  | `cassandra` in each rack                                                                      |
 * | Reaper, Stargate     | `reaper`; `stargate` in each rack of its datacenter                                            |
 * | Deployment, Pod, ... | `Kind/name`                                                                                   |
 *
 * Objects that were made from others of the list are left out, as their owners account for them. Where the list leaves
 * open which ImageConfig or operator is the one, the images of each are in the answer.
 */
import { recalled } from '../../yaml/grouped.ts';
import type { JsonObject } from '../../yaml/json.ts';
import type { PrepareImageConfig } from '../operators/assumed-image-config.ts';
import { type Installation, installationIn } from '../operators/installation.ts';
import type { K8ssandraOperator, Operators } from '../operators/operators.ts';
import { madeFrom } from '../operators/ownership.ts';
import type { Assumption, EffectiveImage } from '../origins/effective-image.ts';
import type { KnownReleases } from '../releases/releases.ts';
import { byCandidates, type CandidatesOf, type OpenChoice } from './candidates.ts';
import type { CrdDefault } from './crd-defaults.ts';
import { installedDefaults } from './installed-defaults.ts';
import { datacentersIn, type ResolveContext, resourcePods } from './resource-pods.ts';
import { imagesOf, type RunningPod } from './running-pod.ts';
import { workloadPods } from './workload-pods.ts';

export interface EffectiveImagesOptions {
  /** The releases of the operators, where the tags of their own images do not tell; a leading `v` is allowed. */
  readonly release?: KnownReleases;
  /** The resources of other Kubernetes clusters that hold datacenters, by the name that `k8sContext` has for them. */
  readonly k8sContexts?: Readonly<Record<string, readonly JsonObject[]>>;
}

export interface Resolution {
  readonly images: readonly EffectiveImage[];
  /** The resources for which it matters which of several candidates is the one. */
  readonly open: readonly OpenChoice[];
  /** None twice. */
  readonly assumptions: readonly Assumption[];
}

/** The images that will be pulled, in the order of the resources. */
export function effectiveImages(
  resources: readonly JsonObject[],
  options: EffectiveImagesOptions = {},
): EffectiveImage[] {
  return [...resolveImages(resources, options).images];
}

export interface ResolveOptions extends EffectiveImagesOptions {
  /** The resources whose pods are asked for; all by default. */
  readonly isAsked?: (resource: JsonObject) => boolean;
  /** As in `Cluster`. */
  readonly releases?: ReadonlyMap<number, string>;
  /** As in `Cluster`. */
  readonly prepare?: PrepareImageConfig;
}

/** The same, with what was taken for granted. */
export function resolveImages(resources: readonly JsonObject[], options: ResolveOptions = {}): Resolution {
  const { isAsked = () => true } = options;
  const context = contextOf(resources, options);
  const isMade = madeFrom(resources);
  const pods: RunningPod[] = [];
  const open: OpenChoice[] = [];
  for (const [index, resource] of resources.entries()) {
    if (!isAsked(resource) || isMade(resource)) continue;
    const found = byCandidates(context.candidates, (operators) =>
      resourcePods(resource, index, { ...context, operators }),
    );
    for (const pod of found.pods) pods.push(pod);
    if (found.candidates.length > 0) open.push({ resource: index, candidates: found.candidates });
  }
  const assumptions = new Map<string, Assumption>();
  for (const pod of pods) for (const one of assumptionsFor(pod)) assumptions.set(one.message, one);
  return { images: distinct(pods.flatMap(imagesOf)), open, assumptions: [...assumptions.values()] };
}

function assumptionsFor({ pod, assumptions }: RunningPod): readonly Assumption[] {
  const isUsed = pod.images.some(({ traced }) => traced.source.some(({ origin }) => origin === 'assumed'));
  return assumptions.filter(({ unlessUnused }) => unlessUnused === undefined || isUsed);
}

/** What the pods of workloads pull: it is written in them. The operators' own kinds are left out. */
export function workloadImages(resources: readonly JsonObject[]): readonly EffectiveImage[] {
  const isMade = madeFrom(resources);
  const pods = resources.flatMap((resource, index) => (isMade(resource) ? [] : workloadPods(resource, index)));
  return distinct(pods.flatMap(imagesOf));
}

interface CandidatesContext extends Omit<ResolveContext, 'operators'> {
  readonly candidates: CandidatesOf;
}

function contextOf(
  resources: readonly JsonObject[],
  { release = {}, k8sContexts = {}, releases, prepare }: ResolveOptions,
): CandidatesContext {
  const prepared = prepare === undefined ? {} : { prepare };
  const own = { resources, ...prepared, ...(releases === undefined ? {} : { releases }) };
  const installations = new Map<string, Installation>([['', installationIn(own, release)]]);
  const operators = new Map<string, readonly Operators[]>();
  const known = new Map<string, readonly CrdDefault[] | undefined>();
  const defaults = {
    installedDefaults: (object: JsonObject) => {
      const key = `${object.apiVersion} ${object.kind}`;
      if (!known.has(key)) known.set(key, installedDefaults(resources, object));
      return known.get(key);
    },
  };
  const datacenters = new Map<K8ssandraOperator, ReturnType<typeof datacentersIn>>();
  return {
    ...defaults,
    datacenters: (operator) => recalled(datacenters, operator, () => datacentersIn(resources, operator, defaults)),
    candidates: (k8sContext, namespace) =>
      recalled(operators, `${k8sContext}\0${namespace}`, () => {
        const context = { resources: k8sContexts[k8sContext] ?? [], k8sContext, ...prepared };
        return recalled(installations, k8sContext, () => installationIn(context, release))(namespace);
      }),
  };
}

/** Several candidates mostly give the same. */
function distinct(images: readonly EffectiveImage[]): readonly EffectiveImage[] {
  const seen = new Map<string, EffectiveImage>();
  for (const image of images) {
    const { source: _source, override: _override, policyEntry: _policyEntry, ...what } = image;
    const key = JSON.stringify(what);
    if (!seen.has(key)) seen.set(key, image);
  }
  return [...seen.values()];
}
