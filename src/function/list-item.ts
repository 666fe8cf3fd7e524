/** Items that a mode adds to a ResourceList, or replaces where a run before has added them. */

import type { Source } from '../app/sources.ts';
import { InputError } from '../app/streams.ts';
import type { Splice } from '../yaml/edit/edit.ts';
import { addItem, type ItemsPlace, itemsPlace, replaceItem } from '../yaml/edit/items-place.ts';
import type { Item, ResourceListInput } from '../yaml/read/items.ts';

/** A ResourceList that can take an item. */
export interface OpenList {
  readonly input: ResourceListInput;
  readonly place: ItemsPlace;
}

/**
 * @param mode - that adds the item, and the name of the command that does the same for files
 * @throws InputError for another input
 */
export function openList([source]: readonly Source[], mode: string): OpenList {
  const input = source?.input;
  const place = input?.form === 'resource-list' ? itemsPlace(input) : undefined;
  if (input?.form === 'resource-list' && place !== undefined) return { input, place };
  throw new InputError(
    `mode ${mode} adds an item to a ResourceList in block style, as kustomize and kpt hand it over; for files there is the command ${mode}`,
  );
}

/** @param present - what is replaced; undefined: the item is new */
export function putItem({ input, place }: OpenList, present: Item | undefined, lines: readonly string[]): Splice {
  return present === undefined ? addItem(place, lines) : replaceItem(input.text, place, present, lines);
}
