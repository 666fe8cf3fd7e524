/** Words as a shell reads them, for commands that people are told to run. */

/** In quotes where they need them. */
export function shellWords(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

/** Also what other readers of a comment take for the end of its line. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (!unseen.test(word)) return `'${word.replaceAll("'", `'\\''`)}'`;
  const escaped = word.replace(/[\\']/g, '\\$&').replace(new RegExp(unseen, 'gu'), (character) => {
    return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
  });
  return `$'${escaped}'`;
}
