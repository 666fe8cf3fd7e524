/** A field is called effective by the table where an operator reads it: then some pod of some release runs its image. */

import type { Field } from '../../src/k8ssandra/fields/field.ts';
import { fieldsOf } from '../../src/k8ssandra/fields/field-templates.ts';
import { operatorFields } from '../../src/k8ssandra/fields/fields.ts';
import { effectiveImages } from '../../src/k8ssandra/pods/effective-images.ts';
import { type FieldPath, formatFieldPath } from '../../src/yaml/field-path.ts';
import { isList, isObject, type Json, type JsonObject } from '../../src/yaml/json.ts';

const image = 'sentinel.example.com/a/b:1';
const struct = { registry: 'sentinel.example.com', repository: 'a', name: 'b', tag: '1' };

/** What has to stand beside some fields, so that there is a pod that could run their image. */
const bare: Readonly<Record<string, JsonObject>> = {
  K8ssandraCluster: {
    cassandra: {
      serverVersion: '4.0.17',
      datacenters: [{ metadata: { name: 'dc1' }, size: 1, perNodeConfigMapRef: { name: 'nodes' } }],
    },
  },
  CassandraDatacenter: { clusterName: 'c', serverType: 'cassandra', serverVersion: '4.0.17', size: 1 },
  Reaper: { datacenterRef: { name: 'dc1' } },
  Stargate: { datacenterRef: { name: 'dc1' }, size: 1 },
};

const datacenter: JsonObject = {
  apiVersion: 'cassandra.datastax.com/v1beta1',
  kind: 'CassandraDatacenter',
  metadata: { name: 'dc1', namespace: 'data' },
  spec: { clusterName: 'c', serverType: 'cassandra', serverVersion: '4.0.17', size: 1 },
};

const releases = [
  { k8ssandraOperator: '1.4.1', cassOperator: '1.13.1' },
  { k8ssandraOperator: '1.14.0', cassOperator: '1.19.1' },
  { k8ssandraOperator: '1.26.0', cassOperator: '1.26.0' },
  { k8ssandraOperator: '1.32.5', cassOperator: '1.32.0' },
];

/** A list has one item, named as the rack that there always is; what telemetry sets counts where it is enabled. */
function withValue(present: Json | undefined, [step, ...rest]: FieldPath, value: Json): Json {
  if (step === undefined) return value;
  if (step === 'each') {
    const [first = {}] = isList(present) ? present : [];
    return [withValue(isObject(first) ? { name: 'default', ...first } : first, rest, value)];
  }
  const object = isObject(present) ? present : {};
  const below = withValue(object[step.key], rest, value);
  return { ...object, [step.key]: step.key === 'vector' && isObject(below) ? { enabled: true, ...below } : below };
}

function asObject(value: Json): JsonObject {
  return isObject(value) ? value : {};
}

function governs({ group, kind, path, shape }: Field): boolean {
  const value = shape === 'reference' ? image : struct;
  const spec = { spec: bare[kind] ?? {} };
  const metadata = { name: 'demo', namespace: 'data' };
  const set = withValue(spec, path, value);
  const object = { apiVersion: `${group}/v1`, kind, metadata, ...asObject(set) };
  return releases.some((release) =>
    effectiveImages([object, datacenter], { release }).some((one) => one.status === 'resolved' && one.image === image),
  );
}

const fields = operatorFields
  .flatMap(({ group, kind }) => fieldsOf(operatorFields, { group, kind }))
  .filter(({ effect, role }) => effect !== 'never' && role === 'spec');
const named = new Map(fields.map((field) => [`${field.kind} ${formatFieldPath(field.path)}`, field]));

test.each([...named])('%s is run from', (_, field) => {
  expect(governs(field)).toBe(true);
});

test.each([
  'K8ssandraCluster spec.cassandra.datacenters[].stargate.racks[].telemetry.vector.image',
  'Stargate spec.racks[].telemetry.vector.image',
])('%s is read by no release, and is not called effective', (name) => {
  expect(named.has(name)).toBe(false);
});
