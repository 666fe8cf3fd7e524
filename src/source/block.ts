/**
 * The fast reader of the YAML that kustomize, kpt, Helm and people write. Where it isn't sure, it says so, and the full
 * reader has to look; where it is sure, its tree is the full reader's, offset by offset.
 *
 *   block = map | seq                     at the column of its first key or dash
 *   map   = { key ':' value }             key: plain or quoted, on one line
 *   seq   = { '-' value }                 may stand at the column of the map whose value it is
 *   value = nothing | scalar | flow       behind the colon or dash
 *         | block                         on the next line, or right behind a dash
 *
 * Comments and blank lines may stand anywhere. Unsure of: anchors, aliases, tags, `<<`, `? ` keys, directives, document
 * markers, tabs outside of quotes and block scalars, CR, characters that YAML or the two YAML versions disagree about,
 * a scalar on the line behind its key, a root that is a scalar, whatever is no YAML.
 */
import { readBlockScalar } from './block-scalar.ts';
import {
  BAR,
  COLON,
  DASH,
  DOUBLE_QUOTE,
  doubtful,
  GREATER,
  HASH,
  isBlank,
  isIndicator,
  LF,
  OPEN_BRACE,
  OPEN_BRACKET,
  SINGLE_QUOTE,
  SPACE,
  TAB,
} from './characters.ts';
import { maxDepth } from './depth.ts';
import { readFlow } from './flow.ts';
import { fold } from './fold.ts';
import type { Node, Pair, ScalarNode } from './node.ts';
import { readQuoted } from './quoted.ts';
import { unsure } from './unsure.ts';

/**
 * Reads the block collection, or the JSON object, in `text[start, end)`, whose first line begins at `column`. `end` is the
 * end of the text or of a line.
 *
 * @returns undefined where unsure
 */
export function readBlock(text: string, start: number, end: number, column: number): Node | undefined {
  if (doubtful.test(text.slice(start, end))) return undefined;
  try {
    return blockIn(text, start, end, column);
  } catch (error) {
    if (error === unsure) return undefined;
    throw error;
  }
}

function blockIn(text: string, start: number, end: number, startColumn: number): Node {
  /** The next character to look at. */
  let at = start;
  /** Behind a gap: the column of the content at `at`, -1 at the end. */
  let column = -1;
  let depth = 0;

  skipGap(startColumn);
  if (column === -1) throw unsure;
  const root = isBracket(text.charCodeAt(at)) ? inline(-1) : block();
  if (column !== -1) throw unsure;
  return root;

  /** Skips blanks, comments and line ends up to the next content; `here` is the column of `at`. */
  function skipGap(here: number): void {
    let lineStart = at - here;
    for (;;) {
      while (text.charCodeAt(at) === SPACE) at++;
      if (at >= end) break;
      const code = text.charCodeAt(at);
      if (code === HASH) {
        const lineFeed = text.indexOf('\n', at);
        if (lineFeed === -1 || lineFeed >= end) break;
        at = lineFeed;
      } else if (code !== LF) {
        column = at - lineStart;
        if (column === 0 && (text.startsWith('---', at) || text.startsWith('...', at))) throw unsure;
        return;
      }
      at++;
      lineStart = at;
    }
    at = end;
    column = -1;
  }

  /** From the end of a value: skips what may stand behind it on its line, and the gap that follows. */
  function endLine(): void {
    const here = at;
    while (text.charCodeAt(at) === SPACE) at++;
    const code = text.charCodeAt(at);
    if (at < end && code !== LF && (code !== HASH || at === here)) throw unsure;
    skipGap(1);
  }

  /** The collection at `at`, on the lines that begin at `column`. */
  function block(): Node {
    if (++depth > maxDepth) throw unsure;
    const node = isDash() ? seq() : map();
    depth--;
    return node;
  }

  function map(): Node {
    const indent = column;
    const pairs: Pair[] = [];
    const first = at;
    let last = at;
    do {
      const key = readKey();
      at = key.end + 1;
      const value = pairValue(indent);
      pairs.push({ key, value });
      last = value.end;
    } while (column === indent);
    if (column > indent) throw unsure;
    return { kind: 'map', flow: false, pairs, start: first, end: last };
  }

  function seq(): Node {
    const indent = column;
    const items: Node[] = [];
    const first = at;
    let last = at;
    do {
      at++;
      const item = itemValue(indent);
      items.push(item);
      last = item.end;
    } while (column === indent && isDash());
    if (column > indent) throw unsure;
    return { kind: 'seq', flow: false, items, start: first, end: last };
  }

  function isDash(): boolean {
    return text.charCodeAt(at) === DASH && isBlank(text.charCodeAt(at + 1));
  }

  /** The key at `at`, its colon right behind it. */
  function readKey(): ScalarNode {
    const key = isQuote(text.charCodeAt(at)) ? readQuoted(text, at, end, end) : plainLine();
    if (text.charCodeAt(key.end) !== COLON || !isBlank(text.charCodeAt(key.end + 1))) throw unsure;
    if (key.end - key.start > longestKey || (key.text === '<<' && key.style === 'plain')) throw unsure;
    return key;
  }

  function isKey(): boolean {
    const code = text.charCodeAt(at);
    if (isQuote(code)) return text.charCodeAt(readQuoted(text, at, end, 0).end) === COLON;
    return startsPlain() && text.charCodeAt(plainStop(at)) === COLON;
  }

  /** What stands behind the colon in front of `at`, in the map at column `indent`. */
  function pairValue(indent: number): Node {
    const colonEnd = at;
    if (!isLineDone()) return inline(indent);
    if (column > indent) return nextLineValue(indent);
    if (column === indent && isDash()) return seq();
    return unwritten(colonEnd);
  }

  /** What stands behind the dash in front of `at`, in the list at column `indent`. */
  function itemValue(indent: number): Node {
    const dashEnd = at;
    if (isLineDone()) return column > indent ? nextLineValue(indent) : unwritten(dashEnd);
    if (!isDash() && !isKey()) return inline(indent);
    column = indent + 1 + at - dashEnd;
    return block();
  }

  /** What stands on a line of its own, in the collection at column `indent`. */
  function nextLineValue(indent: number): Node {
    return isDash() || isKey() ? block() : inline(indent);
  }

  /** Skips blanks; where nothing but a comment follows on the line, also the gap behind it. */
  function isLineDone(): boolean {
    while (text.charCodeAt(at) === SPACE) at++;
    const code = text.charCodeAt(at);
    const done = at >= end || code === LF || code === HASH;
    if (done) skipGap(1);
    return done;
  }

  function unwritten(offset: number): ScalarNode {
    return { kind: 'scalar', style: 'plain', text: '', start: offset, end: offset };
  }

  /** The scalar or flow collection at `at`, in a collection at column `indent`. */
  function inline(indent: number): Node {
    const code = text.charCodeAt(at);
    if (code === BAR || code === GREATER) {
      const node = readBlockScalar(text, at, end, indent);
      at = node.end;
      skipGap(0);
      return node;
    }
    if (isQuote(code)) return endingLine(readQuoted(text, at, end, indent + 1));
    if (isBracket(code)) return endingLine(readFlow(text, at, end, indent + 1, depth + 1));
    return plain(indent);
  }

  function endingLine(node: Node): Node {
    at = node.end;
    endLine();
    return node;
  }

  /** The plain scalar at `at`, with the lines that continue it. */
  function plain(indent: number): ScalarNode {
    let { start: first, end: last, text: content } = plainLine();
    for (;;) {
      if (text.charCodeAt(last) === COLON) throw unsure;
      at = last;
      endLine();
      if (column <= indent) break;
      if (text.slice(last, at).includes('#')) throw unsure;
      last = plainEnd(at);
      content = '';
    }
    return { kind: 'scalar', style: 'plain', text: content || fold(text.slice(first, last)), start: first, end: last };
  }

  /** The part of a plain scalar that stands on the line of `at`. */
  function plainLine(): ScalarNode {
    if (!startsPlain()) throw unsure;
    const last = plainEnd(at);
    return { kind: 'scalar', style: 'plain', text: text.slice(at, last), start: at, end: last };
  }

  function startsPlain(): boolean {
    const code = text.charCodeAt(at);
    return code === DASH ? !isBlank(text.charCodeAt(at + 1)) : !isIndicator(code);
  }

  /** Where a plain text can't go on: a line end, a comment, a colon with a blank behind it. */
  function plainStop(from: number): number {
    for (let stop = from; stop < end; stop++) {
      const code = text.charCodeAt(stop);
      if (code === LF) return stop;
      if (code === COLON && isBlank(text.charCodeAt(stop + 1))) return stop;
      if (code === HASH && text.charCodeAt(stop - 1) === SPACE) return stop;
      if (code === TAB) throw unsure;
    }
    return end;
  }

  function plainEnd(from: number): number {
    let last = plainStop(from);
    while (text.charCodeAt(last - 1) === SPACE) last--;
    return last;
  }
}

/** The colon of a key must stand within this many characters (YAML 1.2, 7.4.2). */
const longestKey = 1024;

function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}

function isBracket(code: number): boolean {
  return code === OPEN_BRACE || code === OPEN_BRACKET;
}
