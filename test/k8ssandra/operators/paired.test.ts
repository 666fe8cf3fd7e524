/** Pairs of candidates: each of both lists, and no combinations. */
import { paired } from '../../../src/k8ssandra/operators/paired.ts';

test.each<[string, readonly string[], readonly string[], readonly string[]]>([
  ['those of one key belong together', ['a1', 'b1'], ['b2', 'a2'], ['a1 a2', 'b1 b2']],
  ['a longer left side takes the right in turn', ['x1', 'y1', 'z1'], ['p2', 'q2'], ['x1 p2', 'y1 q2', 'z1 p2']],
  ['a longer right side takes the left in turn', ['x1'], ['p2', 'q2'], ['x1 p2', 'x1 q2']],
  ['one without a partner of its key takes any', ['a1', 'b1'], ['a2'], ['a1 a2', 'b1 a2']],
  ['nothing on one side makes no pair', ['a1'], [], []],
])('%s', (_title, left, right, expected) => {
  expect(paired(left, right, (one) => one[0]).map((pair) => pair.join(' '))).toEqual(expected);
});

test('a hundred of each are a hundred pairs', () => {
  const many = Array.from({ length: 100 }, (_, index) => `x${index}`);
  expect(
    paired(
      many,
      many.map((one) => `${one}'`),
      () => '',
    ),
  ).toHaveLength(100);
});
