/**
 * The images that are written in a resource, wherever the tables know a place for one. This says where they stand and
 * what belongs to them there; what becomes of them is decided by the planner.
 */

import { placeholderIn } from '../../reference/placeholder.ts';
import { type Blocked, type Found, follow, formatFieldPath } from '../../yaml/field-path.ts';
import { formatPath, isObject, type JsonObject, type Path } from '../../yaml/json.ts';
import { groupOf, operatorOf, type Releases } from '../api-group.ts';
import { type Field, type FieldIndex, indexFields } from './field.ts';
import { fieldsOf } from './field-templates.ts';
import { operatorFields, workloadFields } from './fields.ts';
import { formerFields } from './former-kinds.ts';
import { ineffectiveness, misplacedFields } from './ineffective.ts';
import { imageOfRepository } from './repository-struct.ts';
import type { ImageSite, ImageSites, SiteFacts, SiteRemark } from './site.ts';
import { ineffective, malformed } from './site-remarks.ts';
import { malformedParts, strayKeys } from './struct-keys.ts';
import { pullSecretsKey } from './workloads.ts';

const tables = [...workloadFields, ...operatorFields, ...formerFields, ...misplacedFields];

const builtIn = indexFields((of) => fieldsOf(tables, of));

/** The fields this program knows, and a user's own (see `compileField`) behind them. */
export function knownFields(own: readonly Field[] = []): FieldIndex {
  if (own.length === 0) return builtIn;
  return indexFields((of) => [
    ...builtIn(of),
    ...own.filter(({ group, kind }) => group === of.group && kind === of.kind),
  ]);
}

/**
 * Every image that is written in a resource, and what is wrong at the places for images. Absent, null and empty values
 * are no images.
 *
 * @param releases where a release is not known, all that some release of it reads counts as read
 */
export function imageSites(resource: JsonObject, fields: FieldIndex = builtIn, releases: Releases = {}): ImageSites {
  const { apiVersion, kind } = resource;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return nothing;
  const group = groupOf(apiVersion);
  const spelling = operatorOf(group) === undefined ? 'exact' : 'any-case';
  const sites: ImageSite[] = [];
  // Fields that share their beginning are blocked at the same place.
  const remarks = new Map<string, SiteRemark>();
  const take = (place: ImageSites): void => {
    sites.push(...place.sites);
    for (const remark of place.remarks) remarks.set(formatPath(remark.path), remark);
  };
  for (const field of fields({ group, kind })) {
    const { found, blocked } = follow(resource, field.path, spelling);
    for (const place of blocked) take(readBlocked(place));
    for (const place of found) take(readFound(resource, field, place, releases));
  }
  return { sites, remarks: [...remarks.values()] };
}

const nothing: ImageSites = { sites: [], remarks: [] };

function readBlocked({ path, value, expected }: Blocked): ImageSites {
  return { sites: [], remarks: [malformed(path, value, `must be ${expected}`)] };
}

function readFound(resource: JsonObject, field: Field, found: Found, releases: Releases): ImageSites {
  const { path, value } = found;
  if (value === '') return nothing;
  const misspelling = found.misspelt ? `it is spelt ${formatFieldPath(field.path)}` : undefined;
  const reason = ineffectiveness(field, releases) ?? misspelling;
  const remarks = reason === undefined ? [] : [ineffective(path, value, reason)];
  const { shape } = field;
  if (shape === 'reference') {
    if (typeof value !== 'string') return { sites: [], remarks: [malformed(path, value, 'must be text')] };
    return { sites: [siteAt(resource, { field, path, reason, shape, value })], remarks };
  }
  if (!isObject(value)) return { sites: [], remarks: [malformed(path, value, 'must be a mapping')] };
  const unfilled = placeholdersIn(path, value);
  if (unfilled.length > 0) return { sites: [], remarks: unfilled };
  if (shape === 'repository') {
    const isWritten = imageOfRepository(value) !== '';
    return isWritten ? { sites: [siteAt(resource, { field, path, reason, shape, value })], remarks } : nothing;
  }
  const site = siteAt(resource, { field, path, reason, shape, value });
  const wrong = malformedParts(shape, site, value);
  if (wrong.length > 0) return { sites: [], remarks: wrong };
  const strays = field.component === 'custom' ? nothing : strayKeys(shape, site, value);
  return { sites: [site, ...strays.sites], remarks: [...remarks, ...strays.remarks] };
}

/** A struct with a placeholder is none yet: what else is wrong with it shows when it is filled in. */
function placeholdersIn(path: Path, struct: JsonObject): readonly SiteRemark[] {
  return Object.entries(struct).flatMap(([key, value]) =>
    typeof value === 'string' && placeholderIn(value) !== undefined
      ? [{ code: 'placeholder', path: [...path, key], currentValue: value, message: value } as const]
      : [],
  );
}

interface Occurrence<S, V> {
  readonly field: Field;
  readonly path: Path;
  /** Why the image there is not pulled. */
  readonly reason: string | undefined;
  readonly shape: S;
  readonly value: V;
}

function siteAt<S, V>(_resource: JsonObject, occurrence: Occurrence<S, V>): SiteFacts & { shape: S; value: V } {
  const { field, path, reason, shape, value } = occurrence;
  const { component, role, policyKey, podSpecDepth } = field;
  const struct = shape === 'reference' ? path.length - 1 : path.length;
  return {
    path,
    field,
    component,
    role,
    effective: role === 'spec' && reason === undefined,
    policyPath: policyKey === undefined ? undefined : keyBelow(path, struct, policyKey),
    secretsPath: podSpecDepth === undefined ? undefined : keyBelow(path, podSpecDepth, pullSecretsKey),
    shape,
    value,
  };
}

/** The path of a key of what the first steps of a path lead to. In one piece: there are three for each image. */
function keyBelow(path: Path, steps: number, key: string): Path {
  const way = path.slice(0, steps + 1);
  way[steps] = key;
  return way;
}
