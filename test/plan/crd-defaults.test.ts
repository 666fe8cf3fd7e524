import { at, type JsonObject } from '../../src/yaml/json.ts';
import { mirror, planned } from './planned.ts';

const root = ['spec', 'versions', 0, 'schema', 'openAPIV3Schema', 'properties', 'spec', 'properties'];

/** The CRD of Reapers, as far as it has to do with images. */
function crd(containerImage: JsonObject, group = 'reaper.k8ssandra.io'): JsonObject {
  const openAPIV3Schema = { properties: { spec: { properties: { containerImage } } } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `reapers.${group}` },
    spec: { group, names: { kind: 'Reaper' }, versions: [{ name: 'v1alpha1', schema: { openAPIV3Schema } }] },
  };
}

const struct = { repository: 'thelastpickle', name: 'cassandra-reaper', tag: '3.4.0' };
const old = { default: struct, properties: { registry: { default: 'docker.io' }, tag: { default: 'latest' } } };

test('defaults of CRDs are left alone unless asked for', () => {
  const resource = crd(old);
  expect(planned([resource]).after).toEqual([resource]);
});

describe('rewritten', () => {
  const rewritten = (resource: JsonObject, path: readonly string[]) =>
    at(planned([resource], { crdDefaults: 'rewrite' }).after[0], [...root, ...path]);

  test('a struct gets the registry, and the default of the registry leads to the mirror', () => {
    expect(rewritten(crd(old), ['containerImage'])).toEqual({
      default: { registry: mirror, ...struct },
      properties: { registry: { default: mirror }, tag: { default: 'latest' } },
    });
  });

  test('strings', () => {
    const openAPIV3Schema = {
      properties: {
        spec: {
          properties: { cassandra: { properties: { perNodeConfigInitContainerImage: { default: 'mikefarah/yq:4' } } } },
        },
      },
    };
    const resource = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      spec: { group: 'k8ssandra.io', names: { kind: 'K8ssandraCluster' }, versions: [{ schema: { openAPIV3Schema } }] },
    };
    const path = ['cassandra', 'properties', 'perNodeConfigInitContainerImage', 'default'];
    expect(rewritten(resource, path)).toBe(`${mirror}/mikefarah/yq:4`);
  });

  test('other CRDs stay', () => {
    const resource = crd(old, 'example.com');
    expect(planned([resource], { crdDefaults: 'rewrite' }).after).toEqual([resource]);
  });

  test('twice is once', () => {
    const [once] = planned([crd(old)], { crdDefaults: 'rewrite' }).after;
    expect(planned(once === undefined ? [] : [once], { crdDefaults: 'rewrite' }).after).toEqual([once]);
  });
});
