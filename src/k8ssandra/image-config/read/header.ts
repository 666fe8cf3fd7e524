/**
 * apiVersion and kind of an ImageConfig, and what can be told of its format.
 *
 * Either may be missing, and so may the version behind the group; what is there must be right. Keys are found whatever
 * their case. Source: k8s.io/apimachinery, pkg/runtime/serializer/json (`Interpret`, `gvkWithDefaults`).
 */
import { at, isObject, type Json, type JsonObject } from '../../../yaml/json.ts';
import type { Format } from '../../releases/image-config-rules.ts';
import { ImageConfigError } from './errors.ts';
import { field, rootOf, text } from './go-decoding.ts';

/** The API group of ImageConfigs. They look like resources, but are none: they only stand in ConfigMaps. */
export const configGroup = 'config.k8ssandra.io';

/** The kind of the documents that this folder is about. */
export const imageConfigKind = 'ImageConfig';

/** @throws ImageConfigError where the operator that expects `format` rejects the document for its header */
export function checkHeader(document: Json, format: Format): void {
  const { apiVersion, kind } = headerOf(document);
  const accepted = ['', '/', `${configGroup}/`, `${configGroup}/${format}`];
  if (accepted.includes(apiVersion) && ['', imageConfigKind].includes(kind)) return;
  const found = [apiVersion, kind].filter((part) => part !== '').join(' ');
  throw new ImageConfigError(
    `the operator expects ${configGroup}/${format} ${imageConfigKind} here and would not start with ${found}`,
    { path: [accepted.includes(apiVersion) ? 'kind' : 'apiVersion'] },
  );
}

/** The format that the header names, or else the content shows; `usual` for a content that does not. */
export function formatIn(document: Json, usual: Format = 'v1beta2'): Format {
  const { apiVersion } = headerOf(document);
  if (apiVersion === `${configGroup}/v1beta1`) return 'v1beta1';
  if (apiVersion === `${configGroup}/v1beta2`) return 'v1beta2';
  if (!isObject(document)) return usual;
  if (looksLikeV1beta1(document)) return 'v1beta1';
  return looksLikeV1beta2(document) ? 'v1beta2' : usual;
}

/** Whether a document without header can be meant as an ImageConfig. */
export function looksLikeImageConfig(document: JsonObject): boolean {
  return looksLikeV1beta1(document) || looksLikeV1beta2(document);
}

const v1beta1Keys = ['imageRegistry', 'imageRegistryOverride', 'imageNamespace', 'imagePullPolicy', 'imagePullSecret'];
const serverTypes = ['cassandra', 'dse', 'hcd'];

function looksLikeV1beta1(document: JsonObject): boolean {
  return (
    v1beta1Keys.some((key) => Object.hasOwn(document, key)) ||
    imagesOf(document).some((image) => typeof image === 'string') ||
    serverTypes.some((type) => isObject(at(document, ['defaults', type])) || isVersions(at(document, ['images', type])))
  );
}

const settingKeys = ['registry', 'repository', 'pullPolicy', 'pullSecrets'];

function looksLikeV1beta2({ types, defaults, overrides, ...document }: JsonObject): boolean {
  return (
    isObject(types) ||
    imagesOf(document).some(isObject) ||
    [defaults, overrides].some(
      (settings) => isObject(settings) && settingKeys.some((key) => Object.hasOwn(settings, key)),
    )
  );
}

function imagesOf({ images }: JsonObject): readonly Json[] {
  return isObject(images) ? Object.values(images) : [];
}

/** `{"4.0.0": "image"}`; a v1beta2 image of that name has texts under the names of parts. */
function isVersions(image: Json | undefined): boolean {
  return isObject(image) && Object.keys(image).length > 0 && Object.keys(image).every((key) => /^\d/.test(key));
}

/** apiVersion and kind, empty where absent. */
export function headerOf(document: Json): { readonly apiVersion: string; readonly kind: string } {
  const root = rootOf(document);
  return { apiVersion: text(field(root, 'apiVersion', 'folded')), kind: text(field(root, 'kind', 'folded')) };
}
