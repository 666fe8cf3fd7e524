import type { SetEdit } from '../../yaml/edit/edit.ts';
import { at, isObject, type Json, type JsonObject, type Path } from '../../yaml/json.ts';

/** The edit that puts a value at a path. Mappings that are missing on the way, or null, come with it. */
export function setDeep(root: JsonObject, path: Path, value: Json): SetEdit {
  const present = path.findIndex((_, depth) => !isPassable(at(root, path.slice(0, depth + 1))));
  const depth = present === -1 ? path.length : present + 1;
  const after = path.slice(depth).reduceRight<Json>((inner, key) => ({ [key]: inner }), value);
  const place = path.slice(0, depth);
  return { op: 'set', path: place, before: at(root, place), after };
}

function isPassable(value: Json | undefined): boolean {
  return isObject(value) || Array.isArray(value);
}
