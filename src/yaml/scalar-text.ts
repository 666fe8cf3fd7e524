/**
 * Scalars as text. What is written here reads alike in YAML 1.1 and 1.2: a string that one of them takes for something
 * else, or that would need care in flow context, gets double quotes. The escapes are those that JSON and YAML share, so
 * that a JSON document stays one.
 */
import type { Json } from './json.ts';
import { isPlainSafe } from './typing.ts';

/** How strings are written where they can be. */
export type Quotes = 'plain' | 'single' | 'double';

/** A value that is written as one token; maps and lists are `{}` and `[]` when they are empty. */
export type Scalar = null | boolean | number | string;

/** Narrows to what `scalarText` writes. */
export function isScalar(value: Json): value is Scalar {
  return typeof value !== 'object' || value === null;
}

/** Strings get the quotes asked for where these can express them, else double quotes; all else is plain. */
export function scalarText(value: Scalar, quotes: Quotes): string {
  if (typeof value !== 'string') return String(value);
  if (quotes === 'plain' && isPlainSafe(value)) return value;
  if (quotes === 'single' && !needsEscapes.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return doubleQuoted(value);
}

export function doubleQuoted(value: string): string {
  return `"${escaped(value)}"`;
}

/** The text between double quotes. */
export function escaped(value: string): string {
  return JSON.stringify(value)
    .slice(1, -1)
    .replace(unprintable, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Control characters, line ends of all sorts, the byte order mark, non-characters, halves of surrogate pairs. */
const needsEscapes = /[^ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/** Of these, the ones that `JSON.stringify` lets through. */
const unprintable = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
