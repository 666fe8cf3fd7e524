/**
 * The v1beta1 ImageConfig, decoded as cass-operator does it.
 *
 * ```
 * images:                     # absent: the operator panics when asked for any but a server image
 *   system-logger: text       # config-builder, k8ssandra-client alike
 *   cassandra: {version: text}  # dse, hcd alike
 *   <any other name>: text    # anything but text: panic at load
 * defaults:
 *   <component>: {repository: text, suffix: text, <policy>}
 * imageRegistry: text         # <policy>: these four
 * imagePullSecret: {name: text}
 * imagePullPolicy: text
 * imageNamespace: text        # unlike elsewhere, empty is not the same as absent
 * ```
 *
 * What releases before 1.23 do not know of this is in releases/image-config-rules.ts. Source: apis/config/v1beta1/imageconfig_types.go.
 */
import type { Json, Path } from '../../../yaml/json.ts';
import type { OperatorRules } from '../../releases/image-config-rules.ts';
import { ImageConfigError } from './errors.ts';
import {
  type Assigned,
  entries,
  field,
  isNil,
  type KeyMatching,
  mapOf,
  nameOf,
  optionalText,
  placeOf,
  rootOf,
  text,
  typeName,
} from './go-decoding.ts';
import { rememberedByDocument } from './remembered.ts';

/** An image as written, and where. */
export interface WrittenImage {
  readonly text: string;
  readonly path: Path;
}

export interface Policy {
  readonly registry: string;
  readonly pullSecret: string;
  readonly pullPolicy: string;
  /** `undefined` leaves paths alone, empty text cuts off their first component. */
  readonly namespace: string | undefined;
}

export interface Component extends Policy {
  readonly repository: string;
  readonly suffix: string;
  readonly path: Path;
  /** Where its values are, or would be, written. */
  readonly places: Readonly<Record<ComponentKey, Path>>;
}

export type ComponentKey = 'repository' | 'suffix' | 'imageRegistry' | 'imagePullPolicy' | 'imagePullSecret';

/** A component of which nothing is written. */
export function absentComponent(name: string): Component {
  return { ...noPolicy, repository: '', suffix: '', ...placesOf([], ['defaults', name], 'exact') };
}

export interface Images {
  /** By server type, then by version. */
  readonly servers: ReadonlyMap<string, ReadonlyMap<string, WrittenImage>>;
  /** The images that the operator has fields for. */
  readonly named: ReadonlyMap<string, WrittenImage>;
  /** Those that it has not. */
  readonly others: ReadonlyMap<string, WrittenImage>;
}

export interface ImageConfigV1beta1 extends Policy {
  readonly images: Images | undefined;
  readonly defaults: ReadonlyMap<string, Component>;
}

/** @throws ImageConfigError where the operator fails or panics while it loads the document */
export const decodeV1beta1: (document: Json, rules: OperatorRules) => ImageConfigV1beta1 = rememberedByDocument(decode);

function decode(document: Json, rules: OperatorRules): ImageConfigV1beta1 {
  const root = rootOf(document);
  const images = field(root, 'images');
  return {
    images: isNil(images) ? undefined : decodeImages(images, rules),
    defaults: decodeDefaults(field(root, 'defaults'), rules),
    ...decodePolicy(root, 'exact', rules),
  };
}

function decodePolicy(struct: Assigned, keys: KeyMatching, rules: OperatorRules): Policy {
  return {
    registry: text(field(struct, rules.registryKey, keys)),
    pullSecret: text(field(field(struct, 'imagePullSecret', keys), 'name', keys)),
    pullPolicy: text(field(struct, 'imagePullPolicy', keys)),
    namespace: rules.componentPolicies ? optionalText(field(struct, 'imageNamespace', keys)) : undefined,
  };
}

function decodeImages(images: Assigned, rules: OperatorRules): Images {
  const keys = rules.componentPolicies ? 'folded' : 'exact';
  checkHeader(images, keys);
  const versioned = ['cassandra', 'dse', ...(rules.componentPolicies ? ['hcd'] : [])];
  const fields = [...versioned, ...rules.namedImages];
  const servers = versioned.map((type) => [type, mapOf(field(images, type, keys), written) ?? new Map()] as const);
  const named = rules.namedImages.map((name) => [name, field(images, name, keys)] as const);
  return {
    servers: new Map(servers),
    named: new Map(
      named.filter(([, assigned]) => assigned.length > 0).map(([name, assigned]) => [name, written(assigned)]),
    ),
    others: rules.componentPolicies ? decodeOthers(images, fields) : new Map(),
  };
}

function written(assigned: Assigned): WrittenImage {
  return { text: text(assigned), path: placeOf(assigned, []) };
}

/** Upstream keeps a map of the keys that are no field, and asserts that their values are text. */
function decodeOthers(images: Assigned, fields: readonly string[]): ReadonlyMap<string, WrittenImage> {
  const others = new Map<string, WrittenImage>();
  for (const [name, { json, path }] of entries(images)) {
    if (fields.includes(name)) continue;
    if (typeof json !== 'string') {
      throw new ImageConfigError(
        `${nameOf(path)} is ${typeName(json)} where the operator takes text for granted: it would crash at start`,
        { path },
      );
    }
    others.set(name, { text: json, path });
  }
  // The field that holds this map is called Others, and is filled like any other field when there is such a key.
  mapOf(field(images, 'others', 'folded'), text);
  return others;
}

function decodeDefaults(defaults: Assigned, rules: OperatorRules): ReadonlyMap<string, Component> {
  if (rules.componentPolicies) {
    return mapOf(defaults, (value) => decodeComponent(value, rules)) ?? new Map();
  }
  if (rules.defaults.length === 0) return new Map();
  checkHeader(defaults, 'exact');
  const known = rules.defaults.map((name) => [name, field(defaults, name)] as const);
  return new Map(
    known.filter(([, value]) => value.length > 0).map(([name, value]) => [name, decodeComponent(value, rules)]),
  );
}

const noPolicy: Policy = { registry: '', pullSecret: '', pullPolicy: '', namespace: undefined };

function decodeComponent(component: Assigned, rules: OperatorRules): Component {
  const keys = rules.componentPolicies ? 'folded' : 'exact';
  return {
    repository: text(field(component, 'repository', keys)),
    suffix: text(field(component, 'suffix', keys)),
    ...placesOf(component, placeOf(component, []), keys),
    ...(rules.componentPolicies ? decodePolicy(component, keys, rules) : noPolicy),
  };
}

function placesOf(component: Assigned, path: Path, keys: KeyMatching): Pick<Component, 'path' | 'places'> {
  const place = (key: ComponentKey): Path => placeOf(field(component, key, keys), [...path, key]);
  return {
    path,
    places: {
      repository: place('repository'),
      suffix: place('suffix'),
      imageRegistry: place('imageRegistry'),
      imagePullPolicy: place('imagePullPolicy'),
      imagePullSecret: place('imagePullSecret'),
    },
  };
}

/** `images` and, before 1.23, `defaults` have apiVersion and kind like whole documents; nothing reads them. */
function checkHeader(struct: Assigned, keys: KeyMatching): void {
  text(field(struct, 'apiVersion', keys));
  text(field(struct, 'kind', keys));
}
