import { ImageConfigError } from '../../../src/k8ssandra/image-config/read/errors.ts';
import { type ImageConfigOptions, parseImageConfig } from '../../../src/k8ssandra/image-config/read/parse.ts';

describe('format', () => {
  test.each([
    ['the header', 'apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig', {}, 'v1beta1'],
    ['the header', 'apiVersion: config.k8ssandra.io/v1beta2\nkind: ImageConfig', {}, 'v1beta2'],
    ['images that are text', 'images: {system-logger: a/b:1}', {}, 'v1beta1'],
    ['images that are listed by version', 'images: {dse: {6.8.4: a/b}}', {}, 'v1beta1'],
    ['a key of one format', 'imageRegistry: m.io', {}, 'v1beta1'],
    ['defaults for a server', 'defaults: {cassandra: {repository: a}}', {}, 'v1beta1'],
    ['images in parts', 'images: {cassandra: {name: a}}', {}, 'v1beta2'],
    ['types', 'types: {cassandra: {name: a}}', {}, 'v1beta2'],
    ['nothing', '', {}, 'v1beta2'],
    ['a release that reads one format', '', { cassOperator: '1.26.1' }, 'v1beta1'],
    ['a release that reads both', 'images: {a: b}', { cassOperator: '1.28.1' }, 'v1beta1'],
    ['what the caller says', '', { format: 'v1beta1' }, 'v1beta1'],
  ] satisfies [string, string, ImageConfigOptions, string][])('is told by %s: %j', (_, text, options, format) => {
    expect(parseImageConfig(text, options).format).toBe(format);
  });

  test.each([
    ['v1beta1', '1.29.0'],
    ['v1beta2', '1.26.1'],
  ] as const)('%s is not read by %s', (format, cassOperator) => {
    expect(() => parseImageConfig('', { format, cassOperator })).toThrow(
      `cass-operator ${cassOperator} reads no ${format}`,
    );
  });
});

describe('header', () => {
  test.each([
    'kind: ImageConfig',
    'apiVersion: config.k8ssandra.io/v1beta2',
    'apiVersion: config.k8ssandra.io/\nkind: ImageConfig',
    'apiVersion: null\nkind: ""',
    'metadata: {name: x}',
  ])('may be partial: %j', (text) => expect(() => parseImageConfig(text, { format: 'v1beta2' })).not.toThrow());

  test.each([
    'kind: imageconfig',
    'Kind: Other',
    'apiVersion: config.k8ssandra.io',
    'apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig',
    'apiVersion: other/v1beta2\nkind: ImageConfig',
    'apiVersion: 5',
  ])('must be right where it is written: %j', (text) => {
    expect(() => parseImageConfig(text, { format: 'v1beta2' })).toThrow(ImageConfigError);
  });

  test('the message says what was expected and what is there', () => {
    expect(() => parseImageConfig('apiVersion: config.k8ssandra.io/v1beta3\nkind: ImageConfig')).toThrow(
      'expects config.k8ssandra.io/v1beta2 ImageConfig here and would not start with config.k8ssandra.io/v1beta3 ImageConfig',
    );
  });
});

describe('text', () => {
  const image = (text: string): string => parseImageConfig(text, { format: 'v1beta2' }).image('medusa');

  test.each([
    ['only the first document counts', '---\nimages: {medusa: {name: a, tag: t}}\n---\nimages: {medusa: {name: b}}\n'],
    ['what follows it may be broken', 'images: {medusa: {name: a, tag: t}}\n---\n[\n'],
    ['Windows line ends and a byte order mark', '\uFEFFimages:\r\n  medusa: {name: a, tag: t}\r\n'],
    ['JSON', '{"images": {"medusa": {"name": "a", "tag": "t"}}}'],
    ['the last of repeated keys', 'images: {medusa: {name: x, name: a, tag: t}}'],
    ['anchors and merge keys', 'x: &x {tag: t}\nimages: {medusa: {<<: *x, name: a}}'],
  ])('%s', (_, text) => expect(image(text)).toBe('a:t'));

  test.each([
    ['a list', '- a'],
    ['a word', 'hello'],
    ['broken YAML', 'images: {medusa: [}'],
    ['a tab', 'images:\n\tmedusa: a'],
    ['braces that are no JSON', '{images: {medusa: {name: a}}}'],
    ['infinity', 'images: {medusa: {tag: .inf}}'],
  ])('the operator can’t read %s', (_, text) => expect(() => image(text)).toThrow(ImageConfigError));

  test('an error in the text has its place', () => {
    let error: unknown;
    try {
      image('images:\n  medusa: [\n');
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: 'ImageConfigError', source: { line: expect.any(Number) } });
  });
});
