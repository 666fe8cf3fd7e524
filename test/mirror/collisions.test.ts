import { type Collision, findCollisions } from '../../src/mirror/collisions.ts';
import { mirror } from '../../src/mirror/match.ts';
import type { MirrorRules } from '../../src/mirror/rules.ts';
import { parseReference } from '../../src/reference/grammar.ts';
import { ruleSet } from './rule-set.ts';

const digestOf = (digit: string) => `sha256:${digit.repeat(64)}`;
const byName = ruleSet([['*', 'm.io/k', 'name']]);

function collisions(rules: MirrorRules, images: readonly string[]): readonly Collision<number>[] {
  const moves = images.flatMap((image, use) => {
    const source = parseReference(image);
    const outcome = mirror(rules, source);
    return outcome.status === 'mirrored' ? [{ source, mirrored: outcome.reference, use }] : [];
  });
  return findCollisions(moves);
}

function codes(rules: MirrorRules, images: readonly string[]): readonly string[] {
  return collisions(rules, images).map(({ code }) => code);
}

test('two images of one name and tag', () => {
  expect(collisions(byName, ['quay.io/a/x:1', 'other/y:1', 'ghcr.io/b/x:1', 'quay.io/a/x:1'])).toEqual([
    {
      code: 'collision',
      message:
        'quay.io/a/x, ghcr.io/b/x would all become m.io/k/x:1: choose another layout, or give one of them an entry of its own under mirrors',
      moves: [
        expect.objectContaining({ use: 0 }),
        expect.objectContaining({ use: 2 }),
        expect.objectContaining({ use: 3 }),
      ],
    },
  ]);
});

test('two images of one name and different tags share a repository', () => {
  expect(collisions(byName, ['quay.io/a/x:1', 'ghcr.io/b/x:2'])).toEqual([
    {
      code: 'shared-repository',
      message: 'quay.io/a/x, ghcr.io/b/x share the repository m.io/k/x: a tag that two of them use would be lost',
      moves: [expect.objectContaining({ use: 0 }), expect.objectContaining({ use: 1 })],
    },
  ]);
});

test.each([
  ['different names', ['quay.io/a/x:1', 'quay.io/a/y:1'], []],
  ['one image in many places', ['quay.io/a/x:1', 'quay.io/a/x:1'], []],
  ['two tags of one image', ['quay.io/a/x:1', 'quay.io/a/x:2'], []],
  ['two spellings of one image', ['a/x:1', 'docker.io/a/x:1', 'registry-1.docker.io/a/x:1'], []],
  ["K8ssandra's names for Docker Hub", ['a/x:1', 'cr.k8ssandra.io/a/x:1', 'cr.dtsx.io/a/x:1'], []],
  ['... but not for other repositories there', ['a/x:1', 'cr.k8ssandra.io/b/x:1'], ['collision']],
  ['no tag is latest', ['quay.io/a/x', 'quay.io/b/x:latest'], ['collision']],
  ['a digest behind the tag does not help', [`quay.io/a/x:1@${digestOf('0')}`, 'quay.io/b/x:1'], ['collision']],
  [
    'digests alone never collide',
    [`quay.io/a/x@${digestOf('0')}`, `quay.io/b/x@${digestOf('1')}`],
    ['shared-repository'],
  ],
  [
    'two tags that collide',
    ['quay.io/a/x:1', 'quay.io/b/x:1', 'quay.io/a/x:2', 'quay.io/b/x:2'],
    ['collision', 'collision'],
  ],
  ['one that collides, one that does not', ['quay.io/a/x:1', 'quay.io/b/x:1', 'quay.io/b/x:2'], ['collision']],
])('by name: %s', (_, images, expected) => {
  expect(codes(byName, images)).toEqual(expected);
});

test('layout path: one path on two registries', () => {
  const rules = ruleSet([['*', 'm.io/k']]);
  expect(codes(rules, ['quay.io/a/x:1', 'ghcr.io/a/x:1'])).toEqual(['collision']);
  expect(codes(rules, ['quay.io/a/x:1', 'ghcr.io/b/x:1'])).toEqual([]);
});

test('layout registry-path: none', () => {
  expect(codes(ruleSet([['*', 'm.io/k', 'registry-path']]), ['quay.io/a/x:1', 'ghcr.io/a/x:1'])).toEqual([]);
});

test('pins may bring the tags of one image together', () => {
  const rules = ruleSet([['*', 'm.io']], { pins: [{ name: 'a/x', newTag: '3' }] });
  expect(codes(rules, ['a/x:1', 'a/x:2'])).toEqual([]);
});

test('no moves, no collisions', () => {
  expect(findCollisions([])).toEqual([]);
});
