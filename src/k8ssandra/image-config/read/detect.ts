/**
 * Which ConfigMaps carry an ImageConfig, and under which key.
 *
 * | found by   | ConfigMap                                                        | key                                    |
 * |------------|------------------------------------------------------------------|----------------------------------------|
 * | `selector` | the one the user named                                           | the user's, else as below              |
 * | `label`    | has the label `k8ssandra.io/config: image`                       | `image_config.yaml`                    |
 * | `name`     | is called `image-config` or `manager-config`, behind any prefix  | `image_config.yaml`                    |
 * | `content`  | any                                                              | `image_config.yaml`, with the shape of |
 * |            |                                                                  | an ImageConfig; any, with its header   |
 *
 * The label is what operators from 1.27 on look for; before, the ConfigMap is mounted as a file, and its name comes from
 * kustomize (`cass-operator-manager-config`, perhaps with a hash) or Helm (`<release>-cass-operator-manager-config`).
 * The second key of that one, `controller_manager_config.yaml`, is another kind of document and none of this.
 */
import { at, isObject, type Json, type JsonObject } from '../../../yaml/json.ts';
import type { Format } from '../../releases/image-config-rules.ts';
import { ImageConfigError } from './errors.ts';
import { checkHeader, configGroup, formatIn, headerOf, imageConfigKind, looksLikeImageConfig } from './header.ts';
import { decodeText } from './parse.ts';

/** What a user says about the ConfigMap; what is absent matches everything. */
export interface ImageConfigSelector {
  readonly namespace?: string;
  readonly name?: string;
  readonly key?: string;
}

export type FoundBy = 'selector' | 'label' | 'name' | 'content';

/** An ImageConfig in a ConfigMap. */
export interface ImageConfigCarrier {
  /** The key under `data`. */
  readonly key: string;
  readonly text: string;
  readonly format: Format;
  readonly foundBy: FoundBy;
}

/** Where operators look for an ImageConfig. */
export const imageConfigKey = 'image_config.yaml';

/** The label, and its value, of the ConfigMap that operators from 1.27 on read. */
export const imageConfigLabel = { key: 'k8ssandra.io/config', value: 'image' } as const;

/**
 * The ImageConfigs in a ConfigMap, in the order of its keys; none in a resource of another kind.
 *
 * @throws ImageConfigError for a text in the place of an ImageConfig that cannot be read or has another header
 */
export function findImageConfigs(
  configMap: JsonObject,
  selector: ImageConfigSelector = {},
): readonly ImageConfigCarrier[] {
  if (!isConfigMap(configMap) || !isSelected(configMap, selector)) return [];
  const place = placeOf(configMap, selector);
  const usual = usualFormat(configMap);
  const data = isObject(configMap.data) ? configMap.data : {};
  return Object.entries(data).flatMap(([key, text]) => {
    const chosen = selector.key === undefined || selector.key === key;
    if (!chosen || typeof text !== 'string' || text.trim() === '') return [];
    const found = key === (selector.key ?? imageConfigKey) ? inPlace(text, place, usual) : elsewhere(text, usual);
    return found.map((what) => ({ key, text, ...what }));
  });
}

/** Whether a document is an ImageConfig itself, as configMapGenerators have it in a file. */
export function isImageConfig(document: Json): boolean {
  return isObject(document) && at(document, ['kind']) === imageConfigKind && hasConfigGroup(document.apiVersion);
}

/**
 * The format of a document that stands where an ImageConfig belongs.
 *
 * @param usual the format of a document that does not show it
 * @throws ImageConfigError for one with the header of something else
 */
export function formatOfImageConfig(document: Json, usual: Format = 'v1beta2'): Format {
  const format = formatIn(document, usual);
  checkHeader(document, format);
  return format;
}

function isConfigMap({ apiVersion, kind }: JsonObject): boolean {
  return apiVersion === 'v1' && kind === 'ConfigMap';
}

function isSelected(configMap: JsonObject, { name, namespace }: ImageConfigSelector): boolean {
  const found = at(configMap, ['metadata', 'name']);
  const named =
    name === undefined || (typeof found === 'string' && [found, found.replace(hashPattern, '')].includes(name));
  return named && (namespace === undefined || at(configMap, ['metadata', 'namespace']) === namespace);
}

/** What kustomize appends to generated names: ten characters of its own alphabet. */
const hashPattern = /-[2456789bcdfghkmt]{10}$/;

/** Why the key of this ConfigMap must hold an ImageConfig; `undefined`: it need not. */
type FoundPlace = Exclude<FoundBy, 'content'> | undefined;

function placeOf(configMap: JsonObject, selector: ImageConfigSelector): FoundPlace {
  if (selector.name !== undefined || selector.key !== undefined) return 'selector';
  if (at(configMap, ['metadata', 'labels', imageConfigLabel.key]) === imageConfigLabel.value) return 'label';
  return /(^|-)(image|manager)-config$/.test(baseName(configMap)) ? 'name' : undefined;
}

function baseName(configMap: JsonObject): string {
  const name = at(configMap, ['metadata', 'name']);
  return typeof name === 'string' ? name.replace(hashPattern, '') : '';
}

/** The format of an ImageConfig that does not show it: `manager-config` is what releases before 1.27 mount. */
function usualFormat(configMap: JsonObject): Format {
  return baseName(configMap).endsWith('manager-config') ? 'v1beta1' : 'v1beta2';
}

function inPlace(
  text: string,
  place: FoundPlace,
  usual: Format,
): readonly Pick<ImageConfigCarrier, 'format' | 'foundBy'>[] {
  const document = decodeText(text);
  if (place === 'label') {
    // Operators accept nothing else under the label.
    checkHeader(document, 'v1beta2');
    return [{ format: 'v1beta2', foundBy: place }];
  }
  if (place === undefined && !looksMeant(document)) return [];
  return [{ format: formatOfImageConfig(document, usual), foundBy: place ?? 'content' }];
}

/** A document with a header says what it is, even if that is wrong here. */
function looksMeant(document: Json): boolean {
  if (!isObject(document)) return false;
  const { apiVersion, kind } = headerOf(document);
  return apiVersion !== '' || kind !== '' || looksLikeImageConfig(document);
}

/** Other keys hold texts of all sorts: they are read if they may say that they are an ImageConfig. */
function elsewhere(text: string, usual: Format): readonly Pick<ImageConfigCarrier, 'format' | 'foundBy'>[] {
  if (!text.includes(configGroup) || !text.includes(imageConfigKind)) return [];
  const document = decodeIfHeaded(text);
  return isImageConfig(document) ? [{ format: formatOfImageConfig(document, usual), foundBy: 'content' }] : [];
}

/** Null for a broken text that is probably something else: a script, a page of documentation. */
function decodeIfHeaded(text: string): Json {
  try {
    return decodeText(text);
  } catch (error) {
    if (error instanceof ImageConfigError && !startsWithHeader(text)) return null;
    throw error;
  }
}

function startsWithHeader(text: string): boolean {
  const first = text.split(/\r?\n/).find((line) => !/^\s*(#|---|$)/.test(line));
  return first !== undefined && /^(apiVersion|kind):/.test(first);
}

function hasConfigGroup(apiVersion: Json | undefined): boolean {
  return typeof apiVersion === 'string' && apiVersion.split('/')[0] === configGroup;
}
