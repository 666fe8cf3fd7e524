/**
 * What the lines at the left margin of a block tell, without reading what is indented below them. It works because no
 * line inside a value may begin at or in front of the column of the map that holds it: neither a block scalar's, nor one
 * of a quoted or plain scalar that spans lines (YAML 1.2, 6.1). Comments may; they are passed over.
 */
import { CR, DASH, HASH, isBlank, LF, SPACE } from '../characters.ts';
import { plainValue } from '../plain.ts';
import type { Span, TypeMeta } from './item.ts';
import type { LineStart } from './top-level-lines.ts';

/** The first content behind `from`, which is at `column` of its line: past blanks, blank lines and comments. */
export function firstContent(text: string, from: number, end: number, column: number): LineStart | undefined {
  let at = from;
  let lineStart = from - column;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === HASH) {
      const lineFeed = text.indexOf('\n', at);
      if (lineFeed === -1) return undefined;
      at = lineFeed;
    } else if (code === LF) {
      at++;
      lineStart = at;
    } else if (code === SPACE || (code === CR && text.charCodeAt(at + 1) === LF)) at++;
    else return { at, column: at - lineStart };
  }
  return undefined;
}

export function isDash(text: string, at: number): boolean {
  return text.charCodeAt(at) === DASH && (isBlank(text.charCodeAt(at + 1)) || text.startsWith('\r\n', at + 1));
}

/** A key as it is written: plain, with nothing between it and its colon. */
export interface Key {
  readonly name: string;
  readonly start: number;
  /** Behind the colon. */
  readonly end: number;
}

const plainKey = /[A-Za-z_][\w./-]*:(?=[ \r\n]|$)/y;

/** Undefined where something else stands there, or a key that is not plain. */
export function keyAt(text: string, at: number): Key | undefined {
  plainKey.lastIndex = at;
  if (!plainKey.test(text)) return undefined;
  const end = plainKey.lastIndex;
  return { name: text.slice(at, end - 1), start: at, end };
}

/** From behind a key's colon up to the next key of its map. */
export function regionOf(name: string, map: Span & { readonly keys: readonly Key[] }): Span {
  const index = map.keys.findIndex((key) => key.name === name);
  return { start: map.keys[index]?.end ?? map.end, end: map.keys[index + 1]?.start ?? map.end };
}

/**
 * The type fields of a map, given all its keys, which begin at `column`.
 *
 * @returns undefined where only reading the map can tell
 */
export function typeMetaAmong(text: string, keys: readonly Key[], column: number): TypeMeta | undefined {
  const found: { apiVersion: string | undefined; kind: string | undefined } = {
    apiVersion: undefined,
    kind: undefined,
  };
  for (const key of keys) {
    if (key.name !== 'apiVersion' && key.name !== 'kind') continue;
    const value = found[key.name] === undefined ? wordBehind(text, key, column) : undefined;
    if (value === undefined) return undefined;
    found[key.name] = value;
  }
  return found;
}

const word = / +(?:([A-Za-z][\w./-]*)|"([\w./-]+)"|'([\w./-]+)')(?: +#[^\r\n]*)? *(?=\r?\n|$)/y;
const nextLine = /(?:\r?\n( *))*/y;

/** The string behind a key if it is a word, alone on its line, and no line continues it. */
function wordBehind(text: string, { end }: Key, column: number): string | undefined {
  word.lastIndex = end;
  const [all, plain, double, single] = word.exec(text) ?? [];
  if (all === undefined) return undefined;
  nextLine.lastIndex = end + all.length;
  const indent = nextLine.exec(text)?.[1]?.length ?? 0;
  if (indent > column && text.charCodeAt(nextLine.lastIndex) !== HASH) return undefined;
  if (plain === undefined) return double ?? single;
  return typeof plainValue(plain) === 'string' ? plain : undefined;
}
