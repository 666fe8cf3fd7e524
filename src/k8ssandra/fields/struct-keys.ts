/**
 * The keys of a struct of parts: those that are no text, and those that are no parts.
 *
 * The struct is k8ssandra-operator's `images.Image` (pkg/images/images.go). Others than its keys are met in practice:
 * `image` is on the documentation's page about image configuration, `digest` is in cass-operator's ImageConfig, and a
 * key may be misspelt.
 */
import { isList, isObject, type JsonObject } from '../../yaml/json.ts';
import type { Field } from './field.ts';
import { partKeys, type StructShape } from './shape.ts';
import type { ImageSites, ReferenceSite, SiteFacts, SiteRemark } from './site.ts';
import { ineffective, malformed } from './site-remarks.ts';

/** The parts that are no text: `tag: 4.0` without quotes is a number. */
export function malformedParts(shape: StructShape, { path }: SiteFacts, struct: JsonObject): readonly SiteRemark[] {
  return partKeys[shape].flatMap((key) => {
    const value = struct[key] ?? '';
    if (typeof value === 'string') return [];
    const remedy = isObject(value) || isList(value) ? '' : ': put it in quotes';
    return [malformed([...path, key], value, `must be text${remedy}`)];
  });
}

/** What a struct holds besides its keys. An `image` that is a whole reference counts as written, without effect. */
export function strayKeys(shape: StructShape, facts: SiteFacts, struct: JsonObject): ImageSites {
  const { policyKey, secretKey } = facts.field;
  const known: readonly (string | undefined)[] = [...partKeys[shape], policyKey, secretKey];
  const strays = Object.entries(struct).filter(([key, value]) => !known.includes(key) && value !== null);
  return {
    sites: strays.flatMap(([key, value]) =>
      key === 'image' && typeof value === 'string' && value.includes('/') ? [straySite(key, value, facts)] : [],
    ),
    remarks: strays.map(([key, value]) => ineffective([...facts.path, key], value, adviceFor(key, known))),
  };
}

function straySite(key: string, value: string, { path, field, component, role }: SiteFacts): ReferenceSite {
  const stray: Field = { ...field, path: [...field.path, { key }], shape: 'reference', effect: 'never' };
  const none = { policyPath: undefined, secretsPath: undefined };
  return { path: [...path, key], field: stray, component, role, effective: false, ...none, shape: 'reference', value };
}

function adviceFor(key: string, known: readonly (string | undefined)[]): string {
  const spelling = known.find((name) => name?.toLowerCase() === key.toLowerCase());
  if (spelling !== undefined) return `it is spelt ${spelling}`;
  const instead: { readonly [key: string]: string } = {
    image: '; write registry, repository, name and tag',
    digest: '; write it behind the tag: <tag>@<digest>',
  };
  return `an image's struct has no such key${instead[key] ?? ''}`;
}
