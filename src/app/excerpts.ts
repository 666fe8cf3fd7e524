/**
 * The line that an error is about, with a caret below the value. A value inside a document inside a string is shown in
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
  const { where, excerpt } = lineAt(at, resource.source.input.text, resource.item.node());
  return { ...finding, message: `${finding.message} ${where}`, excerpt };
}

interface Line {
  readonly where: string;
  readonly excerpt: string;
}

function lineAt({ path, inner }: Location, text: string, node: Node): Line {
  const value = resolved(nearest(node, path));
  if (inner === undefined || value.kind !== 'scalar') return lineOf(text, value, '');
  try {
    const document = readFirstYaml(value.text);
    return lineOf(value.text, nearest(document, inner), ` of the document in ${formatPath(path)}`);
  } catch (error) {
    if (error instanceof SourceError) return lineOf(text, value, '');
    throw error;
  }
}

function lineOf(text: string, { start }: Node, where: string): Line {
  const { line, excerpt } = new SourceError('', text, start);
  return { where: `(line ${line}${where})`, excerpt };
}

/** The value at a path, or the innermost that there is on the way to it. */
function nearest(node: Node, [step, ...rest]: Path): Node {
  const child = step === undefined ? undefined : childOf(resolved(node), step);
  return child === undefined ? node : nearest(child, rest);
}

function childOf(node: Node, step: string | number): Node | undefined {
  if (node.kind === 'map') return entryOf(node, String(step))?.value;
  return node.kind === 'seq' && typeof step === 'number' ? node.items[step] : undefined;
}
