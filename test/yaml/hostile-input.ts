/**
 * Inputs in every shape that the program meets, some of them broken: for the test that holds the scan of a text against
 * the reading of all of it.
 */
import fc from 'fast-check';

const resource = fc.constantFrom(
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: |\n    kind: x\n    - z\n',
  '# head\napiVersion: apps/v1\nkind: Deployment # c\nspec:\n  containers:\n  - name: a\n    image: b\n',
  'kind: List\napiVersion: v1\nitems:\n- kind: A\n  apiVersion: v1\n- kind: B\n  x: "z"\nmetadata: {}\n',
  'apiVersion: v1\nitems:\n  - kind: C\n    a: b\n  - # c\n    kind: D\nkind: ConfigMapList\n',
  '"kind": Foo\n"apiVersion": v1\n',
  'kind: "Foo"\napiVersion: \'v1\'\na:\n- b\n- c\n',
  'apiVersion: v1\nkind: Secret\nkind: Other\n',
  'kind: yes\napiVersion: 1.0\n',
  'kind: Foo\n  Bar\n',
  'kind:\n  Foo\napiVersion: v1\nx: "a\n  b\n\n  c"\n',
  'a: &a {x: 1}\nkind: X\nb: *a\n',
  'x: 1\n<<: {kind: Z}\n',
  'b: *a\nkind: Borrowed\n',
  '{"apiVersion":"v1","kind":"J"}\n',
  '',
);

function indented(text: string, column: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(column));
}

interface Layout {
  readonly dash: number;
  readonly step: number;
}

/** A list item, its first line behind the dash or below it. */
function item(text: string, { dash, step }: Layout, opening: string): string {
  const lines = indented(text, dash + step);
  const behindDash = opening === '' ? lines.slice(dash + 1) : `${opening}\n${lines}`;
  return `${' '.repeat(dash)}-${lines === '' ? '\n' : behindDash}`;
}

const resourceList = fc
  .record({
    layout: fc.record({ dash: fc.constantFrom(0, 0, 2), step: fc.constantFrom(2, 2, 2, 4) }),
    items: fc.array(fc.tuple(resource, fc.constantFrom('', '', '', ' # note', ' ')), { maxLength: 4 }),
    config: fc.option(resource),
    tail: fc.constantFrom('', '', '', '', 'results: []\n', 'other: x\n', '...\n', '# end\n'),
    typeFirst: fc.boolean(),
  })
  .map(({ layout, items, config, tail, typeFirst }) => {
    const type = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\n';
    const list = `items:${items.length === 0 ? ' []' : ''}\n${items.map(([text, opening]) => item(text, layout, opening)).join('')}`;
    const functionConfig = config === null ? '' : `functionConfig:\n${indented(config, 2)}`;
    return (typeFirst ? type + list + functionConfig : list + functionConfig + type) + tail;
  });

const stream = fc
  .tuple(
    fc.array(resource, { minLength: 1, maxLength: 4 }),
    fc.constantFrom('---\n', '---\n', '--- # c\n', '...\n---\n'),
  )
  .map(([documents, marker]) => documents.join(marker));

const damage = fc.record({
  at: fc.nat(),
  length: fc.constantFrom(0, 0, 0, 1, 5),
  text: fc.constantFrom(
    ...[
      '\n',
      ' ',
      '  ',
      ': ',
      '- ',
      ' #',
      '"',
      "'",
      '|',
      '{',
      '&a ',
      '*a',
      '%',
      '---\n',
      '? ',
      'a',
      '\ufeff',
      '<<: ',
      '\n\n',
      '\n  ',
    ],
    ...[
      '\n- ',
      '\nkind: List\n',
      '\n  kind: X\n',
      '\n# c\n',
      'items:\n',
      '\nresults: []\n',
      '-\n',
      'List',
      '"kind": ',
      'null',
      '1',
    ],
  ),
});

/** A ResourceList or a stream; every other one is damaged somewhere. */
export const hostileInput: fc.Arbitrary<string> = fc
  .tuple(
    fc.oneof(resourceList, resourceList, stream),
    fc.option(damage, { freq: 2 }),
    fc.constantFrom('', '', '---\n', '\ufeff'),
    fc.constantFrom('\n', '\n', '\r\n'),
  )
  .map(([input, wound, head, lineEnd]) => {
    const text = head + input;
    if (wound === null) return text.replaceAll('\n', lineEnd);
    const at = wound.at % (text.length + 1);
    return text.slice(0, at) + wound.text + text.slice(at + wound.length);
  });
