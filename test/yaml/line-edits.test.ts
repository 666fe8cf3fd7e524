import fc from 'fast-check';
import type { SetEdit } from '../../src/yaml/edit/edit.ts';
import { editDocument, spliceEdits } from '../../src/yaml/edit/edit-text.ts';
import { spliceLines } from '../../src/yaml/edit/line-edits.ts';
import { applySplices } from '../../src/yaml/edit/splice.ts';
import { at, isList, isObject, type Json, type Path } from '../../src/yaml/json.ts';
import { readFirstYaml } from '../../src/yaml/read/yaml.ts';
import { jsonOf } from './editing.ts';
import { type Features, picks, randomText } from './random-document.ts';

function byLines(text: string, path: Path, after: string): string | undefined {
  const edit = { op: 'set', path, before: at(jsonOf(text), path), after } as const;
  const splices = spliceLines(text, readFirstYaml(text), [edit]);
  return splices && applySplices(text, splices);
}

test.each([
  ['plain', 'a: old\nb: 1\n', 'a: new\nb: 1\n'],
  ['in quotes, with a comment', "a: 'old' # old\n", "a: 'new' # old\n"],
  ['at the end of the text', 'b: 1\na: old', 'b: 1\na: new'],
  ['under a key that would be a marker at the margin', 'x:\n  ---: 1\n  a: old\n', undefined],
])('a scalar on the line of its key is replaced there: %s', (_, text, wanted) => {
  expect(byLines(text, ['a'], 'new')).toBe(wanted);
});

test.each([
  ['on the next line', 'a:\n  old\n'],
  ['on several lines', 'a: old\n  friend\n'],
  ['a block scalar', 'a: |-\n  old\n'],
  ['behind a tag', 'a: !!str old\n'],
  ['behind an anchor', 'a: &a old\nb: *a\n'],
  ['an alias', 'b: &a old\na: *a\n'],
  ['below an anchor', '&x\na: old\n'],
  ['in flow', '{a: old}\n'],
  ['beside a <<', 'b: &b {c: 1}\nd:\n  <<: *b\na: old\n<<: {e: 1}\n'],
  ['a number', 'a: 1\n'],
  ['missing', 'b: old\n'],
  ['behind a ?', '? a\n: old\n'],
])('anything else is left to others: %s', (_, text) => {
  expect(byLines(text, ['a'], 'new')).toBeUndefined();
});

test('edits that say nothing new, or fit no longer, are left to others', () => {
  const edit = (before: string, after: string): SetEdit => ({ op: 'set', path: ['a'], before, after });
  const root = readFirstYaml('a: old\n');
  expect(spliceLines('a: old\n', root, [edit('old', 'old')])).toBeUndefined();
  expect(spliceLines('a: old\n', root, [edit('other', 'new')])).toBeUndefined();
  expect(spliceLines('a: old\n', root, [edit('old', 'new'), edit('new', 'newer')])).toBeUndefined();
});

test('a value that a line can not hold is left to others, or written as they write it', () => {
  for (const after of ['a: b', 'x #y', '- z', 'two\nlines', '5', 'yes', '', '"', '\u2028', '\ufeff', '*a', '---']) {
    const edit = { op: 'set', path: ['a'], before: 'old', after } as const;
    const result = byLines('a: old\n', ['a'], after);
    if (result !== undefined) expect(result).toBe(editDocument('a: old\n', [edit]));
  }
});

const features: readonly Features[] = [{ anchors: 'none' }, { anchors: 'aliases' }, { anchors: 'merges' }];
const words = ['new', 'registry.example.com/mirror/app:1', 'a: b', "it's", '5', 'x #y', '\u00e9', ''];

test.each(features)('on random documents, a line edit is what the walk over the tree makes: $anchors', (feature) => {
  let tried = 0;
  let sure = 0;
  const holds = (text: string, after: string, choice: number): void => {
    const value = jsonOf(text);
    const strings = stringsIn(value, []);
    const path = strings[choice % strings.length];
    const before = path && at(value, path);
    if (path === undefined || before === after) return;
    tried++;
    const root = readFirstYaml(text);
    const edits = [{ op: 'set', path, before, after }] as const;
    const splices = spliceLines(text, root, edits);
    if (splices === undefined) return;
    sure++;
    expect(splices).toEqual(spliceEdits(text, root, edits).splices);
  };
  const texts = picks.map((pick) => randomText(pick, feature));
  fc.assert(fc.property(texts, fc.constantFrom(...words), fc.nat(1000), holds), { numRuns: 400 });
  expect(sure / tried).toBeGreaterThan(feature.anchors === 'none' ? 0.05 : 0.005);
});

function stringsIn(value: Json, path: Path): readonly Path[] {
  if (typeof value === 'string') return [path];
  if (isList(value)) return value.flatMap((item, index) => stringsIn(item, [...path, index]));
  return isObject(value) ? Object.entries(value).flatMap(([key, each]) => stringsIn(each, [...path, key])) : [];
}
