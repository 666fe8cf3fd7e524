/**
 * The struct by which k8ssandra-operator's resources name an image: `{registry, repository, name, tag, pullPolicy,
 * pullSecretRef}`, and the images that k8ssandra-operator makes of it without an ImageConfig.
 *
 * | part       | from                                                            |
 * |------------|-----------------------------------------------------------------|
 * | registry   | the struct, else DEFAULT_REGISTRY where that counts, else docker.io |
 * | others     | the struct, else what is hard-coded                             |
 * | pullPolicy | the struct, else Always for the tag `latest`, else IfNotPresent |
 *
 * Source: pkg/images/images.go (`ApplyDefaults`, `String`, `CollectPullSecrets`).
 */
import { isObject } from '../../yaml/json.ts';
import type { PartKey } from '../fields/shape.ts';
import type { BuiltInParts } from '../releases/built-in.ts';
import type { Override, Traced } from './effective-image.ts';
import { below, type Found, type Levels, pick } from './levels.ts';

/** What the levels of a struct set; absent: nothing, or an empty text. */
export interface Parts {
  readonly registry?: Found | undefined;
  readonly repository?: Found | undefined;
  readonly name?: Found | undefined;
  readonly tag?: Found | undefined;
  readonly pullPolicy?: Found | undefined;
  /** Empty for a reference to nothing, which upstream passes on. */
  readonly pullSecret?: string | undefined;
}

/** The struct of an image, merged from its levels. */
export function partsOf(struct: Levels): Parts {
  return {
    registry: pick(struct, 'registry'),
    repository: pick(struct, 'repository'),
    name: pick(struct, 'name'),
    tag: pick(struct, 'tag'),
    pullPolicy: pick(struct, 'pullPolicy'),
    pullSecret: pullSecretOf(struct),
  };
}

function pullSecretOf(struct: Levels): string | undefined {
  const reference = pick(below(struct, 'pullSecretRef'), 'name');
  return reference?.value ?? (struct.some(({ object }) => isObject(object.pullSecretRef)) ? '' : undefined);
}

/** What k8ssandra-operator's environment says about images. */
export interface ImageEnvironment {
  readonly registry: Found;
  readonly pullSecrets: readonly string[];
}

/** An image made of a struct. */
export interface BuiltImage {
  readonly traced: Traced;
  readonly pullPolicy: string;
  readonly pullSecret: string | undefined;
}

/** A part of an image that stands in the code of an operator. */
export function hardCodedPart(part: PartKey, value: string, code: string): Found {
  const where = `${part}, hard-coded in ${code}`;
  return { value, link: { origin: 'hard-coded', where, builtIn: { part, code }, value } };
}

/** What a struct, its environment and the code of the operator make together. */
export function buildImage(
  parts: Parts,
  builtIn: BuiltInParts,
  environment: ImageEnvironment,
  codeOf: string,
  override: Override,
): BuiltImage {
  const hardCoded = (part: keyof BuiltInParts): Found => hardCodedPart(part, builtIn[part], codeOf);
  const registry = parts.registry ?? environment.registry;
  const repository = parts.repository ?? hardCoded('repository');
  const name = parts.name ?? hardCoded('name');
  const tag = parts.tag ?? hardCoded('tag');
  const used = [registry, repository, name, tag];
  const folder = registry.value === '' ? '' : `${registry.value}/`;
  return {
    traced: {
      image: `${folder}${repository.value}/${name.value}:${tag.value}`,
      status: 'resolved',
      source: used.map(({ link }) => link),
      override: { ...override, base: { registry: environment.registry.value, ...builtIn } },
    },
    pullPolicy: parts.pullPolicy?.value ?? (tag.value === 'latest' ? 'Always' : 'IfNotPresent'),
    pullSecret: parts.pullSecret,
  };
}

/** The secrets of a pod: those of the environment, then each that one of its images names. */
export function collectPullSecrets(environment: ImageEnvironment, images: readonly BuiltImage[]): readonly string[] {
  const named = images.flatMap(({ pullSecret }) => (pullSecret === undefined ? [] : [pullSecret]));
  return [...environment.pullSecrets, ...new Set(named)];
}
