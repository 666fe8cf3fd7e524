/** Which folders of the input go to one Kubernetes cluster, where the user says so. */
import { globPattern, globProblem } from './glob.ts';
import { ConfigError, type ConfigProblem } from './problem.ts';
import type { ScopeSpec } from './spec.ts';

export interface ScopeRule {
  /** Absent: each folder that matches is a scope of its own, named after it. */
  readonly name?: string;
  readonly globs: readonly ScopeGlob[];
}

/** A glob of folders and files, relative to what was given. */
export interface ScopeGlob {
  readonly text: string;
  readonly pattern: RegExp;
}

/** @throws ConfigError */
export function readScopes(specs: readonly (string | ScopeSpec)[]): readonly ScopeRule[] {
  const problems: ConfigProblem[] = [];
  const glob = (text: string, path: ConfigProblem['path']): readonly ScopeGlob[] => {
    const problem = globProblem(text);
    if (problem === undefined) return [{ text, pattern: globPattern(text) }];
    problems.push({ path, message: `is ${JSON.stringify(text)}: ${problem}` });
    return [];
  };
  const rules = specs.map((spec, index) => {
    const path = ['spec', 'scopes', index];
    if (typeof spec === 'string') return { globs: glob(spec, path) };
    if (spec.name === '') problems.push({ path: [...path, 'name'], message: 'is empty: say which cluster it is' });
    return {
      name: spec.name,
      globs: spec.paths.flatMap((text, position) => glob(text, [...path, 'paths', position])),
    };
  });
  if (problems.length > 0) throw new ConfigError(problems);
  return rules;
}
