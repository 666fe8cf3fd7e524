import fc from 'fast-check';
import { visible, visibleJson, visibleLines } from '../../src/yaml/visible.ts';

test.each([
  ['plain text', 'docker.io/é/名:1 → m.io "x" \\n', 'docker.io/é/名:1 → m.io "x" \\n'],
  ['line ends', 'a\nb\r\nc\rd', 'a\\nb\\r\\nc\\rd'],
  ['a tab', 'a\tb', 'a\\tb'],
  ['a colour', '\u001b[31mred', '\\u001b[31mred'],
  ['the control sequence introducer of 8 bits', '\u009b31m', '\\u009b31m'],
  ['a backspace', 'evil\b\b\b\bgood', 'evil\\u0008\\u0008\\u0008\\u0008good'],
  ['delete', '\u007f', '\\u007f'],
  ['line ends of Unicode', '\u0085\u2028\u2029', '\\u0085\\u2028\\u2029'],
  ['text direction', 'a\u202eb\u2066c\u061c', 'a\\u202eb\\u2066c\\u061c'],
  ['no width', 'a\u200bb\u00adc\ufeff', 'a\\u200bb\\u00adc\\ufeff'],
  ['tags beyond 16 bits', '\u{e0041}', '\\u{e0041}'],
  ['half of a pair', 'a\ud800', 'a\\ud800'],
  ['an emoji, and what varies it', '⚠️ 🚀', '⚠️ 🚀'],
  ['a command to GitHub', '::error file=app.js::pwn', '\\u003a:error file=app.js::pwn'],
  ['an indented one', '  ::add-mask::a', '  \\u003a:add-mask::a'],
  ['one behind a line end', 'x\n::error::pwn', 'x\\n::error::pwn'],
  ['an old one, anywhere', 'a ##[error]b', 'a \\u0023#[error]b'],
  ['one to Azure', '##vso[task.setvariable]', '\\u0023#vso[task.setvariable]'],
  ['one to TeamCity', '##teamcity[x]', '\\u0023#teamcity[x]'],
  ['colons and hashes elsewhere', 'a::b [::1]:5000 ## c', 'a::b [::1]:5000 ## c'],
])('made visible: %s', (_, text, seen) => expect(visible(text)).toBe(seen));

const hostile = fc.string({
  unit: fc.oneof(
    fc.constantFrom(...'\n\r\t\b\u001b\u0085\u009b\u2028\u202e\u200b\ufeff::##[]\\ax '),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
  maxLength: 30,
});
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const command = /^\s*::|##(?:vso|teamcity)?\[/m;

test('any text becomes one line without commands, and stays that', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const seen = visible(text);
      expect(seen).not.toMatch(unseen);
      expect(seen).not.toMatch(command);
      expect(visible(seen)).toBe(seen);
    }),
    { numRuns: 2000 },
  );
});

test('lines of our own stay apart', () => {
  expect(visibleLines('one\ntwo\r\n::three::')).toBe('one\ntwo\\r\n\\u003a:three::');
});

test('JSON keeps its value', () => {
  fc.assert(
    fc.property(fc.dictionary(hostile, hostile), (value) => {
      const json = visibleJson(JSON.stringify(value, null, 2));
      expect(JSON.parse(json)).toEqual(value);
      expect(json.replaceAll('\n', '')).not.toMatch(unseen);
      expect(json).not.toMatch(command);
    }),
    { numRuns: 1000 },
  );
});
