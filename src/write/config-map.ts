/** A ConfigMap as text, the documents in it as blocks. */
import type { JsonObject } from '../source/json.ts';
import { objectLines } from './lines.ts';

export function configMapLines(configMap: JsonObject): readonly string[] {
  return objectLines(configMap);
}
