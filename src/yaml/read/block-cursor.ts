/**
 * A place in the lines of block YAML, and the ways to move on: over blanks, comments and line ends to the next content, over
 * plain text to where it cannot go on. What the content means is the reader's business (block.ts).
 */

import { asAscii, codesOf, isAscii } from '../character-codes.ts';
import { COLON, DASH, DELETE, doubtful, HASH, isBlank, isControl, isIndicator, LF, SPACE } from '../characters.ts';
import { outsideSubset } from './outside-subset.ts';

/** Places count from the beginning of the part that is read, `base` in the whole text. Its methods throw `outsideSubset`. */
export class BlockCursor {
  protected readonly text: string;
  protected readonly base: number;
  protected readonly codes: Buffer;
  protected readonly isAscii: boolean;
  protected readonly end: number;
  /** The next character to look at. */
  protected at = 0;
  /** Behind a gap: the column of the content at `at`, -1 at the end. */
  protected column = -1;

  /** @param part of the text, from `start` on */
  constructor(text: string, start: number, part: string) {
    this.text = text;
    this.base = start;
    this.isAscii = isAscii(part);
    // Of ASCII, what is doubtful is told by the codes, as they are read.
    if (!this.isAscii) refuseDoubtful(part);
    this.codes = codesOf(this.isAscii ? part : asAscii(part));
    this.end = part.length;
  }

  /** Behind the end stands a line end. */
  protected code(at: number): number {
    return this.codes[at] ?? LF;
  }

  /** Skips blanks, comments and line ends up to the next content; `here` is the column of `at`. */
  protected skipGap(here: number): void {
    const { codes, end } = this;
    let { at } = this;
    let lineStart = at - here;
    for (;;) {
      while (codes[at] === SPACE) at++;
      if (at >= end) break;
      const code = codes[at];
      if (code === HASH) {
        const lineFeed = codes.indexOf(LF, at);
        refuseDoubtful(this.text.slice(this.base + at, this.base + lineFeed));
        if (lineFeed >= end) break;
        at = lineFeed;
      } else if (code !== LF) {
        this.at = at;
        this.column = at - lineStart;
        if (this.column === 0 && this.isMarker()) throw outsideSubset;
        return;
      }
      at++;
      lineStart = at;
    }
    this.at = end;
    this.column = -1;
  }

  private isMarker(): boolean {
    const offset = this.base + this.at;
    return this.text.startsWith('---', offset) || this.text.startsWith('...', offset);
  }

  /** From the end of a value: skips what may stand behind it on its line, and the gap that follows. */
  protected endLine(): void {
    const here = this.at;
    while (this.codes[this.at] === SPACE) this.at++;
    const code = this.codes[this.at];
    if (this.at < this.end && code !== LF && (code !== HASH || this.at === here)) throw outsideSubset;
    this.skipGap(1);
  }

  protected isDash(): boolean {
    return this.codes[this.at] === DASH && isBlank(this.code(this.at + 1));
  }

  /** Skips blanks; where nothing but a comment follows on the line, also the gap behind it. */
  protected isLineDone(): boolean {
    while (this.codes[this.at] === SPACE) this.at++;
    const code = this.codes[this.at];
    const done = this.at >= this.end || code === LF || code === HASH;
    if (done) this.skipGap(1);
    return done;
  }

  protected startsPlain(): boolean {
    const code = this.code(this.at);
    return code === DASH ? !isBlank(this.code(this.at + 1)) : !isIndicator(code);
  }

  /** Where a plain text cannot go on: a line end, a comment, a colon with a blank behind it. */
  protected plainStop(from: number): number {
    const { codes, end } = this;
    for (let stop = from; stop < end; stop++) {
      const code = codes[stop] ?? LF;
      // Of the characters that matter here none has a code above the colon's, and nearly all others have.
      if (code > COLON && code < DELETE) continue;
      if (code === LF) return stop;
      if (code === COLON && isBlank(this.code(stop + 1))) return stop;
      if (code === HASH && codes[stop - 1] === SPACE) return stop;
      if (isControl(code)) throw outsideSubset;
    }
    return end;
  }

  protected plainEnd(from: number): number {
    let last = this.plainStop(from);
    while (this.codes[last - 1] === SPACE) last--;
    return last;
  }
}

/** @throws outsideSubset */
export function refuseDoubtful(text: string): void {
  if (doubtful.test(text)) throw outsideSubset;
}
