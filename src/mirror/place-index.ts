/** Finding the longest of many places that cover one, at the cost of its components, however many there are. */
import { placeKey } from './places.ts';
import type { Place } from './rules.ts';

/** Each item by the place it stands for; of several for one place the first. */
export interface PlaceIndex<T> {
  /** The item of the longest place that covers one, and how many components that has. */
  longest(inner: Place): { readonly item: T; readonly depth: number } | undefined;
}

/** @param placeFor undefined for an item that stands for no place */
export function indexPlaces<T>(items: readonly T[], placeFor: (item: T) => Place | undefined): PlaceIndex<T> {
  const byKey = new Map<string, T>();
  for (const item of items) {
    const place = placeFor(item);
    const key = place === undefined ? undefined : placeKey(place);
    if (key !== undefined && !byKey.has(key)) byKey.set(key, item);
  }
  return {
    longest: (inner) => {
      if (byKey.size === 0) return undefined;
      // Whole components count: `m.io/ab` is not in `m.io/a`.
      for (let key = placeKey(inner); key !== ''; key = key.slice(0, Math.max(key.lastIndexOf('/'), 0))) {
        const item = byKey.get(key);
        if (item !== undefined) return { item, depth: key.split('/').length };
      }
      return undefined;
    },
  };
}

/** What is made of a list, made once: lists of rules never change. */
export function madeOnce<K extends object, V>(make: (list: K) => V): (list: K) => V {
  const known = new WeakMap<K, { readonly value: V }>();
  return (list) => {
    const present = known.get(list);
    if (present !== undefined) return present.value;
    const value = make(list);
    known.set(list, { value });
    return value;
  };
}
