/**
 * From the difference of two values to splices. The walk goes down a node together with the value it has and the value
 * it is to have, and touches only where these differ: an edit that says nothing new, or that is made along several
 * paths to one place, costs nothing. What values do not tell are the hints of the edits.
 *
 * Anchors: an anchored node takes the value that its own place is to have. Every alias behind it finds out whether that
 * is its value too; if not, a copy of its value takes the place of the alias.
 */

import { isEqual } from '../../equal.ts';
import { isList, isObject, type Json } from '../../json.ts';
import { isMergeKey } from '../../merge-key.ts';
import type { MapNode, Node, Pair, ScalarNode, SeqNode } from '../../node.ts';
import { columnOf } from '../../read/lines.ts';
import { doubleQuoted } from '../../scalar-text.ts';
import type { Splice } from '../edit.ts';
import { applySplices, difference, inOrder } from '../splice.ts';
import { additionsTo, type CurrentMerge } from './additions.ts';
import { Anchors } from './anchors.ts';
import type { EditHints } from './edit-hints.ts';
import { spliceString } from './embedded.ts';
import { type Collection, isBlockScalar } from './extent.ts';
import { appendItems, insertPairs } from './insert.ts';
import { inheritedAfter, isTangled, keepsKeys, mergeOf, nameOf, ownCopy } from './merge.ts';
import { type NodePlace, placeInFlow, sourceOf } from './node-place.ts';
import { replace, replaceByCopy, replaceByToken } from './replace.ts';
import { columnOfEntries } from './style.ts';

/** What a node is, what it is to be, and where it stands. */
interface Change {
  readonly before: Json;
  readonly after: Json;
  readonly hints: EditHints | undefined;
  readonly place: NodePlace;
}

/** The splices that give `root`, which reads as `before`, the value `after`. */
export function rewrite(text: string, root: Node, before: Json, after: Json, hints: EditHints): readonly Splice[] {
  const source = sourceOf(text, root);
  const anchors = new Anchors();
  return inOrder(visit(root, { before, after, hints, place: { kind: 'root' } }));

  function visit(node: Node, change: Change): readonly Splice[] {
    const { before, after, place } = change;
    if (anchors.areUnchanged && before === after) return [];
    if (node.kind === 'alias') {
      return isEqual(anchors.valueOf(node, before), after) ? [] : replaceByCopy(source, node, after, place);
    }
    const inside = editInside(node, change);
    if (inside === undefined && anchors.areUnchanged && isEqual(before, after)) return [];
    if (inside === undefined) anchors.drop(node);
    anchors.pass(node, before, after);
    return inside ?? replace(source, node, after, place);
  }

  /** Undefined where a node has to be replaced as a whole. */
  function editInside(node: MapNode | SeqNode | ScalarNode, change: Change): readonly Splice[] | undefined {
    if (node.kind === 'scalar') return editScalar(node, change);
    return node.kind === 'seq' ? editSeq(node, change) : editMap(node, change);
  }

  function editScalar(node: ScalarNode, { before, after, hints, place }: Change): readonly Splice[] | undefined {
    if (isEqual(before, after)) return [];
    const splices = typeof after === 'string' ? splicesWithin(node, after, hints) : undefined;
    if (splices === undefined || typeof after !== 'string') return undefined;
    return spliceString(text, node, place, splices, after) ?? replaceByToken(text, node, doubleQuoted(after), place);
  }

  function editSeq(node: SeqNode, { before, after, hints, place }: Change): readonly Splice[] | undefined {
    if (!isList(before) || !isList(after) || before.length > after.length) return undefined;
    const added = after.slice(before.length);
    if (added.length > 0 && !takesMembers(text, node)) return undefined;
    const inner: NodePlace = node.flow ? placeInFlow(node, place) : { kind: 'seq', column: columnOf(text, node.start) };
    const splices: Splice[] = [];
    for (const [index, item] of node.items.entries()) {
      const values = { before: before[index] ?? null, after: after[index] ?? null };
      if (anchors.areUnchanged && values.before === values.after) continue;
      splices.push(...visit(item, { ...values, hints: hints?.below.get(String(index)), place: inner }));
    }
    return [...splices, ...appendItems(source, node, added, outermost(node, place))];
  }

  function editMap(node: MapNode, { before, after, hints, place }: Change): readonly Splice[] | undefined {
    if (!isObject(before) || !isObject(after) || !keepsKeys(before, after)) return undefined;
    const merge = mergeOf(node);
    if (merge && isTangled(node, merge)) {
      return anchors.changeAnyIn(node) || !isEqual(before, after) ? undefined : [];
    }
    const grows = merge !== undefined || Object.keys(after).length > Object.keys(before).length;
    if (grows && !takesMembers(text, node)) return undefined;

    const placeOf = (pair: Pair): NodePlace =>
      node.flow ? placeInFlow(node, place, pair) : { kind: 'map', pair, column: columnOfEntries(text, node) };
    const splices: Splice[] = [];
    let given: CurrentMerge | undefined;
    for (const [index, pair] of node.pairs.entries()) {
      if (pair === merge?.pair) {
        const kept = inheritedAfter(merge, anchors, after);
        given = { ...merge, inheritedNow: kept ?? ownCopy(merge, after) };
        if (!kept) splices.push(...replaceByCopy(source, pair.value, given.inheritedNow, placeOf(pair)));
        continue;
      }
      const key = nameOf(pair);
      const values = { before: before[key] ?? null, after: after[key] ?? null };
      if ((anchors.areUnchanged && values.before === values.after) || !counts(node, index, key)) continue;
      splices.push(...visit(pair.value, { ...values, hints: hints?.below.get(key), place: placeOf(pair) }));
    }
    if (!grows) return splices;
    const additions = additionsTo(node, after, given, hints);
    return [...splices, ...insertPairs(source, node, additions, outermost(node, place))];
  }
}

/** Whether a pair is one that says what the map holds: of repeated keys the last does. */
function counts({ pairs }: MapNode, index: number, key: string): boolean {
  const { key: own } = pairs[index] ?? {};
  if (own === undefined || isMergeKey(own)) return false;
  for (let later = index + 1; later < pairs.length; later++) {
    const pair = pairs[later];
    if (pair !== undefined && !isMergeKey(pair.key) && nameOf(pair) === key) return false;
  }
  return true;
}

/** The collection whose style counts for what is added to a collection. */
function outermost(node: Collection, place: NodePlace): Collection {
  return place.kind === 'flow' ? place.outermost : node;
}

/** Whether members can be added to a collection: an empty one is replaced, and so is `[a: 1]`, a map without brackets. */
function takesMembers(text: string, node: Collection): boolean {
  if (!node.flow) return true;
  if (text[node.start] !== (node.kind === 'map' ? '{' : '[')) return false;
  const size = node.kind === 'map' ? node.pairs.length : node.items.length;
  return size > 0 || text.slice(node.start + 1, node.end - 1).trim() !== '';
}

/** How a string changes inside, for strings that are not just replaced: documents, and block scalars of several lines. */
function splicesWithin(node: ScalarNode, after: string, hints: EditHints | undefined): readonly Splice[] | undefined {
  if (hints?.splices && applySplices(node.text, hints.splices) === after) return hints.splices;
  return isBlockScalar(node) && after.includes('\n') ? [difference(node.text, after)] : undefined;
}
