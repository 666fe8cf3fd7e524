/** A ConfigMap as text, the documents in it as blocks. */
import type { JsonObject } from '../source/json.ts';
import { entryLines } from './lines.ts';

export function configMapLines(configMap: JsonObject): readonly string[] {
  return Object.entries(configMap).flatMap(([key, value]) => entryLines(key, value));
}
