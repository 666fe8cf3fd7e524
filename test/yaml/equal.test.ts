import { isEqual } from '../../src/yaml/equal.ts';
import type { Json } from '../../src/yaml/json.ts';

test.each<[string, Json | undefined, Json | undefined]>([
  ['strings', 'a', 'a'],
  ['nothing', undefined, undefined],
  ['maps in another order', { a: 1, b: [null] }, { b: [null], a: 1 }],
  ['zeros', 0, -0],
])('equal: %s', (_, left, right) => {
  expect(isEqual(left, right)).toBe(true);
});

test.each<[string, Json | undefined, Json | undefined]>([
  ['a number and its text', 1, '1'],
  ['null and nothing', null, undefined],
  ['lists in another order', [1, 2], [2, 1]],
  ['a list and a map', [], {}],
  ['a longer list', [1], [1, 2]],
  ['a map with more keys', { a: 1 }, { a: 1, b: 1 }],
  ['maps with other keys', { a: 1 }, { b: 1 }],
  ['a key that objects inherit', { toString: null }, { a: null }],
  ['a map and null', {}, null],
])('not equal: %s', (_, left, right) => {
  expect(isEqual(left, right)).toBe(false);
  expect(isEqual(right, left)).toBe(false);
});
