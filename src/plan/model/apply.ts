/** Edits carried out on objects, so that the planner can see what they lead to. */
import type { Edit } from '../../yaml/edit/edit.ts';
import { editObject } from '../../yaml/edit/edit-object.ts';
import { editDocument } from '../../yaml/edit/edit-text.ts';
import { isEqual } from '../../yaml/equal.ts';
import { isObject, type JsonObject } from '../../yaml/json.ts';

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

/**
 * The edits of the second behind those of the first: each sees what those before it have made. Edits of one embedded
 * document become one, so that its text is made in one go, whoever carries them out.
 */
export function joinEdits(first: EditsByResource, second: EditsByResource): EditsByResource {
  const joined = new Map(first);
  for (const [index, edits] of second) {
    if (edits.length > 0) joined.set(index, edits.reduce(withEdit, joined.get(index) ?? []));
  }
  return joined;
}

function withEdit(edits: readonly Edit[], edit: Edit): readonly Edit[] {
  const index = edits.findIndex(
    (other) => other.op === 'embed' && edit.op === 'embed' && isEqual(other.path, edit.path),
  );
  const earlier = edits[index];
  if (earlier?.op !== 'embed' || edit.op !== 'embed') return [...edits, edit];
  return edits.with(index, { ...earlier, edits: [...earlier.edits, ...edit.edits] });
}
