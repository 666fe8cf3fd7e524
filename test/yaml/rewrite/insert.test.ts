import { edited, set, tableOf, yaml } from '../editing.ts';

tableOf('a new key in a block map', [
  ['stands behind the last', 'a: 1\nb: 2\n', [set('c', 3)], 'a: 1\nb: 2\nc: 3\n'],
  ['stands behind the one it follows', 'a: 1\nb: 2\n', [set('c', 3, 'a')], 'a: 1\nc: 3\nb: 2\n'],
  ['stands behind the last if what it follows is missing', 'a: 1\n', [set('c', 3, 'x')], 'a: 1\nc: 3\n'],
  ['stands in front of the first', '# head\na: 1\n', [set('c', { d: 3 }, '')], '# head\nc:\n  d: 3\na: 1\n'],
  [
    'is quoted where it must be',
    'a: 1\n',
    [set(['4.1'], 'x'), set(['<<'], 'x'), set('on', 'x')],
    'a: 1\n"4.1": x\n"<<": x\n"on": x\n',
  ],
  ['leaves the comment of its sibling there', 'a: 1 # why\nb: 2\n', [set('c', 3, 'a')], 'a: 1 # why\nc: 3\nb: 2\n'],
  [
    'leaves the comments below below',
    'a: 1\n\n# next\nb: 2\n# end\n',
    [set('c', 3, 'a'), set('d', 4)],
    'a: 1\nc: 3\n\n# next\nb: 2\nd: 4\n# end\n',
  ],
  ['leaves blanks at the end of the line', 'a: 1  \nb: 2\n', [set('c', 3, 'a')], 'a: 1  \nc: 3\nb: 2\n'],
  ['follows a value that is not written', 'a:\nb: 2\n', [set('c', 3, 'a')], 'a:\nc: 3\nb: 2\n'],
  [
    'follows a value over several lines',
    'a: "x\n  y" # why\nb: 2\n',
    [set('c', 3, 'a')],
    'a: "x\n  y" # why\nc: 3\nb: 2\n',
  ],
  [
    'follows a map',
    'a:\n  b:\n    c: 1 # why\n  # that\nd: 2\n',
    [set('e', 3, 'a')],
    'a:\n  b:\n    c: 1 # why\n  # that\ne: 3\nd: 2\n',
  ],
  ['follows a list', 'a:\n- b\n- c: 1 # why\nd: 2\n', [set('e', 3, 'a')], 'a:\n- b\n- c: 1 # why\ne: 3\nd: 2\n'],
  [
    'stands among its siblings in the depth',
    'a:\n    b: 1\nc: 2\n',
    [set('a.d', { e: [1] })],
    'a:\n    b: 1\n    d:\n        e:\n        - 1\nc: 2\n',
  ],
  [
    'stands among its siblings in a list',
    '- a: 1\n  b: 2 # why\n- c\n',
    [set('0.d', 3)],
    '- a: 1\n  b: 2 # why\n  d: 3\n- c\n',
  ],
  [
    'stands in front of the first in a list',
    '-   a: 1\n- c\n',
    [set('0.d', { e: 3 }, '')],
    '-   d:\n      e: 3\n    a: 1\n- c\n',
  ],
  ['stands among its siblings in a list of lists', '- - a: 1\n- c\n', [set('0.0.d', 3)], '- - a: 1\n    d: 3\n- c\n'],
  ['follows a ? key', '? a\n: 1 # why\n? b\n', [set('c', 3, 'a'), set('d', 4)], '? a\n: 1 # why\nc: 3\n? b\nd: 4\n'],
  ['follows an anchored key', '&k a: 1\nb: *k\n', [set('c', 3, 'a')], '&k a: 1\nc: 3\nb: *k\n'],
  ['stands in front of an anchored key', '&k a: 1\nb: *k\n', [set('c', 3, '')], 'c: 3\n&k a: 1\nb: *k\n'],
]);

tableOf('a new key behind a block scalar', [
  ['literal', 'a: |\n  x\n  y\nb: 1\n', [set('c', 3, 'a')], 'a: |\n  x\n  y\nc: 3\nb: 1\n'],
  ['as the last', 'a: |\n  x\n', [set('c', 3)], 'a: |\n  x\nc: 3\n'],
  ['with blank lines behind it', 'a: |\n  x\n\nb: 1\n', [set('c', 3, 'a')], 'a: |\n  x\nc: 3\n\nb: 1\n'],
  ['that keeps its blank lines', 'a: |+\n  x\n\n\nb: 1\n', [set('c', 3, 'a')], 'a: |+\n  x\n\n\nc: 3\nb: 1\n'],
  ['that keeps its blank lines, as the last', 'a: |+\n  x\n\n', [set('c', 3)], 'a: |+\n  x\n\nc: 3\n'],
  [
    'folded, in the depth',
    'a:\n  b: >-\n    x\n    y\nc: 1\n',
    [set('a.d', 3), set('e', 4, 'a')],
    'a:\n  b: >-\n    x\n    y\n  d: 3\ne: 4\nc: 1\n',
  ],
  ['with a comment below', 'a: |\n  x\n# next\nb: 1\n', [set('c', 3, 'a')], 'a: |\n  x\nc: 3\n# next\nb: 1\n'],
  ['that is empty', 'a: |\nb: 1\n', [set('c', 3, 'a')], 'a: |\nc: 3\nb: 1\n'],
]);

tableOf('a new item in a block list', [
  ['stands behind the last', '- a\n- b # why\n# end\n', [set('2', 'c')], '- a\n- b # why\n- c\n# end\n'],
  ['stands at the dashes below the key', 'a:\n- b\n# next\nc: 1\n', [set('a.1', 'd')], 'a:\n- b\n- d\n# next\nc: 1\n'],
  ['stands at the dashes further in', 'a:\n  - b\nc: 1\n', [set('a.1', 'd')], 'a:\n  - b\n  - d\nc: 1\n'],
  [
    'is a map on the line of its dash',
    'a:\n- b: 1\n  c: 2 # why\nd: 1\n',
    [set('a.1', { name: 'x', e: { f: 1 } })],
    'a:\n- b: 1\n  c: 2 # why\n- name: x\n  e:\n    f: 1\nd: 1\n',
  ],
  ['in a list of lists', '- - a\n- b\n', [set('0.1', 'c')], '- - a\n  - c\n- b\n'],
  ['behind one that is not written', '- a\n-\n', [set('2', 'c')], '- a\n-\n- c\n'],
  ['behind a block scalar', '- |\n  a\n', [set('1', 'c')], '- |\n  a\n- c\n'],
  ['and another', '- a\n', [set('1', 'b'), set('2', 'c')], '- a\n- b\n- c\n'],
]);

tableOf('several at one place stay in the order of the edits', [
  ['behind one sibling', 'a: 1\nb: 2\n', [set('c', 3, 'a'), set('d', 4, 'a')], 'a: 1\nc: 3\nd: 4\nb: 2\n'],
  [
    'behind each other',
    'a: 1\nb: 2\n',
    [set('c', 3, 'a'), set('e', 5, 'a'), set('d', 4, 'c')],
    'a: 1\nc: 3\nd: 4\ne: 5\nb: 2\n',
  ],
  ['numbers as keys', 'a: 1\n', [set('b', 2), set(['5'], 3), set(['4'], 4)], 'a: 1\nb: 2\n"5": 3\n"4": 4\n'],
  ['first the inner, then the outer', 'a:\n  b: 1\n', [set('d', 3), set('a.c', 2)], 'a:\n  b: 1\n  c: 2\nd: 3\n'],
  ['behind a sibling that changes', 'a: x # why\n', [set('a', 'z'), set('b', 2)], 'a: z # why\nb: 2\n'],
  ['behind a sibling that grows', 'a: x # why\n', [set('b', 2), set('a', { c: 1 })], 'a: # why\n  c: 1\nb: 2\n'],
  ['behind a sibling that was not written', 'a:\n', [set('b', 2), set('a', { c: 1 })], 'a:\n  c: 1\nb: 2\n'],
  ['behind a sibling that shrinks', 'a:\n  c: 1\n', [set('b', 2), set('a', 'x')], 'a: x\nb: 2\n'],
  ['inside of what is new', 'a: 1\n', [set('b', { c: 2 }), set('b.d', 3)], 'a: 1\nb:\n  c: 2\n  d: 3\n'],
]);

tableOf('lists in the style of the document', [
  ['which has none', 'a: 1\n', [set('b', ['c'])], 'a: 1\nb:\n- c\n'],
  [
    'which has most further in',
    'a:\n  - 1\nb:\n  - 1\nc:\n- 1\n',
    [set('d', ['e'])],
    'a:\n  - 1\nb:\n  - 1\nc:\n- 1\nd:\n  - e\n',
  ],
  ['which steps by four', 'a:\n    - b: 1\n', [set('c', { d: ['e'] })], 'a:\n    - b: 1\nc:\n    d:\n        - e\n'],
]);

describe('a text without a line end behind it', () => {
  test.each([
    ['gets no other', 'a: 1', 'a: 1\nb: 2'],
    ['gets no other behind a comment', 'a: 1 # why', 'a: 1 # why\nb: 2'],
    ['takes that of the line before', 'x: 0\r\na: 1', 'x: 0\r\na: 1\r\nb: 2'],
    ['keeps the end of a stripped block scalar', 'x: 0\na: |-\n  y', 'x: 0\na: |-\n  y\nb: 2'],
    ['keeps the end of a block scalar, on which readers disagree', 'x: 0\na: |\n  y', 'x: 0\nb: 2\na: |\n  y'],
    ['keeps it where there is nothing else', 'a: |\n  y', 'b: 2\na: |\n  y'],
  ])('%s', (_, from, to) => {
    expect(edited(from, [set('b', 2)])).toBe(to);
  });
});

test('a document in the middle of a stream grows within its own lines', () => {
  const text = yaml`
    a: 1
    # end
    ---
    b: 2
  `;
  expect(edited(text, [set('c', 3)])).toBe('a: 1\nc: 3\n# end\n---\nb: 2\n');
});
