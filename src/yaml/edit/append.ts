/**
 * Adds whole resources to a text, each where one that it belongs to stands.
 *
 * | that one stands in                          | the new one becomes                                          |
 * |---------------------------------------------|--------------------------------------------------------------|
 * | a ResourceList, or a list (`kind: List`)    | the last of its items, in the style of the list              |
 * | a stream of YAML documents                  | a document at the end, behind a `---`                        |
 * | JSON objects one behind the other           | the last of them                                             |
 */

import { entryOf } from '../entry.ts';
import { isEqual } from '../equal.ts';
import type { JsonObject } from '../json.ts';
import type { Node } from '../node.ts';
import { blockLines } from '../print.ts';
import { type Input, type Item, locate } from '../read/items.ts';
import { readJsonTexts } from '../read/json-texts.ts';
import { lineBreakAt } from '../read/lines.ts';
import { documentsIn, isListKind, kindOf } from '../read/whole-input.ts';
import type { Splice } from './edit.ts';
import { RereadError, spliceItem } from './edit-text.ts';
import { blockStyleOf } from './rewrite/style.ts';
import { applySplices, insertion } from './splice.ts';

/** A new resource, and the item that it belongs to. */
export interface NewItem {
  readonly resource: JsonObject;
  readonly beside: Item;
}

/**
 * The splices that add resources. They stand behind all splices that edit items.
 *
 * @throws SourceError, DecodeError for a list that cannot be read as a whole
 * @throws RereadError if the text does not read as it should afterwards
 */
export function spliceNewItems(input: Input, added: readonly NewItem[]): readonly Splice[] {
  const { text } = input;
  const documents = documentsIn(text);
  const listed = documents.flatMap((document) => {
    const items = isListed(document) ? added.filter(({ beside }) => isWithin(beside, document)) : [];
    return items.length === 0 ? [] : [{ document, items }];
  });
  const apart = added.filter((one) => !listed.some(({ items }) => items.includes(one)));
  return [
    ...listed.flatMap(({ document, items }) => appendToList(text, document, items)),
    ...(apart.length === 0 ? [] : appendDocuments(input, documents.at(-1), apart)),
  ];
}

function isWithin({ start }: Item, document: Node): boolean {
  return document.start <= start && start < document.end;
}

function isListed(document: Node): boolean {
  return document.kind === 'map' && isListKind(kindOf(document)) && itemsOf(document) !== undefined;
}

function itemsOf(document: Node): readonly Node[] | undefined {
  const items = document.kind === 'map' ? entryOf(document, 'items')?.value : undefined;
  return items?.kind === 'seq' ? items.items : undefined;
}

function appendToList(text: string, list: Node, added: readonly NewItem[]): readonly Splice[] {
  const size = itemsOf(list)?.length ?? 0;
  return spliceItem(
    text,
    list,
    added.map(({ resource }, index) => ({
      op: 'set',
      path: ['items', size + index],
      before: undefined,
      after: resource,
    })),
  );
}

function appendDocuments(input: Input, last: Node | undefined, added: readonly NewItem[]): readonly Splice[] {
  const { text } = input;
  const resources = added.map(({ resource }) => resource);
  const splice = readJsonTexts(text) === undefined ? yamlDocuments(text, last, resources) : jsonTexts(text, resources);
  expectAtEnd(input, applySplices(text, [splice]), resources);
  return [splice];
}

function yamlDocuments(text: string, last: Node | undefined, resources: readonly JsonObject[]): Splice {
  const lineBreak = lineBreakAt(text, 0);
  const style = last === undefined ? { step: 2, dashes: 0 } : blockStyleOf(text, last);
  const lines = resources.flatMap((resource) => ['---', ...blockLines(resource, style)]);
  const before = text.endsWith('\n') ? '' : lineBreak;
  return insertion(text.length, before + lines.map((line) => line + lineBreak).join(''));
}

function jsonTexts(text: string, resources: readonly JsonObject[]): Splice {
  const end = text.trimEnd().length;
  const indentation = text.slice(0, end).includes('\n') ? 2 : 0;
  const texts = resources.map((resource) => `\n${JSON.stringify(resource, null, indentation)}`);
  return insertion(end, texts.join(''));
}

/** A line end behind the last line can change what it says: the text has to show what it said, and what is new. */
function expectAtEnd({ text, items }: Input, after: string, added: readonly JsonObject[]): void {
  const found = locate(after).items;
  const kept = found.length === items.length + added.length;
  const unchanged =
    text.endsWith('\n') || isEqual(items.at(-1)?.json() ?? null, found[items.length - 1]?.json() ?? null);
  const present = added.every((resource, index) => isEqual(found[items.length + index]?.json() ?? null, resource));
  if (!kept || !unchanged || !present) {
    throw new RereadError('with a document behind it, the text does not read as it should');
  }
}
