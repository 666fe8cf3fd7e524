/** A scope is what one Kubernetes cluster gets: its images are computed from its own resources alone. */

import { recalled } from '../yaml/grouped.ts';

export interface Scope {
  /** Absent: what lies in no scope that has a name, or all where there is one cluster. */
  readonly name?: string;
  /** Indices of the resources, in their order. One that several clusters share is in several scopes. */
  readonly members: readonly number[];
  /** The folders and files that it is made of, relative to what was given. */
  readonly places?: readonly string[];
}

/** What the planner needs to know of where its resources stand. */
export interface Layout {
  /** Every resource is in one of them. */
  readonly scopes: readonly Scope[];
  /** The files of the resources by index, relative to what was given; undefined where there is none. */
  readonly files: readonly (string | undefined)[];
}

/** The names of the scopes that a resource is in; undefined stands for the one without a name. */
export function scopeNames({ scopes }: Pick<Layout, 'scopes'>): (resource: number) => readonly (string | undefined)[] {
  const byMember = new Map<number, (string | undefined)[]>();
  for (const { name, members } of scopes) {
    for (const member of members) recalled(byMember, member, () => []).push(name);
  }
  return (resource) => byMember.get(resource) ?? [undefined];
}

export function isDivided({ scopes }: Pick<Layout, 'scopes'>): boolean {
  return scopes.length > 1;
}

/** One Kubernetes cluster gets all. */
export function undivided(count: number, files: Layout['files'] = []): Layout {
  return { scopes: [{ members: Array.from({ length: count }, (_, index) => index) }], files };
}
