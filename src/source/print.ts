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
  if (isScalar(value)) return [scalarText(value, 'plain')];
  if (isList(value)) {
    return value.length === 0 ? ['[]'] : value.flatMap((item) => prefixed('- ', '  ', blockLines(item, style)));
  }
  const entries = Object.entries(value);
  return entries.length === 0 ? ['{}'] : entries.flatMap(([key, item]) => blockEntry(key, item, style));
}

/** The lines of one entry of a map. */
export function blockEntry(key: string, value: Json, style: BlockStyle): readonly string[] {
  const name = `${scalarText(key, 'plain')}:`;
  const lines = blockLines(value, style);
  if (!isFilled(value)) return prefixed(`${name} `, '', lines);
  const indentation = ' '.repeat(isList(value) ? style.dashes : style.step);
  return [name, ...prefixed(indentation, indentation, lines)];
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

function prefixed(first: string, others: string, lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? first : others) + line);
}
