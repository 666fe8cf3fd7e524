import type { Field } from '../../src/k8ssandra/fields/field.ts';
import { fieldsAt } from '../../src/k8ssandra/fields/field-templates.ts';
import { operatorFields } from '../../src/k8ssandra/fields/fields.ts';
import { ineffectiveness, misplacedFields } from '../../src/k8ssandra/fields/ineffective.ts';
import { formatFieldPath } from '../../src/yaml/field-path.ts';

const ofOperators = operatorFields.flatMap(fieldsAt);
const misplaced = misplacedFields.flatMap(fieldsAt);

function fieldAt(kind: string, path: string): Field {
  const field = ofOperators.find((one) => one.kind === kind && formatFieldPath(one.path) === path);
  if (field === undefined) throw new Error(`no ${path} in ${kind}`);
  return field;
}

describe('misplacedFields', () => {
  test('places that people write images to, and where these belong', () => {
    const rows = misplaced.map(
      ({ kind, path, shape, instead }) => `${kind} ${formatFieldPath(path)} ${shape} → ${instead}`,
    );
    const logger = 'containers, as the image of an entry named server-system-logger, or the ImageConfig';
    const builder = 'initContainers, as the image of an entry named server-config-init, or the ImageConfig';
    expect(rows).toEqual([
      'K8ssandraCluster spec.serverImage reference → spec.cassandra.serverImage',
      'K8ssandraCluster spec.jmxInitContainerImage parts → spec.cassandra.datacenters[].jmxInitContainerImage',
      `K8ssandraCluster spec.cassandra.systemLoggerImage reference → ${logger}`,
      `K8ssandraCluster spec.cassandra.configBuilderImage reference → ${builder}`,
      'K8ssandraCluster spec.cassandra.datacenters[].medusa.containerImage parts → spec.medusa.containerImage',
      'K8ssandraCluster spec.cassandra.datacenters[].reaper.containerImage parts → spec.reaper.containerImage',
      'K8ssandraCluster spec.cassandra.datacenters[].reaper.initContainerImage parts → spec.reaper.initContainerImage',
      `K8ssandraCluster spec.cassandra.datacenters[].systemLoggerImage reference → ${logger}`,
      `K8ssandraCluster spec.cassandra.datacenters[].configBuilderImage reference → ${builder}`,
      "CassandraDatacenter spec.reaper.image reference → a K8ssandraCluster's spec.reaper.containerImage",
    ]);
  });

  test('none is ever read', () => {
    for (const field of misplaced) {
      expect(ineffectiveness(field, {})).toBe(`no operator reads it there; it belongs into ${field.instead}`);
    }
  });
});

describe('ineffectiveness', () => {
  test.each([
    ['K8ssandraCluster', 'spec.cassandra.datacenters[].jmxInitContainerImage', 'v1.4.1', 'v1.5.0'],
    ['K8ssandraCluster', 'spec.reaper.initContainerImage', '1.14.1', '1.15.0'],
    ['Reaper', 'spec.initContainerImage', 'v1.14.1', '1.32.5'],
  ])('%s %s is read in %s, and not in %s', (kind, path, readIn, ignoredIn) => {
    const field = fieldAt(kind, path);
    expect(ineffectiveness(field, { k8ssandraOperator: readIn })).toBeUndefined();
    expect(ineffectiveness(field, { k8ssandraOperator: ignoredIn })).toMatch(
      /^k8ssandra-operator has not read it since 1\./,
    );
    expect(ineffectiveness(field, { cassOperator: '1.32.0' })).toBeUndefined();
  });

  test('the legacy Medusa resource is never read', () => {
    expect(ineffectiveness(fieldAt('Medusa', 'spec.containerImage'), {})).toMatch('no operator reads it there');
  });

  test.each([
    ['1.31.0', 'k8ssandra-operator reads it from 1.32.0 on; it belongs into spec.cassandra.telemetry.vector.image'],
    ['1.27.1', undefined],
    ['v1.32.0', undefined],
  ])("a datacenter's own vector image in %s", (k8ssandraOperator, reason) => {
    const field = fieldAt('K8ssandraCluster', 'spec.cassandra.datacenters[].telemetry.vector.image');
    expect(ineffectiveness(field, { k8ssandraOperator })).toBe(reason);
  });

  test.each([
    ['K8ssandraCluster', 'spec.cassandra.jmxInitContainerImage'],
    ['K8ssandraCluster', 'spec.cassandra.datacenters[].stargate.racks[].telemetry.vector.image'],
    ['Stargate', 'spec.racks[].telemetry.vector.image'],
  ])('%s %s is never read', (kind, path) => {
    expect(ineffectiveness(fieldAt(kind, path), {})).toMatch('no operator reads it there; it belongs into');
  });

  test('all other fields are read in every release', () => {
    const given = ofOperators.filter((field) => ineffectiveness(field, { k8ssandraOperator: '1.32.5' }) !== undefined);
    expect(given.map(({ kind, path }) => `${kind} ${formatFieldPath(path)}`)).toEqual([
      'K8ssandraCluster spec.cassandra.jmxInitContainerImage',
      'K8ssandraCluster spec.cassandra.datacenters[].jmxInitContainerImage',
      'K8ssandraCluster spec.cassandra.datacenters[].stargate.racks[].telemetry.vector.image',
      'K8ssandraCluster spec.reaper.initContainerImage',
      'Stargate spec.racks[].telemetry.vector.image',
      'Reaper spec.initContainerImage',
      'Medusa spec.containerImage',
    ]);
  });
});
