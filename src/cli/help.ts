/** Help texts. They go to stdout, each with an example. */
import type { SpecFlag } from '../config/flags.ts';
import { fieldFlags } from './flags.ts';
import type { Command } from './usage.ts';

export interface HelpParts {
  /** Behind the name of the program. */
  readonly usage: string;
  readonly about: readonly string[];
  /** The command's own flags. */
  readonly switches: readonly { readonly flag: string; readonly help: string }[];
  readonly examples: readonly string[];
}

const program = 'k8ssandra-image-mirror';

export function topHelp(commands: readonly Command[]): string {
  return lines([
    `${program}: points every image of a K8ssandra installation at a private mirror`,
    '',
    'Without arguments it is a KRM function: a ResourceList on stdin, a ResourceList on stdout, as kustomize and kpt',
    'call it. Its configuration is an ImageMirror (or a ConfigMap) in functionConfig.',
    '',
    'Commands:',
    ...table(commands.map(({ name, summary }) => [name, summary])),
    '',
    `${program} COMMAND --help explains a command; --version prints the version.`,
    '',
    'Example:',
    `  kustomize build . | ${program} transform --registry mirror.example.com/k8ssandra`,
  ]);
}

export function commandHelp({ usage, about, switches, examples }: HelpParts): string {
  return lines([
    `Usage: ${program} ${usage}`,
    '',
    ...about,
    '',
    'Flags:',
    ...table([
      ['--config FILE', 'an ImageMirror or ConfigMap; flags win over what it says'],
      [
        '--context FILE ...',
        'resources that are read and not edited: the operators, their ImageConfig; NAME=FILE: those of another Kubernetes cluster, by the name that k8sContext has for it',
      ],
      ...switches.map(({ flag, help }) => [`--${flag}`, help] as const),
      ['--max-input SIZE', 'refuse larger inputs (default 256Mi)'],
      ['--quiet', 'print errors only'],
      ['--verbose', 'print everything, and list all files that are not read'],
      ['--help', 'this text'],
    ]),
    '',
    'Configuration, as in the spec of an ImageMirror:',
    ...table(fieldFlags().map((flag) => [flagText(flag), flag.help] as const)),
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.map((example) => `  ${example}`),
  ]);
}

function flagText({ flag, values, list, toggle }: SpecFlag): string {
  if (toggle) return `--${flag}`;
  return `--${flag} ${values === undefined ? 'TEXT' : values.join('|')}${list ? ' ...' : ''}`;
}

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}

function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}
