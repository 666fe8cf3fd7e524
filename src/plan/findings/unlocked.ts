/** Images on the mirror that are not pulled by a digest of the lock: it has none for them, or no field can hold it. */
import type { Finding, Location } from '../../finding/finding.ts';
import { isUnlocked, type Lock, lockedDigest } from '../../mirror/lock.ts';
import { formatReference } from '../../reference/grammar.ts';
import type { Reference } from '../../reference/reference.ts';
import type { ImageUse } from '../model/image-use.ts';

interface PulledFromMirror {
  readonly reference: Reference;
  readonly place: Location;
}

/**
 * @param pulled what the operators will pull from the mirror
 * @param uses what is written: there, the digest has been added where the lock has one
 */
export function unlockedFindings(
  pulled: readonly PulledFromMirror[],
  uses: readonly ImageUse[],
  lock: Lock,
): readonly Finding[] {
  // What an ImageConfig lists is asked for by clusters; without any, all of it is for those that come.
  const counting = uses.filter(({ place }) => place.inner === undefined || pulled.length === 0);
  const written = counting.flatMap(({ outcome, source, place }) => {
    if (outcome.status === 'mirrored') return [{ reference: outcome.reference, place }];
    return outcome.status === 'already' ? [{ reference: source, place }] : [];
  });
  const lacking = [...written, ...pulled].filter(({ reference }) => lockedDigest(lock, reference) === null);
  const unheld = pulled.filter(({ reference }) => isUnlocked(lock, reference));
  return [
    ...oneEach(lacking).map(({ reference, place }): Finding => {
      const image = formatReference(reference);
      return { code: 'lock-lacks', message: `${image} is not in the lock: make the lock again`, at: place };
    }),
    ...oneEach(unheld).map(({ reference, place }): Finding => {
      const image = formatReference(reference);
      const digest = lockedDigest(lock, reference) ?? '';
      return {
        code: 'lock-not-expressible',
        message: `${image} is pulled by its tag, though the lock has ${digest}: no field that decides about it can hold a digest; run verify with the lock before it is rolled out`,
        at: place,
        currentValue: image,
        proposedValue: `${image}@${digest}`,
      };
    }),
  ];
}

/** The first place of each image. */
function oneEach(images: readonly PulledFromMirror[]): readonly PulledFromMirror[] {
  const first = new Map<string, PulledFromMirror>();
  for (const image of images) {
    const key = formatReference(image.reference);
    if (!first.has(key)) first.set(key, image);
  }
  return [...first.values()];
}
