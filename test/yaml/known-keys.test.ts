import { anyBit, knownKey, newKey, type PlainKey } from '../../src/yaml/read/known-keys.ts';

const keyOf = (text: string): PlainKey => {
  const codes = Buffer.from(`: ${text}:`, 'latin1');
  return knownKey(codes, 2, 2 + text.length);
};

/** Pairs of letters with one hash: 31 × 'A' + 'a' is 31 × 'B' + 'B'. */
const sameHash = ['Aa', 'BB'].flatMap((a) => ['Aa', 'BB'].flatMap((b) => ['Aa', 'BB'].map((c) => a + b + c)));

test('a key is made once, and is found again', () => {
  const key = keyOf('image');
  expect(key).toMatchObject({ text: 'image', name: 'image' });
  expect(keyOf('image')).toBe(key);
  expect(keyOf('images').text).toBe('images');
});

test('keys of one hash are told apart, however many', () => {
  for (let round = 0; round < 2; round++) {
    for (const text of sameHash) expect(keyOf(text)).toMatchObject({ text, name: text });
  }
});

test('more keys than there is room for are told apart', () => {
  for (let round = 0; round < 2; round++) {
    for (let number = 0; number < 3000; number++) expect(keyOf(`key${number}`).text).toBe(`key${number}`);
  }
});

test.each([
  ['yes', 'true'],
  ['0x10', '16'],
  ['null', undefined],
  ['k'.repeat(65), 'k'.repeat(65)],
])('what may be another key in JSON has a bit in common with all: %s', (text, name) => {
  expect(keyOf(text)).toEqual({ text, name, bit: anyBit });
  expect(newKey(text)).toEqual({ text, name, bit: anyBit });
});
