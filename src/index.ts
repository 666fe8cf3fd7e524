/**
 * The library. Everything is pure: no network, no clock, no randomness; the same input gives the same output.
 *
 * @example
 * ```ts
 * import { transform } from 'k8ssandra-image-mirror';
 *
 * const { output, results, exitCode } = transform(manifests, {
 *   functionConfig: {
 *     apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
 *     kind: 'ImageMirror',
 *     metadata: { name: 'mirror' },
 *     spec: { registry: 'mirror.example.com/k8ssandra' },
 *   },
 * });
 * ```
 */

export type { Result } from './app/results.ts';
export { type MirrorConfig, readConfig } from './config/normalise.ts';
export { ConfigError, type ConfigProblem } from './config/problem.ts';
export type { FindingCode, Severity } from './finding/codes.ts';
export type { Finding, Location } from './finding/finding.ts';
export { type Transformed, type TransformOptions, transform } from './function/transform.ts';
export { ImageConfigError, UnresolvableImageError } from './k8ssandra/image-config/read/errors.ts';
export type { ImageConfig, ImageParts, PulledImage } from './k8ssandra/image-config/read/image-config.ts';
export { type ImageConfigOptions, parseImageConfig } from './k8ssandra/image-config/read/parse.ts';
export type { Assumption, EffectiveImage, Link, Override } from './k8ssandra/origins/effective-image.ts';
export { type EffectiveImagesOptions, effectiveImages } from './k8ssandra/pods/effective-images.ts';
export type { Addition } from './plan/model/addition.ts';
export { type Plan, plan } from './plan/plan.ts';
export { formatReference, InvalidReferenceError, parseReference } from './reference/grammar.ts';
export type { Reference } from './reference/reference.ts';
export type { Edit, EmbedEdit, SetEdit } from './yaml/edit/edit.ts';
export type { Json, JsonObject, Path } from './yaml/json.ts';
