/**
 * The parts of a chart, by whether the post-renderers of a HelmRelease get to see them. A patch that finds nothing is
 * passed over, so what may go past gets patches, and no patch that fails the build where it is missing.
 *
 * | part                     | seen by post-renderers                                                               |
 * |--------------------------|--------------------------------------------------------------------------------------|
 * | manifests                | always                                                                               |
 * | hooks                    | with `postRenderStrategy: combined`, the default from Flux 2.9 on; not with `nohooks` |
 * | CustomResourceDefinitions | where they are templates; not those of the folder `crds/`                            |
 *
 * Source: fluxcd/helm-controller, issues 1163 and 1469.
 */
import type { Finding } from '../finding/finding.ts';
import { identify, nameOf } from '../plan/model/resource.ts';
import { isObject, type JsonObject } from '../yaml/json.ts';

export type ChartPart = 'manifest' | 'hook' | 'crd';

export function partOf(object: JsonObject): ChartPart {
  const { metadata } = object;
  const annotations = isObject(metadata) ? metadata.annotations : undefined;
  if (isObject(annotations) && annotations['helm.sh/hook'] !== undefined) return 'hook';
  return identify(object).kind === 'CustomResourceDefinition' ? 'crd' : 'manifest';
}

const advice: Readonly<Record<Exclude<ChartPart, 'manifest'>, string>> = {
  hook: 'is a hook, which Flux hands to post-renderers with postRenderStrategy: combined only (default from Flux 2.9 on): set that, or give the chart the image by its own values',
  crd: "is a CustomResourceDefinition, which Flux applies past post-renderers where it stands in the chart's folder crds/: write out in each cluster what it has as a default",
};

/** What is said of an object that is patched, and may go past. */
export function pastPostRenderers({
  resource,
  object,
}: {
  readonly resource: number;
  readonly object: JsonObject;
}): readonly Finding[] {
  const part = partOf(object);
  if (part === 'manifest') return [];
  return [{ code: 'past-post-renderers', message: `${nameOf(object)} ${advice[part]}`, at: { resource, path: [] } }];
}
