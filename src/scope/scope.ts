/** A scope is what one Kubernetes cluster gets: its images are computed from its own resources alone. */

export interface Scope {
  /** Absent: what lies in no scope that has a name, or all where there is one cluster. */
  readonly name?: string;
  /** Indices of the resources, in their order. One that several clusters share is in several scopes. */
  readonly members: readonly number[];
}

/** What the planner needs to know of where its resources stand. */
export interface Layout {
  /** Every resource is in one of them. */
  readonly scopes: readonly Scope[];
  /** The files of the resources by index, relative to what was given; undefined where there is none. */
  readonly files: readonly (string | undefined)[];
}

/** One Kubernetes cluster gets all. */
export function undivided(count: number, files: Layout['files'] = []): Layout {
  return { scopes: [{ members: Array.from({ length: count }, (_, index) => index) }], files };
}
