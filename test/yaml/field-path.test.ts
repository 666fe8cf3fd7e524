import { follow, formatFieldPath, InvalidFieldPathError, parseFieldPath } from '../../src/yaml/field-path.ts';

describe('parseFieldPath', () => {
  test.each([
    ['spec.image', [{ key: 'spec' }, { key: 'image' }]],
    ['spec.x[].image', [{ key: 'spec' }, { key: 'x' }, 'each', { key: 'image' }]],
    ['spec.images[]', [{ key: 'spec' }, { key: 'images' }, 'each']],
    ['spec.grid[][].image', [{ key: 'spec' }, { key: 'grid' }, 'each', 'each', { key: 'image' }]],
    ['spec["example.com/images"].main', [{ key: 'spec' }, { key: 'example.com/images' }, { key: 'main' }]],
    ['spec["a\\"]b"]', [{ key: 'spec' }, { key: 'a"]b' }]],
    ['data-1.under_score', [{ key: 'data-1' }, { key: 'under_score' }]],
  ])('reads %s', (text, path) => {
    expect(parseFieldPath(text)).toEqual(path);
    expect(formatFieldPath(parseFieldPath(text))).toBe(text);
  });

  test.each([
    ['', 'it is empty'],
    ['[].image', 'it starts with []'],
    ['.spec.image', 'is no key'],
    ['spec..image', 'a key is missing at "..image"'],
    ['spec.image.', 'a key is missing at "."'],
    ['spec.[]', 'a key is missing at ".[]"'],
    ['spec.x[0].image', 'write [] instead of [0]'],
    ['spec.x[*].image', 'is no key'],
    ['spec.*.image', '* is not known: write []'],
    ['spec.x[].image path', '" path" is no key'],
    ['spec.a/b', '"/b" is no key; keys with other signs than letters, digits, - and _ are written ["a.b/c"]'],
    ['spec["\\x"]', 'is no JSON string'],
  ])('refuses %j: %s', (text, problem) => {
    expect(() => parseFieldPath(text)).toThrow(InvalidFieldPathError);
    expect(() => parseFieldPath(text)).toThrow(problem);
  });
});

describe('follow', () => {
  const path = parseFieldPath('spec.lists[].image');

  test('finds every item of a list', () => {
    const root = { spec: { lists: [{ image: 'a' }, { other: 1 }, { image: 'b' }] } };
    expect(follow(root, path, 'exact')).toEqual({
      found: [
        { path: ['spec', 'lists', 0, 'image'], value: 'a', misspelt: false },
        { path: ['spec', 'lists', 2, 'image'], value: 'b', misspelt: false },
      ],
      blocked: [],
    });
  });

  test('takes null for absent, at every depth', () => {
    const roots = [null, {}, { spec: null }, { spec: { lists: null } }, { spec: { lists: [null, { image: null }] } }];
    for (const root of roots) expect(follow(root, path, 'exact')).toEqual({ found: [], blocked: [] });
  });

  test('says where the document has another form', () => {
    expect(follow({ spec: [] }, path, 'exact').blocked).toEqual([{ path: ['spec'], value: [], expected: 'a mapping' }]);
    expect(follow({ spec: { lists: {} } }, path, 'exact').blocked).toEqual([
      { path: ['spec', 'lists'], value: {}, expected: 'a list' },
    ]);
    expect(follow({ spec: { lists: ['x'] } }, path, 'exact').blocked).toEqual([
      { path: ['spec', 'lists', 0], value: 'x', expected: 'a mapping' },
    ]);
  });

  test('finds misspelt keys when asked to, beside the right ones', () => {
    const root = { spec: { Lists: [{ image: 'a' }], lists: [{ IMAGE: 'b', image: 'c' }] } };
    expect(follow(root, path, 'exact').found.map(({ value }) => value)).toEqual(['c']);
    expect(follow(root, path, 'any-case').found).toEqual([
      { path: ['spec', 'Lists', 0, 'image'], value: 'a', misspelt: true },
      { path: ['spec', 'lists', 0, 'IMAGE'], value: 'b', misspelt: true },
      { path: ['spec', 'lists', 0, 'image'], value: 'c', misspelt: false },
    ]);
  });

  test('keys of Object.prototype are no keys of a document', () => {
    expect(follow({}, [{ key: 'constructor' }], 'exact').found).toEqual([]);
  });
});
