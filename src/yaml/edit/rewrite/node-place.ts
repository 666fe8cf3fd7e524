/**
 * Where a node stands. What may replace it, and how that is laid out, depends on it.
 */
import type { Node, Pair } from '../../node.ts';
import type { BlockStyle, FlowStyle } from '../../print.ts';
import type { Collection } from './extent.ts';
import { blockStyleOf, flowStyleOf } from './style.ts';

export type NodePlace = RootPlace | MapPlace | SeqPlace | FlowPlace;

/** A document, or the part of one that is edited by itself. */
export interface RootPlace {
  readonly kind: 'root';
}

/** The value of a pair of a block map whose keys stand at `column`. */
export interface MapPlace {
  readonly kind: 'map';
  readonly pair: Pair;
  readonly column: number;
}

/** An item of a block sequence whose dashes stand at `column`. */
export interface SeqPlace {
  readonly kind: 'seq';
  readonly column: number;
}

/** A value inside of a flow collection. */
export interface FlowPlace {
  readonly kind: 'flow';
  /** The collection that the value is a member of. */
  readonly parent: Collection;
  /** The collection around it all, which tells the style. */
  readonly outermost: Collection;
  readonly pair?: Pair;
}

/** A text to be edited. Its style is looked for when something has to be written in it: most edits replace a scalar. */
export interface NodeSource {
  readonly text: string;
  readonly blockStyle: () => BlockStyle;
  readonly flowStyle: (outermost: Collection) => FlowStyle;
}

export function sourceOf(text: string, root: Node): NodeSource {
  return {
    text,
    blockStyle: once(() => blockStyleOf(text, root)),
    flowStyle: (outermost) => flowStyleOf(text, outermost),
  };
}

/** The place of a member of a collection that itself stands at `place`. */
export function placeInFlow(collection: Collection, place: NodePlace, pair?: Pair): FlowPlace {
  const outermost = place.kind === 'flow' ? place.outermost : collection;
  return { kind: 'flow', parent: collection, outermost, ...(pair && { pair }) };
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
