/**
 * Writes results into a ResourceList. Those that are there already stay, and are not repeated: a second run of the
 * function over its own output, or a chain of functions, loses and doubles nothing.
 */

import type { Result } from '../app/results.ts';
import type { Splice } from '../yaml/edit/edit.ts';
import { isEqual } from '../yaml/equal.ts';
import { at, isList, type Json } from '../yaml/json.ts';
import { blockEntry } from '../yaml/print.ts';
import type { ResourceListInput, ResultsPlace } from '../yaml/read/items.ts';
import { readDocument } from '../yaml/read/read.ts';
import { toJson } from '../yaml/typing.ts';

/** kustomize and kpt print lists at the column of their key. */
const style = { step: 2, dashes: 0 };

/** @returns nothing where there is nothing new to say */
export function resultsSplice(
  { text, results: place }: ResourceListInput,
  results: readonly Result[],
): readonly Splice[] {
  const present = presentResults(text, place);
  const said = results.map(asJson);
  const added = said.filter((result) => !present.some((other) => isEqual(other, result)));
  if (added.length === 0) return [];
  const { start, end, before } = place;
  return [{ start, end, text: before + entry(place, [...present, ...added]) }];
}

function presentResults(text: string, { start, end, syntax, indent }: ResultsPlace): readonly Json[] {
  if (start === end) return [];
  const written = text.slice(start, end);
  const results = at(toJson(readDocument(syntax === 'flow' ? `{${written}}` : indent + written)), ['results']);
  return isList(results) ? results : [];
}

function entry({ syntax, indent, lineEnd }: ResultsPlace, results: readonly Json[]): string {
  if (syntax === 'flow') return `"results": ${JSON.stringify(results)}`;
  return blockEntry('results', results, style).join(lineEnd + indent);
}

function asJson(result: Result): Json {
  const { severity, message, resourceRef, field, file, tags } = result;
  return {
    severity,
    message,
    ...(resourceRef === undefined ? {} : { resourceRef: { ...resourceRef } }),
    ...(field === undefined ? {} : { field: { ...field } }),
    ...(file === undefined ? {} : { file: { ...file } }),
    tags: { ...tags },
  };
}
