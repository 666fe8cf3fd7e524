/** Edits carried out on objects, so that the planner can see what they lead to. */
import type { Edit } from '../source/edit.ts';
import { editObject } from '../source/edit-object.ts';
import { editDocument } from '../source/edit-text.ts';
import { isObject, type JsonObject } from '../source/json.ts';

/** Edits by index into the resources. */
export type EditsByResource = ReadonlyMap<number, readonly Edit[]>;

export function applyEdits(resources: readonly JsonObject[], edits: EditsByResource): readonly JsonObject[] {
  if (edits.size === 0) return resources;
  const edited = [...resources];
  for (const [index, ofResource] of edits) {
    const resource = editObject(edited[index] ?? {}, ofResource, editDocument);
    if (isObject(resource)) edited[index] = resource;
  }
  return edited;
}

/** The edits of the second behind those of the first: each sees what those before it have made. */
export function joinEdits(first: EditsByResource, second: EditsByResource): EditsByResource {
  const joined = new Map(first);
  for (const [index, edits] of second) {
    if (edits.length > 0) joined.set(index, [...(joined.get(index) ?? []), ...edits]);
  }
  return joined;
}
