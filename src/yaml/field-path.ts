/**
 * Paths of fields, as tables and configurations write them: `spec.cassandra.datacenters[].serverImage`.
 *
 * ```
 * path   = ( key | quoted ) { "." key | "[]" | quoted }
 * key    = letters, digits, "-", "_"
 * quoted = "[" JSON string "]"                  ; spec["example.com/images"].main
 * ```
 *
 * `[]` stands for every item of a list.
 */
import { isList, isObject, type Json, type JsonObject, type Path } from './json.ts';

export type Step = { readonly key: string } | 'each';

export type FieldPath = readonly Step[];

/** A text that is no path of a field. The message quotes it and says where it goes wrong. */
export class InvalidFieldPathError extends Error {
  override readonly name = 'InvalidFieldPathError';

  constructor(text: string, problem: string) {
    super(`${JSON.stringify(text)} is not a path of a field: ${problem}`);
  }
}

/** Keys that no field of interest lies below. */
const identity: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

const stepPattern = /(?<first>^[\w-]+)|(?<=.)\.(?<key>[\w-]+)|(?<each>\[\])|\[(?<quoted>"(?:[^"\\]|\\.)*")\]/y;

/**
 * Reads `spec.x[].image`.
 *
 * @throws InvalidFieldPathError
 */
export function parseFieldPath(text: string): FieldPath {
  const steps: Step[] = [];
  const step = new RegExp(stepPattern);
  while (step.lastIndex < text.length) {
    const from = step.lastIndex;
    const groups = step.exec(text)?.groups;
    if (groups === undefined) throw new InvalidFieldPathError(text, problemAt(text, from));
    const { first, key, quoted } = groups;
    steps.push(groups.each === undefined ? { key: first ?? key ?? unquote(text, quoted ?? '""') } : 'each');
  }
  if (steps.length === 0) throw new InvalidFieldPathError(text, 'it is empty');
  const [root] = steps;
  if (root === 'each') throw new InvalidFieldPathError(text, 'it starts with [], but a resource is no list');
  if (root !== undefined && identity.has(root.key))
    throw new InvalidFieldPathError(text, `${root.key} says what the resource is`);
  return steps;
}

/** The text that `parseFieldPath` reads. */
export function formatFieldPath(path: FieldPath): string {
  return path.reduce<string>((text, step) => {
    if (step === 'each') return `${text}[]`;
    if (!/^[\w-]+$/.test(step.key)) return `${text}[${JSON.stringify(step.key)}]`;
    return text === '' ? step.key : `${text}.${step.key}`;
  }, '');
}

function problemAt(text: string, offset: number): string {
  const rest = text.slice(offset);
  if (/^\[\d+\]/.test(rest))
    return `write [] instead of ${/^\[\d+\]/.exec(rest)?.[0]}: a field is named for every item`;
  if (/^\.?\*/.test(rest)) return '* is not known: write [] for the items of a list';
  if (/^\.(\.|\[|$)/.test(rest)) return `a key is missing at ${JSON.stringify(rest)}`;
  return `${JSON.stringify(rest)} is no key; keys with other signs than letters, digits, - and _ are written ["a.b/c"]`;
}

function unquote(text: string, quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw new InvalidFieldPathError(text, `${quoted} is no JSON string`);
  }
}

/** How strictly keys are compared. `any-case` finds the misspellings that people make of camel case as well. */
export type Spelling = 'exact' | 'any-case';

/** A value that a path leads to. `null` is as good as absent, here as for the API server. */
export interface Found {
  readonly path: Path;
  readonly value: Exclude<Json, null>;
  /** Some key on the way is the field's only when case is disregarded. */
  readonly misspelt: boolean;
}

/** Where a path cannot go on, because there is something else than it leads through. */
export interface Blocked {
  readonly path: Path;
  readonly value: Json;
  readonly expected: 'a mapping' | 'a list';
}

/** All values that a path leads to in a document. */
export function follow(
  root: Json,
  path: FieldPath,
  spelling: Spelling,
): { readonly found: readonly Found[]; readonly blocked: readonly Blocked[] } {
  const found: Found[] = [];
  const blocked: Blocked[] = [];
  // The way to the value that is being visited: copied only where it leads to something.
  const way: (string | number)[] = [];
  const visit = (value: Json, misspelt: boolean): void => {
    if (value === null) return;
    const step = path[way.length];
    if (step === undefined) found.push({ path: way.slice(), value, misspelt });
    else if (step === 'each') {
      if (!isList(value)) blocked.push({ path: way.slice(), value, expected: 'a list' });
      else for (let index = 0; index < value.length; index++) go(index, value[index] ?? null, misspelt);
    } else if (!isObject(value)) blocked.push({ path: way.slice(), value, expected: 'a mapping' });
    else if (spelling === 'exact') {
      if (Object.hasOwn(value, step.key)) go(step.key, value[step.key] ?? null, misspelt);
    } else {
      for (const key of keysInAnyCase(step.key, value)) go(key, value[key] ?? null, misspelt || key !== step.key);
    }
  };
  const go = (step: string | number, value: Json, misspelt: boolean): void => {
    way.push(step);
    visit(value, misspelt);
    way.pop();
  };
  visit(root, false);
  return { found, blocked };
}

function keysInAnyCase(wanted: string, object: JsonObject): readonly string[] {
  const folded = wanted.toLowerCase();
  return Object.keys(object).filter((key) => key.length === wanted.length && key.toLowerCase() === folded);
}
