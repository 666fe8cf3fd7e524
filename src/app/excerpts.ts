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
import type { Finding, Location } from '../finding/finding.ts';
import { entryOf, resolved } from '../yaml/entry.ts';
import { SourceError } from '../yaml/error.ts';
import { formatPath, type Path } from '../yaml/json.ts';
import type { Node } from '../yaml/node.ts';
import { readFirstYaml } from '../yaml/read/yaml.ts';

/**
 * The finding with the line that it is about, unless it shows one already.
 *
 * @param text what the node's offsets count in
 */
export function withExcerpt<T extends Finding>(finding: T, text: string, node: Node): T {
  if (finding.at === undefined || finding.excerpt !== undefined) return finding;
  const { where, excerpt } = lineAt(finding.at, text, node);
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
