import { addItem, itemsPlace, replaceItem } from '../../src/yaml/edit/items-place.ts';
import { applySplices } from '../../src/yaml/edit/splice.ts';
import { type Input, locate, type ResourceListInput } from '../../src/yaml/read/items.ts';

function listIn(text: string): ResourceListInput {
  const input: Input = locate(text);
  if (input.form !== 'resource-list') throw new Error('that is no ResourceList');
  return input;
}

const item = ['# comment', 'kind: New', 'data: |', '  a', '', '  b'];

function added(text: string): string {
  const place = itemsPlace(listIn(text));
  if (place === undefined) throw new Error('there is no place');
  return applySplices(text, [addItem(place, item)]);
}

const head = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n';
const now = '- # comment\n  kind: New\n  data: |\n    a\n\n    b\n';

test.each([
  ['behind the last', `${head}items:\n- kind: A\n- kind: B\n`, `${head}items:\n- kind: A\n- kind: B\n${now}`],
  [
    'in front of the next key',
    `${head}items:\n- kind: A\n  text: |\n    functionConfig:\nfunctionConfig:\n  kind: F\n`,
    `${head}items:\n- kind: A\n  text: |\n    functionConfig:\n${now}functionConfig:\n  kind: F\n`,
  ],
  ['behind a last line without an end', `${head}items:\n- kind: A`, `${head}items:\n- kind: A\n${now}`],
  ['in front of the end of the document', `${head}items:\n- kind: A\n---\n`, `${head}items:\n- kind: A\n${now}---\n`],
  [
    'in the place of an empty list',
    `${head}items: [] # none\nfunctionConfig:\n  kind: F\n`,
    `${head}items:\n${now}functionConfig:\n  kind: F\n`,
  ],
  [
    'where nothing is',
    `${head}items:\nfunctionConfig:\n  kind: F\n`,
    `${head}items:\n${now}functionConfig:\n  kind: F\n`,
  ],
])('an item is added %s', (_, text, expected) => {
  expect(added(text)).toBe(expected);
  expect(locate(added(text)).items.map(({ kind }) => kind)).toContain('New');
});

test('an item is added at the column of the others', () => {
  expect(added(`${head}items:\n  - kind: A\n`)).toBe(`${head}items:\n  - kind: A\n${now.replaceAll(/^(?=.)/gm, '  ')}`);
});

test('an item is added with the line ends of the others', () => {
  const text = `${head}items:\n- kind: A\n`;
  expect(added(text.replaceAll('\n', '\r\n'))).toBe(added(text).replaceAll('\n', '\r\n'));
});

test.each(['{"kind": "ResourceList", "items": []}', `${head}items: [{kind: A}]\n`])('%s has no place', (text) => {
  expect(itemsPlace(listIn(text))).toBeUndefined();
});

const old = '- # mine\n  # more\n  kind: Old\n  data: |\n    - a\n  # inside\n';

test.each([
  ['the only one', '', ''],
  ['the first', '', '- # another\n  kind: B\n'],
  ['the last', '- kind: A\n  # of A\n', ''],
  ['one in the middle', '- kind: A\n', '- kind: B\n'],
])('%s is replaced with its comments', (_, before, after) => {
  const text = `${head}items:\n${before}${old}${after}functionConfig:\n  kind: F\n`;
  const input = listIn(text);
  const place = itemsPlace(input);
  const present = input.items.find(({ kind }) => kind === 'Old');
  if (place === undefined || present === undefined) throw new Error('not found');
  expect(applySplices(text, [replaceItem(text, place, present, item)])).toBe(text.replace(old, now));
});
