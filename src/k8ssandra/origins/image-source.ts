/**
 * Where an operator gets its images from: the ImageConfig that it reads, or the place where one should be.
 *
 * This is what the makers of pods ask. The answers are references together with what decided about them.
 */
import type { Path } from '../../yaml/json.ts';
import type { PartKey } from '../fields/shape.ts';
import { type ImageConfigError, UnresolvableImageError } from '../image-config/read/errors.ts';
import type { ImageConfig, ImageParts } from '../image-config/read/image-config.ts';
import { printParts } from '../image-config/read/v1beta2.ts';
import type { OperatorRules } from '../releases/image-config-rules.ts';
import type { BuiltImage, Parts } from './built-image.ts';
import type { Link, Override, PolicyEntry, Traced } from './effective-image.ts';
import type { Origins } from './image-config-origins.ts';

/** Why something cannot be known, and what would make it known. */
export interface Doubt {
  readonly reason: string;
  readonly remedy: string;
  /** The one part of an image that it is about; absent: all that is written nowhere. */
  readonly part?: PartKey;
}

export interface ImageSource {
  server(serverType: string, version: string): Traced;
  named(name: string): Traced;
  /** An image of the ImageConfig, with what the struct of a custom resource puts over it. */
  withParts(name: string, parts: Parts, override: Override): BuiltImage;
  /** @throws UnresolvableImageError where the operator panics */
  pullPolicy(name: string): string;
  policyEntry(name: string): PolicyEntry | undefined;
  /** @throws UnresolvableImageError where the operator panics */
  pullSecrets(...names: readonly string[]): readonly string[];
}

/** Images as a loaded ImageConfig gives them. */
export function configuredImages(config: ImageConfig, origins: Origins): ImageSource {
  return {
    server: (serverType, version) =>
      attempt(
        () => config.serverImage(serverType, version),
        origins.ofServer(serverType, config.serverImagePath(serverType, version)),
      ),
    named: (name) => attempt(() => config.image(name), origins.ofImage(name, entryOf(config, name))),
    withParts: (name, parts, override) => withParts(config, origins, name, parts, override),
    pullPolicy: (name) => config.pullPolicy(name),
    policyEntry: origins.policyEntry,
    pullSecrets: (...names) => config.pullSecrets(...names),
  };
}

/**
 * Images of an operator whose ImageConfig is not in the input. A struct that is written whole beats every ImageConfig,
 * but for a digest there, which is not where anything is pulled from.
 */
export function unknownImages(doubt: Doubt, rules: OperatorRules): ImageSource {
  const unknown = sameForAll((key) => ({
    image: '',
    status: 'unknown',
    ...doubt,
    source: [{ origin: 'missing', where: `ImageConfig ${key}`, value: '' }],
  }));
  return {
    ...unknown,
    withParts: (name, parts, override) => {
      const built = unknown.withParts(name, parts, override);
      const whole = wholeImage(parts, rules);
      if (whole === undefined) return built;
      return { ...built, traced: { image: whole, status: 'resolved', source: layered(parts, []), override } };
    },
  };
}

function wholeImage(parts: Parts, rules: OperatorRules): string | undefined {
  const { registry, repository, name, tag } = parts;
  const written = [registry, repository, name, tag].every((found) => found?.link.origin === 'written');
  return written ? printParts(valuesOf(parts), rules) : undefined;
}

/** Images of an operator that cannot load its ImageConfig. */
export function unresolvableImages(error: ImageConfigError, at: Link): ImageSource {
  return sameForAll(() => ({ image: '', status: 'unresolvable', reason: error.message, source: [at] }));
}

function sameForAll(answer: (key: string) => Traced): ImageSource {
  return {
    server: (serverType) => answer(`for servers of type ${serverType}`),
    named: (name) => answer(`images.${name}`),
    withParts: (name, parts, override) => {
      const traced = answer(`images.${name}`);
      return {
        traced: { ...traced, source: layered(parts, traced.source), override },
        pullPolicy: parts.pullPolicy?.value ?? '',
        pullSecret: parts.pullSecret,
      };
    },
    pullPolicy: () => '',
    policyEntry: () => undefined,
    pullSecrets: () => [],
  };
}

function withParts(config: ImageConfig, origins: Origins, name: string, parts: Parts, override: Override): BuiltImage {
  const source = layered(parts, origins.ofImage(name, entryOf(config, name)));
  try {
    const { image, pullPolicy, pullSecret } = config.imageWith(name, valuesOf(parts));
    const { pullPolicy: _policy, pullSecret: _secret, ...base } = config.imageParts(name) ?? {};
    const traced: Traced = { image, status: 'resolved', source, override: { ...override, base } };
    const policyEntry = parts.pullPolicy === undefined ? origins.policyEntry(name) : undefined;
    return {
      traced: policyEntry === undefined ? traced : { ...traced, policyEntry },
      pullPolicy,
      pullSecret: pullSecret || undefined,
    };
  } catch (error) {
    return { traced: { ...unresolvable(error, source), override }, pullPolicy: '', pullSecret: undefined };
  }
}

/** What the struct sets lies over the ImageConfig; what decided about the registry stands first. */
function layered({ registry, repository, name, tag }: Parts, fromConfig: readonly Link[]): readonly Link[] {
  const fields = [registry, repository, name, tag].flatMap((found) => (found === undefined ? [] : [found.link]));
  const [first, ...others] = fromConfig;
  return registry !== undefined || first === undefined ? [...fields, ...fromConfig] : [first, ...fields, ...others];
}

function valuesOf(parts: Parts): Required<ImageParts> {
  return {
    registry: parts.registry?.value ?? '',
    repository: parts.repository?.value ?? '',
    name: parts.name?.value ?? '',
    tag: parts.tag?.value ?? '',
    digest: '',
    pullPolicy: parts.pullPolicy?.value ?? '',
    pullSecret: parts.pullSecret ?? '',
  };
}

function entryOf(config: ImageConfig, name: string): Path | undefined {
  try {
    return config.imagePath(name);
  } catch (error) {
    if (error instanceof UnresolvableImageError) return undefined;
    throw error;
  }
}

function attempt(image: () => string, source: readonly Link[]): Traced {
  try {
    return { image: image(), status: 'resolved', source };
  } catch (error) {
    return unresolvable(error, source);
  }
}

function unresolvable(error: unknown, source: readonly Link[]): Traced {
  if (!(error instanceof UnresolvableImageError)) throw error;
  return { image: '', status: 'unresolvable', reason: error.message, source };
}
