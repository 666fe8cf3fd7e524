import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  findImageConfigs,
  formatOfImageConfig,
  type ImageConfigSelector,
  isImageConfig,
} from '../../../src/k8ssandra/image-config/read/detect.ts';
import { ImageConfigError } from '../../../src/k8ssandra/image-config/read/errors.ts';
import { decodeText } from '../../../src/k8ssandra/image-config/read/parse.ts';
import type { JsonObject } from '../../../src/yaml/json.ts';
import { facts } from '../../facts.ts';

const v1beta1 = 'apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\nimages: {}\n';
const v1beta2 = 'apiVersion: config.k8ssandra.io/v1beta2\nkind: ImageConfig\nimages: {}\n';
const operatorConfig = 'apiVersion: config.k8ssandra.io/v1beta1\nkind: OperatorConfig\n';

interface Meta {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

function configMap(metadata: Meta, data: Readonly<Record<string, string>>): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...metadata }, data };
}

function found(resource: JsonObject, selector?: ImageConfigSelector): readonly string[] {
  return findImageConfigs(resource, selector).map(({ key, format, foundBy }) => `${key} ${format} ${foundBy}`);
}

const label = { 'k8ssandra.io/config': 'image' };

describe('a ConfigMap is found', () => {
  test.each([
    [
      'by its label',
      { name: 'any', labels: label },
      { 'image_config.yaml': v1beta2 },
      'image_config.yaml v1beta2 label',
    ],
    [
      'by kustomize’s name',
      { name: 'cass-operator-manager-config' },
      { 'image_config.yaml': v1beta1, 'controller_manager_config.yaml': operatorConfig },
      'image_config.yaml v1beta1 name',
    ],
    [
      'by that name with a hash',
      { name: 'cass-operator-manager-config-5g2k8h4mtf' },
      { 'image_config.yaml': v1beta1 },
      'image_config.yaml v1beta1 name',
    ],
    [
      'by Helm’s name',
      { name: 'rel-cass-operator-image-config' },
      { 'image_config.yaml': v1beta2 },
      'image_config.yaml v1beta2 name',
    ],
    [
      'by the name in a patch',
      { name: 'image-config' },
      { 'image_config.yaml': 'images: {medusa: {name: a}}' },
      'image_config.yaml v1beta2 name',
    ],
    [
      'with nothing but comments',
      { name: 'x-manager-config' },
      { 'image_config.yaml': '# yours\n' },
      'image_config.yaml v1beta1 name',
    ],
    [
      'by its content',
      { name: 'any' },
      { 'image_config.yaml': 'images: {medusa: a/b}' },
      'image_config.yaml v1beta1 content',
    ],
    ['by its header under any key', { name: 'any' }, { 'mine.yaml': `# own\n${v1beta2}` }, 'mine.yaml v1beta2 content'],
    [
      'as JSON',
      { name: 'any' },
      { x: '{"apiVersion":"config.k8ssandra.io/v1beta2","kind":"ImageConfig"}' },
      'x v1beta2 content',
    ],
  ])('%s', (_, metadata, data, expected) => expect(found(configMap(metadata, data))).toEqual([expected]));

  test('with both formats in it', () => {
    const both = configMap({ name: 'any' }, { a: v1beta1, b: v1beta2 });
    expect(found(both)).toEqual(['a v1beta1 content', 'b v1beta2 content']);
  });

  test('by what the user says, alone', () => {
    const odd = configMap({ name: 'odd', namespace: 'ops' }, { custom: 'images: {medusa: {name: a}}' });
    expect(found(odd)).toEqual([]);
    expect(found(odd, { name: 'odd', key: 'custom' })).toEqual(['custom v1beta2 selector']);
    expect(found(odd, { name: 'odd', namespace: 'other', key: 'custom' })).toEqual([]);
    const hashed = configMap({ name: 'odd-5g2k8h4mtf' }, { custom: 'types: {}' });
    expect(found(hashed, { name: 'odd', key: 'custom' })).toEqual(['custom v1beta2 selector']);
    expect(found(configMap({ labels: label }, { 'image_config.yaml': v1beta2 }), { name: 'odd' })).toEqual([]);
  });
});

describe('nothing is found', () => {
  test.each([
    [
      'in the operator’s own configuration',
      { name: 'manager-config' },
      { 'controller_manager_config.yaml': operatorConfig },
    ],
    ['in an empty value', { labels: label }, { 'image_config.yaml': ' \n' }],
    ['in another application’s settings', { name: 'any' }, { 'image_config.yaml': 'width: 5' }],
    ['in a page about it', { name: 'any' }, { 'README.md': `# How to\n\n* [ \n\n${v1beta2}` }],
    ['in no data', { labels: label }, {}],
  ])('%s', (_, metadata, data) => expect(found(configMap(metadata, data))).toEqual([]));

  test('in a Secret', () => {
    expect(found({ ...configMap({ labels: label }, { 'image_config.yaml': v1beta2 }), kind: 'Secret' })).toEqual([]);
  });
});

describe('in the place of an ImageConfig', () => {
  test.each([
    ['another format under the label', { labels: label }, v1beta1],
    ['another kind under the key', { name: 'any' }, operatorConfig],
    ['another kind under the name', { name: 'cass-operator-manager-config' }, 'apiVersion: v1\nkind: Pod\n'],
    ['an unknown version', { name: 'any' }, 'apiVersion: config.k8ssandra.io/v1beta3\nkind: ImageConfig\n'],
    ['broken YAML', { labels: label }, 'images: [\n'],
    ['a list', { labels: label }, '- a\n'],
  ])('%s is an error', (_, metadata, text) => {
    expect(() => found(configMap(metadata, { 'image_config.yaml': text }))).toThrow(ImageConfigError);
  });

  test('a broken document that says under another key what it is, is an error too', () => {
    expect(() => found(configMap({ name: 'any' }, { mine: `${v1beta2}types: [\n` }))).toThrow(ImageConfigError);
  });
});

test('a document of its own', () => {
  expect(isImageConfig({ apiVersion: 'config.k8ssandra.io/v1beta1', kind: 'ImageConfig' })).toBe(true);
  expect(isImageConfig({ apiVersion: 'config.k8ssandra.io/v1beta1', kind: 'OperatorConfig' })).toBe(false);
  expect(isImageConfig({ apiVersion: 'other/v1', kind: 'ImageConfig' })).toBe(false);
  expect(isImageConfig(null)).toBe(false);
});

facts('upstream’s ImageConfigs', (inFacts) => {
  const folder = inFacts('upstream', 'image-configs');
  const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
  const index = read('INDEX.tsv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
  const files = ['cass-operator', 'k8ssandra-operator'].flatMap((project) =>
    readdirSync(path.join(folder, project)).map((file) => `${project}/${file}`),
  );

  test.each(index.map(([, , file = '', , format = '']) => [file, format]))('%s is %s', (file, format) => {
    expect(formatOfImageConfig(decodeText(read(file)))).toBe(format);
  });

  const patches = files.filter((file) => file.endsWith('.patch.yaml'));
  const parts = files.filter((file) => file.includes('.fragment-'));

  test('the patches that k8ssandra-operator ships, which have no label', () => {
    expect(patches.length).toBeGreaterThan(10);
    for (const file of patches) {
      expect(found(decodeText(read(file)) as JsonObject)).toEqual(['image_config.yaml v1beta2 name']);
    }
  });

  test('the parts that its chart adds, which have no header', () => {
    expect(parts.length).toBeGreaterThan(20);
    for (const file of parts) expect(formatOfImageConfig(decodeText(read(file)))).toBe('v1beta2');
  });

  test('there are no others', () => {
    const known = [...index.map(([, , file]) => file), ...patches, ...parts];
    expect(files.filter((file) => !known.includes(file))).toEqual([]);
  });
});
