/**
 * Edits as the operations of a JSON patch (RFC 6902) for kustomize. Each is made on what those before it have made, and
 * tells by a `test` in front of it whether the object still is the one that the edits were planned for.
 *
 * | edit                            | test                       | operation                                      |
 * |---------------------------------|----------------------------|------------------------------------------------|
 * | of a value, of a document in one| the old value              | `replace`                                      |
 * | a new key                       | the key is null: absent    | `add`                                          |
 * | a new key of a null             | the null                   | `replace` of the null by a mapping             |
 * | a new item of a list            | the whole list             | `add` at `-`                                   |
 * | anything below an item of a list| the item's name            |                                                |
 *
 * Seen by running kustomize 5.8.1 and kubectl's 5.5 (both use evanphx/json-patch v4):
 * - a `test` of null passes where a key is absent, and fails where the key's parent is, or behind the end of a list;
 * - objects have annotations when a patch sees them, kustomize's own, also those that are printed without any. So new
 *   annotations are added one by one.
 */
import type { Edit } from '../yaml/edit/edit.ts';
import { editObject } from '../yaml/edit/edit-object.ts';
import { editDocument } from '../yaml/edit/edit-text.ts';
import { at, isList, isObject, type Json, type JsonObject, type Path } from '../yaml/json.ts';
import { listTests } from './guards.ts';
import { jsonPointer } from './json-pointer.ts';

export interface Operation {
  readonly op: 'test' | 'add' | 'replace';
  /** A JSON Pointer. */
  readonly path: string;
  readonly value: Json;
}

/**
 * The operations that carry out edits on an object, each behind its tests.
 *
 * @throws EditError for edits that do not fit the object
 */
export function operationsFor(object: JsonObject, edits: readonly Edit[]): readonly Operation[] {
  const operations: Operation[] = [];
  const guarded = new Set<string>();
  let current: Json = object;
  for (const edit of edits) {
    for (const guard of listTests(current, edit.path)) {
      // What the patch itself has done to a list since needs no test.
      if (!guarded.has(guard.path)) operations.push(guard);
      guarded.add(guard.path);
    }
    operations.push(...carriedOut(current, edit));
    current = editObject(current, [edit], editDocument);
  }
  return operations;
}

function carriedOut(current: Json, edit: Edit): readonly Operation[] {
  const { path, before } = edit;
  if (edit.op === 'embed') return replacement(path, edit.before, editDocument(edit.before, edit.edits));
  if (isAnnotations(path) && !isObject(before)) return newAnnotations(path, edit.after);
  return before === undefined ? addition(current, path, edit.after) : replacement(path, before, edit.after);
}

function replacement(path: Path, before: Json, after: Json): readonly Operation[] {
  return [test(path, before), { op: 'replace', path: jsonPointer(path), value: after }];
}

function addition(current: Json, path: Path, value: Json): readonly Operation[] {
  const parentPath = path.slice(0, -1);
  const step = path.at(-1) ?? '';
  const parent = at(current, parentPath);
  if (parent === null) return replacement(parentPath, null, typeof step === 'number' ? [value] : { [step]: value });
  if (isList(parent)) return [{ op: 'add', path: jsonPointer([...parentPath, '-']), value }];
  return [test(path, null), { op: 'add', path: jsonPointer(path), value }];
}

function isAnnotations(path: Path): boolean {
  return path.length === 2 && path[0] === 'metadata' && path[1] === 'annotations';
}

function newAnnotations(path: Path, annotations: Json): readonly Operation[] {
  const entries = isObject(annotations) ? Object.entries(annotations) : [];
  return entries.flatMap(([key, value]): readonly Operation[] => {
    const place = [...path, key];
    return [test(place, null), { op: 'add', path: jsonPointer(place), value }];
  });
}

function test(path: Path, value: Json): Operation {
  return { op: 'test', path: jsonPointer(path), value };
}
