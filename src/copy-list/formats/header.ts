/** The comment on top of a copy list: what it is, and how to use it. */

/** What tells files of this program from those of others. */
export const madeBy = '# Made by k8ssandra-image-mirror';

export function headerLines(...lines: readonly string[]): readonly string[] {
  return [`${madeBy}: the images that have to be on the mirror.`, ...lines.map((line) => `# ${line}`)];
}

export function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
