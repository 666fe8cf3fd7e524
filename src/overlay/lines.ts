/** YAML by lines, in kustomize's own layout, with strings of several lines as blocks. */
import { isObject, type Json, type JsonObject } from '../yaml/json.ts';
import { blockEntry } from '../yaml/print.ts';
import { blockText } from './block-text.ts';

const style = { step: 2, dashes: 0 };

/** The lines of an entry, with every string on a single one. */
export function flatLines(key: string, value: Json): readonly string[] {
  return blockEntry(key, value, style);
}

/** The lines of an entry. Blocks are made of the strings that maps hold, not of those in lists. */
export function entryLines(key: string, value: Json): readonly string[] {
  if (typeof value === 'string') return textLines(key, value);
  if (!isObject(value) || Object.keys(value).length === 0) return flatLines(key, value);
  const [name = ''] = flatLines(key, value);
  return [name, ...indented(objectLines(value))];
}

/** The lines of a document. */
export function objectLines(object: JsonObject): readonly string[] {
  return Object.entries(object).flatMap(([key, value]) => entryLines(key, value));
}

function textLines(key: string, text: string): readonly string[] {
  const block = blockText(text);
  if (block === undefined) return flatLines(key, text);
  const [name = ''] = flatLines(key, '');
  return [name.replace(/""$/, block.header), ...indented(block.lines)];
}

/** The lines as an item of a list. */
export function itemLines(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? `- ${line}` : indent(line)));
}

export function indented(lines: readonly string[]): readonly string[] {
  return lines.map(indent);
}

function indent(line: string): string {
  return line === '' ? '' : `  ${line}`;
}
