/**
 * The items of a text by reading all of it: what `locate` falls back to, and what its scan has to agree with.
 */

import { entryOf, resolved } from '../entry.ts';
import { SourceError } from '../error.ts';
import { isMergeKey } from '../merge-key.ts';
import type { MapNode, Node } from '../node.ts';
import { isNull, keyText } from '../typing.ts';
import { readBlock } from './block.ts';
import type { Input } from './input.ts';
import { type Item, type ItemPlace, itemOf, type TypeMeta } from './item.ts';
import { readJsonTexts } from './json-texts.ts';
import { limitResources } from './most-resources.ts';
import { resultsPlace } from './results-place.ts';
import { readYamlStream } from './yaml.ts';

/** @throws SourceError for broken YAML, and what is not an object or a list of objects */
export function locateInNodes(text: string): Input {
  const documents = documentsIn(text);
  const [root] = documents;
  if (documents.length === 1 && root?.kind === 'map' && kindOf(root) === 'ResourceList') {
    return {
      form: 'resource-list',
      text,
      items: listItems(text, root),
      functionConfig: functionConfigOf(text, root),
      results: resultsPlace(text, root),
    };
  }
  return { form: 'stream', text, items: documents.flatMap((document) => resourcesIn(text, document)) };
}

/**
 * The documents of a text, read, without the empty ones.
 *
 * @throws SourceError for broken YAML
 */
export function documentsIn(text: string): readonly Node[] {
  const root = readBlock(text, 0, text.length, 0);
  const roots = root ? [root] : (readJsonTexts(text) ?? readYamlStream(text));
  return roots.filter((document) => !isNull(document));
}

/**
 * The resource that a node is, and those in its `items`, which kubectl takes for resources whatever the kind around them; a
 * list is nothing but those. Lists behind aliases are refused: a few of them would make billions of items.
 *
 * @param inferred - by kubectl, from the list around it: the type of an item that does not say its own
 */
export function resourcesIn(text: string, node: Node, inferred?: TypeMeta): readonly Item[] {
  const map = resolved(node);
  if (map.kind !== 'map') throw new SourceError('a resource must be an object', text, node.start);
  const own = itemOf(text, placeOf(node), saysType(map) ? undefined : inferred, () => ({ node: map }));
  if (map.pairs.some(({ key }) => isMergeKey(key))) refuseMergedItems(text, map, own);
  const items = itemsOf(text, map);
  if (items === undefined) return [own];
  const isList = isListKind(kindOf(map));
  if (!isList && !holdsMaps(items)) return [own];
  if (node.kind === 'alias')
    throw new SourceError('a list must not stand behind an alias', text, node.start, 'contested');
  if (isList) return listItems(text, map);
  const pairs = map.pairs.filter(({ key }) => keyText(key) !== 'items');
  return [itemOf(text, placeOf(node), undefined, () => ({ node: { ...map, pairs } })), ...listItems(text, map)];
}

/** @throws SourceError where they stand there twice: kubectl takes the last, kustomize the first */
function itemsOf(text: string, map: MapNode): Node | undefined {
  const [first, second] = map.pairs.filter(({ key }) => keyText(key) === 'items');
  if (second === undefined) return first?.value;
  throw new SourceError('a second `items`: readers differ about which one counts', text, second.key.start, 'contested');
}

/** Whether an object says its type in the place and the form in which all readers find it. */
function saysType(map: MapNode): boolean {
  return ['apiVersion', 'kind'].every((key) => {
    const value = entryOf(map, key)?.value;
    return value !== undefined && !isNull(value) && keyText(resolved(value)) !== '';
  });
}

/** Whether they are resources to kubectl. An alias may be, and is refused. */
function holdsMaps(items: Node): boolean {
  return items.kind === 'alias' || (items.kind === 'seq' && items.items.some((item) => resolved(item).kind === 'map'));
}

/** @throws SourceError where `<<` gives `items`: they stand elsewhere, maybe several times */
function refuseMergedItems(text: string, map: MapNode, own: Item): void {
  if (entryOf(map, 'items') !== undefined || !Object.hasOwn(own.json(), 'items')) return;
  throw new SourceError('`items` must not come by <<: write them into the list', text, map.start, 'contested');
}

/** `List`, `ConfigMapList`, ... */
export function isListKind(kind: string | undefined): boolean {
  return kind?.endsWith('List') ?? false;
}

function listItems(text: string, list: MapNode): readonly Item[] {
  const items = itemsOf(text, list);
  if (items === undefined || isNull(items)) return [];
  if (items.kind !== 'seq')
    throw new SourceError('`items` must be a list, and no alias', text, items.start, 'contested');
  limitResources(items.items.length, text, items.start);
  const inferred = inferredIn(kindOf(list), textOf(list, 'apiVersion'));
  return items.items.flatMap((item) => resourcesIn(text, item, inferred));
}

function functionConfigOf(text: string, list: MapNode): Item | undefined {
  const value = entryOf(list, 'functionConfig')?.value;
  if (value === undefined || isNull(value)) return undefined;
  const map = resolved(value);
  if (map.kind !== 'map') throw new SourceError('`functionConfig` must be an object', text, value.start);
  return itemOf(text, placeOf(value), undefined, () => ({ node: map }));
}

/** Its column counts for those who read it again. */
function placeOf({ start, end }: Node): ItemPlace {
  return { start, end, column: 0 };
}

/** As it is written; undefined where that is no string. */
export function kindOf(map: MapNode): string | undefined {
  return textOf(map, 'kind');
}

function textOf(map: MapNode, key: string): string | undefined {
  const value = entryOf(map, key)?.value;
  return value && keyText(value);
}

/**
 * The type that kubectl gives to items without one: that of their list, without `List` (apimachinery, unstructured/helpers.go,
 * decodeToList). A ResourceList gives none.
 */
export function inferredIn(listKind: string | undefined, apiVersion: string | undefined): TypeMeta | undefined {
  const kind = listKind?.replace(/List$/, '') ?? '';
  return kind === '' || listKind === 'ResourceList' ? undefined : { apiVersion, kind };
}
