/** What is said about bad input, where it is shown, and what comes out. */
import { Readable } from 'node:stream';
import { decode, InputError, readAll } from '../../src/app/streams.ts';
import { type Transformed, transform } from '../../src/function/transform.ts';
import { type BadInput, badInputs, functionConfigOf, registry } from './bad-inputs.ts';
import { transformList } from './list.ts';

const good = 'apiVersion: v1\nkind: Pod\nmetadata: {name: good}\nspec:\n  containers:\n  - image: nginx\n';

/** Behind a document that would be edited, to see that it is not. */
function streamOf(document: string): string {
  return `${good}---\n${document}`;
}

function listOf(document: string, spec: BadInput['spec']): string {
  const items = [good, document].map((one) => `- ${one.trimEnd().replaceAll('\n', '\n  ')}\n`);
  const config = JSON.stringify(functionConfigOf(spec ?? registry));
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${items.join('')}functionConfig: ${config}\n`;
}

/** @param before how many lines stand before the document, and what each of its lines has in front */
function expectSaid(
  { results, exitCode }: Transformed,
  bad: BadInput,
  before: { lines: number; first: string; other: string; isList?: true },
): void {
  expect(exitCode).toBe(bad.exitCode);
  const result = results.find(({ severity, tags }) => severity === 'error' && tags.code === bad.code);
  expect(result ?? results).toMatchObject({ tags: { code: bad.code } });
  const { message = '', resourceRef, field } = result ?? {};
  for (const text of bad.says) expect(message).toContain(text);
  if (bad.resource !== undefined) expect(`${resourceRef?.kind} ${resourceRef?.name}`).toBe(bad.resource);
  if (bad.field !== undefined) expect(field?.path).toBe(bad.field);
  if (bad.line === undefined) return;
  const isInner = bad.field?.startsWith('data[') ?? false;
  if (before.isList && bad.exitCode === 1 && !isInner) {
    // Users have other files than the list that the function gets.
    expect(message).not.toMatch(/\blines? \d|\n/);
    return;
  }
  const [line, column, text] = bad.line;
  const number = isInner ? line : line + before.lines;
  const indentation = isInner ? '' : line === 1 ? before.first : before.other;
  expect(message).toContain(`line ${number}`);
  expect(`${message}\n`).toContain(`\n${excerpt(number, indentation + text, indentation.length + column)}\n`);
}

function excerpt(line: number, text: string, column: number): string {
  const gutter = `${line} | `;
  return `${gutter}${text.slice(0, 100)}\n${' '.repeat(gutter.length + column - 1)}^`;
}

describe.each(badInputs)('$name', (bad) => {
  const functionConfig = functionConfigOf(bad.spec ?? registry);

  test('in a stream, through the library', () => {
    const input = streamOf(bad.document);
    const done = transform(input, { functionConfig });
    expectSaid(done, bad, { lines: 7, first: '', other: '' });
    expect(done.output === (bad.exitCode === 1 ? input : '')).toBe(true);
  });

  test('in a ResourceList, through the function', () => {
    const input = listOf(bad.document, bad.spec);
    const done = transformList(input);
    expectSaid(done, bad, { lines: 9, first: '- ', other: '  ', isList: true });
    if (bad.exitCode === 2) expect(done.output).toBe('');
    else {
      expect(done.output.slice(0, input.length)).toBe(input);
      expect(done.output.slice(input.length)).toMatch(/^results:\n(- | {2})[\s\S]*code: [\w-]+\n$/);
      expect(done.output).toContain(`    code: ${bad.code}\n`);
    }
  });
});

describe('a configuration', () => {
  const list = (functionConfig: string): string =>
    `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- ${good.trimEnd().replaceAll('\n', '\n  ')}\n${functionConfig}`;
  const configMap = (data: string): string => `functionConfig:\n  apiVersion: v1\n  kind: ConfigMap\n  data:\n${data}`;

  test.each<[string, string, string, readonly string[]]>([
    ['is missing', '', 'config-invalid', ['functionConfig: is missing', 'ImageMirror or a ConfigMap']],
    ['is null', 'functionConfig: null\n', 'config-invalid', ['functionConfig: is missing']],
    ['is a text', 'functionConfig: mirror\n', 'unreadable-input', ['`functionConfig` must be an object', 'line 10']],
    [
      'is of another kind',
      'functionConfig: {apiVersion: v1, kind: Secret}\n',
      'config-invalid',
      ['kind: must be ImageMirror', '"Secret"'],
    ],
    [
      'is of another version',
      'functionConfig: {apiVersion: k8ssandra-image-mirror.dev/v2, kind: ImageMirror, spec: {registry: a.b}}\n',
      'config-invalid',
      ['apiVersion: must be k8ssandra-image-mirror.dev/v1alpha1'],
    ],
    [
      'has no spec',
      'functionConfig: {apiVersion: k8ssandra-image-mirror.dev/v1alpha1, kind: ImageMirror}\n',
      'config-invalid',
      ['spec: is missing'],
    ],
    [
      'has a word that is not known',
      configMap('    registy: a.b\n'),
      'config-invalid',
      ['data.registy', 'did you mean registry?'],
    ],
    [
      'has a word that is no text',
      configMap('    registry: [a.b]\n'),
      'config-invalid',
      ['data.registry', 'must be a text'],
    ],
    [
      'has a registry that is none, in a ConfigMap',
      configMap('    registry: mirror\n'),
      'config-invalid',
      ['data.registry', 'mirror:5000'],
    ],
    [
      'has mappings that are no YAML',
      configMap('    mirrors: "[{source: docker.io"\n'),
      'config-invalid',
      ['data.mirrors: is not YAML', '\n1 | [{source: docker.io\n'],
    ],
    [
      'has a number that JSON does not know',
      'functionConfig: {a: .inf}\n',
      'config-invalid',
      ['functionConfig: line 10', '.inf is no JSON value', '^'],
    ],
  ])('that %s: nothing on stdout', (_, functionConfig, code, says) => {
    const { output, results, exitCode } = transformList(list(functionConfig));
    expect({ output, exitCode, codes: results.map(({ tags }) => tags.code) }).toEqual({
      output: '',
      exitCode: 2,
      codes: [code],
    });
    for (const text of says) expect(results[0]?.message).toContain(text);
  });

  test.each<[string, string, string]>([
    ['is not YAML', 'kind: "ImageMirror\n', 'functionConfig: line 2'],
    ['is empty', '', 'functionConfig: is missing'],
    ['is two documents', 'kind: ImageMirror\n---\nkind: ImageMirror\n', 'functionConfig: line 3'],
  ])('given as text that %s: nothing comes out', (_, functionConfig, says) => {
    const { output, results, exitCode } = transform(good, { functionConfig });
    expect({ output, exitCode, codes: results.map(({ tags }) => tags.code) }).toEqual({
      output: '',
      exitCode: 2,
      codes: ['config-invalid'],
    });
    expect(results[0]?.message).toContain(says);
  });
});

describe('the function, given', () => {
  test.each<[string, string, string]>([
    ['nothing', '', 'nothing on standard input'],
    ['blank lines', '\n\n', 'nothing on standard input'],
    ['manifests', good, 'no ResourceList'],
    ['a list of another kind', 'apiVersion: v1\nkind: List\nitems: []\n', 'no ResourceList'],
    ['broken YAML', 'apiVersion: config.kubernetes.io/v1\nkind: "ResourceList\n', 'line 3'],
    [
      'items that are no list',
      'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems: none\n',
      '`items` must be a list',
    ],
  ])('%s: nothing on stdout', (_, input, says) => {
    const { output, results, exitCode } = transformList(input);
    expect({ output, exitCode, codes: results.map(({ tags }) => tags.code) }).toEqual({
      output: '',
      exitCode: 2,
      codes: ['unreadable-input'],
    });
    expect(results[0]?.message).toContain(says);
  });
});

describe('what is not edited is not looked at', () => {
  test.each<[string, string]>([
    [
      'a key that stands twice',
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a, name: b}\nspec: {containers: [{image: mirror.example.com/a}]}\n',
    ],
    ['a Role with a broken line', 'apiVersion: v1\nkind: Role\nrules:\n- a\n b\n'],
    ['a ConfigMap with broken YAML of its own', 'apiVersion: v1\nkind: ConfigMap\ndata:\n  other.yaml: "a: [b"\n'],
  ])('%s', (_, document) => {
    const input = `${document}---\n${good}`;
    const { output, exitCode } = transform(input, { functionConfig: functionConfigOf(registry) });
    expect({ output, exitCode }).toEqual({
      output: input.replace('image: nginx', 'image: mirror.example.com/library/nginx'),
      exitCode: 0,
    });
  });
});

describe('a stream', () => {
  test.each<[string, number, string]>([
    ['bytes', 10, 'larger than 10 bytes'],
    ['mebibytes', 2 * 2 ** 20, 'larger than 2 MiB'],
  ])('that is too large is refused, before it is read to its end: a limit in %s', async (_, limit, says) => {
    let read = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          read++;
          yield Buffer.alloc(2 ** 16);
        }
      })(),
    );
    const refused = readAll(endless, limit);
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(says);
    expect(read).toBeLessThan(100);
  });

  test('that is no UTF-8 is refused', () => {
    expect(() => decode(Buffer.from([0x6b, 0xe9, 0x3a]), 100)).toThrow('not UTF-8');
  });

  test('may cut a character in two', async () => {
    const bytes = Buffer.from('é → ☃');
    const single = [...bytes].map((byte) => Buffer.from([byte]));
    await expect(readAll(Readable.from(single), 100)).resolves.toBe('é → ☃');
  });
});
