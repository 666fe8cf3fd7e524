/**
 * Tags of nodes that get a new value. `!!int 5` cannot become `!!int latest`: a tag stays only where it cannot change what
 * the new value reads as.
 */

import type { Json } from '../../json.ts';
import type { Node } from '../../node.ts';
import { isScalar } from '../../scalar-text.ts';
import type { Splice } from '../edit.ts';
import { beforeBlanks } from './extent.ts';

/** Tags of strings: YAML's own, the one that says "not plain", and private ones, which Kubernetes takes for strings. */
const ofStrings = /^(?:!!str|!<tag:yaml\.org,2002:str>|!(?:[^!<][^!]*)?)$/;

/** Whether a node's tag may stay when the node becomes `value`. */
export function keepsTag(node: Node, value: Json): boolean {
  if (node.kind === 'map' || node.kind === 'seq') return !isScalar(value);
  return typeof value === 'string' && ofStrings.test(node.tag ?? '!');
}

/** Removes the tag of a node, if it has one, together with the blanks in front of it. */
export function removeTag(text: string, { tag, start }: Node): readonly Splice[] {
  const offset = tag === undefined ? -1 : text.lastIndexOf(tag, start);
  if (tag === undefined || offset === -1) return [];
  const end = offset + tag.length;
  return betweenProperties.test(text.slice(end, start)) ? [{ start: beforeBlanks(text, offset), end, text: '' }] : [];
}

/** An anchor, comments, line ends. */
const betweenProperties = /^(?:\s|&\S+(?=\s|$)|#.*)*$/;
