/** Which resources go to which Kubernetes cluster: as the user says, or where the folders make it plain. */
import type { ScopeRule } from '../config/scopes.ts';
import type { JsonObject } from '../yaml/json.ts';
import { decidingObject } from './deciding.ts';
import { namesFor } from './names.ts';
import { plainFolders } from './plain.ts';
import { saidScopes } from './said.ts';
import { type Layout, type Scope, undivided } from './scope.ts';

export interface PlacedResource {
  readonly object: JsonObject;
  /** Relative to what was given; undefined for one that stands in no file. */
  readonly file: string | undefined;
  /** The folders around it, step by step from what was given. */
  readonly folder: readonly string[];
}

export interface Division extends Layout {
  /** The folders of a split that nobody said. */
  readonly found: readonly string[];
  /** Globs of scopes that no file is in. */
  readonly unused: readonly string[];
}

export function divide(resources: readonly PlacedResource[], rules: readonly ScopeRule[]): Division {
  const files = resources.map(({ file }) => file);
  if (rules.length > 0) {
    const { scopes, unused } = saidScopes(files, rules);
    // A stream has no files: then it is that of one Kubernetes cluster, whatever the configuration says of folders.
    return { scopes, files, found: [], unused: files.some((file) => file !== undefined) ? unused : [] };
  }
  const folders = resources.every(({ folder }) => folder.length === 0) ? undefined : plainFolders(placed(resources));
  if (folders === undefined) return { ...undivided(resources.length, files), found: [], unused: [] };
  return { scopes: scopesOf(resources, folders), files, found: folders, unused: [] };
}

function* placedObjects(resources: readonly PlacedResource[]) {
  for (const { object, folder } of resources) {
    const deciding = decidingObject(object);
    if (deciding !== undefined) yield { ...deciding, folder, content: () => JSON.stringify(object) };
  }
}

function placed(resources: readonly PlacedResource[]): Parameters<typeof plainFolders>[0] {
  return [...placedObjects(resources)];
}

/** What lies in none of the folders is a scope without a name. */
function scopesOf(resources: readonly PlacedResource[], folders: readonly string[]): readonly Scope[] {
  const names = namesFor(folders);
  const members = new Map<string, number[]>(folders.map((folder) => [folder, []]));
  const rest: number[] = [];
  for (const [index, { folder }] of resources.entries()) {
    const around = folder.map((_, depth) => folder.slice(0, depth + 1).join('/'));
    const own = around.find((candidate) => members.has(candidate));
    (own === undefined ? rest : (members.get(own) ?? rest)).push(index);
  }
  const named = folders.map((folder, index) => ({
    name: names[index] ?? folder,
    members: members.get(folder) ?? [],
    places: [folder],
  }));
  return rest.length === 0 ? named : [...named, { members: rest }];
}
