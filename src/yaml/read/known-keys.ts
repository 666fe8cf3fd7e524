/**
 * The keys that were met, so that one is made, hashed and typed once and not for each of the thousands of places where it
 * stands.
 */
import { keyText } from '../typing.ts';

/** A plain key. */
export interface PlainKey {
  readonly text: string;
  /** In JSON; undefined where it has none. */
  readonly name: string | undefined;
  /** Keys of different bits are different in JSON as well. */
  readonly bit: number;
}

/** Of a key of which nothing is known: it has a bit in common with any other. */
export const anyBit = -1;

/** A power of two: many times the keys that manifests have, and little memory. */
const slots = 2048;
/** The slots that a key can have: the one that its hash says, and those behind it. */
const probes = 4;
/** Characters: longer ones are no fields' names. */
const longest = 64;

/** By hash. Where there is no room, the last that came stays. Texts of their own: none is a part of an input. */
const known: (PlainKey | undefined)[] = new Array<undefined>(slots + probes).fill(undefined);

/** The key at `codes[start, end)`, which are ASCII. */
export function knownKey(codes: Buffer, start: number, end: number): PlainKey {
  if (end - start > longest) return newKey(codes.toString('latin1', start, end));
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (codes[at] ?? 0)) | 0;
  const first = hash & (slots - 1);
  let slot = first;
  while (slot < first + probes) {
    const present = known[slot];
    if (present === undefined) break;
    let isSame = present.text.length === end - start;
    for (let at = start; isSame && at < end; at++) isSame = codes[at] === present.text.charCodeAt(at - start);
    if (isSame) return present;
    slot++;
  }
  const { text, name } = newKey(codes.toString('latin1', start, end));
  const made = { text, name, bit: name === text ? 1 << (hash & 31) : anyBit };
  known[slot === first + probes ? first : slot] = made;
  return made;
}

export function newKey(text: string): PlainKey {
  return { text, name: keyText({ kind: 'scalar', style: 'plain', text, start: 0, end: 0 }), bit: anyBit };
}
