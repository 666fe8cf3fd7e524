/** The tables of images by release, against all releases of upstream. */
import { readFileSync } from 'node:fs';
import {
  type BuiltInParts,
  builtInJmx,
  builtInMedusa,
  builtInPerNodeConfig,
  builtInPurge,
  builtInReaper,
  builtInStargate,
  builtInVector,
  type StargateBuild,
} from '../../../src/k8ssandra/pods/built-in.ts';
import { applyCrdDefaults, crdDefaults } from '../../../src/k8ssandra/pods/crd-defaults.ts';
import { k8ssandraOperatorRules } from '../../../src/k8ssandra/pods/eras.ts';
import { completeReleases } from '../../../src/k8ssandra/pods/releases.ts';
import { at, isList, isObject, type Json, type JsonObject } from '../../../src/source/json.ts';
import { readDocument } from '../../../src/source/read.ts';
import { toJson } from '../../../src/source/typing.ts';
import { facts } from '../../facts.ts';
import { filesBelow, readObjects, readTable } from '../upstream.ts';

/** Releases before 1.0 had other names for much. */
const isSupported = (tag: string): boolean => !tag.startsWith('v0.');

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];

facts('defaults of the CRDs', (inFacts) => {
  const rows = readTable(inFacts('upstream', 'crd-image-defaults.tsv')).filter(
    ({ project, kind }) => project === 'k8ssandra-operator' && kind !== 'Medusa',
  );
  const tags = unique(rows.flatMap((row) => (row.tags ?? '').split(','))).filter(isSupported);

  test.each(tags)('of images in %s', (tag) => {
    const kinds = ['K8ssandraCluster', 'Reaper', 'Stargate'];
    const actual = kinds.flatMap((kind) =>
      crdDefaults(kind, tag)
        .filter(({ path }) => path.includes('Image'))
        .map(({ path, value }) => `${kind} ${path} ${JSON.stringify(sorted(value))}`),
    );
    const expected = rows
      .filter((row) => row.tags?.split(',').includes(tag))
      .flatMap(({ kind, path = '', level, default: text = '' }) => {
        const value: Json = JSON.parse(text);
        const each = level === 'properties' && isObject(value) ? Object.entries(value) : [['', value] as const];
        return each.map(
          ([key, own]) => `${kind} ${key === '' ? path : `${path}.${key}`} ${JSON.stringify(sorted(own))}`,
        );
      });
    expect(actual.toSorted()).toEqual(expected.toSorted());
  });

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

facts('images in the code of k8ssandra-operator', (inFacts) => {
  const catalog = readTable(inFacts('upstream', 'image-catalog.tsv')).filter(
    ({ project, tag = '' }) => project === 'k8ssandra-operator' && isSupported(tag),
  );
  const tags = unique(catalog.map(({ tag = '' }) => tag));
  const referencesIn = (tag: string, component: string, source: string): readonly string[] =>
    catalog
      .filter((row) => row.tag === tag && row.component === component && row.source?.startsWith(source))
      .map(({ reference = '' }) => reference)
      .toSorted();

  test.each(tags)('of %s', (tag) => {
    const rules = k8ssandraOperatorRules(tag);
    const hardCoded = (reference: string | undefined): readonly string[] =>
      reference === undefined || rules.images === 'image-config' ? [] : [reference];
    const builds: readonly StargateBuild[] = ['stargate-3_11', 'stargate-4_0', 'stargate-dse-68'];
    const stargates = builds.filter((build) => build !== 'stargate-dse-68' || rules.stargateForDse);
    expect({
      medusa: hardCoded(referenceOf(builtInMedusa(tag))),
      reaper: hardCoded(referenceOf(builtInReaper(tag))),
      // The catalog has it from 1.5 on; in 1.4 it is in pkg/nodeconfig/mount.go as well.
      perNodeConfig: rules.perNodeConfig === 'fixed' ? [] : hardCoded(builtInPerNodeConfig(tag)),
      purge: hardCoded(builtInPurge(tag)),
      stargate: stargates.map((build) => referenceOf(builtInStargate(tag, build))),
      jmx: rules.jmxContainer ? [referenceOf(builtInJmx)] : [],
      vector: rules.cassandraVector === 'none' || rules.agentsFromImageConfig ? [] : [builtInVector],
    }).toEqual({
      medusa: referencesIn(tag, 'medusa', 'pkg/'),
      reaper: referencesIn(tag, 'reaper', 'pkg/'),
      perNodeConfig: referencesIn(tag, 'per-node-config init', 'pkg/'),
      purge: referencesIn(tag, 'medusa-purge CronJob kubectl', 'pkg/'),
      stargate: referencesIn(tag, 'stargate', 'pkg/'),
      jmx: referencesIn(tag, 'jmx-credentials init', 'pkg/'),
      vector: referencesIn(tag, 'vector (reaper/stargate agent)', 'pkg/'),
    });
  });

  test.each(tags)('the cass-operator that %s installs', (tag) => {
    const [reference = ''] = referencesIn(tag, 'Deployment/cass-operator-controller-manager', '');
    const { cassOperator } = completeReleases({ k8ssandraOperator: tag }, new Set());
    // 1.12.0 installs a build of 1.19.0 from before its release.
    expect(`v${cassOperator}`).toBe(
      reference
        .split(':')
        .at(-1)
        ?.replace(/-dev\..*/, ''),
    );
  });
});

function referenceOf({ repository, name, tag }: BuiltInParts): string {
  return `docker.io/${repository}/${name}:${tag}`;
}

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

function sorted(value: Json): Json {
  if (!isObject(value) || isList(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
