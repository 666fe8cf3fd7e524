/**
 * How deep values may nest. All that walks them is recursive, and a stack that overflows inside a regular expression
 * ends the process (seen on Node 20), so depth is measured before anything walks.
 */
import { CST } from 'yaml';

/** Levels of maps and lists. No manifest comes near it. */
export const maxDepth = 500;

/** A collection of the document that is nested too deep, if there is one. Goes level by level, without recursion. */
export function tooDeepIn(document: CST.Document): CST.Token | undefined {
  let level: CST.Token[] = document.value ? [document.value] : [];
  for (let depth = 0; depth < maxDepth; depth++) {
    level = level.flatMap((token) => (CST.isCollection(token) ? collectionsIn(token) : []));
  }
  return level[0];
}

function collectionsIn(token: CST.BlockMap | CST.BlockSequence | CST.FlowCollection): CST.Token[] {
  const found: CST.Token[] = [];
  for (const { key, value } of token.items) {
    if (key && CST.isCollection(key)) found.push(key);
    if (value && CST.isCollection(value)) found.push(value);
  }
  return found;
}
