/** Templates of pods as resources list them, and how containers are added to such lists. */
import { at, isList, isObject, type JsonObject, type Path } from '../../yaml/json.ts';
import type { Override } from '../origins/effective-image.ts';
import { below, type Item, itemsOfStrongest, type Level, type Levels, pick, type Resource } from '../origins/levels.ts';
import { type Container, listedContainer, type PodTemplate, tracedField } from './pod.ts';

export const emptyTemplate: PodTemplate = { init: [], containers: [], ephemeral: [], volumes: [], pullSecrets: [] };

/** What a pod spec lists. */
export function podSpecTemplate(podSpec: Levels): PodTemplate {
  return {
    init: itemsOfStrongest(podSpec, 'initContainers').map(listedContainer),
    containers: itemsOfStrongest(podSpec, 'containers').map(listedContainer),
    ephemeral: itemsOfStrongest(podSpec, 'ephemeralContainers').map(listedContainer),
    volumes: volumeImages(itemsOfStrongest(podSpec, 'volumes')),
    pullSecrets: podSpec.flatMap(({ object }) => namesIn(object.imagePullSecrets)),
  };
}

/** Volumes of the operators' own lists, with their source under `volumeSource`. */
export function volumeSourceImages(volumes: readonly Item[]): readonly Container[] {
  return imageVolumes(volumes, (volume) => below([volume], 'volumeSource'));
}

/** Volumes as pod specs have them. */
export function volumeImages(volumes: readonly Item[]): readonly Container[] {
  return imageVolumes(volumes, (volume) => [volume]);
}

/** Sources of volumes are not merged: that of the strongest level counts. */
function imageVolumes(volumes: readonly Item[], sourceOf: (volume: Level) => Levels): readonly Container[] {
  return volumes.flatMap(({ name, levels }) => {
    const source = levels.map(sourceOf).find((candidate) => candidate.some(({ object }) => hasSource(object))) ?? [];
    const image = below(source, 'image');
    const reference = pick(image, 'reference');
    if (reference === undefined) return [];
    return [
      { name, image: tracedField(reference), pullPolicy: pick(image, 'pullPolicy')?.value ?? '', listed: levels },
    ];
  });
}

function hasSource(volume: JsonObject): boolean {
  return Object.entries(volume).some(([key, value]) => key !== 'name' && isObject(value));
}

/** Combines volumes as cass-operator does: a volume of the template stands for all of its name. */
export function withVolumes(template: PodTemplate, volumes: readonly Container[]): PodTemplate {
  const names = new Set(template.volumes.map(({ name }) => name));
  return { ...template, volumes: [...template.volumes, ...volumes.filter(({ name }) => !names.has(name))] };
}

/** The field of a container that is to be added behind a list; the list need not exist. */
export function additionTo(resource: Resource, list: Path, element: JsonObject): Override {
  const present = at(resource.written, list);
  const length = isList(present) ? present.length : 0;
  return { resource: resource.index, path: [...list, length, 'image'], shape: 'reference', element };
}

function namesIn(list: unknown): readonly string[] {
  return Array.isArray(list)
    ? list.flatMap((entry) => (isObject(entry) && typeof entry.name === 'string' ? [entry.name] : []))
    : [];
}
