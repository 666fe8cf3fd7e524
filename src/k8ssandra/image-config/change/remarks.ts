/** Images that an ImageConfig should yield, and does not. */
import { placeholderIn } from '../../../reference/placeholder.ts';
import { formatPath } from '../../../yaml/json.ts';
import type { Completion } from './completions.ts';
import { printed, type Unusable } from './image-goals.ts';
import { type ImageQuery, shown } from './image-queries.ts';
import type { LoadedImageConfig } from './loaded-image-config.ts';
import type { ImageConfigRemark } from './remark.ts';

/**
 * One remark for each place where an image is missing or no reference.
 *
 * @param completions what could be added
 * @param isReleaseKnown whether it is known which release reads the ImageConfig: not all need all entries
 */
export function unusableRemarks(
  unusable: readonly Unusable[],
  loaded: LoadedImageConfig,
  completions: readonly Completion[],
  isReleaseKnown: boolean,
): readonly ImageConfigRemark[] {
  const byPlace = new Map<string, ImageConfigRemark>();
  for (const one of unusable) {
    const place = formatPath(one.query.path);
    const completion = completions.find(({ path }) => formatPath(path) === place);
    const remark = remarkOn(one, loaded, completion, isReleaseKnown);
    if (remark !== undefined && !byPlace.has(place)) byPlace.set(place, remark);
  }
  return [...byPlace.values()];
}

/** What is said about an entry that is added. */
export function completionRemark({ path, image, value }: Completion): ImageConfigRemark {
  return {
    code: 'image-config-entry-added',
    message: `${formatPath(path)} is added to the ImageConfig, for ${image}: the operators need it`,
    path,
    proposedValue: value,
  };
}

function remarkOn(
  { status, query, text, problem }: Unusable,
  loaded: LoadedImageConfig,
  completion: Completion | undefined,
  isReleaseKnown: boolean,
): ImageConfigRemark | undefined {
  const place = formatPath(query.path);
  switch (status) {
    case 'missing':
      if (!isReleaseKnown && isNewClient(query, loaded)) {
        const message = `${place} names no image: cass-operator reads it from 1.17 on; set release.cassOperator if yours is one of these`;
        return { code: 'image-config-missing-entry', message, path: query.path };
      }
      return {
        code: 'image-config-missing-entry',
        message: `${place} names no image: ${consequence(query, loaded)}; ${remedy(query, completion)}`,
        path: query.path,
        ...(completion === undefined ? {} : { proposedValue: completion.value }),
      };
    case 'invalid':
      if (placeholderIn(text.replace('<version>', '')) !== undefined) {
        return { code: 'placeholder', message: text.replace('<version>', ''), path: query.path };
      }
      return {
        code: 'invalid-reference',
        message: `${place} gives no image that can be pulled, and is left as it is: ${shown(query, problem)}`,
        path: query.path,
        currentValue: shown(query, text),
      };
    case 'unresolvable':
      // What a cluster asks for in vain is said about the cluster.
      return undefined;
  }
}

/** The one entry of v1beta1 that came later: an ImageConfig without it may be for an older release. */
function isNewClient(query: ImageQuery, { format }: LoadedImageConfig): boolean {
  return format === 'v1beta1' && query.kind === 'image' && query.name === 'k8ssandra-client';
}

function consequence(query: ImageQuery, { config }: LoadedImageConfig): string {
  return printed(config, query) === undefined
    ? 'the operator crashes when it looks there'
    : 'the operator makes nothing of it that can be pulled';
}

function remedy(query: ImageQuery, completion: Completion | undefined): string {
  const otherwise =
    query.kind === 'image'
      ? 'give every cluster an image of its own'
      : `set serverImage for ${query.serverType} ${query.version}`;
  return completion === undefined
    ? `add it, or ${otherwise}`
    : `fix: true adds it, for ${completion.image}; or ${otherwise}`;
}
