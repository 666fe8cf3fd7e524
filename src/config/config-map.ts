/**
 * The ConfigMap form of the functionConfig, for pipelines that can only give words:
 * `kpt fn eval --exec k8ssandra-image-mirror -- registry=mirror.example.com/k8ssandra`, kpt's `configMap:`, kustomize
 * without a resource of our own.
 *
 * | key in `data`                                  | value                                  |
 * |------------------------------------------------|----------------------------------------|
 * | a field of `spec` that is one text             | the text                               |
 * | a field of `spec` that is a list of texts      | texts with commas between them         |
 * | a field of `spec` that is true or false        | `true` or `false`, in quotes           |
 * | a field of `spec` that holds mappings          | YAML, as it would stand below the field |
 * | a flag: `pull-secrets`, `release-cass-operator`| as for the field that the flag sets    |
 */
import { SourceError } from '../yaml/error.ts';
import { at, isObject, type Json, type JsonObject, type Path } from '../yaml/json.ts';
import { DecodeError } from '../yaml/typing.ts';
import { readConfigDocument } from './distinct-keys.ts';
import { specFlags, withField } from './flags.ts';
import { mustBe, unknownKey } from './issues.ts';
import { ConfigError, type ConfigProblem } from './problem.ts';
import { wholeSchema } from './schema.ts';
import { keysAt } from './schema-tree.ts';

/** What a ConfigMap says, as the `spec` of the resource form. */
export interface SpecOfConfigMap {
  readonly spec: JsonObject;
  /** Where in the ConfigMap stands what is at a path of the resource form. */
  readonly origin: (path: Path) => Path;
}

/** One field of `spec`, and the key in `data` that sets it. */
interface Entry {
  readonly key: string;
  /** Below `spec`. */
  readonly path: Path;
  readonly value: Json;
}

/** @throws ConfigError for keys that are not known, and values that cannot be read */
export function specOfConfigMap(configMap: JsonObject): SpecOfConfigMap {
  const data = configMap.data ?? {};
  if (!isObject(data)) throw new ConfigError([{ path: ['data'], message: mustBe('a mapping', data) }]);
  const problems: ConfigProblem[] = [];
  const entries: Entry[] = [];
  for (const [key, value] of Object.entries(data)) {
    const read = readEntry(key, value);
    if ('message' in read) problems.push({ path: ['data', key], ...read });
    else entries.push(read);
  }
  // Whole fields first: a word for a part of one adds to it.
  entries.sort((one, other) => one.path.length - other.path.length);
  let spec: JsonObject = {};
  for (const { key, path, value } of entries) {
    if (at(spec, path) !== undefined) problems.push({ path: ['data', key], message: 'is set by another key as well' });
    spec = withField(spec, path, value);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return { spec, origin: (path) => originOf(path, entries) };
}

function originOf([, ...path]: Path, entries: readonly Entry[]): Path {
  const entry = entries.findLast((one) => one.path.every((step, index) => step === path[index]));
  return entry === undefined ? ['data', ...path] : ['data', entry.key, ...path.slice(entry.path.length)];
}

/** What is wrong with an entry. */
type Wrong = Omit<ConfigProblem, 'path'>;

function readEntry(key: string, text: Json): Entry | Wrong {
  const flag = specFlags().find((one) => one.flag === key || (one.path.length === 1 && one.path[0] === key));
  const fields = keysAt(wholeSchema(), ['spec']);
  if (flag === undefined && !fields.includes(key)) {
    return { message: unknownKey(key, [...new Set([...fields, ...specFlags().map((one) => one.flag)])]) };
  }
  if (typeof text !== 'string') return { message: mustBe('a text', text) };
  if (flag === undefined) return readYamlEntry(key, text);
  if (flag.toggle && text !== 'true' && text !== 'false') return { message: mustBe('"true" or "false"', text) };
  return { key, path: flag.path, value: flag.toggle ? text === 'true' : flag.list ? splitList(text) : text };
}

function readYamlEntry(key: string, text: string): Entry | Wrong {
  try {
    return { key, path: [key], value: readConfigDocument(text) };
  } catch (error) {
    if (error instanceof SourceError) {
      return { message: `is not YAML: ${error.message}`, lines: error.excerpt.split('\n') };
    }
    if (error instanceof DecodeError) return { message: `is not YAML for Kubernetes: ${error.message}` };
    throw error;
  }
}

function splitList(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
