import { type Status, statuses } from '../reasons.ts';
import type { Verified } from '../verify.ts';

/** How many images have each status, in its order; those that none has are left out. */
export function countedStatuses(images: readonly Verified[]): readonly (readonly [Status, number])[] {
  return statuses
    .map((status) => [status, images.filter((image) => image.status === status).length] as const)
    .filter(([, count]) => count > 0);
}

/** `57 images: 55 present, 2 missing`. */
export function summaryLine(images: readonly Verified[]): string {
  const counts = countedStatuses(images).map(([status, count]) => `${count} ${status}`);
  const total = `${images.length} ${images.length === 1 ? 'image' : 'images'}`;
  return counts.length === 0 ? total : `${total}: ${counts.join(', ')}`;
}
