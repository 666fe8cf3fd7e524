/**
 * The way to read one document: the fast reader of the block subset first, the full one where that gives up.
 */

import type { Node } from '../node.ts';
import { readBlock } from './block.ts';
import { refuseLineEnds } from './line-ends.ts';
import { readFirstYaml, readYaml } from './yaml.ts';

/**
 * Reads a text that holds one document.
 *
 * @throws SourceError for broken YAML, an alias without its anchor, a second document, a line end that only some readers know
 */
export function readDocument(text: string): Node {
  refuseLineEnds(text);
  return fromBlock(text) ?? readYaml(text);
}

/**
 * Reads the first document of a text, as Go's `yaml.Unmarshal` does: what follows it may be broken.
 *
 * @throws SourceError for broken YAML in it, an alias without its anchor, a line end that only some readers know
 */
export function readFirst(text: string): Node {
  refuseLineEnds(text);
  return fromBlock(text) ?? readFirstYaml(text);
}

function fromBlock(text: string): Node | undefined {
  return readBlock(text, text.startsWith('---\n') ? 4 : 0, text.length, 0);
}
