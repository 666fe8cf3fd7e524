/** How many images were looked at, and what became of them. Each image counts once for each outcome, wherever it stands. */
import type { ImageUse } from '../plan/model/image-use.ts';
import { formatReference } from '../reference/grammar.ts';

/** The parts add up to `images`. */
export interface UseCounts {
  readonly images: number;
  /** That name them, or lead to them. */
  readonly resources: number;
  readonly onMirror: number;
  /** Not there yet; a rule covers them. */
  readonly toMove: number;
  readonly excluded: number;
  /** No rule covers them, or its layout cannot be expressed. */
  readonly outside: number;
}

export type UseCount = Exclude<keyof UseCounts, 'images' | 'resources'>;

const countOf: Readonly<Record<ImageUse['outcome']['status'], UseCount>> = {
  already: 'onMirror',
  mirrored: 'toMove',
  excluded: 'excluded',
  'on-mirror-host': 'outside',
  escaped: 'outside',
  inexpressible: 'outside',
};

export function countUses(uses: readonly ImageUse[]): UseCounts {
  const names = new Map<UseCount, Set<string>>();
  for (const { source, outcome } of uses) {
    const count = countOf[outcome.status];
    names.set(count, (names.get(count) ?? new Set()).add(formatReference(source)));
  }
  const number = (count: UseCount): number => names.get(count)?.size ?? 0;
  return {
    images: words.reduce((sum, [count]) => sum + number(count), 0),
    resources: new Set(uses.map(({ place }) => place.resource)).size,
    onMirror: number('onMirror'),
    toMove: number('toMove'),
    excluded: number('excluded'),
    outside: number('outside'),
  };
}

const words: readonly (readonly [UseCount, string])[] = [
  ['onMirror', 'on the mirror'],
  ['toMove', 'to be moved'],
  ['excluded', 'excluded'],
  ['outside', 'outside the mirror'],
];

/**
 * `27 images in 14 resources: 25 on the mirror, 2 excluded`
 *
 * @param moved what is said of those that a rule covers: whether they were moved
 */
export function formatUseCounts(counts: UseCounts, moved: 'to be moved' | 'moved' = 'to be moved'): string {
  const parts = words.flatMap(([count, word]) => {
    if (counts[count] === 0) return [];
    return [`${counts[count]} ${count === 'toMove' ? moved : word}`];
  });
  const total = `${counted(counts.images, 'image')} in ${counted(counts.resources, 'resource')}`;
  return parts.length === 0 ? total : `${total}: ${parts.join(', ')}`;
}

/** `1 image`, `2 images` */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
