/**
 * Flags: those of one command, and those that stand for a field of the configuration's `spec`. A configuration file and
 * flags can be mixed; flags win.
 */
import { readFileBytes } from '../app/read-bytes.ts';
import { decode, defaultMaxInput, InputError } from '../app/streams.ts';
import { specFlags, withField } from '../config/flags.ts';
import type { ScopeSpec } from '../config/spec.ts';
import { reasonOf } from '../yaml/error.ts';
import type { JsonObject } from '../yaml/json.ts';
import { type ContextFile, readContextFiles } from './context-files.ts';
import { type Options, parseFlags, type Values } from './parse-flags.ts';
import type { Loudness } from './said.ts';
import { type CommandFlag, UsageError } from './usage.ts';

export interface ConfigFile {
  readonly path: string;
  readonly text: string;
}

/** What every command understands. */
export interface Arguments {
  readonly paths: readonly string[];
  /** The text of the file given by `--config`. */
  readonly configFile: ConfigFile | undefined;
  /** The files given by `--context`. */
  readonly contextFiles: readonly ContextFile[];
  /** The file given by `--lock`. */
  readonly lockFile: ConfigFile | undefined;
  /** What was given by `--scope`, as in the configuration. */
  readonly scopes: readonly (string | ScopeSpec)[];
  /** The fields of `spec` that flags gave. */
  readonly spec: JsonObject;
  /** The switches that were given. */
  readonly switches: ReadonlySet<string>;
  /** What was given for flags that take a value; those that were not given have none. */
  readonly texts: ReadonlyMap<string, readonly string[]>;
  /** How much of what is not the product is said. */
  readonly loudness: Loudness;
  /** Bytes. */
  readonly maxInput: number;
}

/** Every flag as `parseArgs` wants it; each switch has one that turns it off. */
function optionsOf(flags: readonly CommandFlag[]): Options {
  return Object.fromEntries(
    flags.flatMap(({ flag, value, list = false, short }): readonly [string, Options[string]][] => {
      const letter = short === undefined ? {} : { short };
      if (value !== undefined) return [[flag, { type: 'string', multiple: list, ...letter }]];
      return [flag, `no-${flag}`].map((name) => [name, { type: 'boolean' }]);
    }),
  );
}

/**
 * @param flags all that the command has
 * @throws UsageError
 */
export function readArguments(command: string, args: readonly string[], flags: readonly CommandFlag[]): Arguments {
  const { values: written, positionals } = parseFlags(command, args, optionsOf(flags), flags);
  const values = withSwitches(command, written, flags);
  for (const flag of flags) checkChoice(command, flag, values[flag.flag]);
  const config = values.config;
  return {
    paths: positionals,
    configFile: typeof config === 'string' ? readFile('config', config) : undefined,
    contextFiles: [values.context ?? []]
      .flat()
      .flatMap((given) => readContextFiles(String(given), (file) => readFile('context', file))),
    lockFile: typeof values.lock === 'string' ? readFile('lock', values.lock) : undefined,
    scopes: [values.scope ?? []].flat().map((given) => readScope(String(given))),
    spec: specFromFlags(values),
    switches: new Set(flags.flatMap(({ flag }) => (values[flag] === true ? [flag] : []))),
    texts: new Map(flags.map(({ flag }) => [flag, [values[flag] ?? []].flat().map(String)])),
    loudness: readLoudness(command, values),
    maxInput: readMaxInput(command, values['max-input']),
  };
}

/** The values with `--no-x` as `x` that is false. */
function withSwitches(command: string, values: Values, flags: readonly CommandFlag[]): Values {
  const off = flags.filter(({ flag, value }) => value === undefined && values[`no-${flag}`] === true);
  for (const { flag } of off) {
    if (values[flag] === true) throw new UsageError(`--${flag} and --no-${flag} exclude each other`, command);
  }
  return { ...values, ...Object.fromEntries(off.map(({ flag }) => [flag, false])) };
}

/** @throws UsageError */
function checkChoice(command: string, { flag, value }: CommandFlag, given: Values[string]): void {
  if (typeof given !== 'string' || typeof value !== 'object' || value.includes(given)) return;
  throw new UsageError(`--${flag} ${given}: write one of ${value.join(', ')}`, command);
}

/** @throws InputError */
export function readFile(flag: string, file: string): ConfigFile {
  try {
    return { path: file, text: decode(readFileBytes(file, defaultMaxInput), defaultMaxInput) };
  } catch (error) {
    throw new InputError(`--${flag} ${file}: ${reasonOf(error)}`);
  }
}

/** `GLOB`, or `NAME=GLOB`. */
function readScope(given: string): string | ScopeSpec {
  const equals = given.indexOf('=');
  return equals < 1 ? given : { name: given.slice(0, equals), paths: [given.slice(equals + 1)] };
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
