/** What is found out about an image that is written in a resource. */
import type { Json, JsonObject, Path } from '../../yaml/json.ts';
import type { Component, Field } from './field.ts';
import type { StructShape } from './shape.ts';

/** An image that is written in a resource: a reference, or a struct of its parts. */
export type ImageSite = ReferenceSite | RepositorySite | PartsSite;

export interface ReferenceSite extends SiteFacts {
  readonly shape: 'reference';
  /** As written; not empty. */
  readonly value: string;
}

export interface RepositorySite extends SiteFacts {
  readonly shape: 'repository';
  /** Has a repository that is no empty text. */
  readonly value: JsonObject;
}

export interface PartsSite extends SiteFacts {
  readonly shape: StructShape;
  /** Its parts are text or absent; it can be empty. */
  readonly value: JsonObject;
}

export interface SiteFacts {
  /** To the reference, or to the struct. */
  readonly path: Path;
  readonly field: Field;
  readonly component: Component;
  /** `status`: known, never to be edited. */
  readonly role: Field['role'];
  /** False where no operator reads it: a status, or a place that a remark at the same path explains. */
  readonly effective: boolean;
  /** Where the pull policy stands, or would stand. */
  readonly policyPath: Path | undefined;
  /** The pod spec's list of pull secrets, `{name}` each. It need not exist. */
  readonly secretsPath: Path | undefined;
}

/** What is wrong at a place for an image. The message names the place and says what to write. */
export interface SiteRemark {
  readonly code: 'malformed-field' | 'ineffective-field' | 'placeholder';
  readonly path: Path;
  readonly message: string;
  readonly currentValue: Json;
}

export interface ImageSites {
  readonly sites: readonly ImageSite[];
  readonly remarks: readonly SiteRemark[];
}
