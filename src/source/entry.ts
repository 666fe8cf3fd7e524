/**
 * Looking into nodes, by the keys that their JSON has.
 */
import type { AliasNode, MapNode, Node, Pair } from './node.ts';
import { keyText } from './typing.ts';

/** The entry of a map that counts for a key: the last of that name. What `<<` brings in is not looked at. */
export function entryOf(map: MapNode, key: string): Pair | undefined {
  return map.pairs.findLast((pair) => keyText(pair.key) === key);
}

/** The node that an alias stands for, any other node itself. */
export function resolved(node: Node): Exclude<Node, AliasNode> {
  return node.kind === 'alias' ? resolved(node.target) : node;
}
