import { parse } from 'yaml';
import { edited, embed, jsonOf, set, tableOf } from '../editing.ts';

const inner = [
  set('images.logger.registry', 'm'),
  set('images.logger.tag', '1.0'),
  set('overrides', { registry: 'm:5000/x' }),
];

tableOf('a document in a literal block scalar', [
  [
    'is edited line by line',
    'data:\n  c: | # why\n    # head\n    images:\n      logger:\n        registry: r # that\n\n    # end\n  d: x\n',
    [embed('data.c', ...inner)],
    'data:\n  c: | # why\n    # head\n    images:\n      logger:\n        registry: m # that\n        tag: "1.0"\n    overrides:\n      registry: m:5000/x\n\n    # end\n  d: x\n',
  ],
  [
    'with an indentation indicator',
    'c: |1\n  a: 1\n  b: 2\n',
    [embed('c', set('a', 3), set('d', 4))],
    'c: |1\n  a: 3\n  b: 2\n  d: 4\n',
  ],
  ['stripped', 'c: |-\n    a: 1\nd: 1\n', [embed('c', set('b', 2))], 'c: |-\n    a: 1\n    b: 2\nd: 1\n'],
  ['kept', 'c: |+\n    a: 1\n\nd: 1\n', [embed('c', set('b', 2))], 'c: |+\n    a: 1\n    b: 2\n\nd: 1\n'],
  ['as the value of a list', '- |\n  a: 1\n- c\n', [embed('0', set('b', 2))], '- |\n  a: 1\n  b: 2\n- c\n'],
  [
    'that holds JSON',
    'c: |\n  {\n    "a": 1\n  }\n',
    [embed('c', set('b', 'x'))],
    'c: |\n  {\n    "a": 1,\n    "b": "x"\n  }\n',
  ],
  ['that holds several', 'c: |\n  a: 1\n  ---\n  a: 2\n', [embed('c', set('a', 3))], 'c: |\n  a: 3\n  ---\n  a: 2\n'],
  [
    'in which a block goes',
    'c: |\n  a: # why\n    b: 1\n  d: 1\n',
    [embed('c', set('a', 'x'))],
    'c: |\n  a: x # why\n  d: 1\n',
  ],
  [
    'in which a block changes',
    'c: |\n  a:\n    b: 1\n    c: 2\n  d: 1\n',
    [embed('c', set('a', { c: [3] }))],
    'c: |\n  a:\n    c:\n    - 3\n  d: 1\n',
  ],
  ['that was none', 'c: | # why\nd: 1\n', [embed('c', set([], { a: 1 }))], 'c: "a: 1\\n" # why\nd: 1\n'],
]);

tableOf('a document in a folded block scalar', [
  [
    'without depth',
    'c: >\n  a: 1\n\n  b: x\n',
    [embed('c', set('a', 2), set('d', 3))],
    'c: >\n  a: 2\n\n  b: x\n\n  d: 3\n',
  ],
  [
    'with depth',
    'c: >-\n  a:\n    b: x # why\n    c: 1\n  d: 1\n',
    [embed('c', set('a.b', 'z'), set('e', 2))],
    'c: >-\n  a:\n    b: z # why\n    c: 1\n  d: 1\n\n  e: 2\n',
  ],
  [
    'a new line in the depth',
    'c: >\n  a:\n    b: x\n  d: 1\n',
    [embed('c', set('a.c', 2))],
    'c: >\n  a:\n    b: x\n    c: 2\n  d: 1\n',
  ],
  [
    'the first line in the depth',
    'c: >\n  a:\n\n  d: 1\n',
    [embed('c', set('a.c', 2))],
    'c: >\n  a:\n    c: 2\n  d: 1\n',
  ],
  [
    'the first line that is not deeper',
    'c: >\n  a:\n    b: 1\n',
    [embed('c', set('d', 2))],
    'c: >\n  a:\n    b: 1\n  d: 2\n',
  ],
]);

tableOf('a document in double quotes', [
  [
    'gets escapes',
    'c: "a: 1\\nb: \\"x\\"\\n" # why\n',
    [embed('c', set('b', 'y z'), set('d', 2))],
    'c: "a: 1\\nb: \\"y z\\"\\nd: 2\\n" # why\n',
  ],
  [
    'keeps its lines',
    'c: "a: 1\\n\\\n  b:\\n\\\n  \\  c: x\\n"\n',
    [embed('c', set('a', 2), set('b.d', 3))],
    'c: "a: 2\\n\\\n  b:\\n\\\n  \\  c: x\\n  d: 3\\n"\n',
  ],
  [
    'keeps its line ends',
    'c: "a: 1\\r\\nb: 2\\r\\n"\n',
    [embed('c', set('d', 3))],
    'c: "a: 1\\r\\nb: 2\\r\\nd: 3\\r\\n"\n',
  ],
  [
    'behind a byte order mark',
    'c: "\\uFEFFa: 1\\nb: 2\\n"\n',
    [embed('c', set('a', 3), set('d', 4))],
    'c: "\\uFEFFa: 3\\nb: 2\\nd: 4\\n"\n',
  ],
  [
    'with escapes of all sorts',
    'c: "a: \\x78\\u0079\\U0001F600 #\\te\\x20\\nb: 1"\n',
    [embed('c', set('b', 2), set('d', 3))],
    'c: "a: \\x78\\u0079\\U0001F600 #\\te\\x20\\nb: 2\\nd: 3"\n',
  ],
  [
    'in JSON',
    '{"c": "a: 1\\nb: \\"x\\"\\n"}\n',
    [embed('c', set('b', 'y z'), set('d', 'é'))],
    '{"c": "a: 1\\nb: \\"y z\\"\\nd: \\"é\\"\\n"}\n',
  ],
  ['with nothing in it', 'c: ""\n', [embed('c', set([], { a: 1 }))], 'c: "a: 1\\n"\n'],
]);

tableOf('a document in other scalars', [
  [
    'single quotes',
    "c: '{\"a\": ''x''}'\n",
    [embed('c', set('a', "it's"), set('b', 1))],
    "c: '{\"a\": ''it''''s'', \"b\": 1}'\n",
  ],
  [
    'single quotes over several lines',
    "c: 'a: 1\n\n  b: 2'\n",
    [embed('c', set('b', 3), set('d', 4))],
    "c: 'a: 1\n\n  b: 3\n\n  d: 4'\n",
  ],
  [
    'single quotes, which have no depth',
    "c: 'a: 1' # why\n",
    [embed('c', set('b', { c: 2 }))],
    'c: "a: 1\\nb:\\n  c: 2" # why\n',
  ],
  ['plain', 'c: word # why\n', [embed('c', set([], 'other'))], 'c: other # why\n'],
  ['plain, which has no colons', 'c: word # why\n', [embed('c', set([], { a: 1 }))], 'c: "a: 1" # why\n'],
  ['plain in flow, which has no brackets', 'f: [word, x]\n', [embed('f.0', set([], ['a']))], 'f: ["- a", x]\n'],
]);

tableOf('a document in a document in a document', [
  [
    'is edited where it is written',
    'outer: |\n  # one\n  middle: |\n    # two\n    inner: "a: x # three\\n"\n',
    [embed('outer', embed('middle', embed('inner', set('a', 'z'), set('b', 'w')), set('c', 'v')))],
    'outer: |\n  # one\n  middle: |\n    # two\n    inner: "a: z # three\\nb: w\\n"\n    c: v\n',
  ],
  ['twice', 'c: |\n  a: 1\n', [embed('c', set('a', 2)), embed('c', set('b', 3))], 'c: |\n  a: 2\n  b: 3\n'],
  ['and replaced', 'c: |\n  a: 1\n', [embed('c', set('a', 2)), set('c', 'x')], 'c: x\n'],
  ['under an alias', 'c: &x |\n  a: 1\nd: *x\n', [embed('d', set('a', 2))], 'c: &x |\n  a: 1\nd: "a: 2\\n"\n'],
]);

const document = '# head\na:\n  b: "x" # why\n  c: [1, 2]\n# end\n';
const wishes = [set('a.b', 'y\'"\\z'), set('a.c.2', 3), set('a.d', { e: ['f'] }), set('g', null)];
const lines = document.split('\n').slice(0, -1);

describe('one document, however it is written', () => {
  test.each([
    ['literal', `k: |\n${lines.map((line) => `    ${line}\n`).join('')}`],
    ['literal in the middle', `l:\n- k: |-\n    ${lines.join('\n    ')}\n  m: 1\n`],
    ['folded', `k: >\n  # head\n\n  a:\n    b: "x" # why\n    c: [1, 2]\n  # end\n`],
    ['double', `k: ${JSON.stringify(document)}\n`],
    ['JSON', JSON.stringify({ k: document }, null, 2)],
  ])('%s', (_, text) => {
    const path = text.startsWith('l') ? ['l', 0, 'k'] : ['k'];
    const result = edited(text, [embed(path, ...wishes)]);
    const found = parse(result);
    expect((path.length > 1 ? found.l[0].k : found.k).trimEnd()).toBe(edited(document, wishes).trimEnd());
    expect(result).toContain('# why');
    expect(jsonOf(result)).toEqual(found);
  });
});
