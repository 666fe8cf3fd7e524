/** Pods while they are being made: what k8ssandra-operator leaves open, cass-operator completes. */
import type { PlaceKind } from '../fields/workloads.ts';
import type { Link, Override, Traced } from '../origins/effective-image.ts';
import { type Found, type Item, type Levels, pick } from '../origins/levels.ts';

/** A container of a template. */
export interface Container {
  readonly name: string;
  /** Absent: the operator that completes the pod chooses. */
  readonly image?: Traced;
  readonly pullPolicy: string;
  /** Where it is listed; empty for what an operator adds. */
  readonly listed: Levels;
}

/** What a pod is to be made of. */
export interface PodTemplate {
  readonly init: readonly Container[];
  readonly containers: readonly Container[];
  readonly ephemeral: readonly Container[];
  readonly volumes: readonly Container[];
  readonly pullSecrets: readonly string[];
}

/** A container, or a volume, of a finished pod. */
export interface PodImage {
  readonly kind: PlaceKind;
  readonly name: string;
  readonly traced: Traced;
  readonly pullPolicy: string;
}

/** What a finished pod pulls. */
export interface Pod {
  readonly images: readonly PodImage[];
  readonly pullSecrets: readonly string[];
}

/** A reference that is written in one field. */
export function tracedField({ value, link }: Found, override?: Override): Traced {
  const field = override ?? fieldOf(link);
  return { image: value, status: 'resolved', source: [link], ...(field === undefined ? {} : { override: field }) };
}

function fieldOf({ resource, path }: Link): Override | undefined {
  return resource === undefined || path === undefined ? undefined : { resource, path, shape: 'reference' };
}

/** A container as it is listed in a resource. */
export function listedContainer({ name, levels }: Item): Container {
  const image = pick(levels, 'image');
  return {
    name,
    ...(image === undefined ? {} : { image: tracedField(image) }),
    pullPolicy: pick(levels, 'imagePullPolicy')?.value ?? '',
    listed: levels,
  };
}

/** Puts a container in the place of the one of its name, or behind the others. */
export function upsert(containers: readonly Container[], container: Container): readonly Container[] {
  const index = containers.findIndex(({ name }) => name === container.name);
  return index === -1 ? [...containers, container] : containers.with(index, container);
}

/** Sees to it that there is a container of a name, to be completed later. */
export function ensure(containers: readonly Container[], name: string): readonly Container[] {
  return containers.some((container) => container.name === name) ? containers : [...containers, openContainer(name)];
}

export function openContainer(name: string): Container {
  return { name, pullPolicy: '', listed: [] };
}

/** A pod that is never made. What it would have pulled remains, for people to see. */
export function failedPod({ images, pullSecrets }: Pod, reason: string): Pod {
  return { images: images.map((image) => ({ ...image, traced: unresolvable(image.traced, reason) })), pullSecrets };
}

function unresolvable(traced: Traced, reason: string): Traced {
  return traced.status === 'unresolvable' ? traced : { ...traced, status: 'unresolvable', reason };
}
