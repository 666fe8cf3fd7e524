/** Markup in which every text is text: nothing that comes from an input can become an element or an attribute. */

declare const made: unique symbol;

/** A piece of a page. Only `html` and `join` make one. */
export interface Markup {
  readonly text: string;
  readonly [made]?: never;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** A template: strings among its values are escaped, pieces of markup are not. */
export function html(pieces: TemplateStringsArray, ...values: readonly (string | number | Markup)[]): Markup {
  const texts = values.map((value) => (typeof value === 'object' ? value.text : escaped(String(value))));
  return { text: pieces.map((piece, index) => piece + (texts[index] ?? '')).join('') };
}

export function join(parts: readonly Markup[], between = ''): Markup {
  return { text: parts.map(({ text }) => text).join(between) };
}

/** A text of this program's own that stands in the page as it is: its style, its script. */
export function ownText(text: string): Markup {
  return { text };
}
