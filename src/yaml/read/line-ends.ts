/**
 * U+0085, U+2028 and U+2029. To YAML 1.1, and so to all of Kubernetes, they end a line; to YAML 1.2 they are characters like
 * any other. What stands behind one may be a comment to one reader and a container to another.
 */
import { SourceError } from '../error.ts';
import { isJson } from '../json-text.ts';

const contested = /[\u0085\u2028\u2029]/;

/** @throws SourceError at the first one of them, but in JSON, where nothing ends a line */
export function refuseLineEnds(text: string): void {
  const found = text.search(contested);
  if (found === -1 || isJson(text)) return;
  const name = text.charCodeAt(found).toString(16).toUpperCase().padStart(4, '0');
  const problem = `the character U+${name} ends a line to some readers of YAML, and to others it does not`;
  throw new SourceError(
    `${problem}: remove it, or write it in double quotes as \\u${name.toLowerCase()}`,
    text,
    found,
    'contested',
  );
}
