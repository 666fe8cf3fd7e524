/** Node's parser of flags, with messages of our own: what is wrong with which flag, and what was meant. */
import { parseArgs } from 'node:util';
import { closest } from '../config/closest.ts';
import { specFlags } from '../config/flags.ts';
import { reasonOf } from '../yaml/error.ts';
import { ownerOf, toldOtherwise } from './flags.ts';
import { type CommandFlag, UsageError } from './usage.ts';

export type Options = Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }>;
export type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** @throws UsageError */
export function parseFlags(
  command: string,
  args: readonly string[],
  options: Options,
  flags: readonly CommandFlag[],
): { readonly values: Values; readonly positionals: readonly string[] } {
  const parsed = parsedOrRefused(command, args, options, flags);
  const names = parsed.tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
  const repeated = names.find((name, index) => takesOneText(options[name]) && names.indexOf(name) < index);
  if (repeated === undefined) return parsed;
  throw new UsageError(`--${repeated} is given twice, and takes one value: keep one`, command);
}

function takesOneText(option: Options[string] | undefined): boolean {
  return option?.type === 'string' && option.multiple !== true;
}

function parsedOrRefused(command: string, args: readonly string[], options: Options, flags: readonly CommandFlag[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    throw new UsageError(problemOf(command, reasonOf(error), flags), command);
  }
}

/** Node names the flag in quotes: `Option '-o, --output <value>' argument missing`. */
function problemOf(command: string, message: string, flags: readonly CommandFlag[]): string {
  const named = /'(?:-\w, )?(--?[^'\s=]+)/.exec(message)?.[1] ?? '';
  if (message.startsWith('Unknown option')) return unknownFlag(command, named, flags);
  if (/argument missing|ambiguous/.test(message)) return `${named} needs a value`;
  if (message.includes('does not take an argument')) return `${named} takes no value`;
  return message.split('. ')[0] ?? message;
}

function unknownFlag(command: string, named: string, flags: readonly CommandFlag[]): string {
  const name = named.replace(/^--?/, '');
  const said = toldOtherwise.get(name);
  if (said !== undefined) return said;
  const owner = ownerOf(name);
  if (owner !== undefined && owner !== command && isKnown(name))
    return `--${name} is a flag of ${owner}, not of ${command}`;
  if (isKnown(name)) return `${command} has no use for --${name}`;
  const meant = named.startsWith('--') ? closest(name, namesOf(flags)) : undefined;
  return `there is no flag ${named}${meant === undefined ? '' : `: did you mean --${meant}?`}`;
}

function isKnown(name: string): boolean {
  return specFlags().some(({ flag, toggle }) => flag === name || (toggle && `no-${flag}` === name));
}

function namesOf(flags: readonly CommandFlag[]): readonly string[] {
  return flags.flatMap(({ flag, value }) => (value === undefined ? [flag, `no-${flag}`] : [flag]));
}
