/** Edits carried out where the items stand: as splices of the texts of their sources. */
import type { Finding } from '../finding/finding.ts';
import type { Addition } from '../plan/model/addition.ts';
import { nameOf } from '../plan/model/resource.ts';
import { spliceNewItems } from '../yaml/edit/append.ts';
import type { Edit, Splice } from '../yaml/edit/edit.ts';
import { RereadError, spliceItem } from '../yaml/edit/edit-text.ts';
import { SourceError } from '../yaml/error.ts';
import type { JsonObject } from '../yaml/json.ts';
import type { Item, ReadItem } from '../yaml/read/items.ts';
import { DecodeError } from '../yaml/typing.ts';
import { duplicateKeyFindings } from './duplicate-keys.ts';
import type { Source, SourceResource } from './sources.ts';

export interface EditedItem {
  readonly splices: readonly Splice[];
  readonly findings: readonly Finding[];
}

export const unchanged: EditedItem = { splices: [], findings: [] };

/** An item, and the place of its object among the resources. */
interface PlacedItem {
  readonly item: Item;
  readonly source: Source;
  readonly index: number;
}

/** What cannot be edited safely has a finding, and no splices. */
export function editItem(read: ReadItem, { item, source, index }: PlacedItem, edits: readonly Edit[]): EditedItem {
  if (edits.length === 0) return unchanged;
  const { text } = source.input;
  const { node, object } = read;
  if (node.start < item.start || node.start > item.end) return refused(object, index, 'it is an alias of another item');
  const findings = duplicateKeyFindings(read, { source, index }, edits);
  if (findings.length > 0) return { splices: [], findings };
  try {
    return { splices: spliceItem(text, node, edits, object), findings: [] };
  } catch (error) {
    if (!(error instanceof RereadError)) throw error;
    return refused(object, index, error.message);
  }
}

function refused(object: JsonObject, resource: number, reason: string): EditedItem {
  const message = `${nameOf(object)} cannot be edited without changing something else in it: ${reason}; write it in a plainer layout, without anchors, and report this`;
  return { splices: [], findings: [{ code: 'edit-refused', message, at: { resource, path: [] } }] };
}

/** New resources stand in the text of those that they are for. */
export function spliceAdditions(
  source: Source,
  additions: readonly Addition[],
  resources: readonly SourceResource[],
): EditedItem {
  const added = additions.flatMap(({ object, beside }) => {
    const neighbour = resources[beside];
    return neighbour?.source === source ? [{ resource: object, beside: neighbour.item, index: beside }] : [];
  });
  const [first] = added;
  if (first === undefined) return unchanged;
  try {
    return { splices: spliceNewItems(source.input, added), findings: [] };
  } catch (error) {
    const isExpected = [RereadError, SourceError, DecodeError].some((kind) => error instanceof kind);
    if (!isExpected || !(error instanceof Error)) throw error;
    const message = `${nameOf(first.resource)} cannot be added beside ${nameOf(first.beside.json())}: ${error.message}`;
    return { splices: [], findings: [{ code: 'edit-refused', message, at: { resource: first.index, path: [] } }] };
  }
}
