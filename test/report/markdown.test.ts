import fc from 'fast-check';
import { code, prose } from '../../src/report/markdown.ts';

test.each([
  ['words', 'a, b (c)', 'a, b (c)'],
  ['marks', '*a* _b_ [c](d) `e`', '\\*a\\* \\_b\\_ \\[c\\](d) \\`e\\`'],
  ['HTML', '<img src=x> &amp;', '&lt;img src=x> &amp;amp;'],
  ['a mention', 'ask @k8ssandra/admins', 'ask <span>@</span>k8ssandra/admins'],
  ['a digest', 'a@sha256:0f', 'a<span>@</span>sha256:0f'],
  ['an address', 'https://evil.example/x', 'https<span>:</span>//evil.example/x'],
  ['an address without a scheme', 'WWW.evil.example', 'WWW<span>.</span>evil.example'],
  ['an issue, a merge request, a formula', '#12 !3 $x$', '<span>\\#</span>12 <span>!</span>3 <span>$</span>x$'],
  ['a line end of ours', 'a\nb', 'a<br>b'],
  ['a carriage return', 'a\r# b', 'a\\\\r\\# b'],
  ['the end of the details', '</details>', '&lt;/details>'],
])('outside of code: %s', (_, text, written) => expect(prose(text)).toBe(written));

test.each([
  ['a reference', 'a/b:1', '`a/b:1`'],
  ['a bar', 'a|b', '`a\\|b`'],
  ['a bar behind a backslash, which would end the cell', 'a\\|@b', '`a\\\\u007c@b`'],
  ['backticks', 'a`b``c', '``` a`b``c ```'],
  ['line ends', 'a\n| b', '`a\\n\\| b`'],
])('as code: %s', (_, text, written) => expect(code(text)).toBe(written));

const text = fc.string({
  unit: fc.constantFrom(...'\n\r\u2028|\\`@#!$&<>*_[]()~:/. aw1', 'www.', 'http://', '@me', '<br>'),
  maxLength: 25,
});

test('whatever a text holds, it ends no line and no cell, and calls nobody', () => {
  fc.assert(
    fc.property(text, (any) => {
      const written = prose(any);
      expect(written.replaceAll('<br>', '').replaceAll(/<\/?span>/g, '\0')).not.toMatch(
        /[\r\n\u2028<]|@\w|:\/\/|www\.|(?<!\\)(?:\\\\)*[|`*_[\]~]/i,
      );
      expect(code(any)).not.toMatch(/[\r\n\u2028]|(?<!\\)(?:\\\\)*\|/);
    }),
    { numRuns: 2000 },
  );
});
