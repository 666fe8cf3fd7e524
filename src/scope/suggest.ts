/** A `scopes:` to paste, as far as the folders tell which files belong together. */
import { recalled } from '../yaml/grouped.ts';

/**
 * @param files of the candidates among which nothing decides
 * @param all of the input, in its order
 * @returns lines of YAML; none where the files do not tell
 */
export function suggestScopes(files: readonly string[], all: readonly string[]): readonly string[] {
  const distinct = [...new Set(files)].map((file) => file.split('/'));
  const [first] = distinct;
  if (first === undefined || distinct.length < 2) return [];
  const common = first.findIndex((step, depth) => distinct.some((steps) => steps[depth] !== step));
  const names = new Set(distinct.map((steps) => steps[common] ?? ''));
  const paths = new Map<string, Set<string>>();
  for (const file of all) {
    const steps = file.split('/');
    const depth = steps.findIndex((step) => names.has(step));
    const name = steps[depth];
    if (name !== undefined) recalled(paths, name, () => new Set<string>()).add(steps.slice(0, depth + 1).join('/'));
  }
  const shown = [...paths].slice(0, mostShown);
  return [
    'scopes:',
    ...shown.map(([name, own]) => `- {name: ${quoted(nameOf(name))}, paths: [${[...own].map(quoted).join(', ')}]}`),
  ];
}

const mostShown = 16;

function nameOf(step: string): string {
  return step.replace(/\.(ya?ml|json)$/i, '');
}

function quoted(text: string): string {
  return /^[\w./-]*[a-zA-Z/][\w./-]*$/.test(text) ? text : JSON.stringify(text);
}
