/** What a resource holds besides what the tables of fields know of it. */
import { groupOf, operatorOf } from '../k8ssandra/api-group.ts';
import type { FieldKind } from '../k8ssandra/fields/field.ts';
import type { ImageSites } from '../k8ssandra/fields/site.ts';
import { workloadOf } from '../k8ssandra/fields/workloads.ts';
import { at, formatPath, type JsonObject, type Path } from '../yaml/json.ts';
import { rendererOf } from './renderers/renderers.ts';
import { type FoundImage, type FoundText, searchImages } from './search.ts';
import { standingOf } from './standing.ts';

/** Whether a kind is nobody's: without tables, and not known to hold no images. */
export function isForeign(kind: FieldKind): boolean {
  return (
    workloadOf(kind) === undefined &&
    operatorOf(kind.group) === undefined &&
    rendererOf(kind) === undefined &&
    standingOf(kind) === 'unknown'
  );
}

/** Whether a resource configures tools, and is never applied to a cluster. */
export function isLocalConfig(resource: JsonObject): boolean {
  return at(resource, ['metadata', 'annotations', 'config.kubernetes.io/local-config']) === 'true';
}

/** Group and kind; empty where they are missing. */
export function fieldKindOf({ apiVersion, kind }: JsonObject): FieldKind {
  return {
    group: typeof apiVersion === 'string' ? groupOf(apiVersion) : '',
    kind: typeof kind === 'string' ? kind : '',
  };
}

/** @param known what the tables have found in the resource */
export function imagesOutsideTables(resource: JsonObject, { sites, remarks }: ImageSites): readonly FoundImage[] {
  const known = new Set([...sites, ...remarks].map(({ path }) => formatPath(path)));
  const isKnown = (path: Path): boolean => path.some((_, index) => known.has(formatPath(path.slice(0, index + 1))));
  return searchImages(resource).filter(({ path }) => !isKnown(path));
}

/** Whether an image is that of a container or a volume, which by convention are what they look like. */
export function isOfPod(image: FoundImage): image is FoundText {
  return image.form === 'container' || image.form === 'volume';
}
