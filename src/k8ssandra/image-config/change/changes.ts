/**
 * Changes to an ImageConfig, before they are edits: a strategy says which value it wants where, and not whether there is
 * a mapping yet to put it into.
 */
import type { SetEdit } from '../../../yaml/edit/edit.ts';
import { at, isList, isObject, type Json, type JsonObject, type Path } from '../../../yaml/json.ts';

/** The value that a place is to get. Places above it that do not exist yet are mappings. */
export interface Change {
  readonly path: Path;
  readonly value: Json;
}

/**
 * The edits that carry changes out, free of those that change nothing. What goes into a mapping that is not there, or is
 * null, becomes one edit of that mapping.
 */
export function editsFor(root: JsonObject, changes: readonly Change[]): readonly SetEdit[] {
  const goal = changes.reduce<Json>((value, { path, value: wanted }) => put(value, path, wanted), root);
  const places = new Map(changes.map(({ path }) => nearest(root, path)).map((path) => [JSON.stringify(path), path]));
  return [...places.values()].map((path) => edit(root, goal, path)).filter(({ before, after }) => before !== after);
}

/** The first place on the way to `path` that is not there to be gone through. */
function nearest(root: JsonObject, path: Path): Path {
  const length = path.findIndex((_, index) => !isCollection(at(root, path.slice(0, index + 1))));
  return length === -1 ? path : path.slice(0, length + 1);
}

function isCollection(value: Json | undefined): boolean {
  return isObject(value) || isList(value);
}

function edit(root: JsonObject, goal: Json, path: Path): SetEdit {
  const before = at(root, path);
  const follows = before === undefined && path.length === 1 ? siblingFor(root, path[0]) : undefined;
  return { op: 'set', path, before, after: at(goal, path) ?? null, ...(follows === undefined ? {} : { follows }) };
}

function put(value: Json | undefined, path: Path, wanted: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return wanted;
  if (isList(value) && typeof step === 'number') return value.toSpliced(step, 1, put(value[step], rest, wanted));
  const object = isObject(value) ? value : {};
  return { ...object, [step]: put(object[step], rest, wanted) };
}

/** Behind which of the keys that are there a new one belongs: the order of upstream's samples. */
const follows: Readonly<Record<string, readonly string[]>> = {
  imageRegistry: ['images'],
  imageRegistryOverride: ['images'],
  imageNamespace: ['imageRegistry', 'images'],
  imagePullPolicy: ['imageNamespace', 'imageRegistry', 'imageRegistryOverride', 'images'],
  imagePullSecret: ['imagePullPolicy', 'imageNamespace', 'imageRegistry', 'imageRegistryOverride', 'images'],
  defaults: ['images'],
  overrides: ['defaults', 'images'],
  types: ['overrides', 'defaults', 'images'],
};

function siblingFor(root: JsonObject, key: string | number | undefined): string | undefined {
  return follows[String(key)]?.find((sibling) => Object.hasOwn(root, sibling));
}
