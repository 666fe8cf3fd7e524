/** How defaults get into objects. Which ones there are: tables.test.ts. */
import { applyCrdDefaults, crdDefaults } from '../../../src/k8ssandra/pods/crd-defaults.ts';
import { isObject, type Json, type JsonObject } from '../../../src/yaml/json.ts';

const specOf = (kind: string, spec: JsonObject, release: string): Json | undefined =>
  applyCrdDefaults({ kind, spec }, kind, release).spec;

describe('a struct that is there is filled up', () => {
  const medusa = (containerImage: Json, release: string): Json | undefined => {
    const spec = specOf('K8ssandraCluster', { medusa: { containerImage } }, release);
    return isObject(spec) && isObject(spec.medusa) ? spec.medusa.containerImage : undefined;
  };

  test.each<[string, Json, string, Json]>([
    ['with tag: latest', { registry: 'm.io' }, '1.32.5', { registry: 'm.io', tag: 'latest' }],
    ['even if it is empty', {}, '1.32.5', { tag: 'latest' }],
    ['but for what is written', { tag: '1' }, '1.32.5', { tag: '1' }],
    ['an empty text is written', { tag: '' }, '1.32.5', { tag: '' }],
    ['null is not', { tag: null }, '1.32.5', { tag: 'latest' }],
    ['up to 1.14 with a registry', { tag: '1' }, '1.14.1', { registry: 'docker.io', tag: '1' }],
    ['what is no struct stays', 'text', '1.32.5', 'text'],
  ])('%s', (_, written, release, expected) => {
    expect(medusa(written, release)).toEqual(expected);
  });
});

describe('a default that is a struct', () => {
  test('stands in for an absent one, filled up itself', () => {
    expect(specOf('Reaper', {}, '1.14.0')).toMatchObject({
      containerImage: {
        registry: 'docker.io',
        repository: 'thelastpickle',
        name: 'cassandra-reaper',
        tag: '3.5.0',
      },
    });
  });

  test('is not mixed into a written one', () => {
    expect(specOf('Reaper', { containerImage: { registry: 'm.io' } }, '1.26.0')).toMatchObject({
      containerImage: { registry: 'm.io', tag: 'latest' },
    });
  });

  test('Reaper has none from 1.27 on', () => {
    expect(specOf('Reaper', {}, '1.27.0')).not.toHaveProperty('containerImage');
  });

  test('reaches every item of a list, and no object that is absent', () => {
    const image = { repository: 'stargateio', tag: 'v1.0.77' };
    const datacenters = [{}, { stargate: { racks: [{ name: 'r1' }] } }];
    expect(specOf('K8ssandraCluster', { cassandra: { datacenters } }, '1.32.5')).toMatchObject({
      cassandra: {
        datacenters: [
          expect.not.objectContaining({ stargate: expect.anything() }),
          { stargate: { containerImage: image, size: 1, racks: [{ name: 'r1', containerImage: image }] } },
        ],
      },
    });
  });
});

test('the image of per-node configuration is filled in at both levels until the ImageConfig has it', () => {
  const levels = (release: string): readonly Json[] =>
    crdDefaults('K8ssandraCluster', release)
      .filter(({ path }) => path.includes('perNodeConfig'))
      .map(({ value }) => value);
  expect(levels('1.4.1')).toEqual([]);
  expect(levels('1.20.0')).toEqual(['mikefarah/yq:4', 'mikefarah/yq:4']);
  expect(levels('1.26.0')).toEqual(['k8ssandra/k8ssandra-client:v0.8.1', 'k8ssandra/k8ssandra-client:v0.8.1']);
  expect(levels('1.27.0')).toEqual([]);
});

test('resources that need nothing stay the same object, and none is changed', () => {
  const object = Object.freeze({ kind: 'CassandraDatacenter', spec: Object.freeze({}) });
  expect(applyCrdDefaults(object, 'CassandraDatacenter', '1.32.5')).toBe(object);
});
