/**
 * The items of a block list by a scan of its lines, as kustomize, kpt and kubectl write it:
 *
 *   items:
 *   - apiVersion: v1        at any column, the same for all
 *     kind: ConfigMap
 *   - # comment
 *     apiVersion: ...
 *
 * Gives up (throws `unsure`) at: something behind `items:`, a line in front of the items' keys that is no dash at the
 * dashes' column, an item that doesn't open with a plain key. Lists in the list are read, for their items.
 */
import { type Item, itemOf, type Span } from './item.ts';
import type { MapNode } from './node.ts';
import { firstContent, isDash, type Key, keyAt, outerLines, type Place, typeMetaAmong } from './outline.ts';
import { unsure } from './unsure.ts';
import { isListKind, resourcesIn } from './whole-input.ts';

/** Reads the map that stands in a span, its first key at `column`. */
export type ReadMap = (span: Span, column: number) => MapNode;

/** An item while its lines pass by. */
interface Sighting {
  readonly dash: number;
  readonly start: number;
  readonly column: number;
  readonly keys: Key[];
  doubtful: boolean;
}

/** @param region - from behind the list's key up to the next key of its map, which is at column 0 */
export function scanList(text: string, region: Span, readMap: ReadMap): readonly Item[] {
  const sightings = sight(text, region);
  return sightings.flatMap(({ start, column, keys, doubtful }, index) => {
    const span = { start, end: sightings[index + 1]?.dash ?? region.end };
    const typeMeta = doubtful ? undefined : typeMetaAmong(text, keys, column);
    const mayBeList = typeMeta === undefined ? text.slice(start, span.end).includes('List') : isListKind(typeMeta.kind);
    if (mayBeList) return resourcesIn(text, readMap(span, column));
    return [itemOf(text, span, typeMeta, () => readMap(span, column))];
  });
}

function sight(text: string, { start, end }: Span): readonly Sighting[] {
  const first = firstContent(text, start, end, 1);
  if (first === undefined) return [];
  const opening = isDash(text, first.at) && firstContent(text, first.at + 1, end, first.column + 1);
  const from = first.at - first.column;
  if (!opening || from <= start) throw unsure;

  const sightings: Sighting[] = [];
  for (const { at, column } of outerLines(text, from, end, opening.column)) {
    const current = sightings.at(-1);
    if (column === first.column && isDash(text, at))
      sightings.push(sightItem(text, { at, column }, end, opening.column));
    else if (column !== opening.column || current === undefined) throw unsure;
    else if (at !== current.start && !isDash(text, at)) {
      const key = keyAt(text, at);
      if (key === undefined) current.doubtful = true;
      else current.keys.push(key);
    }
  }
  return sightings;
}

function sightItem(text: string, dash: Place, end: number, keyColumn: number): Sighting {
  const content = firstContent(text, dash.at + 1, end, dash.column + 1);
  const key = content && keyAt(text, content.at);
  if (key === undefined || content === undefined || content.column <= dash.column) throw unsure;
  const { at: start, column } = content;
  return { dash: dash.at - dash.column, start, column, keys: [key], doubtful: column !== keyColumn };
}
