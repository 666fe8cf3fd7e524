/**
 * The images that the operators make of a v1beta2 ImageConfig.
 *
 * | part       | from                                                                                        |
 * |------------|---------------------------------------------------------------------------------------------|
 * | registry   | overrides if set there at all, even to nothing; else the entry; else defaults               |
 * | repository | the same                                                                                    |
 * | name, tag  | the entry; the tag of a server image is prefix + version + suffix                           |
 * | digest     | the entry; of no effect in a server type                                                    |
 * | pullPolicy | overrides, else the entry, else defaults; for a server type its own even before overrides   |
 *
 * They are joined with nothing added or taken away: `[registry/][repository/]name:tag`, or `name@digest`.
 *
 * Source: pkg/images/images_v1beta2.go; apis/config/v1beta2/imageconfig_types.go (`String`, `ApplyOverrides`).
 */
import type { Json } from '../../../yaml/json.ts';
import type { OperatorRules } from '../../releases/image-config-rules.ts';
import { decodeV1beta2, type ImageConfigV1beta2, type ServerEntry, type SharedSettings } from './decode-v1beta2.ts';
import { UnresolvableImageError } from './errors.ts';
import type { ImageConfig, ImageParts } from './image-config.ts';

/** @throws ImageConfigError where the operators fail while they load the document */
export function loadV1beta2(document: Json, rules: OperatorRules): ImageConfig {
  const config = decodeV1beta2(document, rules);
  const print = (parts: Required<ImageParts>): string => printParts(parts, rules);
  const imageParts = (name: string): Required<ImageParts> => merged(config, config.images.get(name) ?? noParts);
  return {
    format: 'v1beta2',
    serverImage: (serverType, version) => print(serverParts(config, serverType, version)),
    image: (name) => print(imageParts(name)),
    imageParts,
    imageWith: (name, parts) => {
      const image = override(imageParts(name), parts);
      return { image: print(image), pullPolicy: image.pullPolicy, pullSecret: image.pullSecret };
    },
    pullPolicy: (name) => typeNamed(config, name, 'its pull policy')?.pullPolicy || imageParts(name).pullPolicy,
    pullSecrets: (name = '') => [...pullSecrets(config, name)],
    serverImagePath: (serverType) => config.types?.get(serverType)?.path,
    imagePath: (name) => config.images.get(name)?.path,
  };
}

/** An image of which nothing is written. */
export const noParts: Required<ImageParts> = {
  registry: '',
  repository: '',
  name: '',
  tag: '',
  digest: '',
  pullPolicy: '',
  pullSecret: '',
};

function serverParts(config: ImageConfigV1beta2, serverType: string, version: string): Required<ImageParts> {
  const entry = config.types?.get(serverType);
  if (entry === undefined) {
    throw new UnresolvableImageError(`the operator crashes for want of types.${serverType || '""'}: add it`);
  }
  const { registry, repository, name, prefix, suffix } = entry;
  return merged(config, { ...noParts, registry, repository, name, tag: prefix + version + suffix });
}

/** The parts of an entry, with what defaults and overrides make of them. */
export function merged({ defaults, overrides }: SharedSettings, parts: Required<ImageParts>): Required<ImageParts> {
  return {
    registry: overrides.registry ?? (parts.registry || (defaults.registry ?? '')),
    repository: overrides.repository ?? (parts.repository || (defaults.repository ?? '')),
    name: parts.name,
    tag: parts.tag,
    digest: parts.digest,
    pullPolicy: overrides.pullPolicy || parts.pullPolicy || defaults.pullPolicy,
    pullSecret: parts.pullSecret || (defaults.pullSecrets?.[0] ?? ''),
  };
}

function override(parts: Required<ImageParts>, higher: ImageParts): Required<ImageParts> {
  return {
    registry: higher.registry || parts.registry,
    repository: higher.repository || parts.repository,
    name: higher.name || parts.name,
    tag: higher.tag || parts.tag,
    digest: higher.digest || parts.digest,
    pullPolicy: higher.pullPolicy || parts.pullPolicy,
    pullSecret: higher.pullSecret || parts.pullSecret,
  };
}

/** Joins the parts as the operators print them. */
export function printParts(parts: Required<ImageParts>, rules: OperatorRules): string {
  const folder = (part: string): string => (part === '' ? '' : `${part}/`);
  return folder(parts.registry) + folder(parts.repository) + parts.name + printVersion(parts, rules);
}

/** Tag or digest as they stand behind the name, with their separator. */
export function printVersion(
  { tag, digest }: Pick<Required<ImageParts>, 'tag' | 'digest'>,
  rules: OperatorRules,
): string {
  if (!rules.digests) return `:${tag}`;
  if (digest !== '') return `@${digest}`;
  return (looksLikeDigest(tag) ? '@' : ':') + tag;
}

/** Upstream's test: an algorithm and something encoded, of whatever length. */
function looksLikeDigest(tag: string): boolean {
  return /^[a-z0-9]+(?:[._+-][a-z0-9]+)*:[a-zA-Z0-9=_-]+$/.test(tag);
}

function pullSecrets(config: ImageConfigV1beta2, name: string): readonly string[] {
  if (config.overrides.pullSecrets !== undefined) return config.overrides.pullSecrets;
  if (name !== '') {
    const own = config.images.get(name)?.pullSecret || typeNamed(config, name, 'its pull secret')?.pullSecret;
    if (own) return [own];
  }
  return config.defaults.pullSecrets ?? [];
}

/** A server type, where the operator looks whether there is one of that name. */
function typeNamed({ types }: ImageConfigV1beta2, name: string, wanted: string): ServerEntry | undefined {
  const entry = types?.get(name);
  if (entry === undefined && types?.has(name) === true) {
    throw new UnresolvableImageError(
      `types.${name} is null, and the operator crashes when it looks there for ${wanted}`,
    );
  }
  return entry;
}
