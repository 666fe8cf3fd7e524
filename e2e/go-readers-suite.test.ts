/** yaml-test-suite in manifests: what go-yaml v2 and v3 and sigs.k8s.io/yaml all read, we read as v2 does. */
import { isEqual } from '../src/yaml/equal.ts';
import { SourceError } from '../src/yaml/error.ts';
import type { Json } from '../src/yaml/json.ts';
import { readYamlStream } from '../src/yaml/read/yaml.ts';
import { DecodeError, toJson } from '../src/yaml/typing.ts';
import { facts } from '../test/facts.ts';
import { casesBelow } from '../test/yaml/suite-cases.ts';
import { ask } from './go-readers/readers.ts';
import { describeOn, missingPrograms } from './tools.ts';

const indented = (text: string, column: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(column));
const head = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';

const places: readonly (readonly [name: string, embed: (yaml: string) => string])[] = [
  ['a document', (yaml) => yaml],
  ['a value', (yaml) => `${head}spec:\n${indented(yaml, 2)}`],
  ['a value behind its key', (yaml) => `${head}spec: ${indented(yaml, 2).trimStart()}`],
  [
    'an item of a list',
    (yaml) => `kind: List\nitems:\n- ${indented(head, 2).trimStart()}  spec:\n${indented(yaml, 4)}`,
  ],
  ['a flow collection', (yaml) => `${head}spec: {a: [\n${yaml}\n]}\n`],
];

/** Where the values differ, and no image can hide in that. */
const differences: readonly string[] = [
  // The line end at the end of a block scalar that the input cuts off.
  ...['JEF9/2', 'L24T/1'],
];
/** What we refuse in some place though go-yaml reads it there. */
const refused: readonly string[] = [
  // A `?` in front of a text in flow style, `[-]`, blanks in front of a folded text, a comma behind a tag, and odd directives.
  ...['652Z', 'HM87/1', 'YJV2', 'S98Z', 'U99R', '9HCY', 'G5U8', 'MUS6/0'],
  // Where an anchor ends, and a colon in flow style.
  ...['2SXE', '4ABK', '8XYN', 'FRK4', 'W5VH', 'Y2GN'],
];

function read(text: string): readonly Json[] | undefined {
  try {
    return readYamlStream(text).map(toJson);
  } catch (error) {
    if (error instanceof SourceError || error instanceof DecodeError) return undefined;
    throw error;
  }
}

const withoutNulls = (values: readonly Json[]): readonly Json[] => values.filter((value) => value !== null);

facts('yaml-test-suite, before the readers of Kubernetes', (inFacts) => {
  describeOn('go', missingPrograms({ go: 'https://go.dev/dl' }), () => {
    const cases = casesBelow(inFacts('suites', 'yaml-test-suite'));
    test.each(places)('as %s', (_, embed) => {
      const texts = cases.map(({ yaml }) => embed(yaml));
      const answers = ask(texts);
      const both = cases.flatMap(({ id }, index) => {
        const { v2, v3, sigs } = answers[index] ?? {};
        const isRead = v2 !== undefined && [v2, v3, sigs].every((answer) => answer?.error === undefined);
        return isRead ? [{ id, text: texts[index] ?? '', value: v2.value ?? [] }] : [];
      });
      expect(both.length).toBeGreaterThan(50);
      const ours = both.map((one) => ({ ...one, own: read(one.text) }));
      const unread = ours.filter(({ id, own }) => own === undefined && !refused.includes(id));
      const other = ours.filter(
        ({ id, own, value }) =>
          own !== undefined && !differences.includes(id) && !isEqual(withoutNulls(own), withoutNulls(value)),
      );
      expect({ unread: unread.map(({ id }) => id), other: other.map(({ id }) => id) }).toEqual({
        unread: [],
        other: [],
      });
    });
  });
});
