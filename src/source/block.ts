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
  doubtful,
  GREATER,
  HASH,
  isBlank,
  isIndicator,
  isOpenBracket,
  isQuote,
  LF,
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
    return new BlockReader(text, start, end).root(column);
  } catch (error) {
    if (error === unsure) return undefined;
    throw error;
  }
}

/** A class, not a function with functions inside: making these anew for each text would take longer than to read a line. */
class BlockReader {
  private readonly text: string;
  private readonly end: number;
  /** The next character to look at. */
  private at: number;
  /** Behind a gap: the column of the content at `at`, -1 at the end. */
  private column = -1;
  private depth = 0;
  /** The members of the collections that are being read. Cut off at the end, a list has just the room that it needs. */
  private readonly openPairs: Pair[] = [];
  private readonly openItems: Node[] = [];

  constructor(text: string, start: number, end: number) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  root(startColumn: number): Node {
    this.skipGap(startColumn);
    if (this.column === -1) throw unsure;
    const root = isOpenBracket(this.text.charCodeAt(this.at)) ? this.inline(-1) : this.block();
    if (this.column !== -1) throw unsure;
    return root;
  }

  /** Skips blanks, comments and line ends up to the next content; `here` is the column of `at`. */
  private skipGap(here: number): void {
    const { text, end } = this;
    let lineStart = this.at - here;
    for (;;) {
      while (text.charCodeAt(this.at) === SPACE) this.at++;
      if (this.at >= end) break;
      const code = text.charCodeAt(this.at);
      if (code === HASH) {
        const lineFeed = text.indexOf('\n', this.at);
        if (lineFeed === -1 || lineFeed >= end) break;
        this.at = lineFeed;
      } else if (code !== LF) {
        this.column = this.at - lineStart;
        if (this.column === 0 && (text.startsWith('---', this.at) || text.startsWith('...', this.at))) throw unsure;
        return;
      }
      this.at++;
      lineStart = this.at;
    }
    this.at = end;
    this.column = -1;
  }

  /** From the end of a value: skips what may stand behind it on its line, and the gap that follows. */
  private endLine(): void {
    const here = this.at;
    while (this.text.charCodeAt(this.at) === SPACE) this.at++;
    const code = this.text.charCodeAt(this.at);
    if (this.at < this.end && code !== LF && (code !== HASH || this.at === here)) throw unsure;
    this.skipGap(1);
  }

  /** The collection at `at`, on the lines that begin at `column`. */
  private block(): Node {
    if (++this.depth > maxDepth) throw unsure;
    const node = this.isDash() ? this.seq() : this.map();
    this.depth--;
    return node;
  }

  private map(): Node {
    const indent = this.column;
    const before = this.openPairs.length;
    const first = this.at;
    let last = this.at;
    do {
      const key = this.readKey();
      this.at = key.end + 1;
      const value = this.pairValue(indent);
      this.openPairs.push({ key, value });
      last = value.end;
    } while (this.column === indent);
    if (this.column > indent) throw unsure;
    const pairs = this.openPairs.splice(before);
    return { kind: 'map', flow: false, pairs, start: first, end: last };
  }

  private seq(): Node {
    const indent = this.column;
    const before = this.openItems.length;
    const first = this.at;
    let last = this.at;
    do {
      this.at++;
      const item = this.itemValue(indent);
      this.openItems.push(item);
      last = item.end;
    } while (this.column === indent && this.isDash());
    if (this.column > indent) throw unsure;
    const items = this.openItems.splice(before);
    return { kind: 'seq', flow: false, items, start: first, end: last };
  }

  private isDash(): boolean {
    return this.text.charCodeAt(this.at) === DASH && isBlank(this.text.charCodeAt(this.at + 1));
  }

  /** The key at `at`, its colon right behind it. */
  private readKey(): ScalarNode {
    const key = isQuote(this.text.charCodeAt(this.at))
      ? readQuoted(this.text, this.at, this.end, this.end)
      : this.plainLine();
    if (this.text.charCodeAt(key.end) !== COLON || !isBlank(this.text.charCodeAt(key.end + 1))) throw unsure;
    if (key.end - key.start > longestKey || (key.text === '<<' && key.style === 'plain')) throw unsure;
    return key;
  }

  private isKey(): boolean {
    const code = this.text.charCodeAt(this.at);
    if (isQuote(code)) return this.text.charCodeAt(readQuoted(this.text, this.at, this.end, 0).end) === COLON;
    return this.startsPlain() && this.text.charCodeAt(this.plainStop(this.at)) === COLON;
  }

  /** What stands behind the colon in front of `at`, in the map at column `indent`. */
  private pairValue(indent: number): Node {
    const colonEnd = this.at;
    if (!this.isLineDone()) return this.inline(indent);
    if (this.column > indent) return this.nextLineValue(indent);
    if (this.column === indent && this.isDash()) return this.seq();
    return this.unwritten(colonEnd);
  }

  /** What stands behind the dash in front of `at`, in the list at column `indent`. */
  private itemValue(indent: number): Node {
    const dashEnd = this.at;
    if (this.isLineDone()) return this.column > indent ? this.nextLineValue(indent) : this.unwritten(dashEnd);
    if (!this.isDash() && !this.isKey()) return this.inline(indent);
    this.column = indent + 1 + this.at - dashEnd;
    return this.block();
  }

  /** What stands on a line of its own, in the collection at column `indent`. */
  private nextLineValue(indent: number): Node {
    return this.isDash() || this.isKey() ? this.block() : this.inline(indent);
  }

  /** Skips blanks; where nothing but a comment follows on the line, also the gap behind it. */
  private isLineDone(): boolean {
    while (this.text.charCodeAt(this.at) === SPACE) this.at++;
    const code = this.text.charCodeAt(this.at);
    const done = this.at >= this.end || code === LF || code === HASH;
    if (done) this.skipGap(1);
    return done;
  }

  private unwritten(offset: number): ScalarNode {
    return { kind: 'scalar', style: 'plain', text: '', start: offset, end: offset };
  }

  /** The scalar or flow collection at `at`, in a collection at column `indent`. */
  private inline(indent: number): Node {
    const code = this.text.charCodeAt(this.at);
    if (code === BAR || code === GREATER) {
      const node = readBlockScalar(this.text, this.at, this.end, indent);
      this.at = node.end;
      this.skipGap(0);
      return node;
    }
    if (isQuote(code)) return this.endingLine(readQuoted(this.text, this.at, this.end, indent + 1));
    if (isOpenBracket(code)) return this.endingLine(readFlow(this.text, this.at, this.end, indent + 1, this.depth + 1));
    return this.plain(indent);
  }

  private endingLine(node: Node): Node {
    this.at = node.end;
    this.endLine();
    return node;
  }

  /** The plain scalar at `at`, with the lines that continue it. */
  private plain(indent: number): ScalarNode {
    const { text } = this;
    const line = this.plainLine();
    let last = line.end;
    for (;;) {
      if (text.charCodeAt(last) === COLON) throw unsure;
      this.at = last;
      this.endLine();
      if (this.column <= indent) break;
      if (text.slice(last, this.at).includes('#')) throw unsure;
      last = this.plainEnd(this.at);
    }
    return last === line.end ? line : { ...line, text: fold(text.slice(line.start, last)), end: last };
  }

  /** The part of a plain scalar that stands on the line of `at`. */
  private plainLine(): ScalarNode {
    if (!this.startsPlain()) throw unsure;
    const last = this.plainEnd(this.at);
    return { kind: 'scalar', style: 'plain', text: this.text.slice(this.at, last), start: this.at, end: last };
  }

  private startsPlain(): boolean {
    const code = this.text.charCodeAt(this.at);
    return code === DASH ? !isBlank(this.text.charCodeAt(this.at + 1)) : !isIndicator(code);
  }

  /** Where a plain text can't go on: a line end, a comment, a colon with a blank behind it. */
  private plainStop(from: number): number {
    const { text, end } = this;
    for (let stop = from; stop < end; stop++) {
      const code = text.charCodeAt(stop);
      // Of the characters that matter here none has a code above the colon's, and nearly all others have.
      if (code > COLON) continue;
      if (code === LF) return stop;
      if (code === COLON && isBlank(text.charCodeAt(stop + 1))) return stop;
      if (code === HASH && text.charCodeAt(stop - 1) === SPACE) return stop;
      if (code === TAB) throw unsure;
    }
    return end;
  }

  private plainEnd(from: number): number {
    let last = this.plainStop(from);
    while (this.text.charCodeAt(last - 1) === SPACE) last--;
    return last;
  }
}

/** The colon of a key must stand within this many characters (YAML 1.2, 7.4.2). */
const longestKey = 1024;
