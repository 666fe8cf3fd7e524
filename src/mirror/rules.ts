/**
 * The rules that say where an image is pulled from once mirrored, as data. They are made from a user's configuration
 * (src/config/), hold no raw spelling of it, and are free of contradictions (contradictions.ts).
 */
import type { Reference } from '../reference/reference.ts';
import type { Lock } from './lock.ts';

/**
 * How the path on the mirror is made from a source `quay.io/org/name`:
 *
 * - `path`: `<target>/org/name`
 * - `registry-path`: `<target>/quay.io/org/name`
 * - `name`: `<target>/name`
 */
export type Layout = 'path' | 'registry-path' | 'name';

/** A registry, or a folder of one. It covers the repositories whose first components are its own. */
export interface Place {
  /** Host with optional port, as written; `index.docker.io` is `docker.io`. */
  readonly registry: string;
  /** Without a slash at either end; empty where the whole registry is meant. */
  readonly path: string;
}

/** What a rule applies to: everything, or what lies in a place. */
export type Source = '*' | Place;

/** Where mirrored images lie. */
export type Target = Place;

/** What lies in `source` is pulled from `target`. */
export interface Mirror {
  readonly source: Source;
  readonly target: Target;
  readonly layout: Layout;
}

/** A reference without its tag and digest. */
export type Repository = Pick<Reference, 'registry' | 'repository'>;

/** One image with a place or version of its own: kustomize's `images:`, plus a tag to match. */
export interface Pin {
  /** The image as its users write it, before mirroring. */
  readonly name: Repository;
  /** Only references with this tag; absent: any. */
  readonly tag?: string;
  /** The whole new repository; absent: what the mirrors make of `name`. */
  readonly newName?: Repository;
  /** Absent: the reference keeps its tag. */
  readonly newTag?: string;
  /** With its algorithm. Stands beside the tag: `name:tag@sha256:...`. */
  readonly digest?: string;
}

export interface MirrorRules {
  readonly mirrors: readonly Mirror[];
  /** Places whose images stay as they are, and may. */
  readonly exclude: readonly Place[];
  readonly pins: readonly Pin[];
  /** Digests of what is on the mirror. It decides about no place: see lock.ts. */
  readonly lock?: Lock;
}

/** What the rules say about one reference. Only `mirrored` changes it. */
export type Outcome =
  | Mirrored
  /** On a target, or at a pin's new name: nothing left to do. */
  | { readonly status: 'already' }
  /** Left alone, and allowed. */
  | { readonly status: 'excluded' }
  /** On the host of a target, outside its path, and no rule names that host. Left alone. */
  | { readonly status: 'on-mirror-host' }
  /** No rule covers it. Left alone. */
  | { readonly status: 'escaped' }
  /** A rule covers it, but its layout cannot write the place it leads to. Left alone; the message says what to do. */
  | { readonly status: 'inexpressible'; readonly message: string };

export interface Mirrored {
  readonly status: 'mirrored';
  /** Its registry and repository are `prefix/rest`. */
  readonly reference: Reference;
  /** What a `registry` field would hold: the target with its path, and for `registry-path` the source's registry. */
  readonly prefix: string;
  /** The repository below the prefix. */
  readonly rest: string;
  /** The pin that decided. */
  readonly pin?: Pin;
}
