import { edited, set, tableOf, yaml } from '../editing.ts';

tableOf('a scalar takes the quotes of the one before', [
  ['plain', 'image: a/b # why\n', [set('image', 'c/d')], 'image: c/d # why\n'],
  ['single', "image: 'a/b' # why\n", [set('image', 'c/d')], "image: 'c/d' # why\n"],
  ['single, with a quote inside', "image: 'a/b'\n", [set('image', "c'd")], "image: 'c''d'\n"],
  ['single, which has no escapes', "image: 'a/b'\n", [set('image', 'c\td')], 'image: "c\\td"\n'],
  ['double', 'image: "a/b" # why\n', [set('image', 'c/d')], 'image: "c/d" # why\n'],
  ['double, with a quote inside', 'image: "a/b"\n', [set('image', 'c"\\d')], 'image: "c\\"\\\\d"\n'],
  ['plain, but to a number', 'tag: latest\n', [set('tag', '1.10')], 'tag: "1.10"\n'],
  ['plain, but to a boolean of YAML 1.1', 'tag: latest\n', [set('tag', 'on')], 'tag: "on"\n'],
  ['plain, but to null', 'tag: latest\n', [set('tag', '~')], 'tag: "~"\n'],
  ['plain, but to nothing', 'tag: latest\n', [set('tag', '')], 'tag: ""\n'],
  ['plain, with a port', 'image: a/b:c\n', [set('image', 'm:5000/a/b:c')], 'image: m:5000/a/b:c\n'],
  ['over several lines, plain', 'a: one\n  two # why\nb: 1\n', [set('a', 'x')], 'a: x # why\nb: 1\n'],
  ['over several lines, double', 'a: "one\n  two" # why\nb: 1\n', [set('a', 'x')], 'a: "x" # why\nb: 1\n'],
  ['on the line below', 'a:\n  # this\n  one # why\nb: 1\n', [set('a', 'x')], 'a:\n  # this\n  x # why\nb: 1\n'],
  ['in a list', '- a\n-   "b" # why\n- c\n', [set('1', 'x')], '- a\n-   "x" # why\n- c\n'],
  ['not at all, when nothing changes', 'a: "x"\n', [set('a', 'x')], 'a: "x"\n'],
]);

tableOf('values that are no strings', [
  ['a number', 'a: 0x10 # why\n', [set('a', 17)], 'a: 17 # why\n'],
  ['a number with a fraction', 'a: 1\n', [set('a', 1.5)], 'a: 1.5\n'],
  ['a boolean', 'a: yes\n', [set('a', false)], 'a: false\n'],
  ['null, which neutralises', 'a: x # why\n', [set('a', null)], 'a: null # why\n'],
  ['a string becomes a number', 'a: "5"\n', [set('a', 5)], 'a: 5\n'],
  ['a number becomes a string', 'a: 5\n', [set('a', '5')], 'a: "5"\n'],
  ['a string becomes an empty map', 'a: x # why\n', [set('a', {})], 'a: {} # why\n'],
  ['a string becomes an empty list', 'a: x # why\n', [set('a', [])], 'a: [] # why\n'],
]);

tableOf('null gives way to a scalar', [
  ['written', 'a: null # why\n', [set('a', 'x')], 'a: x # why\n'],
  ['as a tilde', 'a: ~ # why\n', [set('a', 'x')], 'a: x # why\n'],
  ['not written', 'a:\nb: 1\n', [set('a', 'x')], 'a: x\nb: 1\n'],
  ['not written, with a comment', 'a: # why\nb: 1\n', [set('a', 'x')], 'a: x # why\nb: 1\n'],
  ['not written, with an anchor', 'a: &n # why\nb: *n\n', [set('a', 'x'), set('b', 'x')], 'a: &n x # why\nb: *n\n'],
  ['not written, in a list', '- # why\n- b\n', [set('0', 'x')], '- x # why\n- b\n'],
  ['not written, of a ? key', '? a\n? b\n', [set('a', 'x')], '? a\n: x\n? b\n'],
  ['not written, in flow', 'f: {a: , b: }\n', [set('f.a', 'x'), set('f.b', 'x')], 'f: {a: x , b: x }\n'],
  ['a key alone in flow', 'f: {a, b}\n', [set('f.a', 'x')], 'f: {a: x, b}\n'],
]);

tableOf('a map or list in place of a scalar', [
  [
    'stands below the key and its comment',
    yaml`
      image: a # why
      # next
      b: 1
    `,
    [set('image', { name: 'n', inner: { z: 2 }, none: {} })],
    yaml`
      image: # why
        name: "n"
        inner:
          z: 2
        none: {}
      # next
      b: 1
    `,
  ],
  [
    'has the dashes below the key',
    'a: x # why\nb: 1\n',
    [set('a', [1, { p: 1, q: [2] }])],
    'a: # why\n- 1\n- p: 1\n  q:\n  - 2\nb: 1\n',
  ],
  [
    'in the step of the document',
    'a: x\nb:\n    c: 1\n',
    [set('a', { d: { e: 1 } })],
    'a:\n    d:\n        e: 1\nb:\n    c: 1\n',
  ],
  [
    'with the dashes of the document',
    'a: x\nb:\n  - c\n',
    [set('a', [{ d: [1] }])],
    'a:\n  - d:\n      - 1\nb:\n  - c\n',
  ],
  ['of an empty map', 'a: {} # why\n', [set('a.b', 'x')], 'a: # why\n  b: x\n'],
  ['of an empty list', 'a: [] # why\n', [set('a.0', { b: 'x' })], 'a: # why\n- b: x\n'],
  ['of null', 'a: ~ # why\n', [set('a.b', 'x')], 'a: # why\n  b: x\n'],
  ['of nothing', 'a: # why\nc: 1\n', [set('a.b', 'x')], 'a: # why\n  b: x\nc: 1\n'],
  ['of nothing but an anchor', 'a: &n # why\nc: 1\n', [set('a.b', 'x')], 'a: &n # why\n  b: x\nc: 1\n'],
  ['of text over several lines', 'a: "x\n  y" # why\nc: 1\n', [set('a', { b: 1 })], 'a: # why\n  b: 1\nc: 1\n'],
  [
    'of text on the line below',
    'a: # why\n  x # that\nc: 1\n',
    [set('a', { b: 1 })],
    'a: # why\n  b: 1 # that\nc: 1\n',
  ],
  ['of a block scalar', 'a: |- # why\n  x\nc: 1\n', [set('a', { b: 1 })], 'a: # why\n  b: 1\nc: 1\n'],
  ['in a list', '- x # why\n- y\n', [set('0', { a: 1, b: { c: 1 } })], '- a: 1 # why\n  b:\n    c: 1\n- y\n'],
  ['in a list, of nothing', '- # why\n- y\n', [set('0', { a: 1, b: 2 })], '- a: 1 # why\n  b: 2\n- y\n'],
  [
    'in a list, behind an anchor',
    '- &n x # why\n- y\n',
    [set('0', { a: 1, b: 2 })],
    '- &n # why\n  a: 1\n  b: 2\n- y\n',
  ],
  ['in a list, a list', '- x # why\n- y\n', [set('0', [1, 2])], '- - 1 # why\n  - 2\n- y\n'],
  ['in a list, of a block scalar', '- | # why\n  x\n- y\n', [set('0', { a: 1, b: 2 })], '- a: 1 # why\n  b: 2\n- y\n'],
  [
    'with text of several lines in double quotes',
    'a: x # why\n',
    [set('a', { b: 'p\nq\n' })],
    'a: # why\n  b: "p\\nq\\n"\n',
  ],
]);

tableOf('a map or list gives way', [
  [
    'to a scalar',
    'a: # why\n  # this\n  b: 1\n  c: 2 # that\n# next\nd: 1\n',
    [set('a', 'x')],
    'a: x # why\n  # this # that\n# next\nd: 1\n',
  ],
  ['to a scalar, with dashes below the key', 'a: # why\n- b\n- c\nd: 1\n', [set('a', 'x')], 'a: x # why\nd: 1\n'],
  ['to a scalar, behind an anchor', 'a: &n # why\n  b: 1\nd: 1\n', [set('a', 'x')], 'a: &n x # why\nd: 1\n'],
  ['to a scalar, of a ? key', '? a\n:\n  b: 1\nd: 1\n', [set('a', 'x')], '? a\n: x\nd: 1\n'],
  ['to a scalar, in a list', '- b: 1\n  c: 2 # why\n- d\n', [set('0', 'x')], '- x # why\n- d\n'],
  ['to a scalar, ending in a block scalar', 'a:\n  b: |\n    text\nd: 1\n', [set('a', 'x')], 'a: x\nd: 1\n'],
  [
    'to a smaller map',
    'a: # why\n  b: 1\n  c: 2 # this\nd: 1\n',
    [set('a', { c: 3 })],
    'a: # why\n  c: 3 # this\nd: 1\n',
  ],
  [
    'to a map, a list with dashes below the key',
    'a: # why\n# this\n- b # that\nd: 1\n',
    [set('a', { c: 3 })],
    'a: # why\n# this\n  c: 3 # that\nd: 1\n',
  ],
  ['to a shorter list', 'a:\n- b\n- c # why\nd: 1\n', [set('a', ['c'])], 'a:\n- c # why\nd: 1\n'],
  ['to a smaller flow map', 'a: {b: 1, c: x} # why\n', [set('a', { c: 'y' })], 'a: {c: "y"} # why\n'],
  ['to a broken flow map, its bracket kept', 'a: {\n    b: 1\n  }\n', [set('a', { c: 2 })], 'a: {\n    c: 2\n  }\n'],
  [
    'to one with its bracket behind',
    'l:\n- a: {\n    b: 1}\n',
    [set('l.0.a', { c: 2 })],
    'l:\n- a: {\n    c: 2\n  }\n',
  ],
  ['to a shorter flow list', "a: ['b', 'c'] # why\n", [set('a', ['c'])], "a: ['c'] # why\n"],
]);

tableOf('a map for a map touches only what differs', [
  [
    'a value',
    'a:\n  # this\n  b: 1 # that\n  c: 2\n',
    [set('a', { b: 3, c: 2 })],
    'a:\n  # this\n  b: 3 # that\n  c: 2\n',
  ],
  ['a new key', 'a:\n  b: 1 # that\n  # next\n', [set('a', { b: 1, c: 2 })], 'a:\n  b: 1 # that\n  c: 2\n  # next\n'],
  ['a new item', 'a: # why\n- b # that\n', [set('a', ['b', 'c'])], 'a: # why\n- b # that\n- c\n'],
  ['deep inside', 'a:\n- b:\n    c: "x" # that\n', [set('a', [{ b: { c: 'y' } }])], 'a:\n- b:\n    c: "y" # that\n'],
]);

tableOf('tags', [
  ['of strings stay with strings', 'a: !!str 5\n', [set('a', 'x')], 'a: !!str x\n'],
  ['of private kinds stay with strings', 'a: !secret x\n', [set('a', 'z')], 'a: !secret z\n'],
  ['of numbers go', 'a: !!int "5" # why\n', [set('a', 'x')], 'a: "x" # why\n'],
  ['of strings go with what is no string', 'a: !!str &n x\n', [set('a', 5)], 'a: &n 5\n'],
  ['of strings go with a map', 'a: !!str x # why\n', [set('a', { b: 1 })], 'a: # why\n  b: 1\n'],
  ['of maps stay with maps', 'a: !!map\n  b: 1\n', [set('a.b', 2)], 'a: !!map\n  b: 2\n'],
]);

tableOf('block scalars', [
  ['become plain for a single line', 'a: | # why\n  x\n  y\nb: 1\n', [set('a', 'z')], 'a: z # why\nb: 1\n'],
  ['become quoted where they must', 'a: >-\n  x\nb: 1\n', [set('a', '5')], 'a: "5"\nb: 1\n'],
  [
    'keep their style for several lines',
    'a: | # why\n  x\n  y\nb: 1\n',
    [set('a', 'x\nz\ny\n')],
    'a: | # why\n  x\n  z\n  y\nb: 1\n',
  ],
  [
    'become quoted when they end otherwise',
    'a: | # why\n  x\n  y\nb: 1\n',
    [set('a', 'x\ny')],
    'a: "x\\ny" # why\nb: 1\n',
  ],
  ['keep what follows', 'a: |+\n  x\n\n\nb: 1\n', [set('a', 'z')], 'a: z\nb: 1\n'],
]);

describe('a document as a whole', () => {
  test.each([
    ['nothing', '', { a: { b: 1 } }, 'a:\n  b: 1\n'],
    ['a comment', '# why\n', { a: 1 }, '# why\na: 1\n'],
    ['a marker', '---\n', { a: 1 }, '---\na: 1\n'],
    ['a scalar', 'x # why\n', { a: 1, b: 2 }, 'a: 1 # why\nb: 2\n'],
    ['a map', 'x: 1\ny: 2 # why\n', { a: 1 }, 'a: 1 # why\n'],
    ['a map, for a scalar', 'x: 1\ny: 2 # why\n', 'a', 'a # why\n'],
    ['an empty map, which may be JSON', '{}\n', { a: ['b'] }, '{"a": ["b"]}\n'],
    ['the first of several', 'a: 1\n---\nb: 1\n', { a: 2 }, 'a: 2\n---\nb: 1\n'],
    ['the first of several, the others broken', 'a: 1\n---\nb: [\n', { a: 2 }, 'a: 2\n---\nb: [\n'],
    ['between markers', '%YAML 1.2\n--- # why\na: 1\n...\n', { a: 2, b: 3 }, '%YAML 1.2\n--- # why\na: 2\nb: 3\n...\n'],
  ])('%s', (_, from, to, result) => {
    expect(edited(from, [set([], to)])).toBe(result);
  });

  test('lone carriage returns end lines', () => {
    expect(edited('a:\r  b: 1\rc: 2\r', [set('a.d', 3)])).toBe('a:\r  b: 1\r  d: 3\rc: 2\r');
  });
});
