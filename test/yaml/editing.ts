import type { Edit } from '../../src/yaml/edit/edit.ts';
import { editObject } from '../../src/yaml/edit/edit-object.ts';
import { editDocument, spliceEdits, spliceItem } from '../../src/yaml/edit/edit-text.ts';
import { applySplices } from '../../src/yaml/edit/splice.ts';
import { at, type Json, type Path } from '../../src/yaml/json.ts';
import type { Node } from '../../src/yaml/node.ts';
import { readFirstYaml, readYaml } from '../../src/yaml/read/yaml.ts';
import { toJson } from '../../src/yaml/typing.ts';

/** An edit without its `before`, which is taken from the text. */
export type Wish =
  | { readonly op: 'set'; readonly path: Path; readonly to: Json; readonly follows?: string }
  | { readonly op: 'embed'; readonly path: Path; readonly wishes: readonly Wish[] };

/** `a.0.b` is the path of three steps; keys with a dot take a list. */
export function set(path: string | Path, to: Json, follows?: string): Wish {
  return { op: 'set', path: stepsOf(path), to, ...(follows !== undefined && { follows }) };
}

export function embed(path: string | Path, ...wishes: readonly Wish[]): Wish {
  return { op: 'embed', path: stepsOf(path), wishes };
}

function stepsOf(path: string | Path): Path {
  if (typeof path !== 'string') return path;
  return path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** A text, what is wished for, and the text that has to come out. */
export type Case = readonly [name: string, from: string, wishes: readonly Wish[], to: string];

/** The value of a text's first document, as the full reader has it. */
export function jsonOf(text: string): Json {
  return toJson(readFirstYaml(text));
}

/** The edits that a planner makes of wishes. */
export function editsOf(value: Json, wishes: readonly Wish[]): readonly Edit[] {
  let now = value;
  return wishes.map((wish) => {
    const edit = editOf(wish, at(now, wish.path));
    now = editObject(now, [edit], editDocument);
    return edit;
  });
}

function editOf(wish: Wish, before: Json | undefined): Edit {
  const { path } = wish;
  if (wish.op === 'set') {
    const { to: after, follows } = wish;
    return { op: 'set', path, before, after, ...(follows !== undefined && { follows }) };
  }
  if (typeof before !== 'string') throw new Error('only strings hold documents');
  return { op: 'embed', path, before, edits: editsOf(jsonOf(before), wish.wishes) };
}

/** Edits a text, and checks what holds for every edit. */
export function edited(text: string, wishes: readonly Wish[]): string {
  const edits = editsOf(jsonOf(text), wishes);
  const result = editDocument(text, edits);
  expectSoundSplices(text, readFirstYaml(text), edits, result);
  expect(jsonOf(result)).toEqual(editObject(jsonOf(text), edits, editDocument));
  return result;
}

/** Splices are in order, in bounds and apart, and make the result. */
export function expectSoundSplices(text: string, root: Node, edits: readonly Edit[], result: string): void {
  const { splices } = spliceEdits(text, root, edits);
  let done = 0;
  for (const { start, end } of splices) {
    expect(start).toBeGreaterThanOrEqual(done);
    expect(end).toBeGreaterThanOrEqual(start);
    done = end;
  }
  expect(done).toBeLessThanOrEqual(text.length);
  expect(applySplices(text, splices)).toBe(result);
}

/**
 * A test for each case, and one for the same document written otherwise: with CRLF, behind a byte order mark, as an item
 * in the middle of a larger text.
 */
export function tableOf(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    test.each(cases)('%s', (_, from, wishes, to) => {
      expect(edited(from, wishes)).toBe(to);
    });
    test.each(cases)('%s (CRLF)', (_, from, wishes, to) => {
      expect(edited(withCrlf(from), wishes)).toBe(withCrlf(to));
    });
    // A list behind a byte order mark is more than the yaml package can read.
    test.each(cases.filter(([, from]) => !from.startsWith('-')))('%s (byte order mark)', (_, from, wishes, to) => {
      expect(edited(`\uFEFF${from}`, wishes)).toBe(`\uFEFF${to}`);
    });
    test.each(cases)('%s (an item)', (_, from, wishes, to) => {
      expect(editedItem(from, editsOf(jsonOf(from), wishes))).toBe(asItem(to));
    });
  });
}

/** Edits a document as an item in the middle of a larger text. */
export function editedItem(document: string, edits: readonly Edit[]): string {
  const text = asItem(document);
  const list = readYaml(text);
  const items = list.kind === 'map' ? list.pairs[0]?.value : undefined;
  const root = items?.kind === 'seq' ? items.items[1] : undefined;
  if (root === undefined) throw new Error('the item is not where it should be');
  return applySplices(text, spliceItem(text, root, edits));
}

export function withCrlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

function asItem(text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const indented = lines.map((line, index) => (index === 0 ? `- ${line}` : line === '' ? '' : `  ${line}`));
  return `items:\n- first: item\n${indented.join('\n')}\n# the next one\n- last: item\n`;
}

/** A text in a template, without the line break at its beginning and the indentation of its first line. */
export function yaml(strings: TemplateStringsArray): string {
  const text = strings.raw.join('').replace(/^\n/, '').replace(/ +$/, '');
  const indentation = /^ */.exec(text)?.[0] ?? '';
  return text.replaceAll(new RegExp(`^${indentation}`, 'gm'), '');
}
