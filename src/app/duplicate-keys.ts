/**
 * Repeated keys in what would be edited. Readers differ about which one counts, so an edit of either could be lost: the
 * item, and an ImageConfig inside it, must have none.
 */
import type { Finding } from '../finding/finding.ts';
import { nameOf } from '../plan/model/resource.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import { position } from '../yaml/error.ts';
import { groupedBy } from '../yaml/grouped.ts';
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
    times: times(lines) + (hasLines ? inLines(lines) : ''),
  }));
  const inside = edits.flatMap((edit) =>
    edit.op !== 'embed'
      ? []
      : repeated(edit.before, readFirst(edit.before)).map(({ path, lines }) => ({
          at: { resource, path: edit.path, inner: path },
          path,
          times: `${times(lines)}${inLines(lines)} of the document in ${formatPath(edit.path)}`,
        })),
  );
  return [...inItem, ...inside].map(({ at, path, times }) => ({
    code: 'duplicate-key',
    message: `${nameOf(object)} has ${formatPath(path)} ${times}: remove all but one`,
    at,
  }));
}

function times({ length }: readonly number[]): string {
  return length === 2 ? 'twice' : `${length} times`;
}

const linesShown = 5;

function inLines(lines: readonly number[]): string {
  const shown = lines.length === 2 ? lines.join(' and ') : lines.slice(0, linesShown).join(', ');
  return `, in lines ${shown}${lines.length > linesShown ? ', ...' : ''}`;
}

/** One for each key that is repeated, however often. */
function repeated(text: string, node: Node): readonly { path: Path; lines: readonly number[] }[] {
  const byFirst = groupedBy(duplicateKeys(node), ({ first }) => first);
  return [...byFirst].map(([first, group]) => ({
    path: group[0]?.path ?? [],
    lines: [first, ...group.map(({ second }) => second)].map(({ start }) => position(text, start).line),
  }));
}
