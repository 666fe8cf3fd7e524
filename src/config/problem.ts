import { formatPath, type Path } from '../yaml/json.ts';

/** What is wrong with one value of a configuration. */
export interface ConfigProblem {
  /** From the root of the functionConfig: `spec.mirrors[0].target`. */
  readonly path: Path;
  readonly message: string;
}

/** A configuration that can't be used. The message lists every problem, a line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}

function formatProblem({ path, message }: ConfigProblem): string {
  return `${path.length === 0 ? 'functionConfig' : formatPath(path)}: ${message}`;
}
