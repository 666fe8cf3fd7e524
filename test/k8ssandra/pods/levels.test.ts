/** Values of several levels, the strongest first. */
import {
  below,
  items,
  itemsOfStrongest,
  type Levels,
  levelAt,
  pick,
  pickFlag,
  pickNumber,
} from '../../../src/k8ssandra/origins/levels.ts';
import type { JsonObject } from '../../../src/yaml/json.ts';

/** Levels of one resource, the strongest first. */
function levelsOf(...objects: readonly JsonObject[]): Levels {
  const whole = { levels: objects };
  const resource = { index: 7, written: whole, defaulted: whole };
  return objects.flatMap((_, index) => levelAt(resource, ['levels', index]));
}

test('the strongest text that is not empty', () => {
  expect(pick(levelsOf({ a: '' }, { a: null }, { a: 'x' }, { a: 'y' }), 'a')).toEqual({
    value: 'x',
    link: {
      origin: 'written',
      where: 'levels[2].a',
      resource: 7,
      path: ['levels', 2, 'a'],
      value: 'x',
    },
  });
  expect(pick(levelsOf({}, { a: '' }), 'a')).toBeUndefined();
});

test('what only the CRD says is no written value', () => {
  const resource = { index: 0, written: { spec: {} }, defaulted: { spec: { tag: 'latest' } } };
  expect(pick(levelAt(resource, ['spec']), 'tag')?.link).toMatchObject({
    origin: 'crd-default',
    where: 'CRD default of spec.tag',
    path: ['spec', 'tag'],
  });
});

test('the strongest bool, even false; the strongest number but zero', () => {
  expect(pickFlag(levelsOf({}, { a: false }, { a: true }), 'a')).toBe(false);
  expect(pickFlag(levelsOf({}), 'a')).toBeUndefined();
  expect(pickNumber(levelsOf({ a: 0 }, { a: 3 }), 'a')).toBe(3);
});

test('structs are merged field by field', () => {
  const image = below(levelsOf({ image: { tag: '2' } }, {}, { image: { tag: '1', registry: 'r' } }), 'image');
  expect([pick(image, 'tag')?.value, pick(image, 'registry')?.value]).toEqual(['2', 'r']);
});

describe('lists', () => {
  const levels = levelsOf(
    {
      list: [
        { name: 'c', v: 'strong' },
        { name: 'a', v: 'strong' },
      ],
    },
    {
      list: [
        { name: 'a', v: 'weak', w: 'weak' },
        { name: 'b', v: 'weak' },
      ],
    },
  );

  test('merged by name: the weakest order first', () => {
    expect(items(levels, 'list').map(({ name, levels: own }) => [name, pick(own, 'v')?.value])).toEqual([
      ['a', 'strong'],
      ['b', 'weak'],
      ['c', 'strong'],
    ]);
    expect(pick(items(levels, 'list')[0]?.levels ?? [], 'w')?.value).toBe('weak');
  });

  test('replaced by the strongest that has items', () => {
    expect(itemsOfStrongest(levels, 'list').map(({ name }) => name)).toEqual(['c', 'a']);
    expect(itemsOfStrongest(levelsOf({ list: [] }, { list: [{ name: 'x' }] }), 'list').map(({ name }) => name)).toEqual(
      ['x'],
    );
  });

  test('what is no object is passed over; indices stay those of the list', () => {
    const [item] = items(levelsOf({ list: ['text', { name: 'a' }] }), 'list');
    expect(item?.levels[0]?.path).toEqual(['levels', 0, 'list', 1]);
  });
});
