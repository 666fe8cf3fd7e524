/**
 * The resources in anything the program reads: a ResourceList (YAML or JSON), a stream of YAML documents, JSON objects,
 * and lists (`kind: List`, `ConfigMapList`, ...) in any of them, whose items count as resources of their own.
 */
import type { Input } from './input.ts';
import { refuseLineEnds } from './line-ends.ts';
import { locateByScan } from './scan.ts';
import { locateInNodes } from './whole-input.ts';

export type { Input, ResourceListInput, ResultsPlace, StreamInput } from './input.ts';
export type { Item, ReadItem, Span, TypeMeta } from './item.ts';

/**
 * Finds the items of a text. Empty documents are skipped; an item is not read before somebody asks for its contents.
 *
 * @throws SourceError for a text that cannot be taken apart, that holds something else than objects, or that has line ends
 *   which only some readers know
 */
export function locate(text: string): Input {
  refuseLineEnds(text);
  let whole: Input | undefined;
  const readWhole = (): Input => {
    whole ??= locateInNodes(text);
    return whole;
  };
  return locateByScan(text, readWhole) ?? readWhole();
}
