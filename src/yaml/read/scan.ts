/**
 * The items of a text by a scan of its lines, so that those nobody asks about are never read.
 *
 * A document whose outline is in doubt, as it may have loose lines, is read by itself. The scan as a whole gives up, and all of the text is read
 * instead, at: a CR alone, a second byte order mark, a directive, content on the line of a `---`, a document that is
 * broken, a ResourceList with a document in doubt, in a ResourceList a repeated key, one that its specification does not
 * know, or `results`; and for the reasons that scan-list.ts names.
 */

import { SourceError } from '../error.ts';
import type { MapNode, Node } from '../node.ts';
import { isNull } from '../typing.ts';
import { readBlock, readBlockValue } from './block.ts';
import type { Input } from './input.ts';
import { type Item, itemOf, type ReadMap, type Span, type TypeMeta } from './item.ts';
import { mayHaveLooseLines } from './loose-lines.ts';
import { firstContent, isDash, type Key, keyAt, regionOf, typeMetaAmong } from './outline.ts';
import { outsideSubset } from './outside-subset.ts';
import { blockPlace } from './results-place.ts';
import { scanList } from './scan-list.ts';
import { behindMark, byteOrderMark, documentSpans } from './stream.ts';
import { type TopLevelLines, topLevelLines, topLevelLinesWithin } from './top-level-lines.ts';
import { resourcesIn } from './whole-input.ts';
import { readYamlPart } from './yaml.ts';

/**
 * @param readWhole - reads all of the text, for an item that cannot be read by itself
 * @returns undefined where the scan gives up
 */
export function locateByScan(text: string, readWhole: () => Input): Input | undefined {
  try {
    return scan(text, readWhole);
  } catch (error) {
    if (error === outsideSubset) return undefined;
    throw error;
  }
}

/** A document that is not empty. */
interface Outline extends Span {
  /** Where its content begins, and the column of that. */
  readonly start: number;
  readonly column: number;
  readonly keys: readonly Key[];
  readonly topLevel: TopLevelLines;
  /** Undefined where only reading it can tell. */
  readonly typeMeta: TypeMeta | undefined;
}

function scan(text: string, readWhole: () => Input): Input {
  if ((text.includes('\r') && /\r(?!\n)/.test(text)) || text.includes(`\n${byteOrderMark}`)) throw outsideSubset;
  if (text.startsWith(byteOrderMark + byteOrderMark)) throw outsideSubset;
  const topLevel = topLevelLines(text, behindMark(text), usualColumn);
  const outlines = documentSpans(text, topLevel).flatMap((span) => outlineOf(text, span, topLevel) ?? []);
  const [only] = outlines;
  const readMap = itemReader(text, readWhole);
  if (outlines.length === 1 && only !== undefined) {
    if (only.typeMeta === undefined) throw outsideSubset;
    if (only.typeMeta.kind === 'ResourceList') return resourceList(text, only, readMap);
  }
  // A document without keys may turn out to be empty, and a ResourceList beside it to be alone.
  const kinds = outlines.map(({ typeMeta }) => typeMeta?.kind);
  if (kinds.includes(undefined) && kinds.includes('ResourceList')) throw outsideSubset;
  return { form: 'stream', text, items: outlines.flatMap((outline) => itemsOf(text, outline, readMap)) };
}

/** Of the keys of an item, where the dashes stand at the column of `items`, as kustomize and kpt write them. */
const usualColumn = 2;

function outlineOf(text: string, { start, end }: Span, topLevel: TopLevelLines): Outline | undefined {
  const content = firstContent(text, start, end, 0);
  if (content === undefined) return undefined;
  if (text[content.at] === '%') throw outsideSubset;
  const place = { start: content.at, end, column: content.column, topLevel };
  const keys: Key[] = [];
  for (const { at } of topLevelLinesWithin(text, topLevel, { start, end }, 0).lines) {
    const key = keyAt(text, at);
    if (key !== undefined) keys.push(key);
    else if (keys.length === 0 || !isDash(text, at)) return { ...place, keys: [], typeMeta: undefined };
  }
  const isSure = content.column === 0 && !mayHaveLooseLines(text, start, end);
  return { ...place, keys, typeMeta: isSure ? typeMetaAmong(text, keys, 0) : undefined };
}

function itemsOf(text: string, outline: Outline, readMap: ReadMap): readonly Item[] {
  const { start, end, keys, typeMeta } = outline;
  if (typeMeta === undefined) return itemsRead(text, outline);
  const lists = keys.filter(({ name }) => name === 'items');
  if (lists.length > 1) throw outsideSubset;
  if (lists.length === 1) {
    // What else there is to it, and the type that its items may lack, only reading it can tell.
    if (!untypedLists.has(typeMeta.kind)) return itemsRead(text, outline);
    return scanList(text, regionOf('items', outline), outline.topLevel, readMap);
  }
  return [itemOf(text, { start, end, column: 0 }, typeMeta, readMap)];
}

/** Lists that give no type to their items. */
const untypedLists: ReadonlySet<string | undefined> = new Set(['List', 'ResourceList']);

function itemsRead(text: string, { start, end, column }: Outline): readonly Item[] {
  const root = readBlock(text, start, end, column) ?? readPart(text, { start, end }, column);
  if (root === undefined) throw outsideSubset;
  return isNull(root) ? [] : resourcesIn(text, root);
}

const resourceListKeys = ['apiVersion', 'kind', 'metadata', 'items', 'functionConfig'];

function resourceList(text: string, outline: Outline, readMap: ReadMap): Input {
  const names = outline.keys.map(({ name }) => name);
  if (new Set(names).size < names.length || !names.every((name) => resourceListKeys.includes(name)))
    throw outsideSubset;
  const has = (name: string): boolean => names.includes(name);
  return {
    form: 'resource-list',
    text,
    items: has('items') ? scanList(text, regionOf('items', outline), outline.topLevel, readMap) : [],
    functionConfig: has('functionConfig') ? mapIn(text, regionOf('functionConfig', outline), readMap) : undefined,
    results: blockPlace(text, undefined, { column: 0, end: outline.end }),
  };
}

/** The map on the lines behind a key; undefined if there is nothing. */
function mapIn(text: string, region: Span, readMap: ReadMap): Item | undefined {
  const content = firstContent(text, region.start, region.end, 1);
  if (content === undefined) return undefined;
  const onKeyLine = !text.slice(region.start, content.at).includes('\n');
  if (onKeyLine || content.column === 0 || keyAt(text, content.at) === undefined) throw outsideSubset;
  return itemOf(text, { start: content.at, end: region.end, column: content.column }, undefined, readMap);
}

/** Reads an item by itself, anew each time if that is fast, or, where it needs an anchor in front of it or is broken, all of the text. */
function itemReader(text: string, readWhole: () => Input): ReadMap {
  const parts = new Map<number, MapNode>();
  let all: ReadonlyMap<number, Item> | undefined;
  return ({ start, end, column }) => {
    const known = parts.get(start);
    if (known) return { node: known };
    const sure = readBlockValue(text, start, end, column);
    if (sure?.node.kind === 'map') return { node: sure.node, decoded: sure.decoded };
    const part = sure || all ? undefined : readPart(text, { start, end }, column);
    if (part?.kind === 'map') {
      parts.set(start, part);
      return { node: part };
    }
    all ??= byStart(readWhole());
    const item = all.get(start);
    if (item === undefined) throw new SourceError('a resource must be an object', text, start);
    return { node: item.node() };
  };
}

function byStart(input: Input): ReadonlyMap<number, Item> {
  const functionConfig = input.form === 'resource-list' ? input.functionConfig : undefined;
  const items = functionConfig ? [...input.items, functionConfig] : input.items;
  return new Map(items.map((item) => [item.start, item]));
}

/** Undefined where the part is broken or lacks an anchor. */
function readPart(text: string, { start, end }: Span, column: number): Node | undefined {
  try {
    return readYamlPart(text, start, end, column);
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
