/**
 * The reader against yaml-test-suite: every valid stream must give the suite's events, every invalid one an error. The
 * events say more than the suite's JSON: styles, tags, anchors, and nothing is typed.
 */
import { SourceError } from '../../src/yaml/error.ts';
import type { Node, ScalarStyle } from '../../src/yaml/node.ts';
import { readBlock } from '../../src/yaml/read/block.ts';
import { readYaml, readYamlStream } from '../../src/yaml/read/yaml.ts';
import { facts } from '../facts.ts';
import { casesBelow } from './suite-cases.ts';

/** What YAML 1.2 forbids, and go-yaml and we read; or the other way round. */
const asGo: readonly string[] = [
  ...['3UYS', '9C9N', '9JBA', 'CVW2', 'DK95/1', 'HRE5', 'QB6E', 'SU5Z', 'VJP3/0', 'X4QW', 'Y79Y/3'],
  // Where an anchor ends, and a colon in flow style.
  ...['2SXE', '4ABK', '8XYN', 'FRK4', 'W5VH', 'Y2GN'],
];

/** Where we differ from the suite, and why. */
const exceptions: ReadonlyMap<string, string> = new Map([
  ...asGo.map((id): [string, string] => [id, 'as go-yaml has it']),
  ['HWV9', '`...` alone is an empty document here, none there; empty documents are skipped wherever streams are read'],
  ['QT73', 'as HWV9'],
  ['M7A3', 'as HWV9'],
  ['652Z', 'a ? in front of a text in flow style is a key of its own to go-yaml, and a part of the text here; refused'],
  ['HM87/1', 'as 652Z'],
  ['SF5V', 'a repeated %YAML directive is let pass by the `yaml` package; nothing depends on it'],
  ['ZYU8/2', 'the suite itself calls `%YAML 1.1 1.2` valid by the letter of the grammar only; refused'],
]);

facts('yaml-test-suite', (inFacts) => {
  const folder = inFacts('suites', 'yaml-test-suite');
  const cases = casesBelow(folder);

  test('is there', () => expect(cases.length).toBeGreaterThan(400));

  test('every exception is a case', () => {
    const ids = cases.map(({ id }) => id);
    expect([...exceptions.keys()].filter((id) => !ids.includes(id))).toEqual([]);
  });

  const expected = cases.filter(({ id }) => !exceptions.has(id));
  test.each(expected.filter(({ tree }) => tree === undefined))('$id refused: $name', ({ yaml }) => {
    expect(() => readYamlStream(yaml)).toThrow(SourceError);
  });
  const valid = expected.filter(({ tree }) => tree !== undefined);
  test.each(valid)('$id read: $name', ({ yaml, tree }) => {
    expect(eventsOf(readYamlStream(yaml))).toBe(tree);
  });

  test('the fast reader gives up or agrees with the full one on a case of the suite', () => {
    const read = cases.filter(({ yaml }) => readBlock(yaml, 0, yaml.length, 0) !== undefined);
    expect(read.length).toBeGreaterThan(50);
    for (const { yaml } of read) expect(readBlock(yaml, 0, yaml.length, 0)).toEqual(readYaml(yaml));
  });

  const lineFeedsOnly = valid.filter(({ yaml }) => !yaml.includes('\r'));
  describe.each([
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('with %s', (_, lineEnd) => {
    test.each(lineFeedsOnly)('$id read alike: $name', ({ yaml, tree }) => {
      expect(eventsOf(readYamlStream(yaml.replaceAll('\n', lineEnd)))).toBe(tree);
    });
  });
});

const indicators: Record<ScalarStyle, string> = { plain: ':', single: "'", double: '"', literal: '|', folded: '>' };
const escapes: readonly [string, string][] = [
  ['\\', '\\\\'],
  ['\0', '\\0'],
  ['\b', '\\b'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
];

function eventsOf(documents: readonly Node[]): string {
  return documents.flatMap((root) => ['+DOC', ...events(root), '-DOC']).join('\n');
}

function events(node: Node): string[] {
  if (node.kind === 'alias') return [`=ALI *${node.name}`];
  const properties = `${node.anchor === undefined ? '' : ` &${node.anchor}`}${node.tag === undefined ? '' : ` <${resolved(node.tag)}>`}`;
  if (node.kind === 'scalar') {
    const text = escapes.reduce((escaped, [from, to]) => escaped.replaceAll(from, to), node.text);
    return [`=VAL${properties} ${indicators[node.style]}${text}`];
  }
  if (node.kind === 'seq') return [`+SEQ${node.flow ? ' []' : ''}${properties}`, ...node.items.flatMap(events), '-SEQ'];
  const pairs = node.pairs.flatMap(({ key, value }) => [...events(key), ...events(value)]);
  return [`+MAP${node.flow ? ' {}' : ''}${properties}`, ...pairs, '-MAP'];
}

function resolved(tag: string): string {
  if (tag.startsWith('!<')) return tag.slice(2, -1);
  return tag.replace(/^!!/, 'tag:yaml.org,2002:');
}
