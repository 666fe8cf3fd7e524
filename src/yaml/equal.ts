/**
 * Equality of JSON values. Maps are equal whatever the order of their keys, lists only in the same order.
 */
import { isList, isObject, type Json } from './json.ts';

/** Whether two values are the same. `undefined` stands for "not there" and equals only itself. */
export function isEqual(left: Json | undefined, right: Json | undefined): boolean {
  if (Object.is(left, right) || left === right) return true;
  if (isList(left)) {
    return isList(right) && left.length === right.length && left.every((item, index) => isEqual(item, right[index]));
  }
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key], right[key]))
  );
}
