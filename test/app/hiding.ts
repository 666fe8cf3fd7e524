/** Texts in which an image is hidden, or one that is not, with some damage: for tests of what readers make of them. */
import fc from 'fast-check';
import { hidden, hiddenImages } from './hidden-images.ts';

const mirrored = 'm.io/a/b:1';

/** Bits that mean something to YAML, and lines that mean something to Kubernetes. */
const bits = [
  ...[
    '\n',
    '\r',
    '\r\n',
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
    '\\/',
  ],
  ...[
    '\ufeff',
    '\u0085',
    '\u2028',
    '&a ',
    '*a ',
    '! ',
    '!!str ',
    '<<: ',
    '---\n',
    '...\n',
    '\n---\n',
    '%YAML 1.1\n',
    '&x:y ',
    '~',
    '""',
  ],
  ...[
    'kind: Role',
    '\nkind: Role\n',
    '\n  kind: Role\n',
    '\n- x: y\n',
    '\nitems:\n',
    'image: ',
    `\n    image: ${mirrored}\n`,
    `image: ${hidden}`,
  ],
  ...['"kind": ', '\n# c\n', '<<: {image: m.io/a/b:1}\n', ' image:,', '\\x', '\\\n'],
];
const damage = fc.record({ at: fc.nat(), length: fc.constantFrom(0, 0, 0, 1, 4, 20), text: fc.constantFrom(...bits) });

/** Texts that hide an image in every known way, or have a good one in its place, and are damaged. */
export const hiding: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...hiddenImages.map(({ text }) => text)),
    fc.boolean(),
    fc.array(damage, { maxLength: 3 }),
    fc.constantFrom(...hiddenImages.map(({ text }) => text)),
    fc.constantFrom('', '', '', '---\n', '\n---\n', '\n'),
  )
  .map(([base, isClean, wounds, other, between]) => {
    const text = isClean
      ? base.replaceAll('evil.io/x/y:1', mirrored).replaceAll('registry: evil.io', 'registry: m.io')
      : base;
    const hurt = wounds.reduce((now, { at, length, text: bit }) => {
      const place = at % (now.length + 1);
      return now.slice(0, place) + bit + now.slice(place + length);
    }, text);
    return between === '' ? hurt : hurt + between + other.replaceAll(hidden, mirrored);
  });
