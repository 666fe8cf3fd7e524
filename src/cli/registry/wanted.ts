/** Which images the mirror is asked for, out of those that will be pulled. */
import { parseReference } from '../../reference/grammar.ts';
import type { Wanted } from '../../registry/verify.ts';
import type { PulledImage } from '../../report/pulled-images.ts';

export interface WantedImages {
  readonly wanted: readonly Wanted[];
  /** Images that are not pulled from the mirror. */
  readonly elsewhere: number;
  /** Images whose source isn't known, as they are on the mirror already; empty where sources aren't asked. */
  readonly withoutSource: number;
}

/** @param compare whether the sources are asked too */
export function wantedImages(images: readonly PulledImage[], compare: 'with sources' | 'mirror alone'): WantedImages {
  const wanted = images.flatMap(({ image, mirrored }): readonly Wanted[] => {
    if (mirrored === null) return [];
    const isSourceKnown = image !== mirrored;
    return [
      {
        image,
        mirrored,
        place: parseReference(mirrored),
        ...(compare === 'with sources' && isSourceKnown ? { source: parseReference(image) } : {}),
      },
    ];
  });
  const unknown = compare === 'mirror alone' ? [] : wanted.filter(({ source }) => source === undefined);
  return { wanted, elsewhere: images.length - wanted.length, withoutSource: unknown.length };
}
