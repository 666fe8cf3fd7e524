import fc from 'fast-check';
import { parse } from 'yaml';
import type { Json } from '../../src/yaml/json.ts';
import { blockLines, type FlowStyle, flowText } from '../../src/yaml/print.ts';
import { jsonOf } from './editing.ts';

const value: Json = { a: 'x', list: [1, { b: null, c: ['d'] }, [[]]], 'p q': { e: {} } };

test.each([
  [{ step: 2, dashes: 0 }, ['a: x', 'list:', '- 1', '- b: null', '  c:', '  - d', '- - []', '"p q":', '  e: {}']],
  [
    { step: 4, dashes: 2 },
    ['a: x', 'list:', '  - 1', '  - b: null', '    c:', '      - d', '  - - []', '"p q":', '    e: {}'],
  ],
])('block style %j', (style, lines) => {
  expect(blockLines(value, style)).toEqual(lines);
});

const plain: FlowStyle = { keys: 'plain', values: 'plain', colon: ': ', comma: ', ', unit: '  ' };

test.each<[string, FlowStyle, string]>([
  ['plain', plain, '{a: x, list: [1, {b: null, c: [d]}, [[]]], "p q": {e: {}}}'],
  ['single', { ...plain, values: 'single' }, `{a: 'x', list: [1, {b: null, c: ['d']}, [[]]], "p q": {e: {}}}`],
  [
    'JSON',
    { ...plain, keys: 'double', values: 'double' },
    '{"a": "x", "list": [1, {"b": null, "c": ["d"]}, [[]]], "p q": {"e": {}}}',
  ],
  ['compact', { ...plain, keys: 'double', values: 'double', colon: ':', comma: ',' }, JSON.stringify(value)],
])('flow style, %s', (_, style, text) => {
  expect(flowText(value, style)).toBe(text);
});

test('flow style with broken lines is that of JSON.stringify', () => {
  const style: FlowStyle = { ...plain, keys: 'double', values: 'double', unit: '    ' };
  expect(flowText(value, style, { lineBreak: '\n', indentation: '' })).toBe(JSON.stringify(value, null, 4));
});

test('what is printed reads as it was', () => {
  const json = fc.jsonValue({ maxDepth: 4 }).map((each) => JSON.parse(JSON.stringify(each)) as Json);
  const blockStyle = fc.record({ step: fc.constantFrom(1, 2, 4), dashes: fc.constantFrom(0, 2) });
  const flowStyle = fc.record<FlowStyle>({
    keys: fc.constantFrom('plain', 'single', 'double'),
    values: fc.constantFrom('plain', 'single', 'double'),
    colon: fc.constantFrom(':', ': '),
    comma: fc.constantFrom(',', ', '),
    unit: fc.constant('  '),
  });
  fc.assert(
    fc.property(json, blockStyle, flowStyle, fc.boolean(), (each, block, flow, isBroken) => {
      const broken = isBroken ? { lineBreak: '\n', indentation: '  ' } : undefined;
      for (const text of [`k:\n  ${blockLines(each, block).join('\n  ')}\n`, `k: ${flowText(each, flow, broken)}\n`]) {
        expect(jsonOf(text)).toEqual({ k: each });
        expect(parse(text)).toEqual({ k: each });
      }
    }),
  );
});
