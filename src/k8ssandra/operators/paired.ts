/** Candidates for two things at once. */
import { recalled } from '../../yaml/grouped.ts';

/**
 * Pairs of candidates: each of both is in some pair, and there are no more pairs than that takes. All
 * combinations would be as many as the product, and most of them run nowhere.
 *
 * @param keyOf candidates with one key belong together, as operators of one namespace do
 */
export function paired<L, R>(
  left: readonly L[],
  right: readonly R[],
  keyOf: (one: L | R) => unknown,
): readonly (readonly [L, R])[] {
  const forLeft = partners(left, right, keyOf);
  const taken = new Set(forLeft.map(([, partner]) => partner));
  const alone = right.filter((one) => !taken.has(one));
  const forRight = partners(alone, left, keyOf).map(([one, partner]) => [partner, one] as const);
  return [...forLeft, ...forRight];
}

/** Each with one of the others: of those with its key in turn, else of all in turn. */
function partners<A, B>(
  ones: readonly A[],
  others: readonly B[],
  keyOf: (one: A | B) => unknown,
): readonly (readonly [A, B])[] {
  const byKey = new Map<unknown, Turns<B>>();
  for (const other of others) recalled(byKey, keyOf(other), () => ({ list: [], next: 0 })).list.push(other);
  const all = { list: [...others], next: 0 };
  if (others.length === 0) return [];
  return ones.map((one) => {
    const turns = byKey.get(keyOf(one)) ?? all;
    const partner = turns.list[turns.next % turns.list.length] as B;
    turns.next += 1;
    return [one, partner] as const;
  });
}

interface Turns<T> {
  readonly list: T[];
  next: number;
}
