/**
 * The one node type that both readers build.
 *
 * A node says where a value stands in the text and how it is written there, so that an edit can replace exactly that
 * and nothing else. Offsets are UTF-16 code units into the text given to the reader, `end` exclusive.
 *
 * - `start`..`end` is the value alone: behind its anchor and tag, with its quotes; for a block scalar from the `|` or
 *   `>` through its last content line (and the line end behind it); for block collections from the first key or dash
 *   to the end of the last value; for flow collections with their brackets.
 * - A value that is not written (`key:`) is a plain scalar with empty text and `start === end`, right behind the colon
 *   or dash (and behind an anchor or tag, when there is one).
 */
export type Node = MapNode | SeqNode | ScalarNode | AliasNode;

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

interface Placed {
  readonly start: number;
  readonly end: number;
  /** The name behind `&`. */
  readonly anchor?: string;
  /** The tag as written: `!!str`, `!custom`, `!<tag:yaml.org,2002:str>`; in the last form where a `%TAG` changes it. */
  readonly tag?: string;
}

export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** The decoded text; plain scalars are not typed here (see typing.ts). */
  readonly text: string;
}

export interface MapNode extends Placed {
  readonly kind: 'map';
  readonly flow: boolean;
  /** In the order of the text, repeated keys included. */
  readonly pairs: readonly Pair[];
}

export interface Pair {
  readonly key: Node;
  readonly value: Node;
}

export interface SeqNode extends Placed {
  readonly kind: 'seq';
  readonly flow: boolean;
  readonly items: readonly Node[];
}

export interface AliasNode extends Placed {
  readonly kind: 'alias';
  /** The name behind `*`. */
  readonly name: string;
  /** The node that carries the anchor: the last of that name in front of the alias. */
  readonly target: Node;
}
