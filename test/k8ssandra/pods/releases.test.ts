/** Releases that nobody says. */
import type { Format } from '../../../src/k8ssandra/releases/image-config-rules.ts';
import { completeReleases, type KnownReleases } from '../../../src/k8ssandra/releases/releases.ts';

test.each<[string, KnownReleases, readonly Format[], { cassOperator: string; k8ssandraOperator: string }]>([
  ['nothing known: the newest', {}, [], { cassOperator: '1.32.0', k8ssandraOperator: '1.32.5' }],
  ['a v1beta2 ImageConfig: the newest', {}, ['v1beta2'], { cassOperator: '1.32.0', k8ssandraOperator: '1.32.5' }],
  [
    'a v1beta1 ImageConfig: the last that make do with it',
    {},
    ['v1beta1'],
    { cassOperator: '1.28.1', k8ssandraOperator: '1.26.0' },
  ],
  ['both formats: the newest', {}, ['v1beta1', 'v1beta2'], { cassOperator: '1.32.0', k8ssandraOperator: '1.32.5' }],
  [
    'k8ssandra-operator brings its cass-operator',
    { k8ssandraOperator: 'v1.26.0' },
    [],
    { cassOperator: '1.26.0', k8ssandraOperator: 'v1.26.0' },
  ],
  [
    'cass-operator came with k8ssandra-operator',
    { cassOperator: '1.19.1' },
    [],
    { cassOperator: '1.19.1', k8ssandraOperator: '1.14.0' },
  ],
  [
    'a cass-operator that came with none: with the one before',
    { cassOperator: '1.23.1' },
    [],
    { cassOperator: '1.23.1', k8ssandraOperator: '1.21.0' },
  ],
  ['a cass-operator before all', { cassOperator: '1.9.0' }, [], { cassOperator: '1.9.0', k8ssandraOperator: '1.0.0' }],
  [
    'both known: as they are',
    { cassOperator: '1.31.0', k8ssandraOperator: '1.32.5' },
    ['v1beta1'],
    { cassOperator: '1.31.0', k8ssandraOperator: '1.32.5' },
  ],
])('%s', (_, known, formats, expected) => {
  expect(completeReleases(known, new Set(formats))).toEqual(expected);
});
