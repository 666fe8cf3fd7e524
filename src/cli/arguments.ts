/**
 * Flags: those of one command, and those that stand for a field of the configuration's `spec`. A configuration file and
 * flags can be mixed; flags win.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readFileBytes } from '../app/read-bytes.ts';
import { decode, defaultMaxInput, InputError } from '../app/streams.ts';
import { closest } from '../config/closest.ts';
import { specFlags, withField } from '../config/flags.ts';
import type { Mode } from '../config/spec.ts';
import { reasonOf } from '../yaml/error.ts';
import type { JsonObject } from '../yaml/json.ts';
import type { Loudness } from './said.ts';
import { UsageError } from './usage.ts';

export interface ConfigFile {
  readonly path: string;
  readonly text: string;
}

/** A file of resources that are read and not edited. */
export interface ContextFile extends ConfigFile {
  /** The Kubernetes cluster that they are in; absent: that of the input. */
  readonly k8sContext?: string;
}

/** What every command understands. */
export interface Arguments {
  readonly paths: readonly string[];
  /** The text of the file given by `--config`. */
  readonly configFile: ConfigFile | undefined;
  /** The files given by `--context`. */
  readonly contextFiles: readonly ContextFile[];
  /** The fields of `spec` that flags gave. */
  readonly spec: JsonObject;
  /** The command's own switches that were given. */
  readonly switches: ReadonlySet<string>;
  /** What was given for the command's own flags that take one of several words. */
  readonly choices: ReadonlyMap<string, string>;
  /** What was given for the command's own flags that take any text; those that were not given have none. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** How much of what isn't the product is said. */
  readonly loudness: Loudness;
  /** Bytes. */
  readonly maxInput: number;
}

type Options = Record<string, { type: 'string' | 'boolean'; multiple?: boolean; short?: string }>;
type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** A flag that takes one of several words. */
export interface Choice {
  /** Without dashes in front. */
  readonly flag: string;
  /** One letter. */
  readonly short: string;
  readonly value: readonly string[];
}

/** A flag that takes any text. */
export interface TextFlag {
  /** Without dashes in front. */
  readonly flag: string;
  /** One letter. */
  readonly short?: string;
  /** It can be given several times. */
  readonly list: boolean;
}

/**
 * @param switches the command's own flags, which take no value
 * @throws UsageError
 */
export function readArguments(
  command: string,
  args: readonly string[],
  switches: readonly string[],
  choices: readonly Choice[] = [],
  texts: readonly TextFlag[] = [],
): Arguments {
  const options: Options = {
    config: { type: 'string' },
    context: { type: 'string', multiple: true },
    'max-input': { type: 'string' },
    quiet: { type: 'boolean' },
    verbose: { type: 'boolean' },
    ...Object.fromEntries(switches.map((name) => [name, { type: 'boolean' as const }])),
    ...Object.fromEntries(choices.map(({ flag, short }) => [flag, { type: 'string' as const, short }])),
    ...Object.fromEntries(texts.map(({ flag, short, list }) => [flag, textOption(list, short)])),
    ...Object.fromEntries(
      specFlags().map(({ flag, list, toggle }) => [
        flag,
        toggle ? { type: 'boolean' as const } : { type: 'string' as const, multiple: list },
      ]),
    ),
  };
  const { values, positionals } = parse(command, args, options);
  const config = values.config;
  checkMode(command, values.mode);
  return {
    paths: positionals,
    configFile: typeof config === 'string' ? readFile('config', config) : undefined,
    contextFiles: [values.context ?? []].flat().map((given) => readContextFile(String(given))),
    spec: specFromFlags(values),
    switches: new Set(switches.filter((name) => values[name] === true)),
    choices: new Map(choices.flatMap((choice) => readChoice(command, choice, values[choice.flag]))),
    texts: new Map(texts.map(({ flag }) => [flag, [values[flag] ?? []].flat().map(String)])),
    loudness: readLoudness(command, values),
    maxInput: readMaxInput(command, values['max-input']),
  };
}

/** What a function is told by its mode, the command line is told by the command. */
function checkMode(command: string, mode: Values[string]): void {
  if (mode === command || !modes.some((known) => known === mode)) return;
  throw new UsageError(`--mode ${mode} is for functions: use the command ${mode}`, command);
}

const modes: readonly Mode[] = ['transform', 'check', 'overlay', 'generate'];

function textOption(multiple: boolean, short: string | undefined): Options[string] {
  return { type: 'string', multiple, ...(short === undefined ? {} : { short }) };
}

function readChoice(
  command: string,
  { flag, value: words }: Choice,
  given: Values[string],
): readonly (readonly [string, string])[] {
  if (typeof given !== 'string') return [];
  if (words.includes(given)) return [[flag, given]];
  throw new UsageError(`--${flag} ${given}: write one of ${words.join(', ')}`, command);
}

function parse(command: string, args: readonly string[], options: Options): { values: Values; positionals: string[] } {
  try {
    const { values, positionals, tokens } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
      tokens: true,
    });
    const names = tokens.flatMap((token) => (token.kind === 'option' ? [token.name] : []));
    const repeated = names.find((name, index) => takesOneText(options[name]) && names.indexOf(name) < index);
    if (repeated === undefined) return { values, positionals };
    throw new UsageError(`--${repeated} is given twice, and takes one value: keep one`, command);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UsageError) throw error;
    const unknown = /^Unknown option '--([^']*)'/.exec(error.message)?.[1];
    if (unknown === undefined) throw new UsageError(firstSentence(error.message), command);
    const meant = closest(unknown, Object.keys(options));
    throw new UsageError(
      `there is no flag --${unknown}${meant === undefined ? '' : `: did you mean --${meant}?`}`,
      command,
    );
  }
}

function takesOneText(option: Options[string] | undefined): boolean {
  return option?.type === 'string' && option.multiple !== true;
}

function firstSentence(message: string): string {
  return message.split('. ')[0] ?? message;
}

function readFile(flag: string, file: string): ConfigFile {
  try {
    return { path: file, text: decode(readFileBytes(file, defaultMaxInput), defaultMaxInput) };
  } catch (error) {
    throw new InputError(`--${flag} ${file}: ${reasonOf(error)}`);
  }
}

/** `FILE`, or `NAME=FILE` for the resources of another Kubernetes cluster. A file that is there may have `=` in its name. */
function readContextFile(given: string): ContextFile {
  const equals = given.indexOf('=');
  if (equals < 1 || existsSync(given)) return readFile('context', given);
  return { ...readFile('context', given.slice(equals + 1)), k8sContext: given.slice(0, equals) };
}

function specFromFlags(values: Values): JsonObject {
  let spec: JsonObject = {};
  for (const { flag, path } of specFlags()) {
    const value = values[flag];
    if (value !== undefined) spec = withField(spec, path, value);
  }
  return spec;
}

/** @throws UsageError */
function readLoudness(command: string, { quiet, verbose }: Values): Loudness {
  if (quiet === true && verbose === true) throw new UsageError('--quiet and --verbose exclude each other', command);
  if (quiet === true) return 'quiet';
  return verbose === true ? 'verbose' : 'normal';
}

const units: Readonly<Record<string, number>> = { '': 1, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };

function readMaxInput(command: string, value: Values[string]): number {
  if (typeof value !== 'string') return defaultMaxInput;
  const [, digits, unit = ''] = /^(\d+)(Ki|Mi|Gi)?$/.exec(value) ?? [];
  const bytes = Number(digits) * (units[unit] ?? Number.NaN);
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new UsageError(`--max-input ${value}: write a number of bytes, or one with Ki, Mi, Gi: 512Mi`, command);
}
