import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { Node } from '../../src/yaml/node.ts';
import { readBlock, readBlockValue } from '../../src/yaml/read/block.ts';
import { documentSpans } from '../../src/yaml/read/stream.ts';
import { readYaml, readYamlPart } from '../../src/yaml/read/yaml.ts';
import { DecodeError, decodeNode } from '../../src/yaml/typing.ts';
import { facts } from '../facts.ts';
import { hostileYaml } from './hostile-yaml.ts';

const read = (text: string): Node | undefined => readBlock(text, 0, text.length, 0);

describe('sure of, and of one mind with the full reader', () => {
  test.each([
    ['maps in maps', 'a:\n  b:\n    c: d\n  e: f\n'],
    ['keys of all sorts', 'a.b/c-d_e: 1\n"f g": 2\n\'h\': 3\n5: 4\n-i: 5\nf:j: 6\nk l: 7\nf:k:{"a":"b"}: 8\n$n: 9\n'],
    ['lists at the column of their key', 'a:\n- b\n- c\nd: e\n'],
    ['indented lists', 'a:\n  - b\n  - c\nd: e\n'],
    ['maps in lists', '- a: b\n  c: d\n-   e: f\n    g:\n    - h\n'],
    ['lists in lists', '- - a\n  - b\n-\n  - c\n- - - d\n'],
    ['values that are not written', 'a:\nb: # c\nd:\n-\n- # e\nf:\n'],
    ['values on the next line', 'a:\n  {}\nb:\n  "c"\nd:\n  e\n  f\ng:\n  |\n  h\n-x:\n  # i\n  j\n'],
    ['comments everywhere', '# a\nb: # c\n  # d\n    # e\n  f: g # h\n# i\nj: k\n'],
    ['a comment on the dash line', '- # a\n  b: c\n- # d\n\n  # e\n  f: g\n'],
    ['blank lines', '\n\na: b\n\n  \nc:\n\n- d\n   \n'],
    ['no line end at the end', 'a: b\nc: d'],
    ['plain scalars with odd characters', 'a: b:c\nd: e#f\ng: --h\ni: http://j/?k=l&m\nn: o{p}\n'],
    ['plain scalars over several lines', 'a: b\n  c\n\n  d\n   e # f\ng: h\n'],
    ['plain scalars that end in blanks', 'a: b  \nc:   d\n'],
    ['quotes', "a: \"b # c\"\nd: 'e: f'\ng: \"\"\nh: ''\ni: 'j''k'\nl: \"m\\\"n\\\\\" # o\n"],
    ['escapes', 'a: "\\x41\\u00e9\\t\\n\\\'\\e\\N\\_\\L\\P\\0 \\ b"\n'],
    ['quotes over several lines', 'a: "b\n  c \\n\n  d\n\n  e\\\n  \\ f "\ng: \'h\n   i\n\n\n  j \'\n'],
    ['literals', 'a: |\n  b\n   c\n\n  d\ne: |-\n    f\n\n\ng: |+\n h\n\n\ni: | # j\n  # k\n  l\n'],
    ['literals with ragged blank lines', 'a: |\n\n \n  b\n \n  \n   \n  c\n   \n \nd: e\n'],
    ['literals with tabs', 'a: |\n  b\tc\n  \td\n'],
    ['folded scalars', 'a: >\n  b\n  c\n\n  d\n   e\n\n  f\n  g\nh: >-\n\n\n  i\n\n   j\nk: >+\n  l\n\n\nm: n\n'],
    ['literals in lists', '- |\n  a\n- >-\n  b\n- c: |\n    d\n'],
    ['literals at the end', 'a: |\n  b'],
    ['flow collections', 'a: {b: "c", d: [e, \'f\', {}, []], "g":h}\ni: [ 1, 2 ] # j\nk: [l m, n:o, p#q]\n'],
    ['flow collections over several lines', 'a: {b: c,\n  d: [\n   e,\n\n   f ]\n  }\n'],
    ['JSON', '{"a": [1, 2.5, true, null, "b\\u0041"], "c": {}}\n'],
    ['JSON over several lines', '{\n  "a": [\n    1\n  ],\n  "b": {\n    "c": "d"\n  }\n}\n'],
    ['JSON with tabs', '{\n\t"a":\t[\n\t\t1\n\t]\n}\n'],
    ['characters beyond ASCII', 'ä: é\nb: \u{1F600}\nc: "日本"\n'],
    ['repeated keys', 'a: b\na: c\n'],
    ['everything indented', '  a: b\n  c:\n  - d\n'],
  ])('%s', (_, text) => {
    expect(read(text)).toEqual(readYaml(text));
  });

  test('a part of a text', () => {
    const text = 'items:\n- # a\n  b: c\n  d:\n  - e\n- f: g\n';
    const end = text.indexOf('- f');
    expect(readBlock(text, 8, end, 1)).toEqual(readYamlPart(text, 8, end, 1));
    expect(readBlock(text, 15, end, 2)).toMatchObject({ kind: 'map', start: 15, end: end - 1 });
  });
});

describe('the fast reader gives up at', () => {
  test.each([
    ['nothing', ''],
    ['nothing but a comment', '# a\n'],
    ['a scalar as root', 'a\n'],
    ['a quoted scalar as root', '"a"\n'],
    ['a literal as root', '|\n a\n'],
    ['anchors', 'a: &b c\n'],
    ['aliases', 'a: *b\n'],
    ['tags', 'a: !!str b\n'],
    ['merge keys', '<<: {a: b}\n'],
    ['explicit keys', '? a\n: b\n'],
    ['empty keys', ': a\n'],
    ['document markers', 'a: b\n---\nc: d\n'],
    ['document ends', 'a: b\n...\n'],
    ['document ends inside JSON', '[\n...\n]\n'],
    ['directives', '%YAML 1.2\n---\na: b\n'],
    ['CRLF', 'a: b\r\nc: d\r\n'],
    ['a byte order mark', '\ufeffa: b\n'],
    ['control characters', 'a: "b\x01"\n'],
    ['line ends of YAML 1.1', 'a: b\u2028c\n'],
    ['tabs in front of a value', 'a:\tb\n'],
    ['tabs as indentation', 'a:\n\tb: c\n'],
    ['tabs in plain scalars', 'a: b\tc\n'],
    ['indentation indicators', 'a: |2\n  b\n'],
    ['literals without lines', 'a: |\nb: c\n'],
    ['literals that begin with more blanks', 'a: |\n    \n  b\n'],
    ['literals that are not indented', 'a: |\nb\n'],
    ['literals that lose indentation', 'a:\n  b: |\n      c\n    d\n'],
    ['unknown escapes', 'a: "\\q"\n'],
    ['escaped blanks at the end of a line', 'a: "b\\ \n  c"\n'],
    ['comments inside flow collections', 'a: [b, # c\n  d]\n'],
    ['pairs in flow lists', 'a: [b: c]\n'],
    ['flow entries without value', 'a: {b}\n'],
    ['commas at the end of flow collections', 'a: [b, ]\n'],
    ['flow collections as keys', '{a: b}: c\n'],
    ['flow collections that are not indented', 'a: {\nb: c}\n'],
    ['comments without a blank in front', 'a: "b"#c\n'],
    ['quotes that are not indented', 'a: "b\nc"\n'],
    ['an escape that is one to JSON alone', '{"a": "b\\/"}\n'],
  ])('%s', (_, text) => {
    expect(read(text)).toBeUndefined();
  });

  test.each([
    ['maps on the line of their key', 'a: b: c\n'],
    ['lists on the line of their key', 'a: - b\n'],
    ['text behind quotes', 'a: "b" c\n'],
    ['quotes that do not end', 'a: "b\n'],
    ['keys at different columns', 'a: b\n c: d\n'],
    ['keys further left', '  a: b\nc: d\n'],
    ['dashes at different columns', '- a: b\n - c\n'],
    ['dashes behind keys', 'a: b\n- c\n'],
    ['keys behind dashes', '- a\nb: c\n'],
    ['keys over several lines', '"a\n  b": c\n'],
    ['keys too long for YAML', `${'a'.repeat(1025)}: b\n`],
    ['comments inside plain scalars', 'a: b # c\n  d\n'],
    ['reserved characters', 'a: @b\n'],
    ['flow collections that do not end', 'a: [b\n'],
  ])('what is no YAML: %s', (_, text) => {
    expect(() => readYaml(text)).toThrow();
    expect(read(text)).toBeUndefined();
  });

  test('what is nested too deep', () => {
    expect(read(`${'- '.repeat(600)}a\n`)).toBeUndefined();
    expect(read(`${'['.repeat(600)}${']'.repeat(600)}\n`)).toBeUndefined();
  });
});

/** What typing.ts makes of a node, with the order of keys; undefined where it throws. */
function decodedText(node: Node): string | undefined {
  try {
    return JSON.stringify(decodeNode(node));
  } catch (error) {
    if (error instanceof DecodeError) return undefined;
    throw error;
  }
}

describe('the value that is made on the way is that of typing.ts', () => {
  const plain = [
    '0x1F',
    '010',
    '1_000',
    '1_',
    '-.5',
    '+.5',
    '1e3',
    '08',
    '1.',
    '100m',
    '64Mi',
    '0b',
    '1__0',
    '_1',
    '-',
    '.',
  ];
  const words = [
    '~',
    'null',
    'Yes',
    'yES',
    'n',
    'off',
    'true',
    'False',
    'trueish',
    '.inf',
    '-.INF',
    '.NaN',
    '.nan.',
    '.',
  ];
  test.each([
    ['plain texts of all sorts', [...plain, ...words].map((text) => `- ${text}\n- "${text}"\n- ${text}: ${text}\n`)],
    ['keys of all sorts', ['a: 1\n5: 2\n"6": 3\nyes: 4\n0x1F: 5\n__proto__: 6\nä: 7\n日: 8\n1.5: 9\n']],
    ['keys that JSON has not', ['null: 1\na: .inf\n', 'a:\n  ~: 1\n', '99999999999999999999: 1\n']],
    ['repeated keys', ['a: 1\nb:\n  c: 1\n  c: 2\n', 'a: 1\nb: 2\n"a": 3\n', 'yes: 1\ntrue: 2\n', 'a: {b: 1, b: 2}\n']],
    ['long keys', [`${'k'.repeat(64)}: 1\n${'k'.repeat(65)}: 2\n`]],
    ['lists in lists', ['- - a\n  - 1\n-\n  - {b: [c, 2]}\n- []\n- |\n  d\n-\n']],
    ['scalars on several lines', ['a: 1\n  2\nb: n\n  o\nc: >\n  1\n']],
  ])('%s', (_, texts) => {
    for (const text of texts) {
      const found = readBlockValue(text, 0, text.length, 0);
      const node = read(text);
      expect(found?.node).toEqual(node);
      expect(found?.decoded && JSON.stringify(found.decoded)).toBe(node && decodedText(node));
    }
  });

  test('in any layout', () => {
    fc.assert(
      fc.property(hostileYaml, (text) => {
        const node = read(text);
        const found = readBlockValue(text, 0, text.length, 0);
        expect(found?.node).toEqual(node);
        expect(found?.decoded && JSON.stringify(found.decoded)).toBe(node && decodedText(node));
      }),
      { numRuns: 3000 },
    );
  });
});

test('in any layout, the fast reader gives up or agrees with the full one', () => {
  let runs = 0;
  let sure = 0;
  fc.assert(
    fc.property(hostileYaml, (text) => {
      // yaml 2.9 takes what stands behind such a comment for a key: one at the margin, below a blank line or above a value.
      fc.pre(!/\n *\n#|\n#.*\n(?:\s*\n|#.*\n)* +[^\s#]/.test(text));
      runs++;
      const node = read(text);
      if (node === undefined) return;
      sure++;
      expect(node).toEqual(readYaml(text));
    }),
    { numRuns: 3000 },
  );
  expect(sure / runs).toBeGreaterThan(0.15);
});

facts('on real documents', (inFacts) => {
  const folders = ['manifests', 'clusters', 'helm', 'image-configs'].map((name) => inFacts('upstream', name));
  const files = [...folders, inFacts('captures')].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => path.join(folder, file)),
  );
  const texts = files.filter((file) => /\.ya?ml(\.gz)?$/.test(file)).map((file) => ({ file, text: textOf(file) }));

  test('it is sure of nearly all', () => {
    const documents = texts.flatMap(({ file, text }) => documentsIn(text).map((span) => ({ file, text, ...span })));
    const outsideSubset = documents.filter(({ text, start, end }) => readBlock(text, start, end, 0) === undefined);
    expect(documents.length).toBeGreaterThan(1600);
    expect(outsideSubset.map(({ file }) => path.basename(file))).toEqual([
      'co-v1.32.0-default-single-rack-single-node-addtional-volumes-dc.yaml',
    ]);
  });

  const largest = 'k8ssandra-operator-v1.32.5-control-plane.yaml.gz';
  const compared = texts.filter(({ file, text }) => text.length < 300_000 || path.basename(file) === largest);

  test.each([
    ['as they are', (text: string) => text],
    ['as items of a list', asItems],
  ])(
    'it is of one mind with the full reader: documents %s',
    (_, layOut) => {
      const differing = compared.filter(({ text }) => {
        const laidOut = layOut(text);
        return documentsIn(laidOut).some(({ start, end }) => {
          const found = readBlockValue(laidOut, start, end, 0);
          if (found === undefined) return false;
          const full = readYamlPart(laidOut, start, end, 0);
          return !isDeepStrictEqual(found.node, full) || !isDeepStrictEqual(found.decoded, decodeNode(full));
        });
      });
      expect(differing.map(({ file }) => file)).toEqual([]);
    },
    60_000,
  );
});

function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
}

function documentsIn(text: string): readonly { start: number; end: number }[] {
  return documentSpans(text).filter(({ start, end }) => /^ *[^ #\n]/m.test(text.slice(start, end)));
}

/** The documents of a stream in a ResourceList, as kustomize would hand them over. */
function asItems(text: string): string {
  const items = documentsIn(text).map(({ start, end }) => `- ${text.slice(start, end).replace(/\n(?!\n|$)/g, '\n  ')}`);
  return `kind: ResourceList\nitems:\n${items.join('')}`;
}
