/**
 * The last line of defence: an edited text is read again, and refused if it is not what the edits ask for.
 */

import { isEqual } from '../equal.ts';
import { SourceError } from '../error.ts';
import { at, formatPath, isList, isObject, type Json, type Path } from '../json.ts';
import type { Node } from '../node.ts';
import { columnOf, lineEnd, nextLineStart } from '../read/lines.ts';
import { readDocument, readFirst } from '../read/read.ts';
import { readYamlStream } from '../read/yaml.ts';
import { DecodeError, toJson } from '../typing.ts';
import type { Splice } from './edit.ts';
import { childrenOf, contentEnd, isCollection } from './rewrite/extent.ts';
import { offsetOfEntry } from './rewrite/style.ts';
import { applySplices } from './splice.ts';

/** An edited text that does not read as it should: a mistake in the program, or YAML that cannot be edited piece by piece. */
export class RereadError extends Error {
  override readonly name = 'RereadError';
}

/** @throws RereadError if the first document of a text is not `wanted` */
export function expectDocument(text: string, wanted: Json): void {
  expectValue(() => readFirst(text), wanted);
}

/** @throws RereadError if, with the splices applied, `root` is not `wanted`, or another part of the text may change */
export function expectPart(text: string, root: Node, splices: readonly Splice[], wanted: Json): void {
  refuseSharedAnchors(text, root, splices);
  if (takesFromOutside(text, root)) expectValue(() => sameNode(applySplices(text, splices), root), wanted);
  else expectValue(() => readDocument(editedPart(text, root, splices)), wanted);
}

function expectValue(read: () => Node, wanted: Json): void {
  const found = decoded(read);
  if (isEqual(found, wanted)) return;
  throw new RereadError(
    `the edited text does not read as it should: see ${formatPath(firstDifference(found, wanted))}`,
  );
}

function decoded(read: () => Node): Json {
  try {
    return toJson(read());
  } catch (error) {
    if (error instanceof SourceError || error instanceof DecodeError) {
      throw new RereadError(`the edited text cannot be read: ${error.message}`, { cause: error });
    }
    throw error;
  }
}

function firstDifference(found: Json, wanted: Json): Path {
  const steps = isList(wanted) ? [...wanted.keys()] : isObject(wanted) ? Object.keys(wanted) : [];
  for (const step of steps) {
    const [left, right] = [at(found, [step]), at(wanted, [step])];
    if (!isEqual(left, right)) return left === undefined ? [step] : [step, ...firstDifference(left, right ?? null)];
  }
  return [];
}

/** The lines of a part, edited, at the column they had: blanks stand for the dash in front of them. */
function editedPart(text: string, root: Node, splices: readonly Splice[]): string {
  // In brackets columns do not count, and there may be much in front of them on their line.
  if (isCollection(root) && root.flow && splices.every(({ end }) => end <= root.end)) {
    return applySplices(text.slice(root.start, root.end), shifted(splices, root.start));
  }
  const start = root.kind === 'map' && !root.flow ? offsetOfEntry(text, root) : root.start;
  const lastLine = contentEnd(text, root);
  const wholeLines = isCollection(root) && root.flow ? root.end : Math.max(root.end, nextLineStart(text, lastLine));
  // A new key goes behind the comments that follow the last one.
  const end = splices.reduce((furthest, splice) => Math.max(furthest, splice.end), wholeLines);
  return ' '.repeat(columnOf(text, start)) + applySplices(text.slice(start, end), shifted(splices, start));
}

function shifted(splices: readonly Splice[], by: number): readonly Splice[] {
  return splices.map((splice) => ({ ...splice, start: splice.start - by, end: splice.end - by }));
}

/** The node of an edited text that stands where `root` stood: nothing in front of it has changed. */
function sameNode(text: string, { start, kind }: Node): Node {
  for (const document of readYamlStream(text)) {
    const found = findNode(document, (node) => node.start === start && node.kind === kind);
    if (found) return found;
  }
  throw new SourceError('the edited part is gone', text, start);
}

function takesFromOutside(text: string, root: Node): boolean {
  if (!text.slice(root.start, root.end).includes('*')) return false;
  const isOutside = (node: Node): boolean =>
    node.kind === 'alias' && (node.target.start < root.start || node.target.end > root.end);
  return findNode(root, isOutside) !== undefined;
}

/** An anchor that other parts refer to: their value would change with it, and nobody would look. */
function refuseSharedAnchors(text: string, root: Node, splices: readonly Splice[]): void {
  if (root.anchor === undefined && !text.slice(root.start, root.end).includes('&')) return;
  const isTouched = ({ start, end }: Node): boolean =>
    splices.some((splice) => splice.start <= lineEnd(text, end) && splice.end >= start);
  const isShared = (node: Node): boolean =>
    node.anchor !== undefined && isTouched(node) && isReferredTo(text.slice(root.end), node.anchor);
  const shared = findNode(root, isShared);
  if (shared) throw new RereadError(`the anchor &${shared.anchor} is used outside of what is edited`);
}

/** Whether the rest of a document has an alias of that name before it has an anchor of that name. */
function isReferredTo(rest: string, anchor: string): boolean {
  const behind = rest.search(/^(?:---|\.\.\.)(?:\s|$)/m);
  const document = behind === -1 ? rest : rest.slice(0, behind);
  const names = document.matchAll(/(?<![^\s,[{:-])([*&])([^\s,[\]{}]+)/g);
  for (const [, indicator, name] of names) if (name === anchor) return indicator === '*';
  return false;
}

function findNode(node: Node, matches: (node: Node) => boolean): Node | undefined {
  if (matches(node)) return node;
  for (const child of childrenOf(node)) {
    const found = findNode(child, matches);
    if (found) return found;
  }
  return undefined;
}
