import fc from 'fast-check';
import { readYaml } from '../../src/yaml/read/yaml.ts';
import { DecodeError, duplicateKeys, isPlainSafe, keyText, toJson } from '../../src/yaml/typing.ts';

const json = (yaml: string): unknown => toJson(readYaml(yaml));

describe('values', () => {
  test.each([
    ['plain scalars are typed', 'a: 010\nb: yes\nc: ~\nd:\ne: 1.50', { a: 8, b: true, c: null, d: null, e: 1.5 }],
    [
      'quoted and block scalars are strings',
      'a: "010"\nb: \'yes\'\nc: |-\n  1\nd: >-\n  ~',
      { a: '010', b: 'yes', c: '1', d: '~' },
    ],
    ['flow and block collections are alike', '{a: [1, {b: c}], d: {}, e: []}', { a: [1, { b: 'c' }], d: {}, e: [] }],
    ['an entry of a flow map without value is null', '{a, b: }', { a: null, b: null }],
    ['a pair in a flow list is a map', '[a: b, c]', [{ a: 'b' }, 'c']],
    ['an empty text is null', '', null],
    ['the last of repeated keys counts', 'a: 1\nb: 2\na: 3\n"a": 4', { a: 4, b: 2 }],
  ])('%s', (_, yaml, value) => {
    expect(json(yaml)).toEqual(value);
  });

  test('a key may be named like a property of every object', () => {
    const value = json('__proto__: {a: 1}\nconstructor: b');
    expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1},"constructor":"b"}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test('.inf has no place in JSON', () => {
    expect(() => json('a: .inf')).toThrow(new DecodeError('.inf is no JSON value', 3));
  });
});

describe('keys are what Go prints', () => {
  test.each([
    ['4.10', '4.1'],
    ['5', '5'],
    ['0x10', '16'],
    ['1_000', '1000'],
    ['9007199254740993', '9007199254740993'],
    ['yes', 'true'],
    ['n', 'false'],
    ['1.0', '1'],
    ['0.1', '0.1'],
    ['0.00001', '1e-05'],
    ['123456.0', '123456'],
    ['1234567.0', '1.234567e+06'],
    ['16777217.0', '1.6777216e+07'],
    ['1e10', '1e+10'],
    ['.inf', '.inf'],
    ['-.INF', '-.inf'],
    ['.nan', '.nan'],
    ['"4.10"', '4.10'],
    ['!!str 4.10', '4.10'],
    ['2024-01-01', '2024-01-01'],
  ])('%s: is %j', (key, text) => {
    expect(json(`? ${key}\n: x`)).toEqual({ [text]: 'x' });
  });

  test.each(['~', 'null', '[a]', '{a: b}', '12345678901234567890'])('%s: is refused', (key) => {
    expect(() => json(`? ${key}\n: x`)).toThrow(DecodeError);
    const root = readYaml(`? ${key}\n: x`);
    expect(root.kind === 'map' && root.pairs.map((pair) => keyText(pair.key))).toEqual([undefined]);
  });
});

describe('tags', () => {
  test.each([
    ['!!str 5', '5'],
    ['!!str', ''],
    ['!<tag:yaml.org,2002:str> 5', '5'],
    ['! 5', '5'],
    ['!custom 5', '5'],
    ['!!int "5"', 5],
    ['!!int 0x10', 16],
    ['!!float 5', 5],
    ['!!bool "yes"', true],
    ['!!null ""', null],
    ['!!binary aGVs\n bG8=', undefined],
    ['!!binary aGVsbG8=', 'hello'],
    ['!!binary |\n  aGVs\n  bG8=\n', 'hello'],
    ['!!timestamp 2001-01-01', '2001-01-01'],
    ['!!set {a, b}', { a: null, b: null }],
  ])('%j is %j', (yaml, value) => {
    if (value === undefined) expect(() => json(yaml)).toThrow(DecodeError);
    else expect(json(yaml)).toEqual(value);
  });

  test.each(['!!int 5.5', '!!int x', '!!null x', '!!bool 1', '!!float x', '!!binary _'])('%s is refused', (yaml) => {
    expect(() => json(yaml)).toThrow(DecodeError);
  });

  test('a %TAG directive decides what !! means', () => {
    expect(json('%TAG !! tag:example.org,2000:\n---\na: !!int x')).toEqual({ a: 'x' });
  });
});

describe('aliases and merge keys', () => {
  test.each([
    ['an alias is the last anchor of its name', '- &a 1\n- *a\n- &a 2\n- *a', [1, 1, 2, 2]],
    ['an alias may be a key', '&a x: 1\n*a : 2', { x: 2 }],
    ['<< brings in a map', 'a: &a {x: 1, z: 2}\nb:\n  <<: *a\n  z: 3', { a: { x: 1, z: 2 }, b: { x: 1, z: 3 } }],
    ['<< may give what stands in front of it', 'x: 1\n<<: {x: 1, z: 2}', { x: 1, z: 2 }],
    ['the first of several merged maps wins', '<<: [{x: 1}, {x: 2, z: 3}]', { x: 1, z: 3 }],
    ['<< merges through <<', '<<: {<<: {x: 1}, z: 2}', { x: 1, z: 2 }],
    ['!!merge makes any << a merge key', '!!merge "<<": {x: 1}', { x: 1 }],
    ['a tag of no meaning leaves << a merge key', '! <<: {x: 1}', { x: 1 }],
    ['a quoted << is a key', '"<<": {x: 1}', { '<<': { x: 1 } }],
    ['<< is a string where it is a value', 'a: <<', { a: '<<' }],
  ])('%s', (_, yaml, value) => {
    expect(json(yaml)).toEqual(value);
  });

  test.each([
    ['<<: 5', '<< wants a map'],
    ['<<: [5]', '<< wants a map'],
    ['<<: [[{a: 1}]]', '<< wants a map'],
    ['<<: ~', '<< wants a map'],
    ['x: 1\n<<: {x: 2}', 'gives x, which stands in front of it with another value'],
    ['<<: {x: 1}\n<<: {y: 2}', 'a second <<'],
    ['! "<<": {x: 1}', 'whether this << merges'],
    ['!!str <<: {x: 1}', 'whether this << merges'],
    ['a: &m <<\n*m : {x: 1}', 'whether this << merges'],
  ])('%j is refused', (yaml, reason) => {
    expect(() => json(yaml)).toThrow(reason);
  });

  test('aliases can not blow a document up', () => {
    const levels = Array.from(
      { length: 12 },
      (_, level) => `a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`)}]`,
    );
    expect(() => json(`a0: &a0 [x]\n${levels.join('\n')}`)).toThrow('excessive aliasing');
  });

  test('nor make it deeper than the stack', () => {
    const levels = Array.from({ length: 5000 }, (_, level) => `a${level + 1}: &a${level + 1} [*a${level}]`);
    expect(() => json(`a0: &a0 [x]\n${levels.join('\n')}`)).toThrow(DecodeError);
  });
});

describe('duplicateKeys', () => {
  const paths = (yaml: string): unknown =>
    duplicateKeys(readYaml(yaml)).map(({ path, first, second }) => [path, first.start, second.start]);

  test.each([
    ['at the root', 'a: 1\nb: 2\na: 3', [[['a'], 0, 10]]],
    ['deep inside', 'a:\n- b: {c: 1, c: 2}', [[['a', 0, 'b', 'c'], 9, 15]]],
    ['written in different ways', '4.1: a\n"4.1": b', [[['4.1'], 0, 7]]],
    [
      'three times',
      'a: 1\na: 2\na: 3',
      [
        [['a'], 0, 5],
        [['a'], 0, 10],
      ],
    ],
    ['below an anchor once', 'x: &x {a: 1, a: 2}\ny: *x', [[['x', 'a'], 7, 13]]],
    ['not for merge keys', '<<: {a: 1}\n<<: {b: 2}', []],
    ['not for keys of different maps', 'a: {b: 1}\nb: {b: 1}', []],
  ])('%s', (_, yaml, expected) => {
    expect(paths(yaml)).toEqual(expected);
  });
});

describe('isPlainSafe', () => {
  test.each([
    ...['nginx', 'docker.io/k8ssandra/medusa:0.29.1', '10.0.0.1:5000/x', '5.0.6-ubi', 'v1.77', 'k8ssandra/x@sha256:0a'],
    ...['IfNotPresent', 'a.b_c-d', '/etc/x', 'latest', '4.1-rc', 'ubi8'],
  ])('%s', (text) => {
    expect(isPlainSafe(text)).toBe(true);
  });

  test.each([
    ...[
      '',
      'y',
      'No',
      'null',
      '~',
      '1',
      '1.10',
      '1.2.3',
      '010',
      '0x1F',
      '1e3',
      '1:30',
      '2024-01-01',
      '2024-01-01T00:00:00Z',
    ],
    ...[
      '.inf',
      '.5',
      '0o17',
      '1_000',
      '-1',
      '-x',
      '=',
      '<<',
      'a: b',
      'a #b',
      'a:',
      'a b',
      '{a}',
      'a,b',
      '*a',
      '&a',
      '!a',
      '%a',
      '@a',
    ],
    ...["it's", '"a"', 'a\nb', ' a', 'a ', 'é', '#', '---', '...', '?', '|', 'TRUE', 'Off'],
  ])('not %j', (text) => {
    expect(isPlainSafe(text)).toBe(false);
  });

  test('what is safe reads as itself, in block and in flow', () => {
    const text = fc.stringMatching(/^[\w./@:+-]{1,12}$/);
    fc.assert(
      fc.property(text, (safe) => {
        fc.pre(isPlainSafe(safe));
        expect(json(`a: ${safe}\n`)).toEqual({ a: safe });
        expect(json(`{a: ${safe}, b: [${safe}]}`)).toEqual({ a: safe, b: [safe] });
      }),
      { numRuns: 300 },
    );
  });
});
