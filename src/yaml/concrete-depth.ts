/** The depth of what the full reader has parsed, told before anything walks it: see depth.ts. */
import { CST } from 'yaml';
import { maxDepth } from './depth.ts';

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
