/** Scopes that the user says: globs of folders and files, relative to what was given. */
import type { ScopeGlob, ScopeRule } from '../config/scopes.ts';
import { groupedBy, recalled } from '../yaml/grouped.ts';
import type { Scope } from './scope.ts';

export interface SaidScopes {
  readonly scopes: readonly Scope[];
  /** Globs that no file is in. */
  readonly unused: readonly string[];
}

interface Said {
  readonly members: Set<number>;
  readonly places: Set<string>;
}

/** What lies in no scope is one without a name. */
export function saidScopes(files: readonly (string | undefined)[], rules: readonly ScopeRule[]): SaidScopes {
  const byFile = groupedBy(files.keys(), (index) => files[index]);
  const said = new Map<string, Said>();
  const unused: string[] = [];
  for (const { name, globs } of rules) {
    for (const glob of globs) {
      const matches = matchesOf(glob, byFile, name === undefined);
      if (matches.size === 0) unused.push(glob.text);
      for (const [place, members] of matches) {
        const key = name ?? nameByGlob(glob, place);
        const scope = recalled(said, key, () => ({ members: new Set(), places: new Set() }));
        scope.places.add(place);
        for (const member of members) scope.members.add(member);
      }
    }
  }
  return { scopes: [...named(said), ...restOf(said, files.length)], unused };
}

/**
 * What the wildcards of a glob stand for: `{infrastructure,apps}/*` names `apps/east` east, as it does
 * `infrastructure/east`, and of two wildcards each says a part. Without one, the last part of the path is the name.
 */
function nameByGlob({ text }: ScopeGlob, place: string): string {
  const [steps, globs] = [place.split('/'), text.split('/').filter((step) => step !== '' && step !== '.')];
  if (globs.includes('**')) return place;
  const named = steps.filter((_, index) => /[*?[]/.test(globs[index] ?? ''));
  return named.length === 0 ? (steps.at(-1) ?? place) : named.join('/');
}

/** The outermost folders and files that a glob covers, and the resources in them. */
function matchesOf(
  { pattern }: ScopeGlob,
  byFile: ReadonlyMap<string | undefined, readonly number[]>,
  byFolder: boolean,
): ReadonlyMap<string, readonly number[]> {
  const matches = new Map<string, number[]>();
  const single = new Map<string, number[]>();
  for (const [file, members] of byFile) {
    const place = file === undefined ? undefined : placesOf(file).find((candidate) => pattern.test(candidate));
    if (place === undefined) continue;
    const known = recalled(place === file ? single : matches, place, () => []);
    for (const member of members) known.push(member);
  }
  // A glob alone means folders, where there are any.
  return byFolder && matches.size > 0 ? matches : new Map([...matches, ...single]);
}

function named(said: ReadonlyMap<string, Said>): readonly Scope[] {
  return [...said].map(([name, { members, places }]) => ({
    name,
    members: [...members].sort((one, other) => one - other),
    places: [...places],
  }));
}

function restOf(said: ReadonlyMap<string, Said>, count: number): readonly Scope[] {
  const taken = new Set([...said.values()].flatMap(({ members }) => [...members]));
  const members = Array.from({ length: count }, (_, index) => index).filter((index) => !taken.has(index));
  return members.length === 0 ? [] : [{ members }];
}

/** The folders around a file, the outermost first, and the file itself. */
function placesOf(file: string): readonly string[] {
  const steps = file.split('/');
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}
