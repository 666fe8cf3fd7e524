/** What the API server fills in, against the schemas of upstream's CRDs, and against a real one. */
import { readFileSync } from 'node:fs';
import { applyCrdDefaults, crdDefaults } from '../../../src/k8ssandra/pods/crd-defaults.ts';
import { at, isObject, type Json, type JsonObject } from '../../../src/yaml/json.ts';
import { readDocument } from '../../../src/yaml/read/read.ts';
import { toJson } from '../../../src/yaml/typing.ts';
import { facts } from '../../facts.ts';
import { filesBelow, readObjects } from '../upstream.ts';

facts('defaults of the CRDs', (inFacts) => {
  const files = filesBelow(
    inFacts('upstream', 'crds'),
    (name) => name.startsWith('k8ssandra-operator-') && /_(?:k8ssandraclusters|reapers|stargates)\.yaml/.test(name),
  );

  test.each(files)('all of %s', (file) => {
    const tag = /-(v[\d.]+)\//.exec(file)?.[1] ?? '';
    const [crd = {}] = readObjects(file);
    const [kind, schema] = [
      at(crd, ['spec', 'names', 'kind']),
      at(crd, ['spec', 'versions', 0, 'schema', 'openAPIV3Schema']),
    ];
    const expected = new Map(schemaDefaults(schema));
    for (const { path, value } of crdDefaults(String(kind), tag)) {
      // In 1.0 there were no other types of servers.
      if (path.endsWith('.serverType') && tag === 'v1.0.0') continue;
      expect([path, value]).toEqual([path, expected.get(path)]);
    }
  });

  test('as a real API server applied them', () => {
    const cases: readonly {
      readonly cluster?: string;
      readonly containerImagesAfterCrdDefaulting?: Readonly<Record<string, Json>>;
    }[] = JSON.parse(readFileSync(inFacts('vectors', 'cluster.json'), 'utf8'));
    const seen = cases.flatMap(({ cluster = '', containerImagesAfterCrdDefaulting: expected = {} }) => {
      const object = toJson(readDocument(cluster));
      if (!isObject(object)) return [];
      const defaulted = applyCrdDefaults(object, 'K8ssandraCluster', '1.32.5');
      return Object.entries(expected).map(([path, value]) => {
        expect([path, valueAtPath(defaulted, path)]).toEqual([path, value]);
        return path;
      });
    });
    expect(seen.length).toBeGreaterThan(20);
  });
});

/** Every default of a schema, by path. */
function schemaDefaults(schema: Json | undefined, path = ''): readonly (readonly [string, Json])[] {
  if (!isObject(schema)) return [];
  const { default: own, properties, items } = schema;
  return [
    ...(own === undefined ? [] : [[path, own] as const]),
    ...(isObject(properties)
      ? Object.entries(properties).flatMap(([key, value]) =>
          schemaDefaults(value, path === '' ? key : `${path}.${key}`),
        )
      : []),
    ...schemaDefaults(items, `${path}[]`),
  ];
}

/** `.cassandra.datacenters[0].stargate.containerImage`, below `spec`. */
function valueAtPath(object: JsonObject, path: string): Json | undefined {
  const steps = [...path.matchAll(/\.(\w+)|\[(\d+)\]/g)].map(([, key, index]) => key ?? Number(index));
  return at(object, ['spec', ...steps]);
}
