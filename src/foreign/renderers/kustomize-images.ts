/** The `images` of a kustomization, `{name, newName, newTag, digest}` each: what kustomize makes of images in its build. */
import { mirror } from '../../mirror/match.ts';
import type { MirrorRules } from '../../mirror/rules.ts';
import { readReference } from '../../reference/read-reference.ts';
import { isList, isObject, type Json, type JsonObject } from '../../yaml/json.ts';

/** Those that neither lead to the mirror nor are excluded. */
export function unsettledImages(images: Json | undefined, rules: MirrorRules): readonly Json[] {
  return isList(images) ? images.filter((entry) => !isSettled(entry, rules)) : [];
}

function isSettled(entry: Json, rules: MirrorRules): boolean {
  const { newName, name } = isObject(entry) ? entry : {};
  const repository = typeof newName === 'string' && newName !== '' ? newName : name;
  const reference = typeof repository === 'string' ? readReference(repository) : undefined;
  if (reference === undefined) return false;
  const { status } = mirror(rules, reference);
  return status === 'already' || status === 'excluded';
}

/** A kustomization, of kustomize or of Flux, without the images that are settled. */
export function withoutSettledImages(resource: JsonObject, rules: MirrorRules): JsonObject {
  const { images, spec } = resource;
  if (isList(images)) return { ...resource, images: unsettledImages(images, rules) };
  return isObject(spec) && isList(spec.images)
    ? { ...resource, spec: { ...spec, images: unsettledImages(spec.images, rules) } }
    : resource;
}
