import type { Path } from '../../../yaml/json.ts';
import type { Format } from '../../releases/image-config-rules.ts';

/**
 * An image in parts, as v1beta2 has it. Absent and empty are the same; `tag` and `digest` exclude each other when
 * printed, and the digest wins.
 */
export interface ImageParts {
  readonly registry?: string;
  readonly repository?: string;
  readonly name?: string;
  readonly tag?: string;
  readonly digest?: string;
  readonly pullPolicy?: string;
  readonly pullSecret?: string;
}

/** An image as it goes into a container. */
export interface PulledImage {
  readonly image: string;
  readonly pullPolicy: string;
  readonly pullSecret: string;
}

/** What the operators make of an ImageConfig. Strings are what they put into pods: not normalised, not checked. */
export interface ImageConfig {
  readonly format: Format;

  /**
   * The image of a server container.
   *
   * @throws UnresolvableImageError where the operator errors or panics
   */
  serverImage(serverType: string, version: string): string;
  /**
   * `system-logger`, `config-builder`, `k8ssandra-client`, or another name under `images`: in v1beta1 empty for one that
   * is not there, in v1beta2 what defaults and overrides make of nothing, like `docker.io/:`.
   *
   * @throws UnresolvableImageError where the operator panics
   */
  image(name: string): string;
  /**
   * The parts of an image under `images`, merged with defaults and overrides; `undefined` in v1beta1, whose images are
   * text.
   */
  imageParts(name: string): ImageParts | undefined;
  /**
   * An image under `images`, with the parts that a custom resource sets put over it: they beat even `overrides`.
   *
   * @throws UnresolvableImageError in v1beta1, where upstream has no such image
   */
  imageWith(name: string, parts: ImageParts): PulledImage;
  /**
   * The pull policy for a server type or an image; empty when unset.
   *
   * @throws UnresolvableImageError where the operator panics
   */
  pullPolicy(name: string): string;
  /**
   * Names of pull secrets: for pods of Cassandra without a name, else for the named images. v1beta2 looks at the first
   * name only. In v1beta1 sorted, as upstream's order is random.
   *
   * @throws UnresolvableImageError where the operator panics
   */
  pullSecrets(...names: readonly string[]): string[];

  /** Where the image of a server is written; `undefined` when it is hard-coded in the operator or nowhere. */
  serverImagePath(serverType: string, version: string): Path | undefined;
  /** Where an image under `images` is written; `undefined` when it is not. */
  imagePath(name: string): Path | undefined;
}
