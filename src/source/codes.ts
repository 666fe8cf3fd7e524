/**
 * The characters of a text as an array of codes: to look at each of them there takes half the time that it takes in the
 * text, which is a part of another one.
 */
import { LF } from './characters.ts';

/** One for all texts, as long as none is kept: what is new takes memory, and time to clear it. */
let room: Buffer = Buffer.allocUnsafeSlow(16 * 1024);

const beyondLatin1 = /[\u0100-\uffff]/;

/** For most texts it takes no look at them: V8 keeps in one byte a character what it can. */
export function isLatin1(text: string): boolean {
  return !beyondLatin1.test(text);
}

/**
 * The codes of a text, with a line end behind them. Characters beyond Latin-1, which mean nothing to YAML, stand as
 * letters.
 *
 * @returns good until it is called again
 */
export function codesOf(text: string): Buffer {
  const latin1 = isLatin1(text) ? text : text.replaceAll(new RegExp(beyondLatin1, 'g'), 'x');
  if (room.length <= latin1.length) room = Buffer.allocUnsafeSlow(2 * latin1.length);
  room[room.write(latin1, 'latin1')] = LF;
  return room;
}
