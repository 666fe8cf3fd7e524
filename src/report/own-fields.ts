/**
 * The images in further custom resources: in the fields that a user names, and in pods of kinds that nobody knows. What
 * their operators make of them is not known: the field stands for a container.
 */
import type { MirrorConfig } from '../config/normalise.ts';
import { fieldKindOf, imagesOutsideTables, isForeign, isLocalConfig, isOfPod } from '../foreign/foreign-images.ts';
import { compileField } from '../k8ssandra/fields/field.ts';
import { assembleParts } from '../k8ssandra/fields/parts.ts';
import { imageOfRepository } from '../k8ssandra/fields/repository-struct.ts';
import type { ImageSite, ImageSites } from '../k8ssandra/fields/site.ts';
import { imageSites, knownFields } from '../k8ssandra/fields/sites.ts';
import { workloadOf } from '../k8ssandra/fields/workloads.ts';
import type { EffectiveImage } from '../k8ssandra/origins/effective-image.ts';
import { identify } from '../plan/model/resource.ts';
import { readReference } from '../reference/read-reference.ts';
import { formatPath, type JsonObject, type Path } from '../yaml/json.ts';

export function imagesInOwnFields(
  resources: readonly JsonObject[],
  { fields }: MirrorConfig,
): readonly EffectiveImage[] {
  const index = knownFields(fields.map(compileField));
  return resources.flatMap((object, resource) => {
    const kind = fieldKindOf(object);
    if (workloadOf(kind) !== undefined && fields.length === 0) return [];
    const known = imageSites(object, index);
    const named = known.sites.filter(({ component }) => component === 'custom');
    return [
      ...named.map((site) => imageAt(site.path, imageOf(site), object, resource)),
      ...(isForeign(kind) && !isLocalConfig(object) ? imagesInPods(object, resource, known) : []),
    ];
  });
}

function imagesInPods(object: JsonObject, resource: number, known: ImageSites): readonly EffectiveImage[] {
  return imagesOutsideTables(object, known)
    .filter(isOfPod)
    .filter(({ value }) => readReference(value) !== undefined)
    .map(({ path, value }) => imageAt(path, value, object, resource));
}

function imageOf(site: ImageSite): string {
  switch (site.shape) {
    case 'reference':
      return site.value;
    case 'repository':
      return imageOfRepository(site.value);
    default:
      return assembleParts(site.value, { shape: site.shape, component: site.component, releases: {} });
  }
}

function imageAt(path: Path, image: string, object: JsonObject, resource: number): EffectiveImage {
  const { kind, namespace, name } = identify(object);
  return {
    resource,
    ...(namespace === '' ? {} : { namespace }),
    workload: `${kind}/${name}`,
    kind: 'container',
    container: formatPath(path),
    image,
    status: 'resolved',
    source: [{ origin: 'written', where: formatPath(path), resource, path, value: image }],
    pullPolicy: '',
    pullSecrets: [],
  };
}
