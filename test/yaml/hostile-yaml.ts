/**
 * Documents in every layout that people and tools come up with, some of them broken: for tests that hold two readers
 * against each other.
 */
import fc from 'fast-check';

type Value = string | readonly Value[] | { readonly [key: string]: Value };

/** Plain, these read as themselves nearly everywhere. */
const tame = fc.constantFrom(
  'a',
  'b',
  'image',
  'kind',
  'v1',
  'docker.io/x/y:1.2',
  '5',
  'true',
  'two words',
  'é',
  '-x',
  'a:b',
  'c#d',
);
/** Plain, these mean something else, or nothing. */
const wild = fc.constantFrom(
  ...[
    '',
    '~',
    'a: b',
    'x #y',
    "it's",
    '- z',
    '"',
    '{}',
    'line one\nline two\n',
    'a\n\n b\nc',
    '\nlead',
    'trail \n',
    '#',
    'a\\b',
  ],
  ...['\ttab', '<<', '&a', '[1, 2', 'a:', '---', '? q', 'a   \n  b', '!t', '%', '\u00a0', 'c\nd\n\n\n'],
);
const word = fc.oneof({ arbitrary: tame, weight: 9 }, { arbitrary: wild, weight: 1 });

const { map }: { map: fc.Arbitrary<Value> } = fc.letrec<{ value: Value; map: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: word, weight: 3 },
    { arbitrary: fc.array(tie('value'), { maxLength: 3 }), weight: 2 },
    { arbitrary: tie('map'), weight: 3 },
  ),
  map: fc.dictionary(word, tie('value'), { minKeys: 1, maxKeys: 4 }),
}));

/** Answers `pick(n)` with numbers below n. */
type Dice = (sides: number) => number;

function diceOf(rolls: readonly number[]): Dice {
  let next = 0;
  return (sides) => (rolls[next++ % rolls.length] ?? 0) % sides;
}

function quote(text: string, dice: Dice): string {
  const tamed = /^[\w./:#éx-]+$/.test(text);
  const style = dice(tamed ? 6 : 12);
  if (style === 0 || style > 8) return JSON.stringify(text);
  if (style === 1 || style > 5) return `'${text.replaceAll("'", "''")}'`;
  return text;
}

function scalar(text: string, column: number, dice: Dice): string {
  if (dice(5) > 0) return quote(text, dice);
  const pad = ' '.repeat(column + 1 + dice(4));
  const header = ['|', '>', '|-', '>-', '|+', '>+', '| # c', '|', '>', '|2'][dice(10)];
  const lines = text.split('\n').map((line) => (line === '' && dice(2) ? '' : pad + line));
  return `${header}\n${lines.join('\n')}`;
}

function flow(value: Value, dice: Dice): string {
  const gap = [' ', '', '\n', '\n    ', '  '][dice(5)] ?? '';
  if (typeof value === 'string') return quote(value, dice);
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, dice)).join(`,${gap}`)}${gap}]`;
  const pairs = Object.entries(value).map(([key, each]) => `${quote(key, dice)}: ${flow(each, dice)}`);
  return `{${gap}${pairs.join(`,${gap}`)}}`;
}

/** What stands between two lines: mostly nothing, else comments and blank lines at any column. */
function between(dice: Dice): string {
  return ['', '', '', '', '', '', '', '\n', '  \n', '# c\n', '   # c\n', '\n\n#\n'][dice(12)] ?? '';
}

function block(value: Value, column: number, dice: Dice): string {
  const pad = ' '.repeat(column);
  const end = ['\n', '\n', ' # c\n', '  \n'][dice(4)] ?? '';
  if (typeof value === 'string') return ` ${scalar(value, column, dice)}${end}`;
  if (dice(6) === 0) return ` ${flow(value, dice)}${end}`;
  const deeper = column + 1 + dice(3);
  if (Array.isArray(value)) {
    return `${end}${value.map((item) => `${between(dice)}${pad}-${afterDash(item, column, deeper + 1, dice)}`).join('')}`;
  }
  const entries = Object.entries(value).map(([key, each]) => {
    const at = Array.isArray(each) && dice(2) === 0 ? column : deeper;
    return `${between(dice)}${pad}${quote(key, dice)}:${block(each, at, dice)}`;
  });
  return `${end}${entries.join('')}`;
}

/** Behind a dash, a collection begins on the same line, or on the next. */
function afterDash(value: Value, dash: number, column: number, dice: Dice): string {
  const text = block(value, column, dice);
  const [, blank, rest] = /^( *\n)( *[^ #\n].*)$/s.exec(text) ?? [];
  return blank === undefined || rest === undefined || dice(4) === 0 ? text : rest.slice(dash + 1);
}

const damage = fc.record({
  at: fc.nat(),
  length: fc.constantFrom(0, 0, 0, 1, 3),
  text: fc.constantFrom(
    '\n',
    ' ',
    '\t',
    ': ',
    '- ',
    ' #',
    '"',
    "'",
    '|',
    '&a ',
    '*a',
    '!t ',
    '---\n',
    '? ',
    '\r\n',
    '\ufeff',
    '\u2028',
    ',',
  ),
});

/** A document, in a random layout; every other one is damaged somewhere. */
export const hostileYaml: fc.Arbitrary<string> = fc
  .tuple(
    map,
    fc.array(fc.nat(1000), { minLength: 7, maxLength: 40 }),
    fc.option(damage, { freq: 2 }),
    fc.constantFrom('\n', '\n', '\n', '\r\n'),
  )
  .map(([root, rolls, wound, lineEnd]) => {
    const text = block(root, 0, diceOf(rolls)).replace(/^\n/, '');
    if (wound === null) return text.replaceAll('\n', lineEnd);
    const at = wound.at % (text.length + 1);
    return text.slice(0, at) + wound.text + text.slice(at + wound.length);
  });
