/** New resources in texts of every form: where they stand, and that the rest stays. */
import { spliceNewItems } from '../../src/yaml/edit/append.ts';
import { applySplices } from '../../src/yaml/edit/splice.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { locate } from '../../src/yaml/read/items.ts';

const task: JsonObject = { kind: 'Task', metadata: { name: 't' }, jobs: [{ name: 'a', ttl: 0 }] };

/** Adds resources beside the first item. */
function withAdded(text: string, ...added: readonly JsonObject[]): string {
  const input = locate(text);
  const [beside] = input.items;
  if (beside === undefined) throw new Error('there is no item');
  return applySplices(
    text,
    spliceNewItems(
      input,
      added.map((resource) => ({ resource, beside })),
    ),
  );
}

const document = '---\nkind: Task\nmetadata:\n  name: t\njobs:\n- name: a\n  ttl: 0\n';

test.each<[string, string, string]>([
  ['one document', 'kind: A # a\n', `kind: A # a\n${document}`],
  ['several', '---\nkind: A\n---\nkind: B\n# the end\n', `---\nkind: A\n---\nkind: B\n# the end\n${document}`],
  ['no line end at the end', 'kind: A', `kind: A\n${document}`],
  ['line ends of Windows', 'kind: A\r\n', `kind: A\r\n${document.replaceAll('\n', '\r\n')}`],
  [
    "the document's own step",
    'kind: A\nspec:\n    a: 1\n    b:\n        - 1\n',
    'kind: A\nspec:\n    a: 1\n    b:\n        - 1\n---\nkind: Task\nmetadata:\n    name: t\njobs:\n    - name: a\n      ttl: 0\n',
  ],
  [
    'a ResourceList',
    'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- kind: A # a\n- kind: B # b\nfunctionConfig:\n  kind: F\n',
    'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- kind: A # a\n- kind: B # b\n- kind: Task\n  metadata:\n    name: t\n  jobs:\n  - name: a\n    ttl: 0\nfunctionConfig:\n  kind: F\n',
  ],
  [
    'a list among documents',
    'kind: List\nitems:\n  - kind: A\n---\nkind: B\n',
    'kind: List\nitems:\n  - kind: A\n  - kind: Task\n    metadata:\n      name: t\n    jobs:\n      - name: a\n        ttl: 0\n---\nkind: B\n',
  ],
  [
    'a list in JSON',
    '{"kind": "List", "items": [{"kind": "A"}]}\n',
    '{"kind": "List", "items": [{"kind": "A"}, {"kind": "Task", "metadata": {"name": "t"}, "jobs": [{"name": "a", "ttl": 0}]}]}\n',
  ],
  [
    'JSON objects one behind the other',
    '{"kind": "A"}\n',
    '{"kind": "A"}\n{"kind":"Task","metadata":{"name":"t"},"jobs":[{"name":"a","ttl":0}]}\n',
  ],
  ['JSON on several lines', '{\n  "kind": "A"\n}\n', `{\n  "kind": "A"\n}\n${JSON.stringify(task, null, 2)}\n`],
])('%s', (_, before, after) => {
  expect(withAdded(before, task)).toBe(after);
});

test('several resources, in their order', () => {
  const kinds = (text: string): unknown => locate(text).items.map(({ kind }) => kind);
  expect(kinds(withAdded('kind: A\n', task, { kind: 'Z' }))).toEqual(['A', 'Task', 'Z']);
  expect(kinds(withAdded('kind: List\nitems:\n- kind: A\n', task, { kind: 'Z' }))).toEqual(['A', 'Task', 'Z']);
});

test.each(['|', '|-', '|+', '>'])('a last value in style %s that lacks its line end says what it said', (style) => {
  const text = `kind: A\ntext: ${style}\n  x`;
  expect(locate(withAdded(text, task)).items.map((item) => item.json())).toEqual([locate(text).items[0]?.json(), task]);
});
