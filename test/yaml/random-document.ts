/**
 * Documents written in every way a person or a tool might write them, and edits that fit them. What a document says
 * does not matter; how it is written does: block and flow, quotes, block scalars, comments, indentation, line ends.
 */
import fc from 'fast-check';
import { Document, Scalar } from 'yaml';
import { isList, isObject, type Json, type Path } from '../../src/yaml/json.ts';
import { embed, jsonOf, set, type Wish } from './editing.ts';

/** What every comment of a random document contains, and no string of it. */
export const note = '# note';

export interface Features {
  readonly anchors: 'none' | 'aliases' | 'merges';
}

/** Takes one of several; the first is the simplest, what a failing test is brought down to. */
export type Pick = <T>(...options: readonly T[]) => T;

/** What is picked in the end comes from a list of numbers, which fast-check makes shorter and smaller as long as it can. */
export const picks: fc.Arbitrary<Pick> = fc
  .array(fc.nat({ max: 255 }), { maxLength: 300, size: 'max' })
  .map((numbers) => {
    let used = 0;
    return <T>(...options: readonly T[]): T => {
      const picked = options[(numbers[used++] ?? 0) % options.length];
      return picked ?? (options[0] as T);
    };
  });

/** Some of several, in any order. */
function pickSome<T>(pick: Pick, options: readonly T[], minimum: number, maximum: number): readonly T[] {
  const some: T[] = [];
  const size = pick(...Array.from({ length: maximum - minimum + 1 }, (_, index) => minimum + index));
  const left = [...options];
  while (some.length < size && left.length > 0) some.push(...left.splice(pick(...left.keys()), 1));
  return some;
}

/** A random document, with documents in some of its strings. */
export function randomDocument(pick: Pick, features: Features): string {
  return new Writer(pick, features).document(0);
}

/** The same with all that may surround a document, and other line ends. */
export function randomText(pick: Pick, features: Features): string {
  const document = randomDocument(pick, features);
  const lineBreak = pick('\n', '\n', '\r\n');
  const head = pick('', '', '\uFEFF', `${note}\n`, `---\n`, `--- ${note}\n`);
  const tail = pick('\n', '\n', `\n${note}\n`, '\n\n', `\n---\nb: 2 ${note}\n`, '');
  // The yaml package cannot read a list behind a byte order mark.
  const start = document.startsWith('-') && head === '\uFEFF' ? '' : head;
  return (start + document + tail).replaceAll('\n', lineBreak);
}

const keys = ['a', 'b', 'image', 'tag', '4.1', 'p q', 'on'];
const words = [
  ...[
    'x',
    'a/b:c',
    'm:5000/x',
    '5',
    'true',
    '~',
    '',
    "it's",
    '#no',
    'a: b',
    ' lead',
    'trail ',
    'é😀',
    '\t',
    '- a',
    '{x}',
  ],
  ...[
    'p\nq\n',
    'p\n\n  q: r\ns',
    '# p\nq\n\n\n',
    'words that make a line too long\nand more',
    'a\\b "c" \'d\'\n',
    '\u0001',
  ],
];
const types: readonly Scalar.Type[] = ['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED'];

/** Lines have the indentation of the collection they stand in; whoever nests it indents it further. */
class Writer {
  readonly #pick: Pick;
  readonly #features: Features;
  readonly #anchors: { readonly name: string; readonly isMap: boolean }[] = [];
  #named = 0;

  constructor(pick: Pick, features: Features) {
    this.#pick = pick;
    this.#features = features;
  }

  document(depth: number): string {
    const lines = this.#pick(this.#map, this.#map, this.#map, this.#seq, this.#flow).call(this, depth);
    return lines.join('\n');
  }

  #map(depth: number): readonly string[] {
    const step = ' '.repeat(this.#pick(2, 2, 1, 4));
    const dashes = this.#pick('', '', step);
    const names = pickSome(this.#pick, keys, 1, 4);
    const merges = this.#mergeable();
    return [...merges, ...names].flatMap((name) => {
      const key = name.startsWith('<<') ? name : `${this.#key(name)}:`;
      if (key.startsWith('<<')) return [`${key}${this.#beside()}`];
      return [...this.#above(), ...this.#member(key, depth, step, dashes)];
    });
  }

  #mergeable(): readonly string[] {
    const maps = this.#anchors.filter(({ isMap }) => isMap);
    if (this.#features.anchors !== 'merges' || maps.length === 0 || this.#pick(true, false)) return [];
    return [`<<: *${this.#pick(...maps).name}`];
  }

  #key(name: string): string {
    return this.#pick(name === 'on' ? '"on"' : name, JSON.stringify(name), `'${name}'`);
  }

  #member(key: string, depth: number, step: string, dashes: string): readonly string[] {
    const kind = this.#pick('scalar', 'scalar', 'flow', 'document', 'map', 'seq');
    const isBlock = depth < 3 && (kind === 'map' || kind === 'seq');
    const anchor = this.#anchor(kind === 'scalar');
    const head = anchor === '' ? key : `${key} &${anchor}`;
    const lines = isBlock
      ? this.#block(kind, head, depth, step, dashes)
      : this.#inline(`${head} `, kind === 'flow' ? this.#flow(depth) : this.#scalar(kind, depth, anchor === ''), '  ');
    if (anchor !== '') this.#anchors.push({ name: anchor, isMap: kind === 'map' && isBlock });
    return lines;
  }

  #block(kind: string, head: string, depth: number, step: string, dashes: string): readonly string[] {
    const lines = kind === 'map' ? this.#map(depth + 1) : this.#seq(depth + 1);
    return [`${head}${this.#beside()}`, ...indented(lines, kind === 'map' ? step : dashes)];
  }

  #seq(depth: number): readonly string[] {
    const dash = this.#pick('- ', '- ', '-   ');
    const size = this.#pick(1, 2, 3);
    return Array.from({ length: size }).flatMap(() => {
      const kind = depth < 3 ? this.#pick('scalar', 'map', 'flow', 'document', 'seq') : 'scalar';
      if (kind === 'map' || kind === 'seq') {
        const [first = '', ...others] = kind === 'map' ? this.#map(depth + 1) : this.#seq(depth + 1);
        const isComment = first === '' || first.startsWith('#');
        const behind = isComment ? [`-${this.#beside()}`, ...indented([first, ...others], '  ')] : undefined;
        return [...this.#above(), ...(behind ?? [dash + first, ...indented(others, ' '.repeat(dash.length))])];
      }
      const lines = kind === 'flow' ? this.#flow(depth) : this.#scalar(kind, depth, true);
      return [...this.#above(), ...this.#inline('- ', lines, '  ')];
    });
  }

  /** A value that begins on the line of its key or dash. */
  #inline(head: string, [first = '', ...others]: readonly string[], indentation: string): readonly string[] {
    const beside = this.#beside();
    if (others.length === 0 || /^[|>]/.test(first)) {
      return [`${head}${first}`.replace(/ $/, '') + beside, ...indented(others, '')];
    }
    const lines = [
      `${head}${first}`,
      ...indented(others, first.startsWith('{') || first.startsWith('[') ? indentation : ''),
    ];
    return lines.with(-1, `${lines.at(-1)}${beside}`);
  }

  /** Lines but the first are indented by two. */
  #scalar(kind: string, depth: number, mayBeAlias: boolean): readonly string[] {
    const other = ['1', '0.5', 'true', 'null', '~', '', '{}', '[]'];
    if (kind === 'document' && depth < 2) {
      const text = new Writer(this.#pick, this.#features).document(depth + 2);
      return scalarLines(text + this.#pick('\n', '\n', ''), this.#pick(...types), this.#pick(0, 24));
    }
    const anchors = this.#anchors.filter(() => this.#features.anchors !== 'none' && mayBeAlias);
    if (anchors.length > 0 && this.#pick(true, false)) return [`*${this.#pick(...anchors).name}`];
    if (this.#pick(true, false, false)) return [this.#pick(...other)];
    return scalarLines(this.#pick(...words), this.#pick(...types), this.#pick(0, 24));
  }

  #flow(depth: number): readonly string[] {
    const quotes = this.#pick('', '"', "'");
    const comma = quotes === '"' ? this.#pick(',', ', ') : ', ';
    const isMap = this.#pick(true, false);
    const names = pickSome(this.#pick, keys, 1, 3);
    const members = names.map((name) => {
      const value =
        depth < 3 && this.#pick(false, false, true) ? this.#flow(depth + 1).join('\n') : this.#flowScalar(quotes);
      return isMap ? `${quoted(name, quotes)}: ${value}` : value;
    });
    const [open, close] = isMap ? ['{', '}'] : ['[', ']'];
    const last = this.#pick('', '', ',');
    if (this.#pick(true, true, false) || members.some((member) => member.includes('\n'))) {
      const pad = this.#pick('', ' ');
      return `${open}${pad}${members.join(comma)}${last}${pad}${close}`.split('\n');
    }
    const lines = members.map(
      (member, index) => `  ${member}${index < members.length - 1 ? ',' : last}${this.#beside()}`,
    );
    return [open, ...lines, close];
  }

  #flowScalar(quotes: string): string {
    const text = this.#pick('x', 'a/b:c', "it's", '5');
    return this.#pick('1', 'true', 'null', quoted(text, quotes), quoted(text, quotes));
  }

  /** Names of scalars come again where nothing is merged: then the last of a name counts. */
  #anchor(isScalar: boolean): string {
    const { anchors } = this.#features;
    if (anchors === 'none' || this.#pick(false, true, false)) return '';
    this.#named++;
    return anchors === 'aliases' && isScalar ? this.#pick(`n${this.#named}`, 'again') : `n${this.#named}`;
  }

  #above(): readonly string[] {
    return this.#pick([], [], [], [], [note], [''], ['', `${note} above`]);
  }

  #beside(): string {
    return this.#pick('', '', '', ` ${note}`, `  ${note} "x: `);
  }
}

function quoted(text: string, quotes: string): string {
  if (quotes === '"' || /^(?:5|on|4\.1)$/.test(text)) return JSON.stringify(text);
  return quotes === "'" ? `'${text.replaceAll("'", "''")}'` : text;
}

function indented(lines: readonly string[], indentation: string): readonly string[] {
  return lines.map((line) => (line === '' ? line : indentation + line));
}

/** A string in a style, as the yaml package writes it; lines but the first are indented by two. */
function scalarLines(text: string, type: Scalar.Type, lineWidth: number): readonly string[] {
  const scalar = new Scalar(text);
  // The package writes a dash on a line of its own as plain text, and cannot read that.
  scalar.type = type === 'PLAIN' && /^[-?]\n/.test(text) ? 'QUOTE_DOUBLE' : type;
  const written = new Document({ k: scalar }, { compat: 'yaml-1.1' }).toString({ lineWidth });
  const [first = '', ...others] = written.replace(/\n$/, '').split('\n');
  return first === 'k:' ? ['', ...others] : [first.replace(/^k: /, ''), ...others];
}

/** Edits that replace no comment: scalars and what is empty change, all else only grows. */
export function gentleWishes(pick: Pick, value: Json, depth = 0): readonly Wish[] {
  const wishes: Wish[] = [];
  const touched = new Set<string>();
  for (const { path, value: old } of pickSome(pick, placesIn(value), 1, 5)) {
    if (touched.has(JSON.stringify(path))) continue;
    touched.add(JSON.stringify(path));
    if (isObject(old) && (Object.keys(old).length > 0 || pick(true, false))) {
      const name = pick('new', 'on', '7', 'p,q');
      const follows = pick(undefined, '', ...Object.keys(old));
      if (!Object.hasOwn(old, name)) wishes.push(set([...path, name], randomValue(pick), follows));
    } else if (isList(old) && (old.length > 0 || pick(true, false))) {
      wishes.push(set([...path, old.length], randomValue(pick)));
    } else if (typeof old === 'string' && isDocument(old)) {
      if (depth < 2) wishes.push(embed(path, ...gentleWishes(pick, jsonOf(old), depth + 1)));
    } else wishes.push(set(path, randomValue(pick)));
  }
  return wishes;
}

/** Edits of any sort, but not of the document as a whole; what lies inside of something replaced is edited no more. */
export function wildWishes(pick: Pick, value: Json): readonly Wish[] {
  const replaced: Path[] = [];
  const wishes: Wish[] = [];
  for (const { path } of pickSome(pick, placesIn(value).slice(1), 1, 3)) {
    if (replaced.some((other) => startsWith(path, other) || startsWith(other, path))) continue;
    replaced.push(path);
    wishes.push(set(path, randomValue(pick)));
  }
  return wishes;
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((step, index) => path[index] === step);
}

function isDocument(text: string): boolean {
  if (![':', '\n', note].some((sign) => text.includes(sign))) return false;
  try {
    return typeof jsonOf(text) === 'object' && jsonOf(text) !== null;
  } catch {
    return false;
  }
}

function placesIn(value: Json, path: Path = []): { readonly path: Path; readonly value: Json }[] {
  const entries = isList(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return [{ path, value }, ...entries.flatMap(([step, inner]) => placesIn(inner, [...path, step]))];
}

function randomValue(pick: Pick): Json {
  return pick<Json>(...words, 1, true, null, {}, [], { name: 'x', on: [1, 'a/b'] }, ['x', { deep: { er: null } }, []]);
}
