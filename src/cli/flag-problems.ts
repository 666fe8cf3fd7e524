/** What is wrong with a configuration, told as the flag that said it rather than the field that it stands for. */
import { specFlags } from '../config/flags.ts';
import { type ConfigProblem, formatProblem } from '../config/problem.ts';
import { at, type JsonObject, type Path } from '../yaml/json.ts';

/**
 * The lines of a problem.
 *
 * @param flags the fields of `spec` that flags gave
 * @param file of the configuration; without one, all there is came by flags
 */
export function problemLines(problem: ConfigProblem, flags: JsonObject, file: string | undefined): readonly string[] {
  const flag = flagFor(problem.path, flags);
  const { message, lines = [] } = problem;
  if (flag !== undefined) return [`${flag}: ${message}`, ...lines];
  if (file !== undefined) return formatProblem(problem).map((line, index) => (index === 0 ? `${file}: ${line}` : line));
  return problem.path.length === 1 && problem.path[0] === 'spec' ? [noMirror] : formatProblem(problem);
}

const noMirror = 'there is no mirror: say --registry REGISTRY, or --config FILE';

/** `--exclude`, `--registry m`; of a list, the value that is meant stands in the message. */
function flagFor([root, ...path]: Path, flags: JsonObject): string | undefined {
  if (root !== 'spec') return undefined;
  const fields = path.filter((step) => typeof step === 'string');
  const found = specFlags().find((flag) => flag.path.join('.') === fields.join('.'));
  return found === undefined || at(flags, found.path) === undefined ? undefined : `--${found.flag}`;
}
