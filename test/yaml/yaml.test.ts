import { SourceError } from '../../src/yaml/error.ts';
import type { Node } from '../../src/yaml/node.ts';
import { readFirstYaml, readYaml, readYamlPart, readYamlStream } from '../../src/yaml/read/yaml.ts';

/** Every node's own text, in the order of the text. */
function pieces(text: string, node: Node): string[] {
  const own = text.slice(node.start, node.end);
  if (node.kind === 'map')
    return [own, ...node.pairs.flatMap(({ key, value }) => [...pieces(text, key), ...pieces(text, value)])];
  if (node.kind === 'seq') return [own, ...node.items.flatMap((item) => pieces(text, item))];
  return [own];
}

/** The decoded texts of all scalars. */
function texts(node: Node): string[] {
  if (node.kind === 'map') return node.pairs.flatMap(({ key, value }) => [...texts(key), ...texts(value)]);
  if (node.kind === 'seq') return node.items.flatMap(texts);
  return node.kind === 'scalar' ? [node.text] : [`*${node.name}`];
}

describe('a node spans what is written of its value', () => {
  test.each([
    ['plain scalars without comment', 'a: b c # d\n', ['a: b c', 'a', 'b c']],
    ['plain scalars over several lines', 'a: b\n  c\n# d\n', ['a: b\n  c', 'a', 'b\n  c']],
    ['quoted scalars with their quotes', '\'a\' : "b" # c\n', ['\'a\' : "b"', "'a'", '"b"']],
    ['values behind anchor and tag', 'a: &x !!str b\n', ['a: &x !!str b', 'a', 'b']],
    ['maps from behind their anchor', 'a: &x\n  b: c\n', ['a: &x\n  b: c', 'a', 'b: c', 'b', 'c']],
    ['maps from behind the anchor of their first key', '&x a: b\n', ['a: b', 'a', 'b']],
    ['maps from the question mark', '? a\n: b\n', ['? a\n: b', 'a', 'b']],
    ['lists from the first dash', 'a:\n- b\n- c # d\n# e\n', ['a:\n- b\n- c', 'a', '- b\n- c', 'b', 'c']],
    [
      'flow collections with their brackets',
      'a: [b, {c: d} ] # e\n',
      ['a: [b, {c: d} ]', 'a', '[b, {c: d} ]', 'b', '{c: d}', 'c', 'd'],
    ],
    ['a pair in a flow list without brackets', '[ a: b ]', ['[ a: b ]', 'a: b', 'a', 'b']],
    [
      'literals from the bar with the last line end',
      'a: | # b\n\n  c\n\n\nd: e\n',
      ['a: | # b\n\n  c\n\n\nd: e', 'a', '| # b\n\n  c\n', 'd', 'e'],
    ],
    [
      'kept literals with their blank lines',
      'a: |+\n  c\n\n\nd: e\n',
      ['a: |+\n  c\n\n\nd: e', 'a', '|+\n  c\n\n\n', 'd', 'e'],
    ],
    ['literals without last line end', 'a: |\n  c', ['a: |\n  c', 'a', '|\n  c']],
    ['literals without lines', 'a: |\nb: >-\n', ['a: |\nb: >-\n', 'a', '|\n', 'b', '>-\n']],
    ['aliases', '- &x a\n- *x # b\n', ['- &x a\n- *x', 'a', '*x']],
  ])('%s', (_, text, expected) => {
    expect(pieces(text, readYaml(text))).toEqual(expected);
  });
});

describe('a value that is not written stands', () => {
  test.each([
    ['right behind the colon', 'a:  # b\n', 2],
    ['right behind the colon, lines before the next key', 'a:\n\n# b\nc: d', 2],
    ['right behind the dash', '-  # a\n', 1],
    ['behind an anchor', 'a: &x  \n', 5],
    ['behind a tag', 'a: !!str # b\n', 8],
    ['behind a key without colon', '{a , b: c}', 2],
    ['behind an explicit key', '? a\n', 3],
    ['behind the marker of its document', '--- # a\n', 3],
    ['at the end of a text that is empty', '', 0],
  ])('%s', (_, text, offset) => {
    const root = readYaml(text);
    const node = root.kind === 'map' ? root.pairs[0]?.value : root.kind === 'seq' ? root.items[0] : root;
    expect(node).toMatchObject({ kind: 'scalar', style: 'plain', text: '', start: offset, end: offset });
  });
});

describe('decoded text', () => {
  test.each([
    ['CRLF in a literal', 'a: |\r\n  b\r\n  c\r\n', ['a', 'b\nc\n']],
    ['CRLF in quotes', 'a: "b\r\n  c\r\n\r\n  d"\r\n', ['a', 'b c\nd']],
    ['a lone CR ends a line', 'a: 1\rb: |\r  c\r  d\r', ['a', '1', 'b', 'c\nd\n']],
    ['escapes', '"\\x41\\u00e9\\U0001F600\\t\\\'\\_"', ["A\u00e9\u{1F600}\t'\u00a0"]],
    ['an escaped slash of JSON', '{"a": "b\\/c"}', ['a', 'b/c']],
    ['a comment right behind quotes', 'a: "b"#c\nd: [e]#f\n', ['a', 'b', 'd', 'e']],
    ['quotes whose lines are indented too little', 'a:\n  b: "c\nd"\n', ['a', 'b', 'c d']],
    ['flow whose lines are indented too little', 'a:\n  b: [\nc,\n d\n]\n', ['a', 'b', 'c', 'd']],
    ['surrogate pairs of JSON', '{"a": "\\ud83d\\ude00"}', ['a', '\u{1F600}']],
    ['doubled quotes', "a: 'b''c'", ['a', "b'c"]],
    ['folded with more indented lines', '>\n a\n b\n\n c\n   d\n e\n', ['a b\nc\n  d\ne\n']],
    ['an indentation indicator', 'a: |2\n    b\n   c\n', ['a', '  b\n c\n']],
  ])('%s', (_, text, expected) => {
    expect(texts(readYaml(text))).toEqual(expected);
  });
});

describe('properties', () => {
  test('tags are kept as written', () => {
    const root = readYaml('- !!str a\n- !b c\n- !<tag:yaml.org,2002:int> 1\n- ! d\n');
    expect(root.kind === 'seq' && root.items.map((item) => item.kind !== 'alias' && item.tag)).toEqual([
      '!!str',
      '!b',
      '!<tag:yaml.org,2002:int>',
      '!',
    ]);
  });

  test('tags that a directive changes are resolved', () => {
    expect(readYaml('%TAG !e! tag:example.org,2000:\n---\n!e!x a')).toMatchObject({ tag: '!<tag:example.org,2000:x>' });
    expect(readYaml('%TAG ! tag:example.org,2000:\n---\n!x a')).toMatchObject({ tag: '!<tag:example.org,2000:x>' });
  });

  test('an alias knows its target', () => {
    const root = readYaml('- &a 1\n- &a 2\n- *a');
    expect(root).toMatchObject({
      items: [{ text: '1' }, { text: '2' }, { kind: 'alias', target: { text: '2', start: 12 } }],
    });
  });

  test('repeated keys are kept, in order', () => {
    expect(texts(readYaml('a: 1\na: 2'))).toEqual(['a', '1', 'a', '2']);
  });
});

describe('documents', () => {
  test.each([
    ['a marker', '---\na: b\n', 4],
    ['a marker and an end', '---\na: b\n...\n', 4],
    ['a byte order mark', '\ufeffa: b\n', 1],
    ['a directive', '%YAML 1.1\n---\na: b\n', 14],
    ['comments', '# a\n\n# b\na: b\n', 9],
  ])('one, with %s', (_, text, start) => {
    expect(readYaml(text)).toMatchObject({ kind: 'map', start });
    expect(readYamlStream(text)).toHaveLength(1);
  });

  test('a second one is refused', () => {
    expect(() => readYaml('a: b\n---\nc: d\n')).toThrow(expect.objectContaining({ line: 3, column: 1 }));
  });

  test('the first one is read whatever follows', () => {
    expect(readFirstYaml('a: b\n---\n: [}\n')).toMatchObject({ kind: 'map', start: 0, end: 4 });
    expect(readFirstYaml('# nothing\n')).toMatchObject({ kind: 'scalar', text: '' });
  });

  test('all of a stream', () => {
    const roots = readYamlStream('a\n---\n- b\n---\n---\n{c: d}\n...\n');
    expect(roots.map((root) => [root.kind, root.start, root.end])).toEqual([
      ['scalar', 0, 1],
      ['seq', 6, 9],
      ['scalar', 13, 13],
      ['map', 18, 24],
    ]);
  });
});

describe('a part of a text', () => {
  const text = 'items:\n- a: 1\n  b:\n  - c\n- d: @\n';

  test('is read at its column, with offsets of the text', () => {
    expect(pieces(text, readYamlPart(text, 9, 25, 2))).toEqual(['a: 1\n  b:\n  - c', 'a', '1', 'b', '- c', 'c']);
  });

  test('errors have offsets of the text', () => {
    expect(() => readYamlPart(text, 27, text.length, 2)).toThrow(
      expect.objectContaining({ name: 'SourceError', line: 5, column: 6 }),
    );
  });
});

describe('refused', () => {
  test.each([
    ['broken YAML', 'a: [b', 'Flow sequence', 1, 6],
    ['a map on the line of its key', 'a: b: c', 'Nested mappings', 1, 4],
    ['an alias without anchor', 'a: b\nc: *d\n', 'the alias *d has no anchor &d in front of it', 2, 4],
    ['an alias in front of its anchor', '- *a\n- &a b\n', 'the alias *a has no anchor', 1, 3],
    ['an alias inside its own anchor', '&a [*a]', 'the alias *a stands inside the value that it names', 1, 5],
    ['a control character', 'a: "b\x01"', 'the character U+0001 cannot stand here unescaped', 1, 6],
    [
      'a byte order mark in front of a further line',
      'a: b\n\n\ufeffc: d\n',
      'the character U+FEFF cannot stand here',
      3,
      1,
    ],
    ['tabs as indentation', 'a:\n\tb: c\n', 'Tabs are not allowed as indentation', 2, 1],
    ['a list that is no value', '? a:\n- b\n', 'a value without a colon', 2, 1],
    ['a directive without document', '%YAML 1.2\n', 'Missing directives-end', 2, 1],
  ])('%s', (_, text, message, line, column) => {
    expect(() => readYaml(text)).toThrow(SourceError);
    expect(() => readYaml(text)).toThrow(
      expect.objectContaining({ message: expect.stringContaining(message), line, column }),
    );
  });

  test.each([
    ['flow', '['.repeat(20_000)],
    ['closed flow', '['.repeat(20_000) + ']'.repeat(20_000)],
    ['dashes', `${'- '.repeat(20_000)}a`],
    ['maps', Array.from({ length: 600 }, (_, column) => `${' '.repeat(column)}a:`).join('\n')],
  ])('what is nested deeper than any stack: %s', (_, text) => {
    expect(() => readYaml(text)).toThrow('nested deeper than 500 levels');
  });
});
