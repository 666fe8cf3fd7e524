/**
 * Keys of an ImageConfig that stand where they mean something else, or nothing: the operator ignores what it has no field
 * for, and takes any text below v1beta1's `images` for an image that somebody may ask for.
 *
 * | stands                                              | belongs                                        |
 * |-----------------------------------------------------|------------------------------------------------|
 * | a key of the top level, below `images`               | to the top level                               |
 * | an image, at the top level                           | below `images`                                 |
 * | v1beta1's setting, in a v1beta2 document             | `overrides.registry` and the like              |
 * | the same, below `defaults`, `overrides` or `types`   | to the top level                               |
 * | v1beta2's setting for all, at the top level          | below `defaults`                               |
 * | a server type, below v1beta2's `images`              | below `types`                                  |
 *
 * Seen in cass-operator's own README of 1.8, which had `imageRegistry` below `images`, and in the chart cass-operator
 * 0.35, which wrote `imagePullPolicy` there.
 */
import { isImageUnder } from '../../../reference/image-text.ts';
import { formatPath, isObject, type Json, type JsonObject, type Path } from '../../../yaml/json.ts';
import type { Format } from '../../releases/image-config-rules.ts';
import { means } from '../read/go-decoding.ts';

export interface MisplacedKey {
  readonly path: Path;
  /** Where it belongs, as the end of a sentence. */
  readonly belongs: string;
}

const topLevel: { readonly [format in Format]: readonly string[] } = {
  v1beta1: [
    'imageRegistry',
    'imageRegistryOverride',
    'imageNamespace',
    'imagePullPolicy',
    'imagePullSecret',
    'defaults',
  ],
  v1beta2: ['defaults', 'overrides', 'types', 'images'],
};

const header = ['apiVersion', 'kind', 'metadata', 'images'];

/** v1beta1's settings for all images, in v1beta2. */
const successors: Readonly<Record<string, string>> = {
  imageRegistry: 'overrides.registry',
  imageRegistryOverride: 'overrides.registry',
  imageNamespace: 'overrides.repository',
  imagePullPolicy: 'overrides.pullPolicy',
  imagePullSecret: 'overrides.pullSecrets',
};

const settingsForAll: readonly string[] = ['registry', 'repository', 'pullPolicy', 'pullSecrets'];

const serverTypes: readonly string[] = ['cassandra', 'dse', 'hcd'];

/** Whether a name below `images` is a key of the top level, and so the name of no image. */
export function isTopLevelKey(name: string, format: Format): boolean {
  return topLevel[format].some((key) => means(name, key));
}

export function misplacedKeys(root: JsonObject, format: Format): readonly MisplacedKey[] {
  const { images } = root;
  const below = isObject(images) ? Object.keys(images).flatMap((name) => belowImages(name, images[name], format)) : [];
  const others = ['defaults', 'overrides', 'types'].flatMap((parent) => belowOthers(parent, root[parent], format));
  const above = Object.keys(root).flatMap((key) => atTop(key, root[key], format));
  return [...below, ...others, ...above];
}

function belowImages(name: string, value: Json | undefined, format: Format): readonly MisplacedKey[] {
  const path = ['images', name];
  if (isTopLevelKey(name, format))
    return [{ path, belongs: `it is no image, and belongs to the top level, beside images` }];
  if (format === 'v1beta2' && serverTypes.includes(name) && isObject(value)) {
    return [{ path, belongs: `servers are not looked for there; it belongs below types, as types.${name}` }];
  }
  return [];
}

/** A key of the top level below another of them; and an image below v1beta2's server types. */
function belowOthers(parent: string, value: Json | undefined, format: Format): readonly MisplacedKey[] {
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((name): readonly MisplacedKey[] => {
    const path = [parent, name];
    if (isTopLevelKey(name, format) || name === 'images') {
      return [{ path, belongs: `nothing reads it there; it belongs to the top level, beside ${parent}` }];
    }
    const isImage = parent === 'types' && imagesOfOperators.has(name);
    return isImage ? [{ path, belongs: `it is no server type; it belongs into images.${name}` }] : [];
  });
}

/** The names that the operators look for below `images`. */
const imagesOfOperators: ReadonlySet<string> = new Set([
  'system-logger',
  'config-builder',
  'k8ssandra-client',
  'medusa',
  'reaper',
]);

function atTop(key: string, value: Json | undefined, format: Format): readonly MisplacedKey[] {
  if ([...header, ...topLevel[format]].some((known) => means(key, known))) return [];
  const successor = successors[key];
  if (format === 'v1beta2' && successor !== undefined) {
    return [{ path: [key], belongs: `it is a key of v1beta1; it belongs into ${successor}` }];
  }
  if (format === 'v1beta2' && settingsForAll.includes(key)) {
    return [{ path: [key], belongs: `it belongs below defaults, or below overrides to go before every image's own` }];
  }
  const isServer = serverTypes.includes(key) && isObject(value);
  if (format === 'v1beta2' && isServer) return [{ path: [key], belongs: `it belongs into types.${key}` }];
  const isImage =
    typeof value === 'string' ? isImageUnder('image', value) && /[/:]/.test(value) : isServer || isParts(value);
  return isImage ? [{ path: [key], belongs: `it belongs into ${formatPath(['images', key])}` }] : [];
}

function isParts(value: Json | undefined): boolean {
  return (
    isObject(value) && typeof value.name === 'string' && (value.tag !== undefined || value.repository !== undefined)
  );
}
