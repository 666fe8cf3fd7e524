/**
 * The items of a block list by a scan of its lines, as kustomize, kpt and kubectl write it:
 *
 *   items:
 *   - apiVersion: v1        at any column, the same for all
 *     kind: ConfigMap
 *   - # comment
 *     apiVersion: ...
 *
 * Gives up (throws `outsideSubset`) at: something behind `items:`, a line in front of the items' keys that is no dash at the
 * dashes' column, an item that does not open with a plain key. Lists in the list are read, for their items.
 */

import { type Item, itemOf, type ReadMap, type Span } from './item.ts';
import { limitResources } from './most-resources.ts';
import { firstContent, isDash, type Key, keyAt, typeMetaAmong } from './outline.ts';
import { outsideSubset } from './outside-subset.ts';
import { type LineStart, type TopLevelLines, topLevelLinesWithin } from './top-level-lines.ts';
import { resourcesIn } from './whole-input.ts';

/** An item while its lines pass by. */
interface FoundItem {
  readonly start: number;
  readonly column: number;
  readonly keys: Key[];
  doubtful: boolean;
}

/**
 * @param region - from behind the list's key up to the next key of its map, which is at column 0
 * @param topLevel - the lines of the text
 */
export function scanList(text: string, region: Span, topLevel: TopLevelLines, readMap: ReadMap): readonly Item[] {
  const { start, end } = region;
  const first = firstContent(text, start, end, 1);
  if (first === undefined) return [];
  const opening = isDash(text, first.at) && firstContent(text, first.at + 1, end, first.column + 1);
  const from = first.at - first.column;
  if (!opening || from <= start) throw outsideSubset;

  const items: Item[] = [];
  let current: FoundItem | undefined;
  const close = (itemEnd: number): void => {
    if (current !== undefined) items.push(...itemsIn(text, current, itemEnd, readMap));
  };
  for (const { at, column } of topLevelLinesWithin(text, topLevel, { start: from, end }, opening.column).lines) {
    if (column === first.column && isDash(text, at)) {
      close(at - column);
      limitResources(items.length, text, at);
      current = findItem(text, { at, column }, end, opening.column);
    } else if (column !== opening.column || current === undefined) throw outsideSubset;
    else if (at !== current.start && !isDash(text, at)) {
      const key = keyAt(text, at);
      if (key === undefined) current.doubtful = true;
      else current.keys.push(key);
    }
  }
  close(end);
  return items;
}

/** The item that ends here, and those in it. */
function itemsIn(
  text: string,
  { start, column, keys, doubtful }: FoundItem,
  end: number,
  readMap: ReadMap,
): readonly Item[] {
  const place = { start, end, column };
  const typeMeta = doubtful ? undefined : typeMetaAmong(text, keys, column);
  const mayHaveItems = typeMeta === undefined || keys.some(({ name }) => name === 'items');
  return mayHaveItems ? resourcesIn(text, readMap(place).node) : [itemOf(text, place, typeMeta, readMap)];
}

function findItem(text: string, dash: LineStart, end: number, keyColumn: number): FoundItem {
  const content = firstContent(text, dash.at + 1, end, dash.column + 1);
  const key = content && keyAt(text, content.at);
  if (key === undefined || content === undefined || content.column <= dash.column) throw outsideSubset;
  const { at: start, column } = content;
  return { start, column, keys: [key], doubtful: column !== keyColumn };
}
