/**
 * JSON values as YAML text, in the style of the document around them. Strings with line ends are written in double
 * quotes, so that whatever follows on the last line of the text, a comment say, can stay there.
 */
import { isList, isObject, type Json } from './json.ts';
import { isScalar, type Quotes, scalarText } from './scalar-text.ts';

/** How block collections are laid out. */
export interface BlockStyle {
  /** The columns by which a map inside a map is indented. */
  readonly step: number;
  /** The columns by which a list inside a map is indented; kustomize and kpt print 0. */
  readonly dashes: number;
}

/** How flow collections are written: JSON is one such style. */
export interface FlowStyle {
  readonly keys: Quotes;
  readonly values: Quotes;
  /** `:` or `: `. */
  readonly colon: string;
  /** `,` or `, `. */
  readonly comma: string;
  /** What one level of broken lines is indented by. */
  readonly unit: string;
}

/** Where a flow collection breaks its lines: each of its lines but the first begins with `indentation`. */
export interface Broken {
  readonly lineBreak: string;
  readonly indentation: string;
}

/**
 * The lines of a value in block style, without the indentation of the first. Scalars and empty collections are one
 * line; maps in lists begin on the line of their dash.
 */
export function blockLines(value: Json, style: BlockStyle): readonly string[] {
  const lines: string[] = [];
  addLines(lines, value, style, { first: '', others: '' });
  return lines;
}

/** The lines of one entry of a map. */
export function blockEntry(key: string, value: Json, style: BlockStyle): readonly string[] {
  const lines: string[] = [];
  addEntry(lines, key, value, style, { first: '', others: '' });
  return lines;
}

/** What lines begin with. It is handed down, so that each line is written once however deep it stands. */
interface Margins {
  readonly first: string;
  readonly others: string;
}

function addLines(lines: string[], value: Json, style: BlockStyle, { first, others }: Margins): void {
  if (isScalar(value)) lines.push(first + scalarText(value, 'plain'));
  else if (!isFilled(value)) lines.push(first + (isList(value) ? '[]' : '{}'));
  else if (isList(value)) {
    for (const [index, item] of value.entries()) {
      addLines(lines, item, style, { first: `${index === 0 ? first : others}- `, others: `${others}  ` });
    }
  } else {
    for (const [index, [key, item]] of Object.entries(value).entries()) {
      addEntry(lines, key, item, style, { first: index === 0 ? first : others, others });
    }
  }
}

function addEntry(lines: string[], key: string, value: Json, style: BlockStyle, { first, others }: Margins): void {
  const name = `${first}${scalarText(key, 'plain')}:`;
  if (!isFilled(value)) {
    addLines(lines, value, style, { first: `${name} `, others });
    return;
  }
  lines.push(name);
  const margin = others + ' '.repeat(isList(value) ? style.dashes : style.step);
  addLines(lines, value, style, { first: margin, others: margin });
}

/** A value in flow style, broken into lines where `broken` is given. */
export function flowText(value: Json, style: FlowStyle, broken?: Broken): string {
  if (isScalar(value)) return scalarText(value, style.values);
  const inner = broken && { ...broken, indentation: broken.indentation + style.unit };
  const members = isList(value)
    ? value.map((item) => flowText(item, style, inner))
    : Object.entries(value).map(([key, item]) => flowEntry(key, item, style, inner));
  const [open, close] = isList(value) ? '[]' : '{}';
  if (members.length === 0) return `${open}${close}`;
  if (broken === undefined || inner === undefined) return `${open}${members.join(style.comma)}${close}`;
  const { lineBreak, indentation } = broken;
  const lines = members.join(`,${lineBreak}${inner.indentation}`);
  return `${open}${lineBreak}${inner.indentation}${lines}${lineBreak}${indentation}${close}`;
}

/** One entry of a map in flow style. */
export function flowEntry(key: string, value: Json, style: FlowStyle, broken?: Broken): string {
  const name = scalarText(key, style.keys);
  const colon = style.colon === ':' && !name.endsWith('"') ? ': ' : style.colon;
  return `${name}${colon}${flowText(value, style, broken)}`;
}

/** Whether a value is a map or list that holds something: those have a block form. */
export function isFilled(value: Json): boolean {
  return isList(value) ? value.length > 0 : isObject(value) && Object.keys(value).length > 0;
}
