/**
 * The characters of a text as an array of codes: to look at each of them there takes half the time that it takes in the
 * text, which is a part of another one.
 */
import { LF } from './characters.ts';

const beyondAscii = /[\u0080-\uffff]/g;

/** By counting, as UTF-8 has a byte for each character of ASCII and more for any other: faster than a look from here. */
export function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/** The text as ASCII, each character at its place: those beyond, which mean nothing to YAML, stand as letters. */
export function asAscii(text: string): string {
  return text.replaceAll(beyondAscii, 'x');
}

/** The codes of a text of ASCII, with a line end behind them. */
export function codesOf(ascii: string): Buffer {
  const codes = Buffer.allocUnsafe(ascii.length + 1);
  codes[codes.write(ascii, 'latin1')] = LF;
  return codes;
}
