/**
 * `explain -o json`: one entry for each container and volume, in the order of the resources. The shape is published as
 * function-config/explain-output.schema.json and is kept.
 */
import { defined } from '../config/defined.ts';
import type { EffectiveImage, Link } from '../k8ssandra/origins/effective-image.ts';
import { formatPlacePath, identify } from '../plan/model/resource.ts';
import type { JsonObject } from '../yaml/json.ts';
import type { ImageReport, ImageStatus } from './image-report.ts';

/** The object that a pod is made from. */
export interface ResourceName {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  readonly name: string;
}

/** One step on the way to the image that the input leads to; the first decided about its registry. */
export interface ExplainedLink {
  readonly where: string;
  readonly path?: string;
  readonly value: string;
}

export interface ExplainedImage
  extends Pick<
    EffectiveImage,
    'scope' | 'cluster' | 'namespace' | 'k8sContext' | 'datacenter' | 'workload' | 'rack' | 'kind' | 'container'
  > {
  /** As the input leads to it. */
  readonly image: string;
  readonly mirrored: string | null;
  readonly status: ImageStatus;
  readonly resource: ResourceName;
  readonly source: readonly ExplainedLink[];
}

export function explainImages({ images }: ImageReport, resources: readonly JsonObject[]): readonly ExplainedImage[] {
  return images.map(({ image, before, status, mirrored }) => {
    const { scope, cluster, namespace, k8sContext, datacenter, workload, rack, kind, container } = before;
    return {
      image,
      mirrored: mirrored ?? null,
      status,
      ...defined({ scope, cluster, namespace, k8sContext, datacenter }),
      workload,
      ...defined({ rack }),
      kind,
      container,
      resource: nameResource(resources[before.resource] ?? {}),
      source: before.source.map(explainLink),
    };
  });
}

export function nameResource(resource: JsonObject): ResourceName {
  const { apiVersion, kind, namespace, name } = identify(resource);
  return { apiVersion, kind, ...(namespace === '' ? {} : { namespace }), name };
}

function explainLink({ where, path, inner, value }: Link): ExplainedLink {
  if (path === undefined) return { where, value };
  return { where, path: formatPlacePath({ resource: 0, path, ...(inner === undefined ? {} : { inner }) }), value };
}
