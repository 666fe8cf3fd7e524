import { nameWithoutHash } from '../../src/overlay/hash-suffix.ts';
import type { JsonObject } from '../../src/yaml/json.ts';

function configMap(name: string, rest: JsonObject): JsonObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...rest };
}

/** As kustomize 5.8.1 has named them; e2e/overlay-names.test.ts asks it again, with stranger contents. */
test.each([
  ['of a ConfigMap', configMap('cm-4h2mbtbbt6', { data: { a: 'b' } }), 'cm'],
  ['of a Secret', { ...configMap('s-k695gkmbtk', { data: { a: 'Yg==' }, type: 'Opaque' }), kind: 'Secret' }, 's'],
])('the hash %s is taken off', (_, object, name) => {
  expect(nameWithoutHash(object)).toBe(name);
});

test.each([
  ['what only looks like one', configMap('cm-7d4b8h9k2m', { data: { a: 'b' } })],
  ['that of other data', configMap('cm-4h2mbtbbt6', { data: { a: 'c' } })],
  ['a part of a name', configMap('cass-operator-image-config', {})],
  ['a name of another kind', { ...configMap('cm-4h2mbtbbt6', { data: { a: 'b' } }), kind: 'Deployment' }],
])('%s stays', (_, object) => {
  expect(nameWithoutHash(object)).toBe((object.metadata as JsonObject).name);
});
