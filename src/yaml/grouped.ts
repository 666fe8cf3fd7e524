/** Looking things up by a key, so that a list is walked through once however often it is asked. */

/** The items by their key, in the order in which the keys are met. */
export function groupedBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Where what was found is kept. */
interface Memory<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V): unknown;
}

/** What is known of a key; found where it is asked for the first time. */
export function recalled<K, V>(known: Memory<K, V>, key: K, find: () => V): V {
  const present = known.get(key);
  if (present !== undefined) return present;
  const value = find();
  known.set(key, value);
  return value;
}
