/**
 * The v1beta2 ImageConfig, decoded as cass-operator and k8ssandra-operator do it.
 *
 * ```
 * images: {<name>: <image>}
 * types: {<server type>: <image> + {prefix: text, suffix: text}}
 * defaults: {registry: text, repository: text, pullPolicy: text, pullSecrets: [text]}
 * overrides: the same
 * <image>: {registry, repository, name, tag, digest, pullPolicy, pullSecret: text}
 * ```
 *
 * `digest` came with 1.28. Source: apis/config/v1beta2/imageconfig_types.go.
 */
import type { Json, Path } from '../../../yaml/json.ts';
import type { OperatorRules } from '../../releases/image-config-rules.ts';
import { type Assigned, field, isNil, mapOf, optionalText, placeOf, rootOf, text, texts } from './go-decoding.ts';
import type { ImageParts } from './image-config.ts';
import { rememberedByDocument } from './remembered.ts';

/** An image as written: empty is the same as absent. */
export interface Entry extends Required<ImageParts> {
  readonly path: Path;
}

export interface ServerEntry extends Entry {
  readonly prefix: string;
  readonly suffix: string;
}

export interface Settings {
  /** `undefined` sets nothing. In overrides, empty text takes the registry away. */
  readonly registry: string | undefined;
  /** `undefined` sets nothing. In overrides, empty text takes the repository away. */
  readonly repository: string | undefined;
  readonly pullPolicy: string;
  readonly pullSecrets: readonly string[] | undefined;
}

export interface ImageConfigV1beta2 {
  readonly images: ReadonlyMap<string, Entry>;
  /** `undefined`, the whole or an entry, makes the operator panic when it looks there. */
  readonly types: ReadonlyMap<string, ServerEntry | undefined> | undefined;
  readonly defaults: Settings;
  readonly overrides: Settings;
}

/** What counts for every entry. */
export type SharedSettings = Pick<ImageConfigV1beta2, 'defaults' | 'overrides'>;

/** @throws ImageConfigError where the operator fails while it loads the document */
export const decodeV1beta2: (document: Json, rules: OperatorRules) => ImageConfigV1beta2 = rememberedByDocument(decode);

function decode(document: Json, rules: OperatorRules): ImageConfigV1beta2 {
  const root = rootOf(document);
  return {
    images: mapOf(field(root, 'images'), (value) => decodeEntry(value, rules)) ?? new Map(),
    types: mapOf(field(root, 'types'), (value) => (isNil(value) ? undefined : decodeServerEntry(value, rules))),
    defaults: decodeSettings(field(root, 'defaults')),
    overrides: decodeSettings(field(root, 'overrides')),
  };
}

function decodeEntry(entry: Assigned, rules: OperatorRules): Entry {
  // Each entry has apiVersion and kind like a whole document; nothing reads them.
  text(field(entry, 'apiVersion'));
  text(field(entry, 'kind'));
  return {
    registry: text(field(entry, 'registry')),
    repository: text(field(entry, 'repository')),
    name: text(field(entry, 'name')),
    tag: text(field(entry, 'tag')),
    digest: rules.digests ? text(field(entry, 'digest')) : '',
    pullPolicy: text(field(entry, 'pullPolicy')),
    pullSecret: text(field(entry, 'pullSecret')),
    path: placeOf(entry, []),
  };
}

function decodeServerEntry(entry: Assigned, rules: OperatorRules): ServerEntry {
  return { ...decodeEntry(entry, rules), prefix: text(field(entry, 'prefix')), suffix: text(field(entry, 'suffix')) };
}

function decodeSettings(settings: Assigned): Settings {
  return {
    registry: optionalText(field(settings, 'registry')),
    repository: optionalText(field(settings, 'repository')),
    pullPolicy: text(field(settings, 'pullPolicy')),
    pullSecrets: texts(field(settings, 'pullSecrets')),
  };
}
