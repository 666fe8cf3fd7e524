/**
 * Repeated keys in what would be edited. Readers differ about which one counts, so an edit of either could be lost: the
 * item, and an ImageConfig inside it, must have none.
 */
import type { Finding } from '../finding/finding.ts';
import { nameOf } from '../plan/model/resource.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import { position } from '../yaml/error.ts';
import { formatPath, type Path } from '../yaml/json.ts';
import type { Node } from '../yaml/node.ts';
import type { ReadItem } from '../yaml/read/items.ts';
import { readFirst } from '../yaml/read/read.ts';
import { duplicateKeys } from '../yaml/typing.ts';
import type { Source } from './sources.ts';

/** Where an item that is to be edited stands. */
export interface EditedPlace {
  readonly source: Source;
  /** Its place among the resources. */
  readonly index: number;
}

export function duplicateKeyFindings(
  { node, object, hasDistinctKeys }: ReadItem,
  { source: { input }, index: resource }: EditedPlace,
  edits: readonly Edit[],
): readonly Finding[] {
  if (hasDistinctKeys && !edits.some(({ op }) => op === 'embed')) return [];
  const ownKeys = hasDistinctKeys ? [] : repeated(input.text, node);
  const hasLines = input.form !== 'resource-list';
  const inItem = ownKeys.map(({ path, lines }) => ({
    at: { resource, path },
    path,
    lines: hasLines ? `, in lines ${lines.join(' and ')}` : '',
  }));
  const inside = edits.flatMap((edit) =>
    edit.op !== 'embed'
      ? []
      : repeated(edit.before, readFirst(edit.before)).map(({ path, lines }) => ({
          at: { resource, path: edit.path, inner: path },
          path,
          lines: `, in lines ${lines.join(' and ')} of the document in ${formatPath(edit.path)}`,
        })),
  );
  return [...inItem, ...inside].map(({ at, path, lines }) => ({
    code: 'duplicate-key',
    message: `${nameOf(object)} has ${formatPath(path)} twice${lines}: remove one of them`,
    at,
  }));
}

function repeated(text: string, node: Node): readonly { path: Path; lines: readonly [number, number] }[] {
  return duplicateKeys(node).map(({ path, first, second }) => ({
    path,
    lines: [position(text, first.start).line, position(text, second.start).line],
  }));
}
