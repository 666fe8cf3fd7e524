import type { Edit } from '../../src/yaml/edit/edit.ts';
import { EditError, editObject } from '../../src/yaml/edit/edit-object.ts';
import type { Json } from '../../src/yaml/json.ts';

const noText = (text: string): string => {
  throw new Error(`no text should be edited: ${text}`);
};

function edit(root: Json, ...edits: readonly Edit[]): Json {
  return editObject(root, edits, noText);
}

describe('set', () => {
  test.each<[string, Json, Edit, Json]>([
    ['a value', { a: 1, b: 2 }, { op: 'set', path: ['a'], before: 1, after: 3 }, { a: 3, b: 2 }],
    [
      'a value in the depth',
      { a: [{ b: 1 }] },
      { op: 'set', path: ['a', 0, 'b'], before: 1, after: 3 },
      { a: [{ b: 3 }] },
    ],
    ['the whole', { a: 1 }, { op: 'set', path: [], before: { a: 1 }, after: 'x' }, 'x'],
    ['null, which is a value', { a: 1 }, { op: 'set', path: ['a'], before: 1, after: null }, { a: null }],
    ['a new key', { a: 1 }, { op: 'set', path: ['b'], before: undefined, after: 2 }, { a: 1, b: 2 }],
    ['a new item', [1], { op: 'set', path: [1], before: undefined, after: 2 }, [1, 2]],
    ['a key of null', { a: null }, { op: 'set', path: ['a', 'b'], before: undefined, after: 2 }, { a: { b: 2 } }],
    ['an item of null', { a: null }, { op: 'set', path: ['a', 0], before: undefined, after: 2 }, { a: [2] }],
    ['a key named like a method', {}, { op: 'set', path: ['toString'], before: undefined, after: 2 }, { toString: 2 }],
  ])('%s', (_, root, one, result) => {
    expect(edit(root, one)).toEqual(result);
  });

  test('a key named __proto__ is a key like any other', () => {
    const result = edit(JSON.parse('{"a": {}}'), {
      op: 'set',
      path: ['a', '__proto__'],
      before: undefined,
      after: { b: 1 },
    });
    expect(JSON.stringify(result)).toBe('{"a":{"__proto__":{"b":1}}}');
  });

  test.each([
    ['behind the one it follows', 'a', '{"a":1,"c":3,"b":2}'],
    ['behind the last by default', undefined, '{"a":1,"b":2,"c":3}'],
    ['behind the last if that one is missing', 'x', '{"a":1,"b":2,"c":3}'],
    ['before the first', '', '{"c":3,"a":1,"b":2}'],
  ])('a new key stands %s', (_, follows, result) => {
    const one = { op: 'set', path: ['c'], before: undefined, after: 3 } as const;
    expect(JSON.stringify(edit({ a: 1, b: 2 }, follows === undefined ? one : { ...one, follows }))).toBe(result);
  });
});

test('each edit sees what those before it have made', () => {
  const result = edit(
    { a: [] },
    { op: 'set', path: ['a', 0], before: undefined, after: { b: 1 } },
    { op: 'set', path: ['a', 0, 'b'], before: 1, after: 2 },
    { op: 'set', path: ['a', 1], before: undefined, after: 3 },
  );
  expect(result).toEqual({ a: [{ b: 2 }, 3] });
});

test('nothing is mutated, and what no edit touches is shared', () => {
  const root = { a: { b: 1 }, c: [{ d: 1 }, { e: 1 }] };
  const copy = structuredClone(root);
  const result = edit(root, { op: 'set', path: ['c', 0, 'd'], before: 1, after: 2 });
  expect(root).toEqual(copy);
  expect(result).toMatchObject({ c: [{ d: 2 }, { e: 1 }] });
  expect((result as typeof root).a).toBe(root.a);
  expect((result as typeof root).c[1]).toBe(root.c[1]);
});

test('a document in a string becomes what editing the text makes of it', () => {
  const inner: readonly Edit[] = [{ op: 'set', path: ['a'], before: 1, after: 2 }];
  const calls: unknown[] = [];
  const result = editObject(
    { c: 'a: 1\n' },
    [{ op: 'embed', path: ['c'], before: 'a: 1\n', edits: inner }],
    (text, edits) => {
      calls.push([text, edits]);
      return 'a: 2\n';
    },
  );
  expect(result).toEqual({ c: 'a: 2\n' });
  expect(calls).toEqual([['a: 1\n', inner]]);
});

describe('an edit that does not fit', () => {
  test.each<[string, Json, Edit, string]>([
    [
      'another value',
      { a: 1 },
      { op: 'set', path: ['a'], before: '1', after: 2 },
      `cannot edit a: expected "1", found 1`,
    ],
    [
      'a missing value',
      {},
      { op: 'set', path: ['a'], before: null, after: 2 },
      `cannot edit a: expected null, found nothing`,
    ],
    [
      'a key that is there',
      { a: 1 },
      { op: 'set', path: ['a'], before: undefined, after: 2 },
      `cannot edit a: expected nothing, found 1`,
    ],
    [
      'a missing parent',
      {},
      { op: 'set', path: ['a', 'b'], before: undefined, after: 2 },
      `cannot edit a.b: its parent is nothing`,
    ],
    [
      'a parent without keys',
      { a: 'x' },
      { op: 'set', path: ['a', 'b'], before: undefined, after: 2 },
      `cannot edit a.b: its parent is "x"`,
    ],
    [
      'a key in a list',
      { a: [] },
      { op: 'set', path: ['a', 'b'], before: undefined, after: 2 },
      `cannot edit a.b: its parent is []`,
    ],
    [
      'an item behind the end',
      [1],
      { op: 'set', path: [2], before: undefined, after: 2 },
      `cannot edit [2]: its parent is [1]`,
    ],
    [
      'another document',
      { a: 'x' },
      { op: 'embed', path: ['a'], before: 'y', edits: [] },
      `cannot edit a: expected "y", found "x"`,
    ],
    [
      'the whole',
      'x',
      { op: 'set', path: [], before: 'y', after: 2 },
      `cannot edit the document: expected "y", found "x"`,
    ],
  ])('%s', (_, root, one, message) => {
    expect(() => edit(root, one)).toThrow(new EditError(one.path, message.replace(/^.*?: /, '')));
    expect(() => edit(root, one)).toThrow(message);
  });

  test('long values are cut in the message', () => {
    const one: Edit = { op: 'set', path: ['a'], before: 'x'.repeat(1000), after: 2 };
    expect(() => edit({ a: 1 }, one)).toThrow(/^cannot edit a: expected "x{59}…, found 1$/);
  });
});
