/** The script for fish, from 3.0 on. */
import type { Command, CommandFlag } from '../usage.ts';

const name = 'k8ssandra-image-mirror';

export function fishCompletion(commands: readonly Command[]): string {
  return `# Completes ${name} in fish. To load it: ${name} completion fish | source
complete -c ${name} -n __fish_use_subcommand -f
${commands.map(({ name: command, summary }) => line('__fish_use_subcommand', `-a ${command}`, summary)).join('\n')}
${line('__fish_use_subcommand', '-l version', 'print the version')}
${line('', '-l help', 'explain')}
${commands.flatMap(linesOf).join('\n')}
`;
}

function linesOf({ name: command, flags, words }: Command): readonly string[] {
  const within = `__fish_seen_subcommand_from ${command}`;
  return [
    ...flags.map((flag) => line(within, `-l ${flag.flag}${behind(flag)}`, flag.help)),
    ...(words === undefined ? [] : [line(within, `-f -a ${quoted(words.join(' '))}`, '')]),
  ];
}

function line(condition: string, what: string, explanation: string): string {
  const when = condition === '' ? '' : ` -n ${quoted(condition)}`;
  return `complete -c ${name}${when} ${what}${explanation === '' ? '' : ` -d ${quoted(explanation)}`}`;
}

/** Whether something has to follow (-r), and that it is a file (-F), a folder, or no file (-x). */
function behind({ value }: CommandFlag): string {
  if (value === undefined) return '';
  if (typeof value === 'object') return ` -x -a ${quoted(value.join(' '))}`;
  return { file: ' -r -F', folder: " -x -a '(__fish_complete_directories)'", text: ' -x' }[value];
}

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, '\\$&')}'`;
}
