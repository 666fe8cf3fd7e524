/** Texts from texts: pieces of one, of two, and bits that mean something to one of the readers. */
import fc from 'fast-check';

const bits: readonly string[] = [
  ...[
    '\n',
    '\r\n',
    '\r',
    ' ',
    '  ',
    '\t',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    ': ',
    '- ',
    '? ',
    '#',
    ' #',
    '|',
    '>-',
    '\\',
    '/',
  ],
  ...[
    '\ufeff',
    '\u0085',
    '\u2028',
    '&a ',
    '*a',
    '! ',
    '!!str ',
    '<<: ',
    '---\n',
    '...\n',
    '%YAML 1.1\n',
    '~',
    '""',
    '@',
    ':1',
    '.io/',
  ],
  ...[
    'kind: ',
    'image: ',
    'items:\n',
    'registry: ',
    'types:\n',
    'images:\n',
    '--registry\n',
    '--layout\n',
    '=',
    'name',
    'null',
    '0',
    '1.5',
  ],
  ...['\n  ', '\n    ', '\n- ', '@sha256:', 'docker.io/', 'x'.repeat(200), '\ud83d\ude00', '__proto__'],
];

export interface Step {
  readonly at: number;
  readonly length: number;
  readonly what: 'insert' | 'repeat' | 'move' | 'join';
  readonly bit: string;
}

const step: fc.Arbitrary<Step> = fc.record({
  at: fc.nat(),
  length: fc.oneof(fc.constantFrom(0, 0, 1, 2, 5), fc.nat(40)),
  what: fc.constantFrom('insert', 'insert', 'insert', 'repeat', 'move', 'join'),
  bit: fc.oneof(fc.constantFrom(...bits), fc.string({ maxLength: 3 })),
});

/** Two numbers that pick texts, and what is done to the first of them. */
export interface Mutation {
  readonly one: number;
  readonly other: number;
  readonly steps: readonly Step[];
}

export const mutations: fc.Arbitrary<Mutation> = fc.record({
  one: fc.nat(),
  other: fc.nat(),
  steps: fc.array(step, { minLength: 1, maxLength: 5 }),
});

export function mutate(text: string, other: string, steps: readonly Step[]): string {
  return steps.reduce((now, { at, length, what, bit }) => {
    const from = at % (now.length + 1);
    const piece = now.slice(from, from + length);
    const rest = now.slice(0, from) + now.slice(from + length);
    if (what === 'insert') return now.slice(0, from) + bit + now.slice(from + length);
    if (what === 'repeat') return now.slice(0, from) + piece + now.slice(from);
    if (what === 'move') return rest.slice(0, at % (rest.length + 1)) + piece + rest.slice(at % (rest.length + 1));
    const cut = at % (other.length + 1);
    return now.slice(0, from) + other.slice(cut, cut + 20 + length);
  }, text);
}
