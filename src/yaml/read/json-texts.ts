/**
 * JSON objects one behind the other, as `kubectl get -o json` and `jq` print them; YAML knows no such thing.
 */

import { doubtful, OPEN_BRACE } from '../characters.ts';
import type { Node } from '../node.ts';
import { readFlow } from './flow.ts';
import { limitResources } from './most-resources.ts';
import { outsideSubset } from './outside-subset.ts';

/** @returns undefined where the text is anything else */
export function readJsonTexts(text: string): readonly Node[] | undefined {
  if (doubtful.test(text)) return undefined;
  const roots: Node[] = [];
  let at = behindWhite(text, 0);
  try {
    while (text.charCodeAt(at) === OPEN_BRACE) {
      const root = readFlow(text, at, text.length, 0, 0);
      roots.push(root);
      limitResources(roots.length, text, root.start);
      at = behindWhite(text, root.end);
    }
  } catch (error) {
    if (error === outsideSubset) return undefined;
    throw error;
  }
  return at === text.length && roots.length > 0 ? roots : undefined;
}

function behindWhite(text: string, from: number): number {
  const white = /\s*/y;
  white.lastIndex = from;
  white.test(text);
  return white.lastIndex;
}
