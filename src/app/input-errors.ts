/** What cannot be read, said to people: the file, the resource, line and column, what is wrong, and the line with a caret. */
import { ConfigError } from '../config/problem.ts';
import { SourceError } from '../yaml/error.ts';
import { type Input, type Item, locate } from '../yaml/read/items.ts';
import { DecodeError } from '../yaml/typing.ts';
import { InputError } from './streams.ts';
import { templateRemark } from './template.ts';

/**
 * Runs what reads a file, or standard input where there is no path.
 *
 * @throws InputError for what cannot be read
 */
export function withInputErrors<T>(path: string | undefined, read: () => T): T {
  return withMessage(read, (problem) => (path === undefined ? problem : `${path}: ${problem}`));
}

/**
 * Runs what reads one resource of a file.
 *
 * @throws InputError for what cannot be read
 */
export function withItemErrors<T>(path: string | undefined, text: string, item: Item, read: () => T): T {
  const resource = text.slice(item.start, item.end);
  return withInputErrors(path, () =>
    withMessage(read, (problem) => named(resource, problem + templateRemark(resource))),
  );
}

/**
 * Takes a text apart.
 *
 * @throws InputError for what cannot be read
 */
export function locateInput(path: string | undefined, text: string): Input {
  return withInputErrors(path, () =>
    withMessage(
      () => locate(text),
      (problem, offset) =>
        (offset === undefined ? problem : named(resourceAround(text, offset), problem)) + templateRemark(text),
    ),
  );
}

function withMessage<T>(read: () => T, said: (problem: string, offset?: number) => string): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SourceError) {
      throw new InputError(said(formatSourceError(error), error.offset), error.excerpt.split('\n'), error.fault);
    }
    const isOurs = error instanceof ConfigError || error instanceof DecodeError || error instanceof InputError;
    if (!isOurs) throw error;
    const [problem = '', ...lines] = error.message.split('\n');
    throw new InputError(said(problem), lines, error instanceof ConfigError ? 'broken' : error.fault);
  }
}

/** From the line in front of an offset that begins a document or an item of a list, up to the next such line. */
function resourceAround(text: string, offset: number): string {
  const boundary = /^(?:---|- |functionConfig:|results:)/gm;
  let start = 0;
  for (const { index } of text.matchAll(boundary)) {
    if (index > offset) return text.slice(start, index);
    start = index;
  }
  return text.slice(start);
}

function named(resource: string, problem: string): string {
  const name = nameIn(resource);
  return name === '' ? problem : `${name}: ${problem}`;
}

function formatSourceError({ line, column, message }: SourceError): string {
  return `line ${line}, column ${column}: ${message}`;
}

const kindLine = /^ *(?:- )?kind: *["']?(\w+)/m;
const nameLine = /^ *metadata:[ \t]*\r?\n( +)(?:\S.*\r?\n(?:\1 .*\r?\n)*\1)*?name: *["']?([\w.-]+)/m;

/** `Deployment app`, as far as the lines of a resource that cannot be read tell; or nothing. */
function nameIn(text: string): string {
  return [kindLine.exec(text)?.[1], nameLine.exec(text)?.[2]].filter((word) => word !== undefined).join(' ');
}
