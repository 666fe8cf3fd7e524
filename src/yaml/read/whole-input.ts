/**
 * The items of a text by reading all of it: what `locate` falls back to, and what its scan has to agree with.
 */

import { entryOf, resolved } from '../entry.ts';
import { SourceError } from '../error.ts';
import type { MapNode, Node } from '../node.ts';
import { isNull, keyText } from '../typing.ts';
import { readBlock } from './block.ts';
import type { Input } from './input.ts';
import { type Item, type ItemPlace, itemOf } from './item.ts';
import { readJsonTexts } from './json-texts.ts';
import { resultsPlace } from './results-place.ts';
import { readYamlStream } from './yaml.ts';

/** @throws SourceError for broken YAML, and what isn't an object or a list of objects */
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
 * The resource that a node is, or those in it if it is a list. Lists behind aliases are refused: a few of them would make
 * billions of items.
 */
export function resourcesIn(text: string, node: Node): readonly Item[] {
  const map = resolved(node);
  if (map.kind !== 'map') throw new SourceError('a resource must be an object', text, node.start);
  if (isListKind(kindOf(map)) && entryOf(map, 'items')) {
    if (node.kind === 'alias') throw new SourceError('a list must not stand behind an alias', text, node.start);
    return listItems(text, map);
  }
  return [itemOf(text, placeOf(node), undefined, () => ({ node: map }))];
}

/** `List`, `ConfigMapList`, ... */
export function isListKind(kind: string | undefined): boolean {
  return kind?.endsWith('List') ?? false;
}

function listItems(text: string, list: MapNode): readonly Item[] {
  const items = entryOf(list, 'items')?.value;
  if (items === undefined || isNull(items)) return [];
  if (items.kind !== 'seq') throw new SourceError('`items` must be a list, and no alias', text, items.start);
  return items.items.flatMap((item) => resourcesIn(text, item));
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
  const value = entryOf(map, 'kind')?.value;
  return value && keyText(value);
}
