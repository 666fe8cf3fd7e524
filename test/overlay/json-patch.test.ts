import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { operationsFor } from '../../src/overlay/json-patch.ts';
import { editObject } from '../../src/yaml/edit/edit-object.ts';
import { editDocument } from '../../src/yaml/edit/edit-text.ts';
import { isObject, type JsonObject } from '../../src/yaml/json.ts';
import { facts } from '../facts.ts';
import { editsOf, embed, jsonOf, set, type Wish } from '../yaml/editing.ts';
import { picks, randomDocument, wildWishes } from '../yaml/random-document.ts';
import { independents, withoutAbsent } from './independent.ts';

function operationsOf(object: JsonObject, ...wishes: readonly Wish[]): readonly string[] {
  return operationsFor(object, editsOf(object, wishes)).map(
    ({ op, path, value }) => `${op} ${path} ${JSON.stringify(value)}`,
  );
}

const containers = [
  { name: 'a', image: 'x' },
  { name: 'b', image: 'y' },
];

test.each<[string, JsonObject, readonly Wish[], readonly string[]]>([
  ['a value', { a: { b: 1 } }, [set('a.b', 2)], ['test /a/b 1', 'replace /a/b 2']],
  ['a null, which may be absent by then', { a: null }, [set('a', 2)], ['test /a null', 'replace /a 2']],
  ['a new key', { a: {} }, [set('a.b', { c: 1 })], ['test /a/b null', 'add /a/b {"c":1}']],
  ['a key of null', { a: null }, [set('a.b', 1)], ['test /a null', 'replace /a {"b":1}']],
  ['an item of null', { a: null }, [set('a.0', 1)], ['test /a null', 'replace /a [1]']],
  ['a new item', { a: [1] }, [set('a.1', 2)], ['test /a [1]', 'add /a/- 2']],
  ['two new items', { a: [] }, [set('a.0', 1), set('a.1', 2)], ['test /a []', 'add /a/- 1', 'add /a/- 2']],
  [
    'a value of a named item',
    { c: containers },
    [set('c.1.image', 'z')],
    ['test /c/1/name "b"', 'test /c/1/image "y"', 'replace /c/1/image "z"'],
  ],
  [
    'two values of an item, which is tested once',
    { c: containers },
    [set('c.1.image', 'z'), set('c.1.pull', true)],
    [
      'test /c/1/name "b"',
      'test /c/1/image "y"',
      'replace /c/1/image "z"',
      'test /c/1/pull null',
      'add /c/1/pull true',
    ],
  ],
  [
    'an item with its name in its metadata',
    { dcs: [{ metadata: { name: 'dc1' }, racks: [{ name: 'r1' }] }] },
    [set('dcs.0.racks.0.image', 'z')],
    [
      'test /dcs/0/metadata/name "dc1"',
      'test /dcs/0/racks/0/name "r1"',
      'test /dcs/0/racks/0/image null',
      'add /dcs/0/racks/0/image "z"',
    ],
  ],
  [
    'an item without a name, which is tested whole',
    { a: [{ image: 'x', size: 1 }] },
    [set('a.0.image', 'y')],
    ['test /a/0 {"image":"x","size":1}', 'test /a/0/image "x"', 'replace /a/0/image "y"'],
  ],
  ['a text in a list', { a: ['x', 'y'] }, [set('a.1', 'z')], ['test /a/1 "y"', 'test /a/1 "y"', 'replace /a/1 "z"']],
  [
    'a document in a text: the whole text',
    { data: { 'a/b': '# comment\nimage: x # why\n' } },
    [embed(['data', 'a/b'], set('image', 'z'))],
    ['test /data/a~1b "# comment\\nimage: x # why\\n"', 'replace /data/a~1b "# comment\\nimage: z # why\\n"'],
  ],
  [
    'annotations where there are none: kustomize has put its own there',
    { metadata: { name: 'x' } },
    [set('metadata.annotations', { 'k/a': '1', b: '2' })],
    [
      'test /metadata/annotations/k~1a null',
      'add /metadata/annotations/k~1a "1"',
      'test /metadata/annotations/b null',
      'add /metadata/annotations/b "2"',
    ],
  ],
])('%s', (_, object, wishes, operations) => {
  expect(operationsOf(object, ...wishes)).toEqual(operations);
});

test('what is put into a new value is added to that', () => {
  expect(operationsOf({ a: {} }, set('a.b', { c: 1 }), set('a.b.d', 2))).toEqual([
    'test /a/b null',
    'add /a/b {"c":1}',
    'test /a/b/d null',
    'add /a/b/d 2',
  ]);
});

describe.each(independents)('as $name has it', ({ apply }) => {
  test('operations make what the edits make', () => {
    fc.assert(
      fc.property(picks, (pick) => {
        const object = jsonOf(randomDocument(pick, { anchors: 'none' }));
        fc.pre(isObject(object));
        const edits = editsOf(object, wildWishes(pick, object));
        const operations = withoutAbsent(operationsFor(object, edits));
        expect(apply(object, operations)).toEqual(editObject(object, edits, editDocument));
      }),
      { numRuns: 300 },
    );
  });

  test('a changed old value fails its test', () => {
    const object = { a: { b: 'x' } };
    const operations = operationsFor(object, editsOf(object, [set('a.b', 'y')]));
    expect(() => apply({ a: { b: 'z' } }, operations)).toThrow();
  });
});

/** A case of json-patch-tests. */
interface Case {
  readonly comment?: string;
  readonly doc: JsonObject;
  readonly patch: readonly unknown[];
  readonly expected?: JsonObject;
  readonly error?: string;
  readonly disabled?: boolean;
}

facts('the programs that judge ours', (inFacts) => {
  const cases = ['spec_tests.json', 'tests.json'].flatMap((file) => {
    const listed = JSON.parse(readFileSync(inFacts('suites', 'json-patch-tests', file), 'utf8')) as readonly Case[];
    return listed.filter(({ patch, disabled }) => patch !== undefined && !disabled);
  });

  test.each(independents)('$name passes json-patch-tests', ({ apply, fails }) => {
    const failing = cases.filter((one) => !passes(one, apply)).map(({ comment, error }) => comment ?? error);
    expect(failing).toEqual(fails);
    expect(cases.length).toBeGreaterThan(90);
  });

  function passes({ doc, patch, expected, error }: Case, apply: (typeof independents)[number]['apply']): boolean {
    try {
      const result = apply(doc, patch);
      if (error !== undefined) return false;
      if (expected !== undefined) expect(result).toEqual(expected);
      return true;
    } catch {
      return error !== undefined;
    }
  }
});
