/**
 * Ways to write a word of YAML so that its letters do not stand in the text: escapes in double quotes, base64 by a tag, an
 * alias of what stands elsewhere. Where there is none of them, a search of the text finds every word.
 */

/** An escape that can stand for a letter, or for nothing (an escaped line end); the mark of a tag or an alias. */
const hiding = /\\(?:[uUxNLP_/]|[ \t]*[\r\n])|(?:^|[:?,[{-]|&[^\s&]+)[ \t]*[!*]\S/m;

/** Whether a text holds a word, or may hold it in another spelling. False positives only cost time. */
export function mayHold(text: string, word: string): boolean {
  return text.includes(word) || hidesWords(text);
}

export function hidesWords(text: string): boolean {
  return hiding.test(text);
}
