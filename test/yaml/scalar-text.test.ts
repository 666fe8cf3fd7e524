import fc from 'fast-check';
import { parse } from 'yaml';
import { type Quotes, type Scalar, scalarText } from '../../src/yaml/scalar-text.ts';
import { jsonOf } from './editing.ts';

test.each<[Scalar, Quotes, string]>([
  [null, 'double', 'null'],
  [true, 'single', 'true'],
  [1.5, 'plain', '1.5'],
  [1e21, 'plain', '1e+21'],
  ['a/b:c', 'plain', 'a/b:c'],
  ['5', 'plain', '"5"'],
  ['no', 'plain', '"no"'],
  ['0x1F', 'plain', '"0x1F"'],
  ['1:30', 'plain', '"1:30"'],
  ['2024-01-01', 'plain', '"2024-01-01"'],
  ['', 'plain', '""'],
  ['a: b', 'plain', '"a: b"'],
  ['a, b', 'plain', '"a, b"'],
  ['a', 'single', "'a'"],
  ["it's", 'single', "'it''s'"],
  ['a\nb', 'single', '"a\\nb"'],
  ['a', 'double', '"a"'],
  ['"\\/', 'double', '"\\"\\\\/"'],
  ['é😀', 'double', '"é😀"'],
  ['\u0000\u007f\u0085\u2028\ufeff', 'double', '"\\u0000\\u007f\\u0085\\u2028\\ufeff"'],
  ['\ud800', 'double', '"\\ud800"'],
])('%p, %s: %s', (value, quotes, text) => {
  expect(scalarText(value, quotes)).toBe(text);
});

test('whatever is written reads as it was, in block and in flow, here and by the yaml package', () => {
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
  );
  fc.assert(
    fc.property(value, fc.constantFrom<Quotes>('plain', 'single', 'double'), (scalar, quotes) => {
      const wanted = Object.is(scalar, -0) ? 0 : scalar;
      for (const text of [`k: ${scalarText(scalar, quotes)}\n`, `{k: ${scalarText(scalar, quotes)}}\n`]) {
        expect(jsonOf(text)).toEqual({ k: wanted });
        expect(parse(text)).toEqual({ k: wanted });
      }
      if (quotes === 'double') expect(JSON.parse(scalarText(scalar, quotes))).toEqual(wanted);
    }),
  );
});
