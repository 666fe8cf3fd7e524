/**
 * What makes a build fail when its base is no longer what an overlay was made from. kustomize applies a patch to
 * whatever its target matches, and passes over a target that matches nothing.
 *
 * | against                                              | guard                                                    |
 * |------------------------------------------------------|----------------------------------------------------------|
 * | another value                                        | a `test` in front of each operation: json-patch.ts       |
 * | an item put in front of another                      | a `test` of the item's name, or of the whole item        |
 * | an item added to a list that gets one                | a `test` of the whole list                               |
 * | a base that renames or moves the object: targets match former names | `test`s of its name and namespace         |
 * | a generator in the place of the object, whose name would get a hash | a `test` that kustomize has not marked it  |
 * | an object that is gone                               | a patch of its identity alone, without a target          |
 */
import type { Identity } from '../plan/model/resource.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import { at, isList, type Json, type JsonObject, type Path } from '../yaml/json.ts';
import type { Operation } from './json-patch.ts';
import { jsonPointer } from './json-pointer.ts';

/** Where the items of Kubernetes' lists have their names; those of datacenters are in their metadata. */
const namePaths: readonly Path[] = [['name'], ['metadata', 'name']];

/** Tests that the lists on the way to a place hold what they held. */
export function listTests(root: Json, path: Path): readonly Operation[] {
  return path.flatMap((step, depth) => {
    if (typeof step !== 'number') return [];
    const list = path.slice(0, depth);
    const place = path.slice(0, depth + 1);
    const item = at(root, place);
    if (item !== undefined) return [itemTest(item, place)];
    const items = at(root, list);
    return isList(items) ? [{ op: 'test', path: jsonPointer(list), value: items }] : [];
  });
}

function itemTest(item: Json, place: Path): Operation {
  const named = namePaths.find((path) => typeof at(item, path) === 'string') ?? [];
  return { op: 'test', path: jsonPointer([...place, ...named]), value: at(item, named) ?? null };
}

/** kustomize's mark, while it builds, on what a generator made (seen in 5.5 and 5.8). */
const hashMark = jsonPointer(['metadata', 'annotations', 'internal.config.kubernetes.io/needsHashSuffix']);

/** Tests that a patch has met the very object. */
export function identityTests(
  { kind, name, namespace }: Identity,
  nameIs: 'generated' | 'written',
): readonly Operation[] {
  const mayBeGenerated = nameIs === 'written' && ['ConfigMap', 'Secret'].includes(kind);
  return [
    { op: 'test', path: '/metadata/name', value: name },
    { op: 'test', path: '/metadata/namespace', value: namespace === '' ? null : namespace },
    ...(mayBeGenerated ? [{ op: 'test' as const, path: hashMark, value: null }] : []),
  ];
}

/** A strategic merge patch that changes nothing. Where the object is gone, the build fails: `no matches for Id`. */
export function existencePatch({ apiVersion, kind, name, namespace }: Identity): JsonObject {
  return { apiVersion, kind, metadata: { name, ...(namespace === '' ? {} : { namespace }) } };
}

/** Whether an edit finds its place by an index. Adding behind the last item does not. */
export function needsGuard(edit: Edit): boolean {
  const adds = edit.op === 'set' && edit.before === undefined;
  return edit.path.some((step, depth) => typeof step === 'number' && !(adds && depth === edit.path.length - 1));
}
