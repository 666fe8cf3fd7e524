/** Which ImageConfig an operator reads. */
import { findCandidates, inForceAmong, type Reader } from '../../../src/k8ssandra/operators/in-force.ts';
import type { JsonObject } from '../../../src/yaml/json.ts';

const version = (format: string): string => `apiVersion: config.k8ssandra.io/${format}\nkind: ImageConfig`;

/** `namespace/name`, with the label or without. */
function configMap(place: string, format: 'v1beta1' | 'v1beta2', label = false): JsonObject {
  const [namespace = '', name = ''] = place.split('/');
  const labels = label ? { labels: { 'k8ssandra.io/config': 'image' } } : {};
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name, ...(namespace === '' ? {} : { namespace }), ...labels },
    data: { 'image_config.yaml': version(format) },
  };
}

const old = (place: string): JsonObject => configMap(place, 'v1beta1');
const current = (place: string): JsonObject => configMap(place, 'v1beta2', true);
const unlabelled = (place: string): JsonObject => configMap(place, 'v1beta2');

/** An operator that reads these formats. */
function reader(
  formats: Reader['formats'],
  namespace: string | undefined,
  { configMaps = [], taken = [] }: { configMaps?: readonly string[]; taken?: readonly string[] } = {},
): Reader {
  return {
    formats,
    taken: new Set(taken),
    ...(namespace === undefined ? {} : { operator: { namespace, configMaps } }),
  };
}

const read = (resources: readonly JsonObject[], by: Reader): readonly string[] =>
  inForceAmong(findCandidates(resources))(by).map(({ namespace, name }) => `${namespace}/${name}`);

describe('v1beta2: by its label, the first by name', () => {
  test.each<[string, readonly JsonObject[], Reader, readonly string[]]>([
    ['the only one', [current('ops/a')], reader(['v1beta2'], 'ops'), ['ops/a']],
    ['the first by name', [current('ops/b'), current('ops/a')], reader(['v1beta2'], 'ops'), ['ops/a']],
    [
      'none without the label, if one has it',
      [unlabelled('ops/a'), current('ops/b')],
      reader(['v1beta2'], 'ops'),
      ['ops/b'],
    ],
    ['one without the label, if none has it', [unlabelled('ops/a')], reader(['v1beta2'], 'ops'), ['ops/a']],
    ['its own namespace', [current('other/a'), current('ops/b')], reader(['v1beta2'], 'ops'), ['ops/b']],
    ['another for want of that', [current('other/a')], reader(['v1beta2'], 'ops'), ['other/a']],
    ['not that of another operator', [current('other/a')], reader(['v1beta2'], 'ops', { taken: ['other'] }), []],
    ['not the older format', [old('ops/a')], reader(['v1beta2'], 'ops'), []],
    [
      'without an operator any may be it, the first of each namespace',
      [current('n/b'), current('n/a'), current('m/c')],
      reader(['v1beta2'], undefined),
      ['n/a', 'm/c'],
    ],
  ])('%s', (_, resources, by, expected) => {
    expect(read(resources, by)).toEqual(expected);
  });
});

describe('v1beta1: by its mount', () => {
  test.each<[string, readonly JsonObject[], Reader, readonly string[]]>([
    [
      'the one that is mounted',
      [old('ops/cass-operator-manager-config'), old('ops/b')],
      reader(['v1beta1'], 'ops', { configMaps: ['', 'b'] }),
      ['ops/b'],
    ],
    [
      'else the one with the name',
      [old('ops/b'), old('ops/cass-operator-manager-config')],
      reader(['v1beta1'], 'ops'),
      ['ops/cass-operator-manager-config'],
    ],
    ['else whatever there is', [old('ops/b')], reader(['v1beta1'], 'ops'), ['ops/b']],
    ['never the newer format', [current('ops/a')], reader(['v1beta1'], 'ops'), []],
  ])('%s', (_, resources, by, expected) => {
    expect(read(resources, by)).toEqual(expected);
  });
});

describe('both formats, as in cass-operator 1.27 and 1.28', () => {
  const both = reader(['v1beta2', 'v1beta1'], 'ops');

  test('the newer is preferred, whatever is mounted', () => {
    expect(read([old('ops/a'), current('ops/b')], both)).toEqual(['ops/b']);
  });

  test('the older where there is no other', () => {
    expect(read([old('ops/a')], both)).toEqual(['ops/a']);
  });
});

describe('candidates', () => {
  test('an ImageConfig as a document of its own', () => {
    const document = { apiVersion: 'config.k8ssandra.io/v1beta2', kind: 'ImageConfig', metadata: { name: 'x' } };
    expect(findCandidates([{}, document])).toMatchObject([
      { resource: 1, path: [], foundBy: 'document', format: 'v1beta2' },
    ]);
  });

  test('one that can not be read stands for every format that its ConfigMap may hold', () => {
    const broken = { ...current('ops/a'), data: { 'image_config.yaml': '{' } };
    expect(findCandidates([broken]).map(({ format, document }) => [format, document instanceof Error])).toEqual([
      ['v1beta1', true],
      ['v1beta2', true],
    ]);
  });

  test('other ConfigMaps are none', () => {
    expect(findCandidates([{ apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' } }, {}])).toEqual([]);
  });
});
