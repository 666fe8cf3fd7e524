import { formatPath, type Path } from '../yaml/json.ts';
import { visible } from '../yaml/visible.ts';

/** What is wrong with one value of a configuration. */
export interface ConfigProblem {
  /** From the root of the functionConfig: `spec.mirrors[0].target`. */
  readonly path: Path;
  readonly message: string;
  /** Lines to show below it. */
  readonly lines?: readonly string[];
}

/** A configuration that cannot be used. The message lists every problem, a line each, made visible. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.flatMap(formatProblem).map(visible).join('\n'));
    this.problems = problems;
  }
}

/** The first line has the path in front. */
export function formatProblem({ path, message, lines = [] }: ConfigProblem): readonly string[] {
  return [`${path.length === 0 ? 'functionConfig' : formatPath(path)}: ${message}`, ...lines];
}
