// The image fields of a CRD's schema, by their names and shapes.
//
// | shape                     | is                                                                    |
// |---------------------------|-----------------------------------------------------------------------|
// | `string`                  | a reference                                                           |
// | `imageStruct{keys}`       | a mapping of parts                                                    |
// | `imageVolumeSource`       | an image as a volume                                                  |
// | `container[]`             | containers, whose images have rows of their own                       |
// | `pullPolicy`, `pullSecret:type` | what stands beside an image                                     |
// | `registryPart`            | a `registry` or `repository` outside of such a mapping                |
// | `opaque(preserve-unknown)` | anything, in which an image may stand                                |
// | `other:type`              | named like an image, and none                                         |
import { jsonOf } from './table.mjs';

const parts = ['registry', 'repository', 'tag'];
const pullSecrets = ['imagePullSecrets', 'imagePullSecret', 'pullSecretRef'];
const pullPolicies = ['imagePullPolicy', 'pullPolicy'];
const containers = ['containers', 'initContainers', 'ephemeralContainers'];

/** @returns the fields as `{path, shape, default, struct}`; `struct` is the default of a whole mapping */
export function imageFields(schema) {
  const found = [];
  visit(schema, '', '', found);
  return found;
}

function visit(schema, path, name, found) {
  const shape = shapeOf(schema, name);
  if (shape !== undefined)
    found.push({ path, shape, default: defaultOf(schema, shape), struct: structDefault(schema, shape) });
  const isStruct = shape?.startsWith('imageStruct') === true;
  for (const [key, child] of Object.entries(schema.properties ?? {})) {
    if (isStruct && !pullPolicies.includes(key) && !pullSecrets.includes(key)) continue;
    visit(child, path === '' ? key : `${path}.${key}`, key, found);
  }
  // A list of secrets is one field.
  if (schema.items !== undefined && !pullSecrets.includes(name)) visit(schema.items, `${path}[]`, '', found);
  if (typeof schema.additionalProperties === 'object') visit(schema.additionalProperties, `${path}.*`, '', found);
}

function shapeOf(schema, name) {
  const { properties = {}, type } = schema;
  const isOpaque = schema['x-kubernetes-preserve-unknown-fields'] === true && schema.properties === undefined;
  if (isOpaque) return 'opaque(preserve-unknown)';
  if (parts.every((part) => part in properties)) return `imageStruct{${Object.keys(properties).sort().join(',')}}`;
  if (name === 'image' && type === 'object') return 'imageVolumeSource';
  if (containers.includes(name) && type === 'array' && 'image' in (schema.items?.properties ?? {}))
    return 'container[]';
  if (pullPolicies.includes(name)) return 'pullPolicy';
  if (pullSecrets.includes(name)) return `pullSecret:${type === 'array' ? `[]${schema.items?.type}` : type}`;
  if (name === 'registry' || name === 'repository') return 'registryPart';
  if (/image/i.test(name)) return type === 'string' ? 'string' : `other:${type}`;
  return undefined;
}

/** As JSON: the default of a value, or those of a mapping's parts. Empty for none. */
function defaultOf(schema, shape) {
  if (!shape.startsWith('imageStruct')) return 'default' in schema ? jsonOf(schema.default) : '';
  const entries = Object.entries(schema.properties).flatMap(([key, { default: value }]) =>
    value === undefined ? [] : [[key, value]],
  );
  return entries.length === 0 ? '' : jsonOf(Object.fromEntries(entries));
}

function structDefault(schema, shape) {
  return shape.startsWith('imageStruct') && 'default' in schema ? jsonOf(schema.default) : '';
}
