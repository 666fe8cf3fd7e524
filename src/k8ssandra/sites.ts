/**
 * The images that are written in a resource, wherever the tables know a place for one. This says where they stand and
 * what belongs to them there; what becomes of them is decided by the planner.
 */

import { type Blocked, type Found, follow, formatFieldPath } from '../source/field-path.ts';
import { at, formatPath, isObject, type JsonObject, type Path } from '../source/json.ts';
import { groupOf, operatorOf, type Releases } from './api-group.ts';
import { type Field, type FieldIndex, indexFields, indexKey } from './field.ts';
import { operatorFields, workloadFields } from './fields.ts';
import { ineffectiveness, misplacedFields } from './ineffective.ts';
import type { ImageSite, ImageSites, SiteFacts, SiteRemark } from './site.ts';
import { ineffective, malformed } from './site-remarks.ts';
import { malformedParts, strayKeys } from './struct-keys.ts';
import { pullSecretsKey } from './workloads.ts';

/** The fields this program knows, and a user's own (see `compileField`) behind them. */
export function knownFields(own: readonly Field[] = []): FieldIndex {
  return indexFields([...workloadFields, ...operatorFields, ...misplacedFields, ...own]);
}

const builtIn = knownFields();

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
  for (const field of fields.get(indexKey({ group, kind })) ?? []) {
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
  const facts = factsOf(resource, field, path, reason);
  const remarks = reason === undefined ? [] : [ineffective(path, value, reason)];
  if (field.shape === 'reference') {
    if (typeof value !== 'string') return { sites: [], remarks: [malformed(path, value, 'must be text')] };
    return { sites: [{ ...facts, shape: field.shape, value }], remarks };
  }
  if (!isObject(value)) return { sites: [], remarks: [malformed(path, value, 'must be a mapping')] };
  const wrong = malformedParts(field.shape, facts, value);
  if (wrong.length > 0) return { sites: [], remarks: wrong };
  const strays = field.component === 'custom' ? nothing : strayKeys(field.shape, facts, value);
  const site = { ...facts, shape: field.shape, value };
  return { sites: [site, ...strays.sites], remarks: [...remarks, ...strays.remarks] };
}

function factsOf(resource: JsonObject, field: Field, path: Path, reason: string | undefined): SiteFacts {
  const { component, role, shape, policyKey, secretKey, podSpecDepth, place } = field;
  const struct = shape === 'reference' ? path.slice(0, -1) : path;
  const facts: Writable<SiteFacts> = {
    path,
    field,
    component,
    role,
    effective: role === 'spec' && reason === undefined,
  };
  if (policyKey !== undefined) facts.policyPath = struct.concat(policyKey);
  if (podSpecDepth !== undefined) facts.secretsPath = path.slice(0, podSpecDepth).concat(pullSecretsKey);
  if (secretKey !== undefined) facts.secretRefPath = struct.concat(secretKey);
  if (place !== undefined) facts.place = { kind: place, name: nameOfItem(resource, path) };
  return facts;
}

/** While it is being made. */
type Writable<T> = { -readonly [key in keyof T]: T[key] };

/** The name of the innermost list item that a path leads through. */
function nameOfItem(resource: JsonObject, path: Path): string {
  const item = path.findLastIndex((step) => typeof step === 'number');
  const name = at(resource, [...path.slice(0, item + 1), 'name']);
  return typeof name === 'string' ? name : '';
}
