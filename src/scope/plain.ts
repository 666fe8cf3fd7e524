/**
 * The split that is plain: folders with the same names in each. A deciding object occurs in two folders, and the topmost
 * folders that hold such a copy, and none twice, hold every deciding object. Anything cleverer guesses wrong where folders
 * go by application first, where a base is shared, where a folder has clashing files of its own and clashing subfolders.
 */
import { groupedBy } from '../yaml/grouped.ts';
import type { DecidingObject } from './deciding.ts';

/** A deciding object, and the folder that it stands in, step by step from what was given. */
export interface PlacedObject extends DecidingObject {
  readonly folder: readonly string[];
  /** The same for copies that are equal to the last value. */
  readonly content: () => string;
}

/** The folders that are scopes; undefined where no split is plain. */
export function plainFolders(placed: readonly PlacedObject[]): readonly string[] | undefined {
  const objects = withoutEqualCopies(placed);
  const { copied, clashing } = marksOf(objects);
  if (copied.size === 0) return undefined;
  const scopes = new Map<string, PlacedObject[]>();
  for (const object of objects) {
    const scope = foldersOf(object).find((folder) => folder !== '' && !clashing.has(folder) && copied.has(folder));
    if (scope === undefined) return undefined;
    const members = scopes.get(scope);
    if (members === undefined) scopes.set(scope, [object]);
    else members.push(object);
  }
  return scopes.size > 1 && isComplete([...scopes.values()]) ? [...scopes.keys()] : undefined;
}

/** Where any scope has operators or an ImageConfig, each one with clusters has its own. */
function isComplete(scopes: readonly (readonly PlacedObject[])[]): boolean {
  return (['operator', 'image-config'] as const).every((role) => {
    const has = (scope: readonly PlacedObject[], wanted: PlacedObject['role']): boolean =>
      scope.some((object) => object.role === wanted);
    return (
      !scopes.some((scope) => has(scope, role)) || scopes.every((scope) => !has(scope, 'cluster') || has(scope, role))
    );
  });
}

/** Equal copies in one folder are one object. */
function withoutEqualCopies(placed: readonly PlacedObject[]): readonly PlacedObject[] {
  const groups = groupedBy(placed, ({ key, namespace, folder }) => JSON.stringify([key, namespace, folder]));
  return [...groups.values()].flatMap((group) =>
    group.length === 1 ? group : [...new Map(group.map((object) => [object.content(), object])).values()],
  );
}

interface Marks {
  /** Folders that hold a deciding object of which there is a copy outside of the folder that it stands in. */
  readonly copied: ReadonlySet<string>;
  /** Folders that hold one twice. */
  readonly clashing: ReadonlySet<string>;
}

function marksOf(objects: readonly PlacedObject[]): Marks {
  const copied = new Set<string>();
  const clashing = new Set<string>();
  for (const alike of groupedBy(objects, ({ key }) => key).values()) {
    const inFolder = new Map<string, Namespaces>();
    for (const object of alike) {
      for (const folder of foldersOf(object)) {
        const known = inFolder.get(folder);
        if (known === undefined) inFolder.set(folder, { all: 1, counts: new Map([[object.namespace, 1]]) });
        else {
          known.all += 1;
          known.counts.set(object.namespace, (known.counts.get(object.namespace) ?? 0) + 1);
        }
      }
    }
    for (const object of alike) {
      const own = foldersOf(object).at(-1) ?? '';
      if (meetings(inFolder.get(''), object) > meetings(inFolder.get(own), object)) {
        for (const folder of foldersOf(object)) copied.add(folder);
      }
      for (const folder of foldersOf(object)) if (meetings(inFolder.get(folder), object) > 1) clashing.add(folder);
    }
  }
  return { copied, clashing };
}

/** How many objects of one kind and name there are, and by namespace. */
interface Namespaces {
  all: number;
  readonly counts: Map<string, number>;
}

/** How many of them may be the object itself: those of its namespace, and those that leave theirs open. */
function meetings(namespaces: Namespaces | undefined, { namespace }: DecidingObject): number {
  if (namespaces === undefined) return 0;
  if (namespace === '') return namespaces.all;
  return (namespaces.counts.get(namespace) ?? 0) + (namespaces.counts.get('') ?? 0);
}

/** The folders around an object, the one that was given, which is the empty path, first. */
function foldersOf({ folder }: PlacedObject): readonly string[] {
  return ['', ...folder.map((_, index) => folder.slice(0, index + 1).join('/'))];
}
