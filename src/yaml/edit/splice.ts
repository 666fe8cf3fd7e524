/**
 * Splices: replacements of parts of a text, as data. They are computed first and applied at once, so that every byte
 * outside of them is kept by construction.
 */
import type { Splice } from './edit.ts';

/**
 * Applies splices in a single pass.
 *
 * @throws RangeError when they are not ordered, overlap, or leave the text: that is a mistake in the program
 */
export function applySplices(text: string, splices: readonly Splice[]): string {
  let result = '';
  for (const piece of piecesOf(text, splices)) result += piece;
  return result;
}

/**
 * What `applySplices` joins, for those who write it piece by piece.
 *
 * @throws RangeError as `applySplices` does
 */
export function* piecesOf(text: string, splices: readonly Splice[]): Generator<string, undefined> {
  let done = 0;
  for (const { start, end, text: replacement } of splices) {
    if (start < done || end < start || end > text.length) {
      throw new RangeError(`a splice of ${start}..${end} behind ${done} in a text of ${text.length}`);
    }
    yield text.slice(done, start);
    yield replacement;
    done = end;
  }
  yield text.slice(done);
  return undefined;
}

/** A splice that takes nothing away. */
export function insertion(offset: number, text: string): Splice {
  return { start: offset, end: offset, text };
}

/** In the order of the text. Splices that start at one place stay in the order in which they were made. */
export function inOrder(splices: readonly Splice[]): Splice[] {
  return splices.toSorted((left, right) => left.start - right.start);
}

/**
 * The one shortest splice that turns a text into another; it never cuts a character that takes two code units. Where it
 * could stand in several places it stands in the first, so that a new line is added at the end of the line before.
 */
export function difference(before: string, after: string): Splice {
  const shorter = Math.min(before.length, after.length);
  let tail = 0;
  while (tail < shorter && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  if (tail > 0 && isHighSurrogate(before, before.length - tail - 1)) tail--;
  let start = 0;
  while (start < shorter - tail && before[start] === after[start]) start++;
  if (start > 0 && isHighSurrogate(before, start - 1)) start--;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}

function isHighSurrogate(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code >= 0xd800 && code <= 0xdbff;
}
