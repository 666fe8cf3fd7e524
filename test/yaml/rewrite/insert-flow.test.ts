import { edited, set, tableOf, yaml } from '../editing.ts';

tableOf('a new key in a flow map', [
  ['stands behind the last', 'f: {a: 1, b: 2} # why\n', [set('f.c', 'x')], 'f: {a: 1, b: 2, c: x} # why\n'],
  ['stands behind the one it follows', 'f: {a: 1, b: 2}\n', [set('f.c', 'x', 'a')], 'f: {a: 1, c: x, b: 2}\n'],
  ['stands in front of the first', 'f: { a: 1, b: 2 }\n', [set('f.c', 'x', '')], 'f: { c: x, a: 1, b: 2 }\n'],
  ['stays in front of a last comma', 'f: {a: 1, }\n', [set('f.c', 'x')], 'f: {a: 1, c: x, }\n'],
  ['keeps blanks at the brackets', 'f: { a: 1 }\n', [set('f.c', 'x')], 'f: { a: 1, c: x }\n'],
  [
    'has the double quotes of its siblings',
    'f: {"a": "x"}\n',
    [set('f.c', ['y', { d: 1 }])],
    'f: {"a": "x", "c": ["y", {"d": 1}]}\n',
  ],
  ['has the single quotes of its siblings', "f: {'a': 'x'}\n", [set('f.c', 'y')], "f: {'a': 'x', 'c': 'y'}\n"],
  ['has quotes like the value of its sibling', 'f: {a: "x"}\n', [set('f.c', 'y')], 'f: {a: "x", c: "y"}\n'],
  ['is quoted where it must be', 'f: {a: 1}\n', [set(['f', 'p,q'], '[x]')], 'f: {a: 1, "p,q": "[x]"}\n'],
  [
    'follows a value that is not written',
    'f: {a: , b: }\n',
    [set('f.c', 1, 'a'), set('f.d', 2)],
    'f: {a: , c: 1, b: , d: 2}\n',
  ],
  ['follows a key alone', 'f: {a}\n', [set('f.c', 1)], 'f: {a, c: 1}\n'],
  ['in an empty map, which becomes a block', 'f: {} # why\n', [set('f.c', 1)], 'f: # why\n  c: 1\n'],
  ['in an empty map that holds a comment', 'f: { # why\n  }\n', [set('f.c', 1)], 'f: { # why\n  c: 1}\n'],
  ['in an empty map inside of flow', 'f: [{}]\n', [set('f.0.c', 1)], 'f: [{c: 1}]\n'],
  ['in a map without brackets', 'f: [a: 1, b]\n', [set('f.0.c', 2)], 'f: [{a: 1, c: 2}, b]\n'],
  ['in null inside of flow', 'f: {a: null}\n', [set('f.a.c', 2)], 'f: {a: {c: 2}}\n'],
]);

tableOf('a new item in a flow list', [
  ['stands behind the last', 'f: [a, b] # why\n', [set('f.2', 'c')], 'f: [a, b, c] # why\n'],
  ['stays in front of a last comma', 'f: [a, ]\n', [set('f.1', 'c')], 'f: [a, c, ]\n'],
  ['has the quotes of its siblings', 'f: ["a"]\n', [set('f.1', 'c')], 'f: ["a", "c"]\n'],
  ['is a map', 'f: [{name: a}]\n', [set('f.1', { name: 'b' })], 'f: [{name: a}, {name: b}]\n'],
  ['and another', 'f: [a]\n', [set('f.1', 'b'), set('f.2', 'c')], 'f: [a, b, c]\n'],
  ['in an empty list, which becomes a block', 'f: [] # why\n', [set('f.0', 'a')], 'f: # why\n- a\n'],
]);

tableOf('flow over several lines', [
  [
    'gets new lines',
    'f: {\n  a: 1,\n  b: 2\n}\n',
    [set('f.c', { d: ['e'] })],
    'f: {\n  a: 1,\n  b: 2,\n  c: {\n    d: [\n      e\n    ]\n  }\n}\n',
  ],
  [
    'in the middle',
    'f: {\n  a: 1, # why\n  b: 2\n}\n',
    [set('f.c', 3, 'a')],
    'f: {\n  a: 1, # why\n  c: 3,\n  b: 2\n}\n',
  ],
  [
    'behind a comment',
    'f: {\n  a: 1, # why\n  b: 2 # that\n}\n',
    [set('f.c', 3)],
    'f: {\n  a: 1, # why\n  b: 2, # that\n  c: 3\n}\n',
  ],
  ['behind a last comma', 'f: [\n  a, # why\n]\n', [set('f.1', 'b')], 'f: [\n  a, # why\n  b,\n]\n'],
  ['in front of the first', 'f: {\n  # why\n  a: 1\n}\n', [set('f.c', 3, '')], 'f: {\n  # why\n  c: 3,\n  a: 1\n}\n'],
  ['with commas in front', 'f: [\n  a\n  , b\n]\n', [set('f.2', 'c')], 'f: [\n  a\n  , b,\n  c\n]\n'],
  ['with the bracket on the last line', 'f: {a: 1,\n    b: 2}\n', [set('f.c', 3)], 'f: {a: 1,\n    b: 2, c: 3}\n'],
  [
    'but not inside of a line',
    'f: [\n  {a: 1},\n  {b: 2}\n]\n',
    [set('f.0.c', { d: 1 })],
    'f: [\n  {a: 1, c: {d: 1}},\n  {b: 2}\n]\n',
  ],
]);

const json = yaml`
  {
      "kind": "List",
      "items": [
          {
              "a": "x",
              "n": 1,
              "none": {},
              "empty": [],
              "short": ["p", "q"],
              "nothing": null
          }
      ]
  }
`;

tableOf('JSON stays JSON', [
  ['a string', json, [set('items.0.a', 'y:z')], json.replace('"x"', '"y:z"')],
  ['a string for a number', json, [set('items.0.n', 'y')], json.replace('1', '"y"')],
  ['a number for a string', json, [set('items.0.a', 5)], json.replace('"x"', '5')],
  ['a string for null', json, [set('items.0.nothing', 'y')], json.replace('null', '"y"')],
  ['a new key', json, [set('items.0.b', 'y', 'a')], json.replace('"x",', '"x",\n            "b": "y",')],
  [
    'a new last key',
    json,
    [set('items.0.b', { c: 1 })],
    json.replace('null', 'null,\n            "b": {\n                "c": 1\n            }'),
  ],
  [
    'a new item',
    json,
    [set('items.1', { a: 'z' })],
    json.replace('        }\n', '        },\n        {\n            "a": "z"\n        }\n'),
  ],
  ['a new item on one line', json, [set('items.0.short.2', { r: ['s'] })], json.replace('"q"', '"q", {"r": ["s"]}')],
  [
    'a map where there was an empty one',
    json,
    [set('items.0.none.c', 1)],
    json.replace('{}', '{\n                "c": 1\n            }'),
  ],
  [
    'a list where there was an empty one',
    json,
    [set('items.0.empty.0', 'c')],
    json.replace('[]', '[\n                "c"\n            ]'),
  ],
  [
    'without blanks',
    '{"a":"x","b":["y"]}\n',
    [set('c', { d: 'z' }), set('b.1', 'w')],
    '{"a":"x","b":["y","w"],"c":{"d":"z"}}\n',
  ],
  [
    'with escapes that both know',
    '{"a": "x"}',
    [set('a', '\u0001\u007f\u2028\n"é😀')],
    '{"a": "\\u0001\\u007f\\u2028\\n\\"é😀"}',
  ],
]);

test('what is written into JSON can be read as JSON', () => {
  const result = edited(json, [
    set('items.0.b', { 'c d': ['\u0085', null, true, 1.5] }, ''),
    set('items.1', ['a']),
    set('metadata', {}),
  ]);
  expect(JSON.parse(result)).toMatchObject({
    items: [{ b: { 'c d': ['\u0085', null, true, 1.5] } }, ['a']],
    metadata: {},
  });
});

test('a document that is empty JSON becomes JSON', () => {
  expect(edited('{}', [set('c', 'd')])).toBe('{"c": "d"}');
});
