import { operatorOf } from '../../src/k8ssandra/api-group.ts';
import { compileField, type Field, indexFields } from '../../src/k8ssandra/fields/field.ts';
import { fieldsAt } from '../../src/k8ssandra/fields/field-templates.ts';
import { operatorFields, workloadFields } from '../../src/k8ssandra/fields/fields.ts';
import { misplacedFields } from '../../src/k8ssandra/fields/ineffective.ts';
import { partKeys } from '../../src/k8ssandra/fields/shape.ts';
import { isBefore } from '../../src/k8ssandra/releases/release-order.ts';
import { type FieldPath, formatFieldPath, parseFieldPath } from '../../src/yaml/field-path.ts';
import { isList, isObject, type JsonObject } from '../../src/yaml/json.ts';
import { facts, factTable } from '../facts.ts';
import { filesBelow, readObjects, readTable } from './upstream.ts';

const ofWorkloads = workloadFields.flatMap(fieldsAt);
const ofOperators = operatorFields.flatMap(fieldsAt);
const misplaced = misplacedFields.flatMap(fieldsAt);

const nameOf = ({ kind, path }: Field) => `${kind} ${formatFieldPath(path)}`;

const pathsOf = (kind: string) =>
  ofOperators
    .filter((field) => field.kind === kind)
    .map(({ path, shape, component }) => `${formatFieldPath(path)} ${shape} ${component}`);

describe('operatorFields', () => {
  test('CassandraDatacenter', () => {
    expect(pathsOf('CassandraDatacenter')).toEqual([
      'spec.serverImage reference server',
      'spec.configBuilderImage reference config-builder',
      'spec.systemLoggerImage reference system-logger',
      'spec.podTemplateSpec.spec.containers[].image reference container',
      'spec.podTemplateSpec.spec.initContainers[].image reference container',
      'spec.podTemplateSpec.spec.ephemeralContainers[].image reference container',
      'spec.podTemplateSpec.spec.volumes[].image.reference reference volume',
      'spec.storageConfig.additionalVolumes[].volumeSource.image.reference reference volume',
    ]);
  });

  test('K8ssandraCluster', () => {
    const template = [
      'serverImage reference server',
      'jmxInitContainerImage parts jmx-init',
      'perNodeConfigInitContainerImage reference per-node-config',
      'containers[].image reference container',
      'initContainers[].image reference container',
      'extraVolumes.volumes[].image.reference reference volume',
      'extraVolumes.pvcs[].volumeSource.image.reference reference volume',
      'storageConfig.additionalVolumes[].volumeSource.image.reference reference volume',
      'telemetry.vector.image reference vector',
    ];
    expect(pathsOf('K8ssandraCluster')).toEqual([
      ...template.map((row) => `spec.cassandra.${row}`),
      ...template.map((row) => `spec.cassandra.datacenters[].${row}`),
      'spec.stargate.containerImage parts stargate',
      'spec.stargate.telemetry.vector.image reference vector',
      'spec.cassandra.datacenters[].stargate.containerImage parts stargate',
      'spec.cassandra.datacenters[].stargate.telemetry.vector.image reference vector',
      'spec.cassandra.datacenters[].stargate.racks[].containerImage parts stargate',
      'spec.cassandra.datacenters[].stargate.racks[].telemetry.vector.image reference vector',
      'spec.reaper.containerImage parts reaper',
      'spec.reaper.initContainerImage parts reaper-init',
      'spec.reaper.telemetry.vector.image reference vector',
      'spec.medusa.containerImage parts medusa',
    ]);
  });

  test('Stargate, Reaper, and the legacy kinds of Medusa', () => {
    expect(pathsOf('Stargate')).toEqual([
      'spec.containerImage parts stargate',
      'spec.telemetry.vector.image reference vector',
      'spec.racks[].containerImage parts stargate',
      'spec.racks[].telemetry.vector.image reference vector',
    ]);
    expect(pathsOf('Reaper')).toEqual([
      'spec.containerImage parts reaper',
      'spec.initContainerImage parts reaper-init',
      'spec.telemetry.vector.image reference vector',
    ]);
    expect(pathsOf('Medusa')).toEqual(['spec.containerImage medusa-parts medusa']);
    expect(pathsOf('CassandraBackup')).toEqual([
      'status.cassdcTemplateSpec.spec.serverImage reference server',
      'status.cassdcTemplateSpec.spec.configBuilderImage reference config-builder',
      'status.cassdcTemplateSpec.spec.systemLoggerImage reference system-logger',
      'status.cassdcTemplateSpec.spec.podTemplateSpec.spec.containers[].image reference container',
      'status.cassdcTemplateSpec.spec.podTemplateSpec.spec.initContainers[].image reference container',
      'status.cassdcTemplateSpec.spec.podTemplateSpec.spec.ephemeralContainers[].image reference container',
    ]);
  });

  test('only the backup of a datacenter is status', () => {
    const kinds = ofOperators.filter(({ role }) => role === 'status').map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['CassandraBackup']));
  });

  test('no place is in the tables twice', () => {
    const names = [...ofWorkloads, ...ofOperators, ...misplaced].map((field) => `${field.group} ${nameOf(field)}`);
    expect(names).toEqual([...new Set(names)]);
  });
});

describe('workloadFields', () => {
  test('every kind has the four places of its pod spec, whose pull secrets serve them', () => {
    const cronJob = ofWorkloads.filter(({ kind }) => kind === 'CronJob');
    const podSpec = 'spec.jobTemplate.spec.template.spec';
    expect(cronJob.map(nameOf)).toEqual([
      `CronJob ${podSpec}.containers[].image`,
      `CronJob ${podSpec}.initContainers[].image`,
      `CronJob ${podSpec}.ephemeralContainers[].image`,
      `CronJob ${podSpec}.volumes[].image.reference`,
    ]);
    expect(cronJob.map(({ path, podSpecDepth }) => formatFieldPath(path.slice(0, podSpecDepth)))).toEqual(
      cronJob.map(() => podSpec),
    );
  });

  test('old groups count', () => {
    const groups = ofWorkloads.filter(({ kind }) => kind === 'Deployment').map(({ group }) => group);
    expect(new Set(groups)).toEqual(new Set(['apps', 'extensions']));
  });
});

describe('compileField', () => {
  test('a user’s field has the form of the tables', () => {
    expect(
      compileField({ group: 'x.io', kind: 'X', path: parseFieldPath('spec.y[].image'), shape: 'reference' }),
    ).toEqual({
      group: 'x.io',
      kind: 'X',
      path: [{ key: 'spec' }, { key: 'y' }, 'each', { key: 'image' }],
      shape: 'reference',
      component: 'custom',
      role: 'spec',
      effect: 'always',
    });
  });

  test('a struct has its pull policy and pull secret inside', () => {
    const field = compileField({ group: '', kind: 'X', path: parseFieldPath('spec.image'), shape: 'parts' });
    expect(field).toMatchObject({ policyKey: 'pullPolicy', secretKey: 'pullSecretRef' });
  });
});

test('of two fields for one place the first is indexed', () => {
  const [first] = ofWorkloads;
  if (first === undefined) throw new Error('there are no workloads');
  const own = compileField({ group: first.group, kind: first.kind, path: first.path, shape: 'parts' });
  expect(indexFields(() => [first, own])(first)).toEqual([first]);
});

/** A property of a CRD whose name has to do with images. */
interface Property {
  readonly group: string;
  readonly kind: string;
  readonly path: FieldPath;
  readonly type: unknown;
}

const imageWords = /image|registry|repository/i;

function imageProperties(crd: JsonObject): readonly Property[] {
  const spec = isObject(crd.spec) ? crd.spec : {};
  const names = isObject(spec.names) ? spec.names : {};
  const { group, versions } = { group: String(spec.group), versions: isList(spec.versions) ? spec.versions : [] };
  const found: Property[] = [];
  const visit = (schema: unknown, path: FieldPath): void => {
    if (!isObject(schema)) return;
    const last = path.at(-1);
    const above = path.at(-2);
    const key = last === undefined || last === 'each' ? '' : last.key;
    const isReference = key === 'reference' && above !== undefined && above !== 'each' && above.key === 'image';
    if (imageWords.test(key) || isReference) found.push({ group, kind: String(names.kind), path, type: schema.type });
    for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
      visit(property, [...path, { key: name }]);
    }
    visit(schema.items, [...path, 'each']);
    visit(schema.additionalProperties, [...path, { key: '*' }]);
  };
  for (const version of versions) {
    const schema = isObject(version) && isObject(version.schema) ? version.schema : {};
    visit(schema.openAPIV3Schema, []);
  }
  return found;
}

/** Properties that sound like images and are none. */
const falseFriends: readonly { readonly ending: RegExp; readonly reason: string }[] = [
  { ending: /\.dockerImageRunsAsCassandra$/, reason: 'a boolean: as which user an image runs' },
  { ending: /\.rbd\.image$/, reason: 'a block device of Ceph' },
  { ending: /\.quobyte\.registry$/, reason: 'the address of a file system' },
  { ending: /\.gitRepo\.repository$/, reason: 'a git URL' },
];

/** Where the pull policy, the pull secret and the pod's list of pull secrets for a field stand. */
function placesBeside({ path, shape, policyKey, secretKey, podSpecDepth }: Field): readonly string[] {
  const struct = formatFieldPath(shape === 'reference' ? path.slice(0, -1) : path);
  const keys = [policyKey, secretKey].flatMap((key) => (key === undefined ? [] : [`${struct}.${key}`]));
  const podSpec = podSpecDepth === undefined ? [] : [formatFieldPath(path.slice(0, podSpecDepth))];
  return [...keys, ...podSpec.map((place) => `${place}.imagePullSecrets`)];
}

/** All places that a field accounts for: its own, its parts, the volume source around a reference, and those beside. */
function placesOf(field: Field): readonly string[] {
  const { path, shape } = field;
  const text = formatFieldPath(path);
  const parts = shape === 'reference' || shape === 'repository' ? [] : partKeys[shape].map((key) => `${text}.${key}`);
  return [text, formatFieldPath(path.slice(0, -1)), ...parts, ...placesBeside(field)];
}

describe('operatorFields over all releases', () => {
  const history = readTable(factTable('image-fields-history'));

  test('pull policies and pull secrets exist where the tables have them', () => {
    const existing = new Set(history.map(({ kind, path }) => `${kind} ${path}`));
    const missing = ofOperators
      .flatMap((field) => placesBeside(field).map((place) => `${field.kind} ${place}`))
      .filter((place) => !existing.has(place));
    expect(missing).toEqual([]);
  });

  test('the history of fields over all releases has no image that is not in the tables, and since when', () => {
    const since = new Map<string, string>();
    for (const { kind, path, shape, first_tag } of history) {
      const isImage = shape === 'string' || shape === 'imageVolumeSource' || shape?.startsWith('imageStruct');
      if (!isImage || falseFriends.some(({ ending }) => ending.test(path ?? ''))) continue;
      const place = `${kind} ${path}${shape === 'imageVolumeSource' ? '.reference' : ''}`;
      const tag = (first_tag ?? '').replace(/^v/, '');
      const earlier = since.get(place);
      if (earlier === undefined || isBefore(tag, earlier)) since.set(place, tag);
    }
    expect(new Map(ofOperators.map((field) => [nameOf(field), field.since]))).toEqual(since);
  });

  test('every default of a CRD is that of a field', () => {
    const fields = new Set(ofOperators.map(nameOf));
    const defaults = readTable(factTable('crd-image-defaults')).map(({ kind, path }) => `${kind} ${path}`);
    expect(defaults.length).toBeGreaterThan(80);
    expect(defaults.filter((place) => !fields.has(place))).toEqual([]);
  });
});

facts('operatorFields upstream', (inFacts) => {
  const crds = filesBelow(inFacts('upstream', 'crds'), (name) => /\.yaml(\.gz)?$/.test(name))
    .flatMap(readObjects)
    .filter(({ kind }) => kind === 'CustomResourceDefinition');
  const properties = crds.flatMap(imageProperties);
  const placeOf = ({ group, kind }: Pick<Field, 'group' | 'kind'>, path: string) => `${group}/${kind} ${path}`;
  const schemaTypes = new Map(properties.map((one) => [placeOf(one, formatFieldPath(one.path)), one.type]));

  test('every property of a CRD that sounds like an image is in the tables, or a false friend', () => {
    const known = new Set(ofOperators.flatMap((field) => placesOf(field).map((path) => placeOf(field, path))));
    const strangers = [...schemaTypes.keys()].filter(
      (place) => !known.has(place) && !falseFriends.some(({ ending }) => ending.test(place)),
    );
    expect(crds.length).toBeGreaterThan(80);
    expect(schemaTypes.size).toBeGreaterThan(120);
    expect(strangers).toEqual([]);
  });

  test('every false friend exists', () => {
    for (const { ending } of falseFriends) {
      expect([...schemaTypes.keys()].filter((place) => ending.test(place))).not.toEqual([]);
    }
  });

  test('every field exists in some CRD, with the type of its shape', () => {
    const types = ofOperators.map((field) => [
      nameOf(field),
      schemaTypes.get(placeOf(field, formatFieldPath(field.path))),
    ]);
    expect(types).toEqual(
      ofOperators.map((field) => [nameOf(field), field.shape === 'reference' ? 'string' : 'object']),
    );
  });

  test('no misplaced field exists in any CRD', () => {
    const existing = misplaced.filter((field) => schemaTypes.has(placeOf(field, formatFieldPath(field.path))));
    expect(existing.map(nameOf)).toEqual([]);
  });

  test('every field knows the operator whose releases it speaks of', () => {
    expect(
      ofOperators.filter(({ group, operator }) => operator === undefined || operator !== operatorOf(group)),
    ).toEqual([]);
  });
});
