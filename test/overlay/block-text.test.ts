import fc from 'fast-check';
import { parse } from 'yaml';
import { blockText } from '../../src/overlay/block-text.ts';
import { kustomizationLines } from '../../src/overlay/kustomization.ts';
import { at, type Json } from '../../src/yaml/json.ts';
import { readDocument } from '../../src/yaml/read/read.ts';
import { toJson } from '../../src/yaml/typing.ts';

test.each([
  ['a: 1\nb: 2\n', '|', ['a: 1', 'b: 2']],
  ['a: 1\nb: 2', '|-', ['a: 1', 'b: 2']],
  ['a: 1\n', '|', ['a: 1']],
  ['a: 1\n\n\n', '|+', ['a: 1', '', '']],
  ['a\n\n  b\n', '|', ['a', '', '  b']],
  ['# é 😀\n\tb: "\\n"  \n', '|', ['# é 😀', '\tb: "\\n"  ']],
  ['a\n---\n...\nb\n', '|', ['a', '---', '...', 'b']],
])('%j is a block', (text, header, lines) => {
  expect(blockText(text)).toEqual({ header, lines });
});

test.each([
  ['one line', 'a: 1'],
  ['nothing', ''],
  ['line ends alone', '\n\n'],
  ['blanks in front', ' a\nb\n'],
  ['a line end in front', '\na\n'],
  ['a tab in front', '\ta\nb\n'],
  ['blanks as the last line', 'a\n  \n'],
  ['CRLF', 'a\r\nb\r\n'],
  ['a control character', 'a\u0007\nb\n'],
  ['a line end of Unicode', 'a\u2028b\nc\n'],
  ['a byte order mark', '\ufeffa\nb\n'],
  ['half a character', 'a\ud800\nb\n'],
])('%s is left to double quotes', (_, text) => {
  expect(blockText(text)).toBeUndefined();
});

/** The value of the last operation of a patch, as kustomize gets at it: the end of the patch trimmed. */
function throughPatch(value: Json, read: (text: string) => unknown): unknown {
  const operation = { op: 'replace', path: '/data/x', value } as const;
  const overlay = {
    kind: 'Kustomization',
    resources: [],
    patches: [{ target: { kind: 'ConfigMap' }, operations: [operation] }],
    additions: [],
    existing: [],
  } as const;
  const kustomization = read(`${kustomizationLines(overlay, undefined).join('\n')}\n`);
  const patch = (kustomization as { patches: { patch: string }[] }).patches[0]?.patch ?? '';
  const operations = read(patch.trim());
  return at(operations as never, [0, 'value']);
}

const pieces = [
  'a',
  'b: 1',
  '  ',
  '\t',
  '\n',
  '\n',
  '\n\n',
  '---',
  '#',
  ' c',
  '\r',
  'é',
  '😀',
  '\u2028',
  '"',
  '- ',
  ': ',
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(''));

test.each([
  ['the yaml package', (yaml: string): unknown => parse(yaml)],
  ['our reader', (yaml: string): unknown => toJson(readDocument(yaml))],
])('%s reads every string of a patch as it was', (_, read) => {
  fc.assert(
    fc.property(fc.oneof(text, fc.record({ a: text, b: fc.record({ c: text }) }), fc.array(text)), (value: Json) => {
      expect(throughPatch(value, read)).toEqual(value);
    }),
    { numRuns: 500 },
  );
});
