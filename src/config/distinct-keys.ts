/** A key that stands twice in a configuration: the last would win, and nobody would see the first. */
import { position, SourceError } from '../yaml/error.ts';
import { formatPath, type Json } from '../yaml/json.ts';
import type { Node } from '../yaml/node.ts';
import { readDocument } from '../yaml/read/read.ts';
import { duplicateKeys, toJson } from '../yaml/typing.ts';

/** @throws SourceError, and DecodeError for what YAML for Kubernetes cannot hold */
export function readConfigDocument(text: string): Json {
  const node = readDocument(text);
  refuseRepeatedKeys(text, node);
  return toJson(node);
}

/**
 * @param text what the node's offsets count in
 * @throws SourceError
 */
export function refuseRepeatedKeys(text: string, node: Node): void {
  const [repeated] = duplicateKeys(node);
  if (repeated === undefined) return;
  const { path, first, second } = repeated;
  const { line } = position(text, first.start);
  throw new SourceError(
    `${formatPath(path)} is there already, in line ${line}: remove one of them`,
    text,
    second.start,
  );
}
