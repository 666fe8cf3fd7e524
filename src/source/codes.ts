/**
 * The characters of a text as an array of codes: to look at each of them there takes half the time that it takes in the
 * text, which is a part of another one.
 */
import { LF } from './characters.ts';

/** One for all texts, as none is kept: what is new takes memory, and time to clear it. */
let room: Buffer = Buffer.allocUnsafeSlow(16 * 1024);

const beyondAscii = /[\u0080-\uffff]/g;

/** By counting, as UTF-8 has a byte for each character of ASCII and more for any other: faster than a look from here. */
export function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/**
 * The codes of a text, with a line end behind them. Characters beyond ASCII, which mean nothing to YAML, stand as letters.
 *
 * @returns good until it is called again
 */
export function codesOf(text: string): Buffer {
  const ascii = isAscii(text) ? text : text.replaceAll(beyondAscii, 'x');
  if (room.length <= ascii.length) room = Buffer.allocUnsafeSlow(2 * ascii.length);
  room[room.write(ascii, 'latin1')] = LF;
  return room;
}
