/** A package as users have it: an install and clusters in one stream. And what became of it. */
import { stringify } from 'yaml';
import { transform } from '../../src/function/transform.ts';
import { effectiveImages } from '../../src/k8ssandra/pods/effective-images.ts';
import { isObject, type JsonObject } from '../../src/yaml/json.ts';
import { documentsOf, readValue } from './documents.ts';
import { isAllowed, type Mirror } from './images.ts';
import type { Install } from './installs.ts';
import { functionConfigOf } from './mirrored.ts';

export interface MirroredPackage {
  readonly before: readonly JsonObject[];
  readonly after: readonly JsonObject[];
  readonly output: string;
  readonly results: ReturnType<typeof transform>['results'];
}

/** @param more fields of `spec` besides the mirror */
export function mirrorPackage(
  install: Install,
  clusters: readonly JsonObject[],
  mirror: Mirror,
  more: JsonObject = {},
): MirroredPackage {
  const input = [install.text, ...clusters.map((cluster) => stringify(cluster))].join('\n---\n');
  const { spec, ...header } = functionConfigOf(mirror);
  const release = releaseToSay(install);
  const said = isObject(spec) ? { ...spec, ...more, ...(release === undefined ? {} : { release }) } : {};
  const { output, results } = transform(input, { functionConfig: { ...header, spec: said } });
  return { before: objectsIn(input), after: objectsIn(output), output, results };
}

/** What would be pulled from elsewhere, and what nobody can tell. */
export function imagesOutside(resources: readonly JsonObject[], install: Install, mirror: Mirror): readonly string[] {
  return resolvedImages(resources, install).flatMap(({ image, status, workload, container, reason }) => {
    if (status !== 'resolved') return [`${workload}/${container}: ${status}: ${reason}`];
    return isAllowed(image, mirror) ? [] : [image];
  });
}

export function resolvedImages(resources: readonly JsonObject[], install: Install): ReturnType<typeof effectiveImages> {
  return effectiveImages(resources, { release: releaseToSay(install) ?? {} });
}

/** The manifests of k8ssandra-operator 1.10.0 and 1.10.1 name its image `latest`: users of these have to say it. */
function releaseToSay({ project, release, text }: Install): { readonly k8ssandraOperator: string } | undefined {
  return text.includes(`/${project}:v${release}`) ? undefined : { k8ssandraOperator: release };
}

export function objectsIn(text: string): readonly JsonObject[] {
  return documentsOf(text).map(readValue).filter(isObject);
}
