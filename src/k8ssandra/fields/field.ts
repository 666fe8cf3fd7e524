/** A field that names an image: what the tables of fields, and a user's own `fields`, are made of. */

import { type FieldPath, formatFieldPath } from '../../yaml/field-path.ts';
import type { Operator } from '../api-group.ts';
import type { Shape } from './shape.ts';

/** What runs from the image. `container` and `volume`: whatever their name says; `custom`: a user's own field. */
export type Component =
  | 'server'
  | 'config-builder'
  | 'system-logger'
  | 'per-node-config'
  | 'jmx-init'
  | 'vector'
  | 'medusa'
  | 'reaper'
  | 'reaper-init'
  | 'stargate'
  | 'container'
  | 'volume'
  | 'custom';

/**
 * Which releases of its operator read a field. `before` is the first that does not any more, `from` the first of those
 * that do, `and` are single releases that were made from a branch of their own.
 */
export type Effect =
  | 'always'
  | 'never'
  | { readonly before: string }
  | { readonly from: string; readonly and: readonly string[] };

/** A field of one kind of resource. */
export interface Field {
  readonly group: string;
  readonly kind: string;
  /** To the reference or to the struct. */
  readonly path: FieldPath;
  readonly shape: Shape;
  readonly component: Component;
  /** `status`: an operator's record of what was. Never edited. */
  readonly role: 'spec' | 'status';
  /** The operator whose release `since` and `effect` speak of. */
  readonly operator?: Operator;
  /** The first release whose CRD has the field. */
  readonly since?: string;
  readonly effect: Effect;
  /** Where the image belongs instead, for fields that are not read (any more). */
  readonly instead?: string;
  /** The key of the pull policy: beside a reference, inside a struct. */
  readonly policyKey?: string;
  /** The key of the one pull secret, inside a struct. */
  readonly secretKey?: string;
  /** The number of steps of `path` that lead to the pod spec whose list of pull secrets serves this image. */
  readonly podSpecDepth?: number;
}

/** A user's own field, as the configuration has it. */
export interface OwnField {
  readonly group: string;
  readonly kind: string;
  readonly path: FieldPath;
  readonly shape: 'reference' | 'repository' | 'parts';
}

/** A user's own field in the form of the tables. */
export function compileField(own: OwnField): Field {
  const keys = own.shape === 'parts' ? { policyKey: 'pullPolicy', secretKey: 'pullSecretRef' } : {};
  return { ...own, component: 'custom', role: 'spec', effect: 'always', ...keys };
}

/** What tells the tables of fields apart. */
export type FieldKind = Pick<Field, 'group' | 'kind'>;

/** The fields of a kind; none, where the kind has no place for an image. */
export type FieldIndex = (of: FieldKind) => readonly Field[];

/** Asks for the fields of a kind once. Of two fields for one place, the first counts. */
export function indexFields(fieldsOf: FieldIndex): FieldIndex {
  const index = new Map<string, readonly Field[]>();
  return (of) => {
    const key = `${of.group}/${of.kind}`;
    const fields = index.get(key) ?? firstAtEachPlace(fieldsOf(of));
    index.set(key, fields);
    return fields;
  };
}

function firstAtEachPlace(fields: readonly Field[]): readonly Field[] {
  const places = new Map<string, Field>();
  for (const field of fields) {
    const place = formatFieldPath(field.path);
    if (!places.has(place)) places.set(place, field);
  }
  return [...places.values()];
}
