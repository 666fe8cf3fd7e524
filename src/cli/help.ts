/** Help texts, 80 columns wide. They go to stdout, each with an example. */
import { fieldFlags } from './flags.ts';
import type { Command, CommandFlag } from './usage.ts';
import { wrap } from './wrap.ts';

export interface HelpParts {
  readonly command: string;
  /** Behind the name of the command. */
  readonly usage: string;
  /** One paragraph. */
  readonly about: string;
  /** The command's own flags. */
  readonly flags: readonly CommandFlag[];
  /** Those that it shares with others. */
  readonly shared: readonly CommandFlag[];
  /** Each in lines of its own. */
  readonly examples: readonly string[];
}

const program = 'k8ssandra-image-mirror';
const columns = 80;
/** Where the help of a flag begins, if the flag leaves room for it. */
const helpColumn = 26;

export function topHelp(commands: readonly Command[]): string {
  return joined([
    `${program}: points every image of a K8ssandra installation at a`,
    'private mirror',
    '',
    ...wrap(
      'Without arguments it is a KRM function: a ResourceList on stdin, a ResourceList on stdout, as kustomize and kpt call it. Its configuration is an ImageMirror (or a ConfigMap) in functionConfig.',
      columns,
    ),
    '',
    'Commands:',
    ...commands.flatMap(({ name, summary }) => entry(name, summary, 14)),
    '',
    `${program} COMMAND --help explains a command;`,
    '--version prints the version.',
    '',
    'Example:',
    '  kustomize build . |',
    `    ${program} transform --registry mirror.example.com/k8ssandra`,
  ]);
}

export function commandHelp({ command, usage, about, flags, shared, examples }: HelpParts): string {
  const fields = new Set(fieldFlags(command).map(({ flag }) => flag));
  const own = [...flags, ...shared.filter(({ flag }) => !fields.has(flag)), help];
  const configuration = shared.filter(({ flag }) => fields.has(flag));
  return joined([
    ...wrap(`Usage: ${program} ${command} ${usage}`, columns),
    '',
    ...wrap(about, columns),
    '',
    'Flags:',
    ...own.flatMap(flagEntry),
    ...(configuration.length === 0
      ? []
      : ['', 'Configuration, as in the spec of an ImageMirror:', ...configuration.flatMap(flagEntry)]),
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.flatMap((example) => example.split('\n').map((line) => `  ${line}`)),
  ]);
}

const help: CommandFlag = { flag: 'help', short: 'h', help: 'this text' };

function flagEntry(flag: CommandFlag): readonly string[] {
  return entry(flagText(flag), flag.help, helpColumn);
}

/** `--layout path|name`, `--output, -o DIR`, `--fix, --no-fix` */
function flagText({ flag, short, value, shown, list, canBeOff }: CommandFlag): string {
  const name = `--${flag}${canBeOff === true ? `, --no-${flag}` : ''}${short === undefined ? '' : `, -${short}`}`;
  if (value === undefined) return name;
  const word = shown ?? (typeof value === 'object' ? value.join('|') : value.toUpperCase());
  return `${name} ${word}${list === true ? ' ...' : ''}`;
}

/** In two columns; on lines of its own, where the first is too long. */
function entry(first: string, second: string, column: number): readonly string[] {
  const [line = '', ...others] = wrap(second, columns - column);
  const indented = others.map((text) => ' '.repeat(column) + text);
  const head = `  ${first}`;
  return head.length + 2 <= column
    ? [head.padEnd(column) + line, ...indented]
    : [head, ' '.repeat(column) + line, ...indented];
}

function joined(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
