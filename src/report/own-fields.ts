/**
 * The images in fields of further custom resources, which a user names in the configuration. What their operators make
 * of them isn't known: the field stands for a container.
 */
import type { MirrorConfig } from '../config/normalise.ts';
import { compileField } from '../k8ssandra/fields/field.ts';
import { assembleParts } from '../k8ssandra/fields/parts.ts';
import type { ImageSite } from '../k8ssandra/fields/site.ts';
import { imageSites, knownFields } from '../k8ssandra/fields/sites.ts';
import type { EffectiveImage } from '../k8ssandra/origins/effective-image.ts';
import { identify } from '../plan/model/resource.ts';
import { formatPath, type JsonObject } from '../yaml/json.ts';

export function imagesInOwnFields(
  resources: readonly JsonObject[],
  { fields }: MirrorConfig,
): readonly EffectiveImage[] {
  if (fields.length === 0) return [];
  const index = knownFields(fields.map(compileField));
  return resources.flatMap((object, resource) =>
    imageSites(object, index)
      .sites.filter(({ component }) => component === 'custom')
      .map((site) => imageAt(site, object, resource)),
  );
}

function imageAt(site: ImageSite, object: JsonObject, resource: number): EffectiveImage {
  const { kind, namespace, name } = identify(object);
  const { path, component } = site;
  const image =
    site.shape === 'reference' ? site.value : assembleParts(site.value, { shape: site.shape, component, releases: {} });
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
