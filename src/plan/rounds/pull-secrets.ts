/**
 * Pull secrets of pod specs: a pod that pulls a mirrored image gets those asked for, behind those it has.
 */
import type { Edit } from '../../yaml/edit/edit.ts';
import { at, isList, isObject, type JsonObject, type Path } from '../../yaml/json.ts';

/** @param lists where the pod specs that have a mirrored image keep their `imagePullSecrets`; repeats count once */
export function pullSecretEdits(
  resource: JsonObject,
  lists: readonly Path[],
  wanted: readonly string[],
): readonly Edit[] {
  if (wanted.length === 0) return [];
  const distinct = new Map(lists.map((list) => [list.join('\0'), list]));
  return [...distinct.values()].flatMap((list) => editsFor(resource, list, wanted));
}

function editsFor(resource: JsonObject, path: Path, wanted: readonly string[]): readonly Edit[] {
  const before = at(resource, path);
  const present = isList(before) ? before : [];
  const names = new Set(present.map((entry) => (isObject(entry) ? entry.name : undefined)));
  const missing = [...new Set(wanted)].filter((name) => !names.has(name)).map((name) => ({ name }));
  if (missing.length === 0) return [];
  if (present.length === 0) return [{ op: 'set', path, before, after: missing }];
  return missing.map((after, position) => ({
    op: 'set',
    path: [...path, present.length + position],
    before: undefined,
    after,
  }));
}
