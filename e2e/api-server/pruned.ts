/** What was sent to an API server and is not in what it answered. */
import { isList, isObject, type Json } from '../../src/yaml/json.ts';

/** The paths of values that are gone or changed. Unset values, and what the server adds, do not count. */
export function pruned(sent: Json | undefined, returned: Json | undefined, path = ''): readonly string[] {
  if (sent === null || sent === undefined || sent === returned) return [];
  if (isList(sent)) {
    const items = isList(returned) ? returned : [];
    return sent.flatMap((item, index) => pruned(item, items[index], `${path}[${index}]`));
  }
  if (isObject(sent)) {
    const own = isObject(returned) ? returned : {};
    return Object.entries(sent).flatMap(([key, value]) =>
      pruned(value, own[key], path === '' ? key : `${path}.${key}`),
    );
  }
  return [`${path}: ${JSON.stringify(sent)} → ${JSON.stringify(returned)}`];
}
