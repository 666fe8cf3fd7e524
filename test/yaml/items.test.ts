import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { SourceError } from '../../src/yaml/error.ts';
import { type Input, type Item, locate, type ResourceListInput } from '../../src/yaml/read/items.ts';
import { locateByScan } from '../../src/yaml/read/scan.ts';
import { locateInNodes } from '../../src/yaml/read/whole-input.ts';
import { facts } from '../facts.ts';
import { hostileInput } from './hostile-input.ts';

const typed = ({ items }: Input): unknown => items.map(({ apiVersion, kind }) => [apiVersion, kind]);

function resourceList(text: string): ResourceListInput {
  const input = locate(text);
  if (input.form !== 'resource-list') throw new Error('no ResourceList');
  return input;
}

/** The entry put where `results` says. */
function withResults(text: string, entry = 'results:\n- message: m'): string {
  const { results } = resourceList(text);
  return text.slice(0, results.start) + results.before + entry + text.slice(results.end);
}

const kustomize = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
items:
- apiVersion: v1
  data:
    config: |
      kind: Decoy
      - apiVersion: decoy
  kind: ConfigMap
  metadata:
    name: a
- # file head comment
  apiVersion: "apps/v1"
  kind: 'Deployment' # c
  spec:
    containers:
    - name: b
functionConfig:
  # comment
  apiVersion: example.com/v1
  kind: Mirror
`;

describe('a ResourceList', () => {
  test.each([
    ['as kustomize and kpt write it', kustomize],
    ['behind a marker', `---\n${kustomize}`],
    ['with CRLF', kustomize.replaceAll('\n', '\r\n')],
    ['with a lone CR as line end', kustomize.replaceAll('\n', '\r')],
    ['with a byte order mark', `\ufeff${kustomize}`],
    [
      'with indented dashes',
      kustomize.replace(/(?<=items:\n).*(?=functionConfig)/s, (items) => items.replace(/^(?=.)/gm, '  ')),
    ],
    ['with items that are indented more', kustomize.replace(/^-(?= )|^ (?= )/gm, '$&  ')],
    ['with quoted keys', kustomize.replace(/^(- | {2})?(kind|apiVersion|items|functionConfig):/gm, '$1"$2":')],
    [
      'of which part is in flow',
      kustomize.replace(/data:\n.*(?= {2}kind: C)/s, 'data: {config: "kind: Decoy\\n- apiVersion: decoy\\n"}\n'),
    ],
    ['with other top-level keys', `metadata:\n  name: x\n${kustomize}status: {}\n`],
  ])('%s', (_, text) => {
    const input = resourceList(text);
    expect(typed(input)).toEqual([
      ['v1', 'ConfigMap'],
      ['apps/v1', 'Deployment'],
    ]);
    expect(input.items.map((item) => item.json())).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        data: { config: 'kind: Decoy\n- apiVersion: decoy\n' },
        metadata: { name: 'a' },
      },
      { apiVersion: 'apps/v1', kind: 'Deployment', spec: { containers: [{ name: 'b' }] } },
    ]);
    expect(input.functionConfig?.json()).toEqual({ apiVersion: 'example.com/v1', kind: 'Mirror' });
    expect(input.functionConfig?.kind).toBe('Mirror');
  });

  test('as JSON', () => {
    const input = resourceList(
      '{"kind": "ResourceList", "items": [{"kind": "A"}, {"kind": "B"}], "functionConfig": {"kind": "C"}}',
    );
    expect(typed(input)).toEqual([
      [undefined, 'A'],
      [undefined, 'B'],
    ]);
    expect(input.functionConfig?.kind).toBe('C');
  });

  test.each([
    ['no items', 'kind: ResourceList\n'],
    ['null', 'kind: ResourceList\nitems:\n'],
    ['null, with a comment', 'kind: ResourceList\nitems: # none\n# none\n'],
    ['an empty list', 'kind: ResourceList\nitems: []\nfunctionConfig: null\n'],
    ['an empty JSON list', '{"kind": "ResourceList", "items": []}'],
  ])('that is empty: %s', (_, text) => {
    const input = resourceList(text);
    expect(input.items).toEqual([]);
    expect(input.functionConfig).toBeUndefined();
  });

  test('is one only where it is alone', () => {
    const input = locate(`${kustomize}---\nkind: Other\n`);
    expect(input.form).toBe('stream');
    expect(typed(input)).toEqual([
      ['v1', 'ConfigMap'],
      ['apps/v1', 'Deployment'],
      [undefined, 'Other'],
    ]);
  });
});

test('a ResourceList is alone beside a document of nothing but an anchor', () => {
  expect(resourceList('items:\n- kind: A\nkind: ResourceList\n...\n&a ').items).toHaveLength(1);
});

describe('a stream', () => {
  test.each([
    ['one document', 'kind: A\n', ['A']],
    ['several', 'kind: A\n---\nkind: B\n---\nkind: C\n', ['A', 'B', 'C']],
    ['as Helm writes it', '---\n# Source: a/b.yaml\nkind: A\n---\n# Source: c.yaml\n\nkind: B\n', ['A', 'B']],
    ['empty documents', '---\n---\n# nothing\n---\nnull\n---\nkind: A\n---\n~\n', ['A']],
    ['comments behind markers', '--- # a\nkind: A\n--- # b\nkind: B\n', ['A', 'B']],
    ['document ends', 'kind: A\n...\n---\nkind: B\n...\n', ['A', 'B']],
    ['content on the line of a marker', '--- {kind: A}\n---\nkind: B\n', ['A', 'B']],
    ['directives', '%YAML 1.1\n---\nkind: A\n---\nkind: B\n', ['A', 'B']],
    ['markers inside values', 'kind: A\nx: |\n  ---\n  kind: B\nz: "\n  ---"\n', ['A']],
    ['nothing', '', []],
    ['nothing but comments', '# a\n---\n# b\n', []],
    ['a JSON object', '{"kind": "A", "x": {"kind": "B"}}\n', ['A']],
    ['JSON objects', '{"kind": "A"}\n{"kind": "B"}{\n"kind":\t"C"}', ['A', 'B', 'C']],
    ['JSON documents', '{"kind": "A"}\n---\n{"kind": "B"}\n', ['A', 'B']],
    ['a list', 'kind: List\nitems:\n- kind: A\n- kind: B\nmetadata: {}\n', ['A', 'B']],
    ['lists of a kind', 'kind: ConfigMapList\nitems:\n- kind: A\n  apiVersion: v1\n---\nkind: B\n', ['A', 'B']],
    ['items of what is no list', 'kind: Order\nitems:\n- kind: A\n  apiVersion: v1\n', ['Order', 'A']],
    ['lists in lists', 'kind: List\nitems:\n- kind: List\n  items:\n  - kind: A\n- kind: B\n', ['A', 'B']],
    [
      'a JSON list',
      '{"kind": "List", "items": [{"kind": "A"}, {"kind": "List", "items": [{"kind": "B"}]}]}',
      ['A', 'B'],
    ],
    ['an empty list', 'kind: List\nitems: []\n', []],
    ['what is a list by name only', 'kind: AccessList\nspec:\n  items: []\n', ['AccessList']],
    ['items that are no list', 'kind: Order\nitems:\n- a\n', ['Order']],
  ])('%s', (_, text, kinds) => {
    const input = locate(text);
    expect(input.form).toBe('stream');
    expect(input.items.map(({ kind }) => kind)).toEqual(kinds);
    expect(input.items.map((item) => item.json().kind)).toEqual(kinds);
  });
});

describe('the type fields of an item', () => {
  test.each([
    ['in quotes', 'kind: "A"\napiVersion: \'v1\'', ['v1', 'A']],
    ['with comments', 'kind: A # a\napiVersion: v1# b', ['v1# b', 'A']],
    ['repeated: the last counts', 'kind: A\nkind: B', [undefined, 'B']],
    ['over several lines', 'kind: A\n\n  B\napiVersion:\n  v1', ['v1', 'A\nB']],
    ['brought in by a merge key', '<<: {kind: A}', [undefined, 'A']],
    ['with quoted keys', '"kind": A\n\'apiVersion\': v1', ['v1', 'A']],
    ['with explicit keys', '? kind\n: A', [undefined, 'A']],
    ['with an anchor', 'kind: &a A\napiVersion: *a', ['A', 'A']],
    ['no strings', 'kind: yes\napiVersion: 1.0', [undefined, undefined]],
    ['deeper inside', 'spec:\n  kind: A\nx:\n- kind: B', [undefined, undefined]],
    ['inside a literal', 'x: |\n  kind: A\nkind: B', [undefined, 'B']],
    ['behind a comment that ends a literal', 'x: |\n  a\n# kind: A\nkind: B', [undefined, 'B']],
  ])('%s', (_, text, expected) => {
    expect(typed(locate(`${text}\n`))).toEqual([expected]);
    const listed = text.replaceAll('\n', '\n  ');
    expect(typed(locate(`kind: ResourceList\nitems:\n- ${listed}\n- a: b\n`))).toEqual([
      expected,
      [undefined, undefined],
    ]);
  });
});

describe('an item', () => {
  const [first, second] = locate(kustomize).items as [Item, Item];

  test('knows its place', () => {
    expect([first.line, second.line]).toEqual([4, 13]);
    expect(kustomize.slice(first.start)).toMatch(/^apiVersion: v1\n {2}data/);
    expect(first.node()).toMatchObject({ kind: 'map', start: first.start });
    expect(second.start).toBe(kustomize.indexOf('apiVersion: "apps/v1"'));
  });

  test('searches its own bytes', () => {
    expect(first.mayHold('Decoy')).toBe(true);
    expect(first.mayHold('Deployment')).toBe(false);
    expect(second.mayHold('name: b')).toBe(true);
    expect(second.mayHold('Mirror')).toBe(false);
  });

  test('is decoded once', () => {
    expect(first.json()).toBe(first.json());
  });

  test('may use anchors of its list', () => {
    const { items } = locate(
      'kind: List\nitems:\n- kind: A\n  x: &x {a: 1}\n- kind: B\n  x: *x\n- kind: C\n  <<: *x\n',
    );
    expect(items.map((item) => item.json())).toEqual([
      { kind: 'A', x: { a: 1 } },
      { kind: 'B', x: { a: 1 } },
      { kind: 'C', a: 1 },
    ]);
  });

  test('that is broken harms nobody before it is read', () => {
    const text = 'kind: List\nitems:\n- kind: A\n  x: [}\n- kind: B\n';
    const [broken, sound] = locate(text).items;
    expect(broken?.kind).toBe('A');
    expect(sound?.json()).toEqual({ kind: 'B' });
    expect(() => broken?.json()).toThrow(expect.objectContaining({ name: 'SourceError', line: 4 }));
  });

  test('that JSON can not say is refused where it stands', () => {
    const [item] = locate('kind: A\nx:\n  .inf: .inf\n').items;
    expect(() => item?.json()).toThrow(expect.objectContaining({ name: 'SourceError', line: 3, column: 9 }));
  });
});

describe('refused', () => {
  test.each([
    ['null as item', 'kind: ResourceList\nitems:\n-\n- kind: A\n', 3],
    ['a string as item', 'kind: ResourceList\nitems:\n- kind: A\n- kind\n', 4],
    ['a list as item', 'kind: List\nitems:\n- - kind: A\n', 3],
    ['items that are a map', 'kind: List\nitems:\n  kind: A\n', 3],
    ['a functionConfig that is a string', 'kind: ResourceList\nfunctionConfig: x\n', 2],
    ['a string as document', 'kind: A\n---\nkind\n', 3],
    ['a list as document', '- kind: A\n', 1],
    ['a JSON list', '[{"kind": "A"}]', 1],
    ['broken YAML that hides what it is', 'kind: "A\n', 2],
    ['lists behind aliases', 'kind: List\nitems:\n- &a {kind: List, items: []}\n- {kind: List, items: [*a, *a]}\n', 4],
    ['items behind an alias', 'kind: List\nx: &x []\nitems: *x\n', 3],
    ['broken JSON', '{"kind": "A"', 1],
  ])('%s', (_, text, line) => {
    expect(() => locate(text)).toThrow(SourceError);
    expect(() => locate(text)).toThrow(expect.objectContaining({ line }));
  });
});

describe('results', () => {
  test.each([
    [
      'are added at the end',
      'kind: ResourceList\nitems: []\n',
      'kind: ResourceList\nitems: []\nresults:\n- message: m\n',
    ],
    ['are added where the last line has no end', 'kind: ResourceList', 'kind: ResourceList\nresults:\n- message: m'],
    [
      'are added behind a literal',
      'kind: ResourceList\nfunctionConfig:\n  a: |+\n    b\n\n',
      'kind: ResourceList\nfunctionConfig:\n  a: |+\n    b\n\nresults:\n- message: m\n',
    ],
    [
      'are added in front of the end of the document',
      'kind: ResourceList\n...\n',
      'kind: ResourceList\nresults:\n- message: m\n...\n',
    ],
    [
      'replace those there are',
      'kind: ResourceList\nresults:\n- message: a\n  x: |\n    b\n\n# c\nitems: []\n',
      'kind: ResourceList\nresults:\n- message: m\n\n# c\nitems: []\n',
    ],
    [
      'replace those there are at the end',
      'kind: ResourceList\nresults: [] # none\n',
      'kind: ResourceList\nresults:\n- message: m\n',
    ],
    [
      'replace null',
      'kind: ResourceList\nresults:\nitems: []\n',
      'kind: ResourceList\nresults:\n- message: m\nitems: []\n',
    ],
  ])('%s', (_, text, expected) => {
    expect(withResults(text)).toBe(expected);
    expect(resourceList(text).results).toMatchObject({ syntax: 'block', indent: '', lineEnd: '\n' });
  });

  test('with CRLF', () => {
    const text = 'kind: ResourceList\r\nitems:\r\n- kind: A\r\n';
    expect(resourceList(text).results).toMatchObject({ lineEnd: '\r\n', before: '\r\n' });
    expect(withResults(text)).toBe('kind: ResourceList\r\nitems:\r\n- kind: A\r\nresults:\n- message: m\r\n');
  });

  test('in a list that is indented', () => {
    expect(resourceList('  kind: ResourceList\n  items: []\n').results).toMatchObject({ indent: '  ', before: '\n  ' });
  });

  test.each([
    ['are added', '{"kind": "ResourceList", "items": []}', '{"kind": "ResourceList", "items": [], "results": []}'],
    [
      'are added on a line',
      '{\n  "kind": "ResourceList",\n  "items": []\n}\n',
      '{\n  "kind": "ResourceList",\n  "items": [],\n  "results": []\n}\n',
    ],
    [
      'replace those there are',
      '{"results": [1, 2], "kind": "ResourceList"}',
      '{"results": [], "kind": "ResourceList"}',
    ],
  ])('in JSON, %s', (_, text, expected) => {
    expect(resourceList(text).results.syntax).toBe('flow');
    expect(withResults(text, '"results": []')).toBe(expected);
  });
});

/** All that can be asked of an input, errors included. */
function answers(input: Input): unknown {
  const config = input.form === 'resource-list' ? input.functionConfig : undefined;
  const results = input.form === 'resource-list' ? input.results : undefined;
  return { form: input.form, items: input.items.map(answersOf), config: config && answersOf(config), results };
}

function answersOf(item: Item): unknown {
  try {
    return { start: item.start, line: item.line, json: item.json(), apiVersion: item.apiVersion, kind: item.kind };
  } catch (error) {
    if (error instanceof SourceError) return { start: item.start, error: error.message };
    throw error;
  }
}

function located(locator: () => Input | undefined): Input | undefined {
  try {
    return locator();
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}

function expectAgreement(text: string, scanned: Input, whole: Input): void {
  expect(answers(scanned)).toEqual(answers(whole));
  for (const [index, { end }] of scanned.items.entries()) {
    const valueEnd = whole.items[index]?.end ?? Number.NaN;
    expect(end).toBeGreaterThanOrEqual(valueEnd);
    expect(text.slice(valueEnd, end)).toMatch(/^(?:\s|#.*)*$/);
  }
}

test('the scan gives up or agrees with reading all', () => {
  let runs = 0;
  let sure = 0;
  fc.assert(
    fc.property(hostileInput, (text) => {
      runs++;
      const whole = located(() => locateInNodes(text));
      if (whole === undefined) return;
      const scanned = locateByScan(text, () => whole);
      if (scanned === undefined) return;
      sure++;
      expectAgreement(text, scanned, whole);
    }),
    { numRuns: 2000 },
  );
  expect(sure / runs).toBeGreaterThan(0.25);
});

facts('on real inputs', (inFacts) => {
  const folders = ['captures', 'upstream/manifests', 'upstream/clusters', 'upstream/helm'].map((name) => inFacts(name));
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => path.join(folder, file)));
  const largest = 'k8ssandra-operator-v1.32.5-control-plane.yaml.gz';
  const texts = files
    .filter((file) => file.endsWith('.yaml') || path.basename(file) === largest)
    .map((file) => ({ file, text: textOf(file) }))
    .filter(({ file, text }) => text.length < 300_000 || path.basename(file) === largest);

  test.each([
    ['streams', (text: string) => text],
    ['ResourceLists', (text: string) => asResourceList(locate(text))],
  ])(
    'the scan suffices, and agrees with reading all: %s',
    (_, layOut) => {
      for (const { file, text } of texts) {
        const laidOut = layOut(text);
        const whole = locateInNodes(laidOut);
        const scanned = locateByScan(laidOut, () => whole);
        if (scanned === undefined) throw new Error(`the scan gives up on ${file}`);
        expect(isDeepStrictEqual(contents(scanned), contents(whole))).toBe(true);
      }
    },
    60_000,
  );
});

function contents({ items }: Input): unknown {
  return items.map((item) => [item.start, item.json()]);
}

function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
}

function asResourceList({ text, items }: Input): string {
  const listed = items.map((item) => {
    const column = item.start - 1 - text.lastIndexOf('\n', item.start - 1);
    const lines = text.slice(item.start, item.node().end).split('\n');
    return `- ${lines.map((line) => line.slice(Math.min(column, line.search(/\S|$/)))).join('\n  ')}\n`.replace(
      / +\n/g,
      '\n',
    );
  });
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${listed.join('')}`;
}
