/** Tries what the strategies propose, until every image is where it belongs. */
import { formatReference } from '../../../reference/grammar.ts';
import { readReference } from '../../../reference/read-reference.ts';
import type { ImageConfig } from '../read/image-config.ts';
import { type Change, editsFor } from './changes.ts';
import { type ImageGoal, isMoved, printed, refersTo, type Unusable } from './image-goals.ts';
import { type ImageQuery, labelOf, shown } from './image-queries.ts';
import type { LoadedImageConfig } from './loaded-image-config.ts';
import type { ImageConfigRemark } from './remark.ts';
import type { CandidateChanges, Step } from './strategies/strategy.ts';

/** `auto` takes the first of all steps that succeeds. */
export type StrategyName = 'auto' | 'global' | 'entries';

const steps: Readonly<Record<StrategyName, readonly Step[]>> = {
  auto: ['in-place', 'global', 'entries'],
  global: ['global'],
  entries: ['entries'],
};

/** What is planned together: images with a goal, and those that have none. */
export interface Images {
  readonly goals: readonly ImageGoal[];
  /** These must not become something that can be pulled: nobody knows what would lie there. */
  readonly unusable: readonly Unusable[];
}

/** The changes that bring every image to its goal, or one remark that says which images none brings there. */
export function search(
  loaded: LoadedImageConfig,
  images: Images,
  strategy: StrategyName,
): { readonly changes: readonly Change[]; readonly remarks: readonly ImageConfigRemark[] } {
  let best = missesToday(loaded, images);
  if (best.length === 0) return { changes: [], remarks: [] };
  for (const step of steps[strategy]) {
    for (const candidate of loaded.strategies[step](images.goals)) {
      const missed = misses(loaded, images, candidate);
      if (missed.length === 0) return { changes: candidate, remarks: [] };
      if (missed.length < best.length) best = missed;
    }
  }
  return { changes: [], remarks: [failure(strategy, best)] };
}

/** An image that ends up elsewhere than it should. */
interface Miss {
  readonly query: ImageQuery;
  readonly text: string;
  readonly wanted: string;
}

/** As long as nothing changes, an image is where it is today. */
function missesToday({ config }: LoadedImageConfig, { goals }: Images): readonly Miss[] {
  return goals
    .filter(isMoved)
    .map(({ query, wanted }) => ({ query, text: textIn(config, query), wanted: formatReference(wanted) }));
}

function misses(
  { root, after }: LoadedImageConfig,
  { goals, unusable }: Images,
  candidate: CandidateChanges,
): readonly Miss[] {
  const config = after(editsFor(root, candidate));
  const moved = goals.map(({ query, wanted }) => ({ query, text: textIn(config, query), wanted }));
  const revived = unusable.map(({ query, text }) => ({ query, text: textIn(config, query), wanted: text }));
  return [
    ...moved
      .filter(({ text, wanted }) => !refersTo(text, wanted))
      .map((miss) => ({ ...miss, wanted: formatReference(miss.wanted) })),
    ...revived.filter(({ text }) => readReference(text) !== undefined),
  ];
}

/** Empty where the operator fails. */
function textIn(config: ImageConfig | undefined, query: ImageQuery): string {
  return (config && printed(config, query)) ?? '';
}

function failure(strategy: StrategyName, missed: readonly Miss[]): ImageConfigRemark {
  const images = missed.map(
    ({ query, text, wanted }) =>
      shown(query, `${labelOf(query)} would be ${text || 'none'}`) + shown(query, ` instead of ${wanted || 'none'}`),
  );
  const [path] = missed.map(({ query }) => query.path);
  return {
    code: 'image-config-not-expressible',
    message: `${failures[strategy]}: ${images.join('; ')}`,
    ...(path === undefined ? {} : { path }),
  };
}

const failures: Readonly<Record<StrategyName, string>> = {
  auto: 'no change to the ImageConfig brings these images where they belong',
  global:
    'no key for all images brings these where they belong, so that strategy global is none for this ImageConfig (auto and entries may be)',
  entries: 'no change to its entries brings these images where they belong',
};
