/**
 * Images that no rule moves, and that are written nowhere as they are pulled: an operator's code, a CRD, or several
 * places together make them. What is written has been reported where it stands.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { endsOnMirror, mirror } from '../../mirror/match.ts';
import { referenceOf } from '../model/effective.ts';
import { distinctUses, type ImageUse, outcomeKey } from '../model/image-use.ts';

/**
 * @param images as they will be when everything has been moved that can be
 * @param reported what has been said about already
 */
export function unmovedUses(
  images: readonly EffectiveImage[],
  reported: readonly ImageUse[],
  { rules }: MirrorConfig,
): readonly ImageUse[] {
  const unmoved = images.flatMap((image): readonly ImageUse[] => {
    const source = referenceOf(image);
    const outcome = source && mirror(rules, source);
    if (source === undefined || outcome === undefined || endsOnMirror(outcome)) return [];
    const { resource, path } = image.override ?? { resource: image.resource, path: [] };
    return [{ place: { resource, path }, source, outcome, effective: true }];
  });
  if (unmoved.length === 0) return [];
  const known = new Set(reported.map(outcomeKey));
  return distinctUses(unmoved.filter((use) => !known.has(outcomeKey(use))));
}
