/**
 * What an API server would say to a custom resource: whether its CRD's schema accepts it, and which of its fields it
 * would drop because the schema does not know them (structural schemas, k8s.io/apiextensions-apiserver).
 */
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { isMapping, type Mapping } from './scan.ts';

type Schema = Mapping;

/** The schema of one version of a CRD; `undefined` where it does not serve that version. */
export function schemaOf(crd: unknown, version: string): Schema | undefined {
  const spec = isMapping(crd) && isMapping(crd.spec) ? crd.spec : {};
  const versions = Array.isArray(spec.versions) ? spec.versions.filter(isMapping) : [];
  const served = versions.find(({ name }) => name === version)?.schema;
  const schema = isMapping(served) ? served.openAPIV3Schema : undefined;
  return isMapping(schema) ? schema : undefined;
}

const ajv = addFormats.default(new Ajv({ strict: false, allErrors: true }));

/** What the schema has against a value, each with its place. */
export function violations(schema: Schema, value: unknown): readonly string[] {
  const validate = ajv.compile(projection(schema, value));
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message = '', params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/**
 * The schema spelled out for the keys and items that the value has, and for no others: it says the same about this value,
 * and compiles in milliseconds, where a K8ssandraCluster's whole schema takes seconds.
 */
function projection(schema: Schema, value: unknown): Schema {
  const { properties, items, additionalProperties, ...rest } = schema;
  if (Array.isArray(value) && isMapping(items)) {
    return { ...rest, items: value.map((item) => projection(items, item)) };
  }
  if (!isMapping(value)) return rest;
  const known = isMapping(properties) ? properties : {};
  const own = Object.entries(value).flatMap(([key, child]) => {
    const of = Object.hasOwn(known, key) ? known[key] : additionalProperties;
    return isMapping(of) ? [[key, projection(of, child)]] : [];
  });
  return { ...rest, properties: Object.fromEntries(own) };
}

/** The paths of the fields that the API server drops. */
export function pruned(schema: Schema, value: unknown, path = ''): readonly string[] {
  if (Array.isArray(value)) {
    const items = isMapping(schema.items) ? schema.items : {};
    return value.flatMap((item, index) => pruned(items, item, `${path}[${index}]`));
  }
  if (!isMapping(value)) return [];
  const properties = isMapping(schema.properties) ? schema.properties : {};
  const others = schema.additionalProperties;
  const keepsAll = schema['x-kubernetes-preserve-unknown-fields'] === true || others === true;
  const isResource = path === '' || schema['x-kubernetes-embedded-resource'] === true;
  return Object.entries(value).flatMap(([key, child]) => {
    const at = `${path}.${key}`;
    if (isResource && ['apiVersion', 'kind', 'metadata'].includes(key)) return [];
    const known = properties[key] ?? others;
    if (isMapping(known)) return pruned(known, child, at);
    return keepsAll ? [] : [at];
  });
}
