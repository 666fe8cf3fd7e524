/**
 * Holds a value against the schema, and says in our own words what is wrong: zod's texts are for programmers, and cost
 * more bytes than the rest of the program.
 */
import * as z from 'zod/mini';
import { isList, isObject, type Json } from '../yaml/json.ts';
import { closest } from './closest.ts';
import { ConfigError, type ConfigProblem } from './problem.ts';
import { schemaOf, wholeSchema } from './schema.ts';
import { keysAt } from './schema-tree.ts';
import type { ImageMirror } from './spec.ts';

type Issue = z.core.$ZodIssue;

/**
 * The resource, its shape checked.
 *
 * @throws ConfigError with everything that is wrong with the shape
 */
export function checkShape(resource: Json): ImageMirror {
  const { data, error } = z.safeParse(schemaOf(resource), resource, { error: messageOf });
  if (error !== undefined) throw new ConfigError(error.issues.flatMap(problemsOf));
  return data;
}

function problemsOf(issue: Issue): readonly ConfigProblem[] {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
  return issue.keys.map((key) => ({ path: [...path, key], message: unknownKey(key, keysAt(wholeSchema(), path)) }));
}

/** What is said about a key that is not one of `known`. */
export function unknownKey(key: string, known: readonly string[]): string {
  const meant = closest(key, known);
  return meant === undefined ? `is not known; known are ${known.join(', ')}` : `is not known: did you mean ${meant}?`;
}

/** What is said about a value that is not what it must be. */
export function mustBe(expected: string, value: unknown): string {
  if (value === undefined) return `is missing: it must be ${expected}`;
  if (value === null) return `is empty: it must be ${expected}, or be left out`;
  return `must be ${expected}, not ${shown(value)}${expected === aText && isBare(value) ? ' (quotes make it a text)' : ''}`;
}

function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  const expected = expectation(issue);
  return expected === undefined ? `is not what it must be (${issue.code})` : mustBe(expected, issue.input);
}

const aText = 'a text';
const types: Readonly<Record<string, string>> = {
  string: aText,
  array: 'a list',
  object: 'a mapping',
  boolean: 'true or false',
};

function expectation(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') return types[issue.expected];
  if (issue.code === 'invalid_union') return 'the word release, or an ImageConfig';
  if (issue.code !== 'invalid_value') return undefined;
  return issue.values.length === 1 ? String(issue.values[0]) : `one of ${shownValues(issue.values)}`;
}

/** An empty text stands for nothing, which needs no mention. */
function shownValues(values: readonly unknown[]): string {
  return values.filter((value) => value !== '').join(', ');
}

function shown(value: unknown): string {
  if (isList(value)) return 'a list';
  if (isObject(value)) return 'a mapping';
  const text = JSON.stringify(value);
  return typeof value === 'string' ? text : `the ${typeof value} ${text}`;
}

/** Written without quotes, and no text. */
function isBare(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}
