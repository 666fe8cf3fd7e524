/**
 * Globs of files in a folder, relative to it, with `/` on every system. A glob that covers a folder covers all below it.
 *
 * | in a glob      | covers                                                         |
 * |----------------|----------------------------------------------------------------|
 * | `*`, `?`       | any text, one character; not across a `/`                       |
 * | `**`           | as a whole component: any number of folders, none included      |
 * | `[ab-d]`       | one of these characters; `[!ab-d]`: another one                 |
 * | `{one,two}`    | one of these texts                                              |
 * | `\*`           | the character behind it, as it is                               |
 */
import { ConfigError, type ConfigProblem } from './problem.ts';

/** What each glob covers. @throws ConfigError */
export function readGlobs(globs: readonly string[], key: string): readonly RegExp[] {
  const problems: ConfigProblem[] = [];
  const patterns = globs.flatMap((glob, index) => {
    const problem = globProblem(glob);
    if (problem === undefined) return [globPattern(glob)];
    problems.push({ path: ['spec', key, index], message: `is ${JSON.stringify(glob)}: ${problem}` });
    return [];
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return patterns;
}

const outside = 'a glob is relative to the folder that is given, and stays in it, like charts/** or **/*.json';

/** What is wrong with a glob; undefined: nothing. */
export function globProblem(glob: string): string | undefined {
  const components = componentsOf(glob);
  if (glob.startsWith('/') || components.length === 0 || components.includes('..')) return outside;
  try {
    globPattern(glob);
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return 'its brackets make no sense';
    throw error;
  }
}

function componentsOf(glob: string): readonly string[] {
  return glob.split('/').filter((component) => component !== '' && component !== '.');
}

/** What a glob covers. @throws SyntaxError for brackets that make no sense */
export function globPattern(glob: string): RegExp {
  const components = componentsOf(glob);
  const last = components.length - 1;
  const parts = components.map((component, index) => {
    if (component === '**') return index === last ? '[^/].*' : '(?:[^/]+/)*';
    return componentPattern(component) + (index === last ? '(?:/.*)?' : '/');
  });
  return new RegExp(`^${parts.join('')}$`, 'su');
}

const token = /\\(?<escaped>.)|\[(?<not>!?)(?<set>(?:\]?[^\]]*))\]|\{(?<texts>[^{}]*)\}|(?<stars>\*+)|(?<one>\?)|./gsu;

function componentPattern(component: string): string {
  return component.replace(token, (matched, ...rest) => {
    const { escaped, not, set, texts, stars, one } = rest.at(-1);
    if (escaped !== undefined) return literal(escaped);
    if (set !== undefined) return `[${not === '' ? '' : '^/'}${set.replace(/[\\[\]^]/g, '\\$&')}]`;
    if (texts !== undefined) return `(?:${texts.split(',').map(componentPattern).join('|')})`;
    if (stars !== undefined) return '[^/]*';
    return one === undefined ? literal(matched) : '[^/]';
  });
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
