/** A report in one line. */
import type { ImageReport, ImageStatus, ReportedImage } from './image-report.ts';

/** `12 images: 11 from the mirror, 1 escapes it`. Containers of one image count once. */
export function summarise({ images }: ImageReport): string {
  const counts = countImages(images);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0) return 'no images';
  const parts = order.flatMap((status) => {
    const count = counts.get(status) ?? 0;
    return count === 0 ? [] : [`${count} ${words[status]}`];
  });
  return `${total} ${total === 1 ? 'image' : 'images'}: ${parts.join(', ')}`;
}

/** Distinct images, by what becomes of them. */
export function countImages(images: readonly ReportedImage[]): ReadonlyMap<ImageStatus, number> {
  const distinct = new Map(
    images.map(({ image, status, mirrored, before }) => {
      const name = image === '' ? before.source[0]?.where : image;
      return [JSON.stringify([name, mirrored, status]), status];
    }),
  );
  const counts = new Map<ImageStatus, number>();
  for (const status of distinct.values()) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

const order: readonly ImageStatus[] = ['mirrored', 'allowed', 'escaped', 'invalid', 'unknown', 'unresolvable'];

const words: { readonly [status in ImageStatus]: string } = {
  mirrored: 'from the mirror',
  allowed: 'excluded',
  escaped: 'outside the mirror',
  invalid: 'with an invalid reference',
  unknown: 'unknown',
  unresolvable: 'never run',
};
