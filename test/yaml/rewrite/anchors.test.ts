import { edited, set, tableOf } from '../editing.ts';

tableOf('an alias', [
  [
    'is replaced where it is the value',
    'a: &x v # why\nb: *x # that\n',
    [set('b', 'w')],
    'a: &x v # why\nb: w # that\n',
  ],
  ['gets a copy of a map', 'a: &x\n  p: 1\nb: *x # that\n', [set('b.p', 2)], 'a: &x\n  p: 1\nb: {p: 2} # that\n'],
  ['gets a copy of a list', 'a: &x\n- p\nb: *x\n', [set('b.1', 'q')], 'a: &x\n- p\nb: [p, q]\n'],
  [
    'in a list',
    'a: &x\n  p: 1\nb:\n- *x\n- *x # that\n',
    [set('b.1.p', 2)],
    'a: &x\n  p: 1\nb:\n- *x\n- {p: 2} # that\n',
  ],
  ['in flow', 'a: &x {"p": "1"}\nb: {"c": *x }\n', [set('b.c.p', '2')], 'a: &x {"p": "1"}\nb: {"c": {"p": "2"} }\n'],
  ['stays when its value stays', 'a: &x v\nb: *x\nc: 1\n', [set('c', 2)], 'a: &x v\nb: *x\nc: 2\n'],
]);

tableOf('an anchored value', [
  [
    'changes with all of its aliases',
    'a: &x v\nb: *x\nc: *x\n',
    [set('a', 'w'), set('b', 'w'), set('c', 'w')],
    'a: &x w\nb: *x\nc: *x\n',
  ],
  [
    'leaves those aliases behind that keep the value',
    'a: &x v\nb: *x\nc: *x\n',
    [set('a', 'w'), set('c', 'w')],
    'a: &x w\nb: v\nc: *x\n',
  ],
  [
    'changes inside, with all of its aliases',
    'a: &x\n  p: 1 # why\nb: *x\n',
    [set('a.p', 2), set('b.p', 2)],
    'a: &x\n  p: 2 # why\nb: *x\n',
  ],
  [
    'grows, with all of its aliases',
    'a: &x\n  p: 1 # why\nb: *x\n',
    [set('a.q', 2), set('b.q', 2)],
    'a: &x\n  p: 1 # why\n  q: 2\nb: *x\n',
  ],
  [
    'may change in several ways',
    'a: &x v\nb: *x\nc: *x\n',
    [set('a', 1), set('b', 2), set('c', 3)],
    'a: &x 1\nb: 2\nc: 3\n',
  ],
  ['may be null', 'a: &x\nb: *x\n', [set('a', 'v')], 'a: &x v\nb: null\n'],
  ['is the last of its name', 'a: &x 1\nb: &x 2\nc: *x\n', [set('a', 3)], 'a: &x 3\nb: &x 2\nc: *x\n'],
  ['inside of another', 'a: &x\n  p: &y 1\nb: *y\nc: *x\n', [set('a.p', 2)], 'a: &x\n  p: &y 2\nb: 1\nc: {p: 1}\n'],
  ['that goes away leaves copies behind', 'a:\n  p: &y 1\n  q: 2\nb: *y\n', [set('a', { q: 2 })], 'a:\n  q: 2\nb: 1\n'],
  ['that goes away uncovers no other', 'z: &y 0\na:\n  p: &y 1\nb: *y\n', [set('a', 'x')], 'z: &y 0\na: x\nb: 1\n'],
  ['in a key stays', '&k a: 1\nb: *k\n', [set('a', 2)], '&k a: 2\nb: *k\n'],
]);

const base = 'x: &x\n  p: 1\n  q: 2\n';

tableOf('a map that merges another', [
  [
    'overrides a key behind the <<',
    `${base}a:\n  <<: *x # why\n  r: 3\n`,
    [set('a.p', 4)],
    `${base}a:\n  <<: *x # why\n  p: 4\n  r: 3\n`,
  ],
  ['edits a key of its own', `${base}a:\n  <<: *x\n  p: 3\n`, [set('a.p', 4)], `${base}a:\n  <<: *x\n  p: 4\n`],
  [
    'gets a new key behind the last',
    `${base}a:\n  <<: *x\n  p: 3\n`,
    [set('a.r', 4)],
    `${base}a:\n  <<: *x\n  p: 3\n  r: 4\n`,
  ],
  [
    'follows the change of the other',
    `${base}a:\n  <<: *x\n`,
    [set('x.p', 3), set('a.p', 3)],
    'x: &x\n  p: 3\n  q: 2\na:\n  <<: *x\n',
  ],
  [
    'keeps its value when the other changes',
    `${base}a:\n  <<: *x\n`,
    [set('x.p', 3)],
    'x: &x\n  p: 3\n  q: 2\na:\n  <<: *x\n  p: 1\n',
  ],
  [
    'keeps its keys when the other grows',
    `${base}a:\n  <<: *x\n`,
    [set('x.r', 3)],
    `${base}  r: 3\na:\n  <<: {p: 1, q: 2}\n`,
  ],
  [
    'takes over what both get',
    `${base}a:\n  <<: *x\n`,
    [set('x.r', 3), set('a.r', 3)],
    `${base}  r: 3\na:\n  <<: *x\n`,
  ],
  [
    'merges several',
    `${base}w: &y {q: 5}\na:\n  <<: [*y, *x]\n`,
    [set('a.q', 6)],
    `${base}w: &y {q: 5}\na:\n  <<: [*y, *x]\n  q: 6\n`,
  ],
  [
    'merges several, one of which changes',
    `${base}w: &y {q: 5}\na:\n  <<: [*y, *x]\n`,
    [set('w.q', 6)],
    `${base}w: &y {q: 6}\na:\n  <<: {p: 1, q: 5}\n`,
  ],
  ['merges one that is written there', 'a:\n  <<: {p: 1}\n', [set('a.p', 2)], 'a:\n  <<: {p: 1}\n  p: 2\n'],
  ['in flow', `${base}a: {<<: *x}\n`, [set('a.p', 3)], `${base}a: {<<: *x, p: 3}\n`],
  ['gives a key that it has already', `${base}a:\n  p: 1\n  <<: *x\n`, [set('a.q', 3)], `${base}a:\n  p: 1\n  q: 3\n`],
  [
    'is not overwritten by what the other gets',
    `${base}a:\n  r: 0\n  <<: *x\n`,
    [set('x.r', 3)],
    `${base}  r: 3\na:\n  r: 0\n  <<: {p: 1, q: 2}\n`,
  ],
  [
    'no longer has a map to merge',
    `${base}a:\n  <<: *x # why\n`,
    [set('x', 'z')],
    'x: &x z\na:\n  <<: {p: 1, q: 2} # why\n',
  ],
  ['holds a quoted <<, which merges nothing', 'a:\n  "<<": x\n', [set(['a', '<<'], 'w')], 'a:\n  "<<": w\n'],
]);

test('of repeated keys the last is edited, which counts', () => {
  expect(edited('a: 1\nb: 2\na: 3\n', [set('a', 4)])).toBe('a: 1\nb: 2\na: 4\n');
});
