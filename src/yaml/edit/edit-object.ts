/**
 * Edits carried out on JSON values. Nothing is mutated: what an edit does not touch is shared with the original, so
 * `===` tells later whether anything below a value has changed.
 */

import { isEqual } from '../equal.ts';
import { formatPath, isList, isObject, type Json, type JsonObject, type Path } from '../json.ts';
import type { Edit } from './edit.ts';

/** Edits the YAML document in a text; `editDocument` is the one that writers use. */
export type EditText = (text: string, edits: readonly Edit[]) => string;

/** An edit that does not fit the value it is meant for: it was planned for another document. */
export class EditError extends Error {
  override readonly name = 'EditError';
  readonly path: Path;

  constructor(path: Path, problem: string) {
    super(`cannot edit ${path.length === 0 ? 'the document' : formatPath(path)}: ${problem}`);
    this.path = path;
  }
}

/**
 * Carries out edits, one after the other: each sees what those before it have made.
 *
 * @param editText makes the new text of an `embed`, so that objects and texts end up with the same string
 * @throws EditError where a value is not the `before` of its edit, or an edit's parent is missing
 */
export function editObject(root: Json, edits: readonly Edit[], editText: EditText): Json {
  return edits.reduce<Json>((value, edit) => editAt(value, edit, 0, editText), root);
}

/** `value` is what stands at the first `depth` steps of the edit's path. */
function editAt(value: Json | undefined, edit: Edit, depth: number, editText: EditText): Json {
  const step = edit.path[depth];
  if (step === undefined) return outcome(value, edit, editText);
  const parent = value === null && isAddition(edit, depth) ? emptyParent(step) : value;
  if (isList(parent) && typeof step === 'number' && step >= 0 && step <= parent.length) {
    return parent.toSpliced(step, 1, editAt(parent[step], edit, depth + 1, editText));
  }
  if (isObject(parent)) {
    const key = String(step);
    const old = Object.hasOwn(parent, key) ? parent[key] : undefined;
    return withKey(parent, key, editAt(old, edit, depth + 1, editText), edit.op === 'set' ? edit.follows : undefined);
  }
  throw new EditError(edit.path, `its parent is ${describe(parent)}`);
}

function outcome(value: Json | undefined, edit: Edit, editText: EditText): Json {
  if (!isEqual(value, edit.before)) {
    throw new EditError(edit.path, `expected ${describe(edit.before)}, found ${describe(value)}`);
  }
  return edit.op === 'set' ? edit.after : editText(edit.before, edit.edits);
}

/** A null holds nothing yet: what is added to it makes it a map or a list. */
function isAddition(edit: Edit, depth: number): boolean {
  return edit.op === 'set' && edit.before === undefined && depth === edit.path.length - 1;
}

function emptyParent(step: string | number): Json {
  return typeof step === 'number' ? [] : {};
}

function withKey(object: JsonObject, key: string, value: Json, follows: string | undefined): JsonObject {
  const isPlaced = follows === '' || (follows !== undefined && Object.hasOwn(object, follows));
  if (!isPlaced || Object.hasOwn(object, key)) return { ...object, [key]: value };
  const entries = Object.entries(object);
  const index = entries.findIndex(([name]) => name === follows) + 1;
  return Object.fromEntries(entries.toSpliced(index, 0, [key, value]));
}

const shownLength = 60;

function describe(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > shownLength ? `${text.slice(0, shownLength)}…` : text;
}
