/** What stands on a line behind a key or a dash: scalars of every style, and flow collections. */
import { BAR, COLON, GREATER, HASH, isOpenBracket, isQuote } from '../characters.ts';
import { fold } from '../fold.ts';
import type { Json } from '../json.ts';
import type { Node, ScalarNode } from '../node.ts';
import { isSurelyString } from '../plain.ts';
import { DecodeError, decodeNode, decodeScalar } from '../typing.ts';
import { BlockCursor, refuseDoubtful } from './block-cursor.ts';
import { readBlockScalar } from './block-scalar.ts';
import { readFlow } from './flow.ts';
import { outsideSubset } from './outside-subset.ts';
import { readQuoted } from './quoted.ts';

/** A tree alone, or with its value, which takes far less when it is made on the way. */
export type Wanted = 'tree' | 'tree and value';

export class InlineReader extends BlockCursor {
  protected readonly decodes: boolean;
  protected depth = 0;
  /** What the last node is in JSON, where that is wanted and can be told. */
  protected value: Json = null;
  protected isDecodable = true;
  protected hasDistinctKeys = true;

  constructor(text: string, start: number, part: string, wanted: Wanted) {
    super(text, start, part);
    this.decodes = wanted === 'tree and value';
  }

  protected unwritten(place: number): ScalarNode {
    const offset = this.base + place;
    this.value = null;
    return { kind: 'scalar', style: 'plain', text: '', start: offset, end: offset };
  }

  /** The scalar or flow collection at `at`, in a collection at column `indent`. */
  protected inline(indent: number): Node {
    const code = this.code(this.at);
    const offset = this.base + this.at;
    const end = this.base + this.end;
    if (code === BAR || code === GREATER) {
      const node = this.held(readBlockScalar(this.text, offset, end, indent));
      this.value = node.text;
      this.at = node.end - this.base;
      this.skipGap(0);
      return node;
    }
    if (isQuote(code)) {
      const node = this.held(readQuoted(this.text, offset, end, indent + 1));
      this.value = node.text;
      return this.endingLine(node);
    }
    if (!isOpenBracket(code)) return this.plain(indent);
    const node = this.held(readFlow(this.text, offset, end, indent + 1, this.depth + 1));
    if (this.decodes) this.decode(node);
    return this.endingLine(node);
  }

  /** What another reader has read. */
  protected held<N extends Node>(node: N): N {
    refuseDoubtful(this.text.slice(node.start, node.end));
    return node;
  }

  protected endingLine(node: Node): Node {
    this.at = node.end - this.base;
    this.endLine();
    return node;
  }

  /** The plain scalar at `at`, with the lines that continue it. */
  protected plain(indent: number): ScalarNode {
    if (!this.startsPlain()) throw outsideSubset;
    const first = this.at;
    const lineEnd = this.plainEnd(first);
    let last = lineEnd;
    for (;;) {
      if (this.codes[last] === COLON) throw outsideSubset;
      this.at = last;
      this.endLine();
      if (this.column <= indent) break;
      if (this.codes.subarray(last, this.at).includes(HASH)) throw outsideSubset;
      last = this.plainEnd(this.at);
    }
    const [start, end] = [this.base + first, this.base + last];
    const written = this.text.slice(start, end);
    const text = last === lineEnd ? written : fold(written);
    const node: ScalarNode = { kind: 'scalar', style: 'plain', text, start, end };
    if (isSurelyString(this.code(first), text.length)) this.value = text;
    else if (this.decodes) this.decode(node);
    return node;
  }

  /** A scalar that is not surely a string, or what another reader has read. */
  protected decode(node: Node): void {
    try {
      if (node.kind === 'scalar') this.value = decodeScalar(node);
      else {
        const { value, hasDistinctKeys } = decodeNode(node);
        this.value = value;
        if (!hasDistinctKeys) this.hasDistinctKeys = false;
      }
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      this.isDecodable = false;
    }
  }
}
