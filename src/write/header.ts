/**
 * The comment on top of an overlay: what made it, from what, and how to refresh it. Files without it are somebody else's,
 * and are not overwritten.
 */

const mark = '# Made by k8ssandra-image-mirror';

/** Whether a text begins with the header. */
export function isOurs(text: string): boolean {
  return text.startsWith(mark);
}

/**
 * @param from - what it was made of
 * @param refresh - what to do when that changes: a sentence, or a command on lines of its own
 */
export function headerLines(from: string, refresh: readonly string[]): readonly string[] {
  return [
    `${mark} of ${from}: points every image at the mirror, without functions.`,
    '# Edits of this file are lost. When what it was made of changes, refresh it:',
    ...refresh.map((line) => `#   ${line}`),
  ];
}

/** A text without the comment on top of it. */
export function withoutHeader(text: string): string {
  return text.replace(/^(?:#[^\n]*\n)*/, '');
}
