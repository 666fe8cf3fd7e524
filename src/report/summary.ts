/** A report in one line. */
import type { ImageReport, ImageStatus, ReportedImage } from './image-report.ts';

/** What is counted: the status, and whether the mirror is where an image is from already, or where it will be from. */
type Count = ImageStatus | 'moved';

/** `12 images: 2 from the mirror, 9 to be moved, 1 outside the mirror`. Containers of one image count once. */
export function summarise({ images }: ImageReport): string {
  const counts = countImages(images);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return 'no images';
  const parts = order.flatMap((count) => {
    const number = counts.get(count) ?? 0;
    return number === 0 ? [] : [`${number} ${words[count]}`];
  });
  return `${total} ${total === 1 ? 'image' : 'images'}: ${parts.join(', ')}`;
}

/** Whether it is pulled from the mirror only when what was planned has been written. */
export function isToBeMoved({ image, after, status }: ReportedImage): boolean {
  return status === 'mirrored' && image !== after.image;
}

/** Distinct images, by what becomes of them. */
function countImages(images: readonly ReportedImage[]): ReadonlyMap<Count, number> {
  const distinct = new Map(
    images.map((reported): [string, Count] => {
      const { image, status, mirrored, before } = reported;
      const name = image === '' ? before.source[0]?.where : image;
      return [JSON.stringify([name, mirrored, status]), isToBeMoved(reported) ? 'moved' : status];
    }),
  );
  const counts = new Map<Count, number>();
  for (const count of distinct.values()) counts.set(count, (counts.get(count) ?? 0) + 1);
  return counts;
}

const order: readonly Count[] = ['mirrored', 'moved', 'allowed', 'escaped', 'invalid', 'unknown', 'unresolvable'];

const words: { readonly [count in Count]: string } = {
  mirrored: 'from the mirror',
  moved: 'to be moved',
  allowed: 'excluded',
  escaped: 'outside the mirror',
  invalid: 'with an invalid reference',
  unknown: 'unknown',
  unresolvable: 'never run',
};
