/**
 * The defaults of the CRDs that are among the resources: what the API server fills in is what these say, whatever a
 * release of the operator ships. Only what decides about images is looked at.
 */
import { type FieldPath, parseFieldPath } from '../../yaml/field-path.ts';
import { at, isList, isObject, type JsonObject, type Path } from '../../yaml/json.ts';
import { groupOf } from '../api-group.ts';
import { type CrdDefault, decisivePaths } from './crd-defaults.ts';

/**
 * The defaults that a CRD among the resources has for a kind, outer objects before inner ones; `undefined` where there is
 * no such CRD, or one without a schema, as in a patch.
 */
export function installedDefaults(
  resources: readonly JsonObject[],
  { apiVersion, kind }: JsonObject,
): readonly CrdDefault[] | undefined {
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const crd = resources.find((resource) => isCrdOf(resource, groupOf(apiVersion), kind));
  const root = crd === undefined ? undefined : schemaOf(crd, apiVersion.split('/')[1]);
  if (crd === undefined || root === undefined) return undefined;
  return decisivePaths(kind).flatMap((path) => {
    const value = at(crd, [...root, ...schemaPath(parseFieldPath(path)), 'default']);
    return value === undefined ? [] : [{ path, value }];
  });
}

/** Where a schema describes a field: `spec.datacenters[].stargate`. */
export function schemaPath(path: FieldPath): Path {
  return path.flatMap((step) => (step === 'each' ? ['items'] : ['properties', step.key]));
}

/** Where the schemas of a CRD stand, version by version. */
export function schemaRoots(crd: JsonObject): readonly Path[] {
  const versions = at(crd, ['spec', 'versions']);
  return (isList(versions) ? versions : []).map((_, index) => ['spec', 'versions', index, 'schema', 'openAPIV3Schema']);
}

export function isCrd({ apiVersion, kind }: JsonObject): boolean {
  return (
    kind === 'CustomResourceDefinition' &&
    typeof apiVersion === 'string' &&
    groupOf(apiVersion) === 'apiextensions.k8s.io'
  );
}

function isCrdOf(resource: JsonObject, group: string, kind: string): boolean {
  return (
    isCrd(resource) && at(resource, ['spec', 'group']) === group && at(resource, ['spec', 'names', 'kind']) === kind
  );
}

/** Of the version that an object has, else of the first that has one. */
function schemaOf(crd: JsonObject, version: string | undefined): Path | undefined {
  const roots = schemaRoots(crd).filter((root) => isObject(at(crd, [...root, 'properties'])));
  return roots.find((root) => at(crd, [...root.slice(0, 3), 'name']) === version) ?? roots[0];
}
