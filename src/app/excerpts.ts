/**
 * The line that an error is about, with a caret below the value; none where the value is not written. A value inside a document inside a string is shown in
 * that document.
 *
 * ```
 * spec.containers[0].image: "Nginx" is not an image reference: ... (line 7)
 * 7 |   - image: Nginx
 *              ^
 * ```
 */
import { type Finding, type Location, severityOf } from '../finding/finding.ts';
import { entryOf, resolved } from '../yaml/entry.ts';
import { SourceError } from '../yaml/error.ts';
import { formatPath, type Path } from '../yaml/json.ts';
import type { Node } from '../yaml/node.ts';
import { readFirstYaml } from '../yaml/read/yaml.ts';
import type { SourceResource } from './sources.ts';

/** More would be a wall of text, and each costs a look through the whole input. */
const excerptsShown = 20;

/** Errors with the lines that they are about, unless they show some already. */
export function withExcerpts(findings: readonly Finding[], resources: readonly SourceResource[]): readonly Finding[] {
  const errors = findings.filter((finding) => severityOf(finding) === 'error');
  const shown = new Set(errors.slice(0, excerptsShown));
  return findings.map((finding) => (shown.has(finding) ? withExcerpt(finding, resources) : finding));
}

/** Without a place, or with one in the context, there is no line to show. */
function withExcerpt(finding: Finding, resources: readonly SourceResource[]): Finding {
  const { at, excerpt: shown } = finding;
  const resource = at === undefined ? undefined : resources[at.resource];
  if (at === undefined || resource === undefined || shown !== undefined) return finding;
  const line = lineAt(at, resource);
  if (line === undefined) return finding;
  return { ...finding, message: `${finding.message} ${line.where}`, excerpt: line.excerpt };
}

interface Line {
  readonly where: string;
  readonly excerpt: string;
}

/** Nothing where there is no such value, or nobody who could look: users do not see a ResourceList, but their own files. */
function lineAt({ path, inner }: Location, { source: { input }, item }: SourceResource): Line | undefined {
  const value = valueAt(item.node(), path);
  if (value === undefined) return undefined;
  const own = (): Line | undefined => (input.form === 'resource-list' ? undefined : lineOf(input.text, value, ''));
  if (inner === undefined || value.kind !== 'scalar') return own();
  try {
    const found = valueAt(readFirstYaml(value.text), inner);
    return found === undefined ? undefined : lineOf(value.text, found, ` of the document in ${formatPath(path)}`);
  } catch (error) {
    if (error instanceof SourceError) return own();
    throw error;
  }
}

function lineOf(text: string, { start }: Node, where: string): Line {
  const { line, excerpt } = new SourceError('', text, start);
  return { where: `(line ${line}${where})`, excerpt };
}

/** The value at a path, as it is written. */
function valueAt(node: Node, [step, ...rest]: Path): Node | undefined {
  const value = resolved(node);
  if (step === undefined) return value;
  const child = childOf(value, step);
  return child === undefined ? undefined : valueAt(child, rest);
}

function childOf(node: Node, step: string | number): Node | undefined {
  if (node.kind === 'map') return entryOf(node, String(step))?.value;
  return node.kind === 'seq' && typeof step === 'number' ? node.items[step] : undefined;
}
