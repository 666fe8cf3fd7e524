import { readFileSync } from 'node:fs';
import type { Operator } from '../../src/k8ssandra/api-group.ts';
import { knownReleases } from '../../src/k8ssandra/releases/known-releases.ts';
import { formatReference, parseReference } from '../../src/reference/grammar.ts';
import { implicitImages } from '../../src/report/implicit-images.ts';
import { releaseRanges } from '../../src/report/release-ranges.ts';
import { factTable } from '../facts.ts';

/** `image: what governs it`. */
const lines = (operator: Operator, release: string): readonly string[] =>
  implicitImages(operator, release).map(({ image, governedBy, avoidedBy }) => {
    const governed = governedBy.map((field) => field.replace('K8ssandraCluster spec.', '')).join(', ');
    return `${image}: ${governed || `nothing, avoided by ${avoidedBy}`}`;
  });

test('k8ssandra-operator 1.26 has most of it in its code, and one image that no field moves', () => {
  expect(lines('k8ssandraOperator', '1.26.0')).toEqual([
    'docker.io/bitnami/kubectl:1.29.3: nothing, avoided by K8ssandraCluster spec.medusa.purgeBackups: false',
    'docker.io/k8ssandra/k8ssandra-client:v0.8.1: cassandra.datacenters[].perNodeConfigInitContainerImage',
    'docker.io/k8ssandra/medusa:0.25.0: medusa.containerImage, DEFAULT_REGISTRY of the operator',
    'docker.io/stargateio/stargate-3_11:v1.0.77: stargate.containerImage, DEFAULT_REGISTRY of the operator',
    'docker.io/stargateio/stargate-4_0:v1.0.77: stargate.containerImage, DEFAULT_REGISTRY of the operator',
    'docker.io/stargateio/stargate-dse-68:v1.0.77: stargate.containerImage, DEFAULT_REGISTRY of the operator',
    'docker.io/thelastpickle/cassandra-reaper:4.0.0-rc1: reaper.containerImage, DEFAULT_REGISTRY of the operator',
    'docker.io/timberio/vector:0.26.0-alpine: reaper.telemetry.vector.image, stargate.telemetry.vector.image',
  ]);
});

test('k8ssandra-operator of today asks the ImageConfig for all but Stargate', () => {
  expect(implicitImages('k8ssandraOperator', '1.32.5').map(({ image }) => image)).toEqual([
    'docker.io/stargateio/stargate-3_11:v1.0.77',
    'docker.io/stargateio/stargate-4_0:v1.0.77',
    'docker.io/stargateio/stargate-dse-68:v1.0.77',
  ]);
});

test('the first releases have no environment variable, and fields of their own', () => {
  expect(lines('k8ssandraOperator', '1.4.0')).toEqual([
    'docker.io/k8ssandra/medusa:0.13.4: medusa.containerImage',
    'docker.io/library/busybox:1.34.1: cassandra.datacenters[].jmxInitContainerImage',
    'docker.io/mikefarah/yq:4: nothing, avoided by another release of k8ssandra-operator',
    'docker.io/stargateio/stargate-3_11:v1.0.67: stargate.containerImage',
    'docker.io/stargateio/stargate-4_0:v1.0.67: stargate.containerImage',
    'docker.io/thelastpickle/cassandra-reaper:3.2.1: reaper.initContainerImage, reaper.containerImage',
  ]);
});

test.each([
  [
    '1.8.0',
    [
      'docker.io/k8ssandra/cass-management-api:<serverVersion>: ImageConfig images.cassandra, CassandraDatacenter spec.serverImage',
      'docker.io/datastax/dse-server:<serverVersion>: ImageConfig images.dse, CassandraDatacenter spec.serverImage',
    ],
  ],
  [
    '1.22.4',
    [
      'docker.io/k8ssandra/cass-management-api:<serverVersion>: ImageConfig defaults.cassandra.repository, CassandraDatacenter spec.serverImage',
      'docker.io/datastax/dse-mgmtapi-6_8:<serverVersion>: ImageConfig defaults.dse.repository, CassandraDatacenter spec.serverImage',
    ],
  ],
  ['1.32.0', []],
])('what cass-operator %s falls back to', (release, expected) => {
  expect(lines('cassOperator', release)).toEqual(expected);
});

test('Stargate runs where it is named after', () => {
  const [stargate] = implicitImages('k8ssandraOperator', '1.32.5');
  expect(stargate?.runsIn).toEqual(['stargate/stargate']);
});

describe.each(['cassOperator', 'k8ssandraOperator'] as const)('ranges of %s', (operator) => {
  const ranges = releaseRanges(operator);

  test('hold every known release once, in order', () => {
    expect(ranges.flatMap(({ releases }) => releases)).toEqual(knownReleases[operator]);
  });

  test('differ from their neighbours', () => {
    const essence = ranges.map(({ releases: _, ...rest }) => JSON.stringify(rest));
    expect(essence.filter((text, index) => text === essence[index - 1])).toEqual([]);
  });
});

/** The catalog begins with the field for it, in 1.5.0; the constant is in pkg/nodeconfig/mount.go from v1.4.0 on. */
const missing: Readonly<Record<string, readonly string[]>> = {
  '1.4.0': ['docker.io/mikefarah/yq:4'],
  '1.4.1': ['docker.io/mikefarah/yq:4'],
};

describe('the upstream catalog of images', () => {
  const rows = readFileSync(factTable('image-catalog'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
  const releasesOf = (project: string): readonly string[] => [
    ...new Set(rows.flatMap(([name, tag = '']) => (name === project ? [tag.slice(1)] : []))),
  ];

  test('has the known releases', () => {
    expect(new Set(knownReleases.cassOperator)).toEqual(new Set(releasesOf('cass-operator')));
    expect(new Set(knownReleases.k8ssandraOperator)).toEqual(new Set(releasesOf('k8ssandra-operator')));
  });

  test.each(knownReleases.k8ssandraOperator)('has the same in the code of k8ssandra-operator %s', (release) => {
    const inCode = rows.flatMap(([project, tag, , reference = '', source = '']) =>
      project === 'k8ssandra-operator' && tag === `v${release}` && source.startsWith('pkg/')
        ? [formatReference(parseReference(reference))]
        : [],
    );
    expect(new Set(implicitImages('k8ssandraOperator', release).map(({ image }) => image))).toEqual(
      new Set([...inCode, ...(missing[release] ?? [])]),
    );
  });
});
