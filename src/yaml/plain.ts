/**
 * What a plain scalar means to Kubernetes: YAML 1.1 as sigs.k8s.io/yaml reads it, which is go-yaml v2
 * (go.yaml.in/yaml/v2, resolve.go, function `resolve`), seen by running v1.6.0 of the former:
 *
 * | written                                           | type  |                                                  |
 * |---------------------------------------------------|-------|--------------------------------------------------|
 * | nothing, `~ null Null NULL`                       | null  |                                                  |
 * | `y yes on true`, `n no off false`, also `Yes YES` | bool  | not `yES`                                        |
 * | `10 +1_000 -0x1F 0o17 0b11`, `010` = 8            | int   | of 64 bits, signed or not; `_` anywhere behind   |
 * | `1.5 1. .5 1e3 08`, and integers beyond 64 bits   | float | `1e400` is a string; `.1_0` but not `.1__0`      |
 * | `.inf -.INF .nan`                                 | float |                                                  |
 * | all else                                          | str   | also `1:30`, `2024-01-01`, `1.2.3`, `0x`, `tRUE` |
 */

import { oneOf } from './characters.ts';

/** An integer is a bigint, so that `1` and `1.0` differ and none loses digits. */
export type PlainValue = null | boolean | bigint | number | string;

const words: ReadonlyMap<string, null | boolean | number> = new Map<string, null | boolean | number>([
  ...spelled(null, '', '~'),
  ...spelled(null, ...cases('null')),
  ...spelled(true, 'y', 'Y', ...cases('yes'), ...cases('on'), ...cases('true')),
  ...spelled(false, 'n', 'N', ...cases('no'), ...cases('off'), ...cases('false')),
  ...spelled(Number.POSITIVE_INFINITY, '.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'),
  ...spelled(Number.NEGATIVE_INFINITY, '-.inf', '-.Inf', '-.INF'),
  ...spelled(Number.NaN, '.nan', '.NaN', '.NAN'),
]);

function spelled<V>(value: V, ...spellings: readonly string[]): [string, V][] {
  return spellings.map((spelling) => [spelling, value]);
}

/** `null Null NULL` */
function cases(word: string): string[] {
  return [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()];
}

/** What begins something else than a string: a word of the table, and all of them are short; or a number. */
const beginsWord: (code: number) => boolean = oneOf('yYnNtTfFoO~');
const beginsNumber: (code: number) => boolean = oneOf('-+.0123456789');
const longestWord = 5;
/** Hexadecimal ones included: `100m` and `64Mi` are none. */
const endsNumber: (code: number) => boolean = oneOf('.0123456789abcdefABCDEF_');

const integer = /^([-+]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9][0-9]*)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** Go's own rule for `_`, which holds where a number begins with its point: between two digits. */
const pointFirst = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;

const lowest = -(2n ** 63n);
const highest = 2n ** 64n - 1n;

/**
 * Whether a plain text is a string, as its first character or its length tells: nearly all plain texts are strings, and
 * nearly all of these tell so. Otherwise `plainValue` has to look.
 */
export function isSurelyString(first: number, length: number): boolean {
  return !beginsNumber(first) && length > 0 && !(length <= longestWord && beginsWord(first));
}

/** Types the text of a plain scalar. */
export function plainValue(text: string): PlainValue {
  const first = text.charCodeAt(0);
  if (isSurelyString(first, text.length)) return text;
  const word = words.get(text);
  if (word !== undefined) return word;
  if (!beginsNumber(first) || !endsNumber(text.charCodeAt(text.length - 1))) return text;
  if (text.startsWith('.')) return pointFirst.test(text) ? (finite(text) ?? text) : text;
  const digits = text.replaceAll('_', '');
  return integerOf(digits) ?? (float.test(digits) ? (finite(digits) ?? text) : text);
}

function integerOf(digits: string): bigint | undefined {
  const [, sign, magnitude] = integer.exec(digits) ?? [];
  if (magnitude === undefined) return undefined;
  const octal = /^0[0-7]/.test(magnitude);
  const absolute = BigInt(octal ? `0o${magnitude.slice(1)}` : magnitude);
  const value = sign === '-' ? -absolute : absolute;
  return value < lowest || (sign !== '' && value >= 2n ** 63n) || value > highest ? undefined : value;
}

function finite(digits: string): number | undefined {
  const value = Number(digits.replaceAll('_', ''));
  return Number.isFinite(value) ? value : undefined;
}
