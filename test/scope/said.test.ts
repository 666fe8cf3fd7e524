/** Scopes that the user says. */
import { readScopes } from '../../src/config/scopes.ts';
import type { ScopeSpec } from '../../src/config/spec.ts';
import { saidScopes } from '../../src/scope/said.ts';

const files = [
  'infrastructure/east/a.yaml',
  'infrastructure/west/a.yaml',
  'apps/east/a.yaml',
  'apps/west/deep/a.yaml',
  'shared/a.yaml',
  'README.yaml',
  undefined,
];

function said(...specs: readonly (string | ScopeSpec)[]): Readonly<Record<string, readonly number[]>> {
  const { scopes } = saidScopes(files, readScopes(specs));
  return Object.fromEntries(scopes.map(({ name = '', members }) => [name, members]));
}

test.each<[string, readonly (string | ScopeSpec)[], Readonly<Record<string, readonly number[]>>]>([
  ['a glob alone: each folder by its name', ['apps/*'], { east: [2], west: [3], '': [0, 1, 4, 5, 6] }],
  [
    'globs that find one name are one scope',
    ['infrastructure/*', 'apps/*'],
    { east: [0, 2], west: [1, 3], '': [4, 5, 6] },
  ],
  ['names and paths', [{ name: 'e', paths: ['infrastructure/east', 'apps/east'] }], { e: [0, 2], '': [1, 3, 4, 5, 6] }],
  [
    'a path in several scopes',
    [
      { name: 'e', paths: ['*/east', 'shared'] },
      { name: 'w', paths: ['*/west', 'shared'] },
    ],
    { e: [0, 2, 4], w: [1, 3, 4], '': [5, 6] },
  ],
  ['the name is what the wildcard stands for', ['*/east'], { infrastructure: [0], apps: [2], '': [1, 3, 4, 5, 6] }],
  [
    'alternatives of one name are one scope',
    ['{infrastructure,apps}/*'],
    { east: [0, 2], west: [1, 3], '': [4, 5, 6] },
  ],
  [
    'of several wildcards each says a part',
    ['*/east', '*/w*'],
    { infrastructure: [0], apps: [2], 'infrastructure/west': [1], 'apps/west': [3], '': [4, 5, 6] },
  ],
  ['a file', [{ name: 'one', paths: ['README.yaml'] }], { one: [5], '': [0, 1, 2, 3, 4, 6] }],
  ['everything is one', [{ name: 'all', paths: ['**'] }], { all: [0, 1, 2, 3, 4, 5], '': [6] }],
])('%s', (_title, specs, expected) => {
  expect(said(...specs)).toEqual(expected);
});

test('a glob that meets nothing is told', () => {
  expect(saidScopes(files, readScopes(['nowhere/*', 'apps/*'])).unused).toEqual(['nowhere/*']);
});

test.each([['../east'], ['/east'], ['[z-a]']])('%s is refused with its place', (glob) => {
  expect(() => readScopes([{ name: 'x', paths: ['ok', glob] }])).toThrow('spec.scopes[0].paths[1]');
});
