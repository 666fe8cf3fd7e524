import fc from 'fast-check';
import { applySplices, difference, inOrder, insertion } from '../../src/yaml/edit/splice.ts';

test('splices are applied at once', () => {
  const splices = [
    { start: 0, end: 1, text: 'A' },
    insertion(3, 'x'),
    insertion(3, 'y'),
    { start: 4, end: 6, text: '' },
  ];
  expect(applySplices('abcdefg', splices)).toBe('Abcxydg');
});

test.each([
  ['out of order', [insertion(2, 'x'), insertion(1, 'y')]],
  [
    'overlapping',
    [
      { start: 0, end: 2, text: '' },
      { start: 1, end: 3, text: '' },
    ],
  ],
  ['inside out', [{ start: 2, end: 1, text: '' }]],
  ['behind the end', [{ start: 2, end: 4, text: '' }]],
  ['in front of the beginning', [{ start: -1, end: 0, text: '' }]],
])('splices %s are refused', (_, splices) => {
  expect(() => applySplices('abc', splices)).toThrow(RangeError);
});

test('splices at one place stay in the order in which they were made', () => {
  const [a, b, c] = [insertion(5, 'a'), insertion(3, 'b'), insertion(5, 'c')];
  expect(inOrder([a, b, c])).toEqual([b, a, c]);
});

describe('the difference of two texts', () => {
  test.each([
    ['in the middle', 'abc', 'axc', { start: 1, end: 2, text: 'x' }],
    ['none', 'abc', 'abc', { start: 0, end: 0, text: '' }],
    ['a new line stands behind the end of the line before', 'a\nc\n', 'a\nb\nc\n', insertion(1, '\nb')],
    ['a new last line, too', 'a\n', 'a\nb\n', insertion(1, '\nb')],
    ['one of several equal characters', 'aa', 'aaa', insertion(0, 'a')],
    ['half a character', 'x😀y', 'x😁y', { start: 1, end: 3, text: '😁' }],
    ['the other half', 'x\u{1F600}y', 'x\u{1FA00}y', { start: 1, end: 3, text: '\u{1FA00}' }],
  ])('%s', (_, before, after, splice) => {
    expect(difference(before, after)).toEqual(splice);
  });

  test('turns the one into the other', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', '😁') });
    fc.assert(fc.property(text, text, (before, after) => applySplices(before, [difference(before, after)]) === after));
  });
});
