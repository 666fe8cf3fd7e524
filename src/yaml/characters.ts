/** The codes of the characters that mean something to YAML. */
export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const SINGLE_QUOTE = 0x27;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const COLON = 0x3a;
export const GREATER = 0x3e;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const BAR = 0x7c;
export const CLOSE_BRACE = 0x7d;
export const DELETE = 0x7f;

/** Answers about ASCII characters by a look into a table: the readers ask for each scalar. */
export function oneOf(characters: string): (code: number) => boolean {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return (code) => table[code] === 1;
}

/** Whether the character has, or may have, a meaning of its own at the start of a plain scalar. */
export const isIndicator: (code: number) => boolean = oneOf('-?:,[]{}#&*!|>\'"%@` \t\n');

export function isQuote(code: number): boolean {
  return code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
}

/** Of a flow collection. */
export function isOpenBracket(code: number): boolean {
  return code === OPEN_BRACE || code === OPEN_BRACKET;
}

/** Space, line end, or behind the end of the text (NaN). */
export function isBlank(code: number): boolean {
  return code === SPACE || code === LF || Number.isNaN(code);
}

/** Of ASCII: tabs and line ends, and what is doubtful. */
export function isControl(code: number): boolean {
  return code < SPACE || code === DELETE;
}

/** All but tab, line feed, ASCII, and what is printable beyond it; no byte order mark, nothing that is a line end to some. */
export const doubtful: RegExp = /[^\t\n -~\u00a0-\u2027\u202a-\ufefe\uff00-\ufffd]/;
