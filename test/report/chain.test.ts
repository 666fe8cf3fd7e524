import type { EffectiveImage } from '../../src/k8ssandra/origins/effective-image.ts';
import { chainOf } from '../../src/report/chain.ts';

const image = (...wheres: readonly string[]): EffectiveImage => ({
  image: 'a/b:1',
  status: 'resolved',
  source: wheres.map((where) => ({ origin: 'written', where, value: '' })),
  workload: 'cassandra',
  kind: 'container',
  container: 'cassandra',
  pullPolicy: '',
  pullSecrets: [],
  resource: 0,
});

test.each([
  ['one field', ['spec.serverImage'], ['spec.serverImage']],
  ['nothing in particular', ['ImageConfig'], ['ImageConfig']],
  ['siblings', ['spec.x.registry', 'spec.x.name', 'spec.x.tag'], ['spec.x.{registry, name, tag}']],
  [
    'cousins',
    ['ImageConfig defaults.registry', 'ImageConfig images.medusa'],
    ['ImageConfig defaults.registry', 'ImageConfig images.medusa'],
  ],
  ['siblings that are parted', ['a.registry', 'b.name', 'a.tag'], ['a.registry', 'b.name', 'a.tag']],
  [
    'parts of a hard-coded image',
    [
      'registry, hard-coded in op',
      'repository, hard-coded in op 1',
      'name, hard-coded in op 1',
      'tag, hard-coded in op 1',
    ],
    ['registry, hard-coded in op', 'repository, name and tag, hard-coded in op 1'],
  ],
  [
    'a value and what it lies in',
    ['ImageConfig images.x.registry', 'ImageConfig images.x'],
    ['ImageConfig images.x.registry'],
  ],
  ['the same twice', ['a.b', 'a.b'], ['a.b']],
])('%s', (_, wheres, expected) => {
  const both = image(...wheres);
  expect(chainOf({ before: both, after: both })).toEqual(expected);
});

test('what decides afterwards is told where it is something else', () => {
  expect(chainOf({ before: image('ImageConfig images.x'), after: image('ImageConfig imageRegistry') })).toEqual([
    'ImageConfig images.x',
    'now ImageConfig imageRegistry',
  ]);
});
