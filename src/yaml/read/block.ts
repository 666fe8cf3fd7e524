/**
 * The fast reader of the YAML that kustomize, kpt, Helm and people write. Where it is not sure, it says so, and the full
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

import { COLON, isBlank, isOpenBracket, isQuote } from '../characters.ts';
import { maxDepth } from '../depth.ts';
import type { Json } from '../json.ts';
import type { Node, Pair, ScalarNode } from '../node.ts';
import { type Decoded, setKey } from '../typing.ts';
import { InlineReader, type Wanted } from './inline-reader.ts';
import { anyBit, knownKey, newKey } from './known-keys.ts';
import { outsideSubset } from './outside-subset.ts';
import { readQuoted } from './quoted.ts';

/**
 * Reads the block collection, or the JSON object, in `text[start, end)`, whose first line begins at `column`. `end` is the
 * end of the text or of a line.
 *
 * @returns undefined where the text is outside the subset
 */
export function readBlock(text: string, start: number, end: number, column: number): Node | undefined {
  return attempt(text, start, end, column, 'tree')?.node;
}

/** A node, and its value as typing.ts has it; undefined where that would throw. */
export interface BlockValue {
  readonly node: Node;
  readonly decoded: Decoded | undefined;
}

/** As `readBlock`, for those who need the value as well: it takes far less when it is made on the way. */
export function readBlockValue(text: string, start: number, end: number, column: number): BlockValue | undefined {
  return attempt(text, start, end, column, 'tree and value');
}

function attempt(text: string, start: number, end: number, column: number, wanted: Wanted): BlockValue | undefined {
  try {
    return new BlockReader(text, start, text.slice(start, end), wanted).read(column);
  } catch (error) {
    if (error === outsideSubset) return undefined;
    throw error;
  }
}

/**
 * A class, not a function with functions inside: making these anew for each text would take longer than to read a line.
 * Places count from the beginning of the part that is read, but in nodes from that of the whole text.
 */
class BlockReader extends InlineReader {
  /** The members of the collections that are being read. Cut off at the end, a list has just the room that it needs. */
  private readonly openPairs: Pair[] = [];
  private readonly openItems: Node[] = [];
  private readonly openValues: Json[] = [];
  /** What the last key is in JSON; undefined where it cannot be one. */
  private name: string | undefined = undefined;
  /** See `PlainKey`. */
  private keyBit: number = anyBit;

  read(startColumn: number): BlockValue {
    this.skipGap(startColumn);
    if (this.column === -1) throw outsideSubset;
    const node = isOpenBracket(this.code(this.at)) ? this.inline(-1) : this.block();
    if (this.column !== -1) throw outsideSubset;
    const { value, hasDistinctKeys } = this;
    return { node, decoded: this.decodes && this.isDecodable ? { value, hasDistinctKeys } : undefined };
  }

  /** The collection at `at`, on the lines that begin at `column`. */
  private block(): Node {
    if (++this.depth > maxDepth) throw outsideSubset;
    const node = this.isDash() ? this.seq() : this.map();
    this.depth--;
    return node;
  }

  private map(): Node {
    const indent = this.column;
    const before = this.openPairs.length;
    const object: Record<string, Json> = {};
    const first = this.base + this.at;
    let last = first;
    let bits = 0;
    let mayRepeat = false;
    do {
      const key = this.readKey();
      const { name } = this;
      if ((bits & this.keyBit) !== 0) mayRepeat = true;
      bits |= this.keyBit;
      this.at = key.end + 1 - this.base;
      const value = this.pairValue(indent);
      this.openPairs.push({ key, value });
      if (name === undefined) this.isDecodable = false;
      else if (this.decodes) setKey(object, name, this.value);
      last = value.end;
    } while (this.column === indent);
    if (this.column > indent) throw outsideSubset;
    const pairs = this.openPairs.splice(before);
    if (mayRepeat && Object.keys(object).length !== pairs.length) this.hasDistinctKeys = false;
    this.value = object;
    return { kind: 'map', flow: false, pairs, start: first, end: last };
  }

  private seq(): Node {
    const indent = this.column;
    const before = this.openItems.length;
    const first = this.base + this.at;
    let last = first;
    do {
      this.at++;
      const item = this.itemValue(indent);
      this.openItems.push(item);
      this.openValues.push(this.value);
      last = item.end;
    } while (this.column === indent && this.isDash());
    if (this.column > indent) throw outsideSubset;
    const items = this.openItems.splice(before);
    this.value = this.openValues.splice(before);
    return { kind: 'seq', flow: false, items, start: first, end: last };
  }

  /** The key at `at`, its colon right behind it. */
  private readKey(): ScalarNode {
    const key = isQuote(this.code(this.at)) ? this.quotedKey() : this.plainKey();
    const behind = key.end - this.base;
    if (this.codes[behind] !== COLON || !isBlank(this.code(behind + 1))) throw outsideSubset;
    if (key.end - key.start > longestKey || (key.text === '<<' && key.style === 'plain')) throw outsideSubset;
    return key;
  }

  private quotedKey(): ScalarNode {
    const { text, base, at, end } = this;
    const key = this.held(readQuoted(text, base + at, base + end, base + end));
    this.name = key.text;
    this.keyBit = anyBit;
    return key;
  }

  private plainKey(): ScalarNode {
    if (!this.startsPlain()) throw outsideSubset;
    const { base, at, codes } = this;
    const last = this.plainEnd(at);
    const key = this.isAscii ? knownKey(codes, at, last) : newKey(this.text.slice(base + at, base + last));
    this.name = key.name;
    this.keyBit = key.bit;
    return { kind: 'scalar', style: 'plain', text: key.text, start: base + at, end: base + last };
  }

  private isKey(): boolean {
    const { text, base, at, end } = this;
    const code = this.code(at);
    if (isQuote(code)) return this.codes[readQuoted(text, base + at, base + end, 0).end - base] === COLON;
    return this.startsPlain() && this.codes[this.plainStop(at)] === COLON;
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
}

/** The colon of a key must stand within this many characters (YAML 1.2, 7.4.2). */
const longestKey = 1024;
