/** Images that depend on a placeholder: nothing can be told of them until it is filled in. */
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { placeholderIn } from '../../reference/placeholder.ts';
import { placeholdersAt, type Unhandled } from '../model/unhandled.ts';

export function isFilledIn({ image, reason = '', source }: EffectiveImage): boolean {
  return [image, reason, ...source.map(({ value }) => value)].every((text) => placeholderIn(text) === undefined);
}

/** Where the placeholders stand that images depend on: in an ImageConfig or the environment of an operator, say. */
export function placeholdersAmong(images: readonly EffectiveImage[]): readonly Unhandled[] {
  return images.flatMap(({ source }) =>
    source.flatMap(({ resource, path, inner, value }) =>
      resource === undefined || path === undefined
        ? []
        : placeholdersAt(inner === undefined ? { resource, path } : { resource, path, inner }, value),
    ),
  );
}
