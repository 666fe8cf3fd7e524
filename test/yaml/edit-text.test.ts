import type { Edit } from '../../src/yaml/edit/edit.ts';
import { EditError } from '../../src/yaml/edit/edit-object.ts';
import { editDocument, RereadError, spliceItem } from '../../src/yaml/edit/edit-text.ts';
import { applySplices } from '../../src/yaml/edit/splice.ts';
import { SourceError } from '../../src/yaml/error.ts';
import { at, type Json, type Path } from '../../src/yaml/json.ts';
import type { Node } from '../../src/yaml/node.ts';
import { readYaml, readYamlStream } from '../../src/yaml/read/yaml.ts';
import { toJson } from '../../src/yaml/typing.ts';
import { editsOf, set, type Wish } from './editing.ts';

function nodeAt(root: Node | undefined, path: Path): Node {
  const [step, ...others] = path;
  if (root === undefined) throw new Error('no such node');
  if (step === undefined) return root;
  if (root.kind === 'seq') return nodeAt(root.items[Number(step)], others);
  const pair = root.kind === 'map' && root.pairs.find(({ key }) => key.kind === 'scalar' && key.text === step);
  return nodeAt(pair ? pair.value : undefined, others);
}

/** Edits one part of a text. */
function editedPart(text: string, path: Path, ...wishes: readonly Wish[]): string {
  const root = nodeAt(readYaml(text), path);
  return applySplices(text, spliceItem(text, root, editsOf(toJson(root), wishes)));
}

describe('a part of a text', () => {
  test('splices of several parts are applied together', () => {
    const text = 'items:\n- a: 1 # one\n- a: 2\n  b: |\n    x\n# end\n';
    const root = readYaml(text);
    const splices = [0, 1].flatMap((index) => {
      const item = nodeAt(root, ['items', index]);
      return spliceItem(text, item, editsOf(toJson(item), [set('a', 3), set('c', [4])]));
    });
    expect(applySplices(text, splices)).toBe(
      'items:\n- a: 3 # one\n  c:\n  - 4\n- a: 3\n  b: |\n    x\n  c:\n  - 4\n# end\n',
    );
  });

  test('a new key goes behind the deeper comments that follow the part', () => {
    const text = 'a:\n  b: 1\n  # c:\n  #   d: 2\n# e: 3\n';
    expect(editedPart(text, [], set('f', 4))).toBe('a:\n  b: 1\n  # c:\n  #   d: 2\nf: 4\n# e: 3\n');
  });

  test('a document of a stream', () => {
    const text = '# first\na: 1\n---\n# second\na: 1\n...\n';
    const [, second] = readYamlStream(text);
    if (second === undefined) throw new Error('two documents');
    const edits = editsOf(toJson(second), [set('b', 2), set('a', 3)]);
    expect(applySplices(text, spliceItem(text, second, edits))).toBe('# first\na: 1\n---\n# second\na: 3\nb: 2\n...\n');
  });

  test('with the style of the part', () => {
    const text = 'items:\n- a:\n      b: 1\n  c:\n    - 1\n- a:\n    b: 1\n';
    expect(editedPart(text, ['items', 0], set('d', { e: [1] }))).toBe(
      'items:\n- a:\n      b: 1\n  c:\n    - 1\n  d:\n      e:\n        - 1\n- a:\n    b: 1\n',
    );
  });

  test('behind an anchor on the line of its dash', () => {
    const text = 'items:\n  - &x\n    a: 1\n';
    expect(editedPart(text, ['items', 0], set('b', 2, ''))).toBe('items:\n  - &x\n    b: 2\n    a: 1\n');
  });

  test('in flow', () => {
    const text = '{"items": [{"a": 1}, {"a": 2}]}';
    expect(editedPart(text, ['items', 1], set('b', 'x'))).toBe('{"items": [{"a": 1}, {"a": 2, "b": "x"}]}');
  });

  test('an alias from the outside is followed, and replaced where it has to be', () => {
    const text = 'x: &x {p: 1}\nitems:\n- a: *x\n  b: 1\n';
    expect(editedPart(text, ['items', 0], set('b', 2))).toBe('x: &x {p: 1}\nitems:\n- a: *x\n  b: 2\n');
    expect(editedPart(text, ['items', 0], set('a.p', 2))).toBe('x: &x {p: 1}\nitems:\n- a: {p: 2}\n  b: 1\n');
  });

  test('an anchor that is used outside does not change', () => {
    const text = 'items:\n- a: &x 1\n  b: 1\n- a: *x\n';
    expect(editedPart(text, ['items', 0], set('b', 2))).toBe('items:\n- a: &x 1\n  b: 2\n- a: *x\n');
    expect(() => editedPart(text, ['items', 0], set('a', 2))).toThrow(
      new RereadError('the anchor &x is used outside of what is edited'),
    );
  });

  test.each([
    ['an anchor of the same name outside', 'items:\n- a: &x 1\n- a: &x 1\n  b: *x\n'],
    ['an alias of the same name in the next document', 'items:\n- a: &x 1\n'],
    ['an alias of a longer name', 'items:\n- a: &x 1\nb: &xy 1\nc: *xy\n'],
  ])('%s is no concern', (_, text) => {
    expect(editedPart(text, ['items', 0], set('a', 2))).toBe(text.replace('&x 1', '&x 2'));
  });
});

describe('what is refused', () => {
  test('broken YAML', () => {
    expect(() => editDocument('a: [', [])).toThrow(SourceError);
  });

  test('edits for another text', () => {
    expect(() => editDocument('a: 1\n', [{ op: 'set', path: ['a'], before: 2, after: 3 }])).toThrow(EditError);
    expect(() => editDocument('a: x\n', [{ op: 'embed', path: ['a'], before: 'y', edits: [] }])).toThrow(EditError);
  });

  test('edits for another inner text', () => {
    const edits: readonly Edit[] = [{ op: 'set', path: ['b'], before: 2, after: 3 }];
    expect(() => editDocument('a: "b: 1"\n', [{ op: 'embed', path: ['a'], before: 'b: 1', edits }])).toThrow(EditError);
  });
});

test('no edits, no splices', () => {
  const text = 'a: 1 # why\n';
  expect(spliceItem(text, readYaml(text), [])).toEqual([]);
  expect(editDocument(text, [])).toBe(text);
});

test('thousands of edits of one large JSON line take no time', () => {
  const items = Array.from({ length: 4000 }, (_, index) => ({
    name: `n${index}`,
    image: 'docker.io/a/b:1',
    list: [1],
  }));
  const text = JSON.stringify({ items });
  const value: Json = JSON.parse(text);
  const edits: Edit[] = items.flatMap((_, index) => [
    { op: 'set', path: ['items', index, 'image'], before: at(value, ['items', index, 'image']), after: 'm/a/b:1' },
    { op: 'set', path: ['items', index, 'list', 1], before: undefined, after: 2 },
    { op: 'set', path: ['items', index, 'new'], before: undefined, after: {} },
  ]);
  const wanted = items.map((item) => ({ ...item, image: 'm/a/b:1', list: [1, 2], new: {} }));
  const start = performance.now();
  expect(editDocument(text, edits)).toBe(JSON.stringify({ items: wanted }));
  expect(performance.now() - start).toBeLessThan(10_000);
});
