import { sourceOffset, tokensOf } from '../../../src/yaml/edit/rewrite/tokens.ts';
import type { ScalarNode } from '../../../src/yaml/node.ts';
import { readYaml } from '../../../src/yaml/read/yaml.ts';

function scalarIn(text: string): { readonly node: ScalarNode; readonly source: string } {
  const root = readYaml(text);
  const node = root.kind === 'map' ? root.pairs[0]?.value : undefined;
  if (node?.kind !== 'scalar') throw new Error('a scalar is expected');
  return { node, source: text.slice(node.start, node.end) };
}

describe('every character that is no blank is found in the source', () => {
  test.each([
    ['plain', 'k: a  b\n  c # why\n'],
    ['single', "k: 'it''s\n\n  b' # why\n"],
    ['double', 'k: "a\\tb\\\n  \\ c\\"\\x41\\u00e9\\U0001F600😀\\n\\N\\x20" # why\n'],
    ['literal', 'k: | # why\n    a\n      b\n\n    c\n'],
    ['literal with an indicator', 'k: |2-\n    a\n  b'],
    ['folded', 'k: >+ # why\n  a\n  b\n\n    c\n\n'],
  ])('%s', (_, text) => {
    const { node, source } = scalarIn(text);
    const tokens = tokensOf(node, source);
    if (tokens === undefined) throw new Error('tokens are expected');
    for (const [index, offset] of tokens.offsets.entries()) {
      const character = node.text.charAt(offset);
      const token = source.slice(tokens.starts[index], tokens.ends[index]);
      expect(sourceOffset(tokens, offset, 'right')).toBe(tokens.starts[index]);
      expect(sourceOffset(tokens, offset + 1, 'left')).toBe(tokens.ends[index]);
      if (!/^(?:\\|''|😀)/.test(token)) expect(token).toBe(character);
    }
    expect(tokens.offsets.length).toBe(node.text.replace(/[ \t\r\n]/g, '').length);
  });
});

test('inside of blanks there is a place where the source has the same blanks', () => {
  const { node, source } = scalarIn('k: |\n  a   \n  b\n');
  const tokens = tokensOf(node, source);
  if (tokens === undefined) throw new Error('tokens are expected');
  expect(node.text).toBe('a   \nb\n');
  expect(sourceOffset(tokens, 3, 'left')).toBe(source.indexOf('a') + 3);
  expect(sourceOffset(tokens, node.text.length, 'left')).toBeUndefined();
});

test('source and value that have nothing to do with each other have no tokens', () => {
  const { node } = scalarIn('k: abc\n');
  expect(tokensOf(node, 'abcd')).toBeUndefined();
});
