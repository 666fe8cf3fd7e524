/** Colours for terminals. */

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow';

/** Marks a text on a terminal; for everything else, leaves it alone. */
export type Paint = (style: Style, text: string) => string;

export const plain: Paint = (_, text) => text;

export const ansi: Paint = (style, text) => `\x1b[${codes[style]}m${text}\x1b[0m`;

const codes: { readonly [style in Style]: number } = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 };
