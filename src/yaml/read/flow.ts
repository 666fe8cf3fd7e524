/**
 * Flow collections, and so JSON, for the fast readers.
 *
 *   map   = '{' [ pair { ',' pair } ] '}'
 *   pair  = quoted [ white ] ':' value | plain ':' white value
 *   seq   = '[' [ value { ',' value } ] ']'
 *   value = map | seq | quoted | plain
 *
 * with spaces and line ends between the parts, and tabs where the collection is the root. Unsure of: comments, plain
 * scalars that span lines, entries without a key or a value, single pairs in lists, commas behind the last entry.
 */
import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  HASH,
  isBlank,
  isIndicator,
  isOpenBracket,
  isQuote,
  LF,
  OPEN_BRACE,
  SPACE,
  TAB,
} from '../characters.ts';
import { maxDepth } from '../depth.ts';
import type { Node, Pair, ScalarNode } from '../node.ts';
import { outsideSubset } from './outside-subset.ts';
import { readQuoted } from './quoted.ts';

/**
 * Reads the collection whose bracket is at `start`; its further lines must not begin in front of `column`.
 *
 * @throws outsideSubset
 */
export function readFlow(text: string, start: number, end: number, column: number, depth: number): Node {
  if (depth > maxDepth) throw outsideSubset;
  return text.charCodeAt(start) === OPEN_BRACE ? map() : seq();

  function map(): Node {
    const pairs: Pair[] = [];
    let at = skip(start + 1);
    if (text.charCodeAt(at) === CLOSE_BRACE) return { kind: 'map', flow: true, pairs, start, end: at + 1 };
    for (;;) {
      const key = scalar(at);
      at = skip(key.end);
      if (text.charCodeAt(at) !== COLON || (key.style === 'plain' && !isBlank(text.charCodeAt(at + 1))))
        throw outsideSubset;
      const entry = value(skip(at + 1));
      pairs.push({ key, value: entry });
      at = skip(entry.end);
      const code = text.charCodeAt(at);
      if (code === CLOSE_BRACE) return { kind: 'map', flow: true, pairs, start, end: at + 1 };
      if (code !== COMMA) throw outsideSubset;
      at = skip(at + 1);
    }
  }

  function seq(): Node {
    const items: Node[] = [];
    let at = skip(start + 1);
    if (text.charCodeAt(at) === CLOSE_BRACKET) return { kind: 'seq', flow: true, items, start, end: at + 1 };
    for (;;) {
      const item = value(at);
      items.push(item);
      at = skip(item.end);
      const code = text.charCodeAt(at);
      if (code === CLOSE_BRACKET) return { kind: 'seq', flow: true, items, start, end: at + 1 };
      if (code !== COMMA) throw outsideSubset;
      at = skip(at + 1);
    }
  }

  function value(at: number): Node {
    const code = text.charCodeAt(at);
    return isOpenBracket(code) ? readFlow(text, at, end, column, depth + 1) : scalar(at);
  }

  function scalar(at: number): ScalarNode {
    const code = text.charCodeAt(at);
    if (isQuote(code)) return readQuoted(text, at, end, column);
    if (isIndicator(code)) throw outsideSubset;
    let stop = at;
    while (stop < end && !endsPlain(stop)) stop++;
    while (text.charCodeAt(stop - 1) === SPACE) stop--;
    return { kind: 'scalar', style: 'plain', text: text.slice(at, stop), start: at, end: stop };
  }

  function endsPlain(at: number): boolean {
    const code = text.charCodeAt(at);
    if (code === LF || code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET) return true;
    if (code === TAB || isOpenBracket(code)) throw outsideSubset;
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) throw outsideSubset;
    return code === COLON && (isBlank(text.charCodeAt(at + 1)) || isFlowIndicator(text.charCodeAt(at + 1)));
  }

  /** The next character that is neither a space nor a line end. */
  function skip(from: number): number {
    let at = from;
    for (;;) {
      const code = text.charCodeAt(at);
      if (code === LF) {
        let next = at + 1;
        while (text.charCodeAt(next) === SPACE) next++;
        const indent = next - at - 1;
        if (indent < column && text.charCodeAt(next) !== LF) throw outsideSubset;
        if (indent === 0 && text.startsWith('...', next)) throw outsideSubset;
        at = next;
      } else if (code === SPACE || (code === TAB && column === 0)) at++;
      else if (at >= end) throw outsideSubset;
      else return at;
    }
  }
}

function isFlowIndicator(code: number): boolean {
  return code === COMMA || isOpenBracket(code) || code === CLOSE_BRACE || code === CLOSE_BRACKET;
}
