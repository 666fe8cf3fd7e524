/**
 * Looking into nodes, by the keys that their JSON has.
 */
import type { AliasNode, MapNode, Node, Pair } from './node.ts';
import { keyText } from './typing.ts';

/** The entry of a map that counts for a key: the last of that name. What `<<` brings in is not looked at. */
export function entryOf(map: MapNode, key: string): Pair | undefined {
  // Without a function made for each look: edits take one for each step of their paths.
  for (let index = map.pairs.length - 1; index >= 0; index--) {
    const pair = map.pairs[index];
    if (pair !== undefined && keyText(pair.key) === key) return pair;
  }
  return undefined;
}

/** The node that an alias stands for, any other node itself. */
export function resolved(node: Node): Exclude<Node, AliasNode> {
  return node.kind === 'alias' ? resolved(node.target) : node;
}
