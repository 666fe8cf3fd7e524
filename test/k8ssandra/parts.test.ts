import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Component } from '../../src/k8ssandra/fields/field.ts';
import {
  assembleParts,
  type PartsContext,
  printings,
  resolveParts,
  type StructParts,
} from '../../src/k8ssandra/fields/parts.ts';
import { isBefore } from '../../src/k8ssandra/releases/release-order.ts';
import { at, isList, isObject, type Json, type JsonObject } from '../../src/yaml/json.ts';
import { facts } from '../facts.ts';

function context(component: Component, k8ssandraOperator?: string, base?: StructParts): PartsContext {
  const releases = k8ssandraOperator === undefined ? {} : { k8ssandraOperator };
  return { shape: 'parts', component, releases, ...(base === undefined ? {} : { base }) };
}

const digest = `sha256:${'a'.repeat(64)}`;
const fromHub = { registry: 'docker.io', tag: '0.25.0' };
const entry = { registry: 'mirror.io/x', repository: 'k8ssandra', name: 'medusa', tag: '0.29.1' };

describe('assembleParts', () => {
  test.each<[string, PartsContext, JsonObject, string]>([
    [
      'all parts',
      context('medusa', '1.26.0'),
      { registry: 'r.io/p', repository: 'a/b', name: 'n', tag: 't' },
      'r.io/p/a/b/n:t',
    ],
    ['hard-coded image up to 1.26', context('medusa', '1.26.0', fromHub), { tag: '1' }, 'docker.io/k8ssandra/medusa:1'],
    [
      'hard-coded image, all absent',
      context('reaper', '1.20.4', fromHub),
      {},
      'docker.io/thelastpickle/cassandra-reaper:latest',
    ],
    [
      'an empty tag is the operator’s',
      context('medusa', '1.26.0', fromHub),
      { tag: '' },
      'docker.io/k8ssandra/medusa:0.25.0',
    ],
    [
      'a tag that is null is absent',
      context('medusa', '1.26.0', fromHub),
      { tag: null },
      'docker.io/k8ssandra/medusa:latest',
    ],
    [
      'DEFAULT_REGISTRY from 1.15',
      context('medusa', '1.15.0', { registry: 'd.io' }),
      { tag: '1' },
      'd.io/k8ssandra/medusa:1',
    ],
    [
      'CRD default up to 1.14',
      context('medusa', '1.14.1', { registry: 'd.io' }),
      { tag: '1' },
      'docker.io/k8ssandra/medusa:1',
    ],
    ['no registry at all', context('medusa', '1.26.0', { registry: '' }), { tag: '1' }, 'k8ssandra/medusa:1'],
    [
      'digest as tag up to 1.26',
      context('medusa', '1.26.0', fromHub),
      { tag: digest },
      `docker.io/k8ssandra/medusa:${digest}`,
    ],
    ['ImageConfig entry from 1.27', context('medusa', '1.27.0', entry), { tag: '1' }, 'mirror.io/x/k8ssandra/medusa:1'],
    [
      'entry without repository',
      context('reaper', '1.32.5', { registry: 'm.io', name: 'r' }),
      { tag: '1' },
      'm.io/r:1',
    ],
    ['no entry', context('reaper', '1.32.5', {}), { tag: '1' }, ':1'],
    [
      'digest as tag in 1.27',
      context('medusa', '1.27.1', entry),
      { tag: digest },
      `mirror.io/x/k8ssandra/medusa:${digest}`,
    ],
    [
      'digest as tag from 1.28',
      context('medusa', '1.28.0', entry),
      { tag: digest },
      `mirror.io/x/k8ssandra/medusa@${digest}`,
    ],
    [
      'digest behind a tag',
      context('medusa', '1.28.0', entry),
      { tag: `1@${digest}` },
      `mirror.io/x/k8ssandra/medusa:1@${digest}`,
    ],
    [
      'the entry’s digest',
      context('medusa', '1.28.0', { ...entry, digest }),
      { tag: '1' },
      `mirror.io/x/k8ssandra/medusa@${digest}`,
    ],
    [
      'Stargate, always',
      context('stargate', '1.32.5', { name: 'stargate-3_11' }),
      { tag: '1' },
      'docker.io/stargateio/stargate-3_11:1',
    ],
    [
      'Stargate, digest as tag',
      context('stargate', '1.32.5', {}),
      { tag: digest },
      `docker.io/stargateio/stargate-4_0:${digest}`,
    ],
    ['JMX', context('jmx-init', '1.4.1', {}), { tag: '' }, 'docker.io/library/busybox:1.34.1'],
    [
      'Reaper’s init container',
      context('reaper-init', '1.14.0', {}),
      { tag: '1' },
      'docker.io/thelastpickle/cassandra-reaper:1',
    ],
    ['nothing known', context('medusa'), { tag: '1' }, 'docker.io/k8ssandra/medusa:1'],
    ['nothing known, digest', context('medusa'), { tag: digest }, `docker.io/k8ssandra/medusa@${digest}`],
    ['a user’s struct', context('custom'), { name: 'n' }, 'n:latest'],
    [
      'a user’s struct in full',
      context('custom'),
      { registry: 'r.io', repository: 'a', name: 'n', tag: 't' },
      'r.io/a/n:t',
    ],
  ])('%s', (_, where, written, reference) => {
    expect(assembleParts(written, where)).toBe(reference);
  });

  test('the legacy Medusa resource', () => {
    const legacy: PartsContext = { shape: 'medusa-parts', component: 'medusa', releases: {} };
    expect(assembleParts({}, legacy)).toBe('docker.io/k8ssandra/medusa:latest');
    expect(assembleParts({ registry: 'r.io', repository: 'a/b', tag: '1' }, legacy)).toBe('r.io/a/b:1');
  });
});

describe('resolveParts', () => {
  test('what depends on something unknown is undefined', () => {
    expect(resolveParts({ tag: '1' }, context('medusa'))).toMatchObject({
      registry: undefined,
      repository: undefined,
      name: undefined,
      tag: '1',
    });
    expect(resolveParts({}, context('medusa', '1.26.0'))).toMatchObject({
      registry: undefined,
      repository: 'k8ssandra',
      name: 'medusa',
      tag: 'latest',
    });
    expect(resolveParts({}, context('medusa', '1.14.0'))).toMatchObject({ registry: 'docker.io' });
    expect(resolveParts({}, context('medusa', '1.27.0'))).toMatchObject({ repository: undefined, name: undefined });
  });
});

test('the printing changed twice, for Medusa and Reaper', () => {
  expect(printings(context('medusa', '1.26.0'))).toEqual(['whole']);
  expect(printings(context('reaper', '1.27.1'))).toEqual(['given']);
  expect(printings(context('reaper', '1.28.0'))).toEqual(['given-or-digest']);
  expect(printings(context('medusa'))).toEqual(['given-or-digest', 'given', 'whole']);
  expect(printings(context('stargate'))).toEqual(['whole']);
});

interface Vector {
  readonly name: string;
  readonly release: string;
  readonly env: JsonObject;
  readonly cluster: JsonObject;
  readonly imageConfig: JsonObject;
  readonly images: readonly JsonObject[];
}

function readVectors(file: string): readonly Vector[] {
  const cases: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return (Array.isArray(cases) ? cases.filter(isObject) : []).flatMap((one) => {
    if (typeof one.cluster !== 'string' || typeof one.imageConfig !== 'string') return [];
    const cluster: unknown = parse(one.cluster);
    const imageConfig: unknown = parse(one.imageConfig);
    const images = at(one, ['result', 'images']);
    const release = at(one, ['release', 'k8ssandraOperator']) ?? '1.32.5';
    if (!isObject(cluster) || !isObject(imageConfig) || !isList(images)) return [];
    return [
      {
        name: String(one.name),
        release: String(release).replace(/^v/, ''),
        env: isObject(one.env) ? one.env : {},
        cluster,
        imageConfig,
        images: images.filter(isObject),
      },
    ];
  });
}

/** An entry of a v1beta2 ImageConfig with its defaults and overrides, written anew here so as to check by other means. */
function entryOf(imageConfig: JsonObject, name: string): StructParts {
  const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
  const merged = (key: string): string => {
    const override = at(imageConfig, ['overrides', key]);
    if (typeof override === 'string') return override;
    return text(at(imageConfig, ['images', name, key])) || text(at(imageConfig, ['defaults', key]));
  };
  return {
    registry: merged('registry'),
    repository: merged('repository'),
    name: text(at(imageConfig, ['images', name, 'name'])),
    tag: text(at(imageConfig, ['images', name, 'tag'])),
    digest: text(at(imageConfig, ['images', name, 'digest'])),
  };
}

facts('assembleParts upstream', (inFacts) => {
  const structs: readonly (readonly [Component, readonly string[], string])[] = [
    ['medusa', ['spec', 'medusa', 'containerImage'], 'medusa'],
    ['reaper', ['spec', 'reaper', 'containerImage'], 'reaper'],
    ['reaper-init', ['spec', 'reaper', 'initContainerImage'], 'reaper-schema-init'],
  ];

  test.each([
    'cluster.json',
    'cluster-v1.26.0.json',
    'cluster-v1.20.4.json',
    'cluster-v1.14.0.json',
    'cluster-v1.6.0.json',
  ])('what the operators made of the structs in %s', (file) => {
    const compared: string[] = [];
    for (const { name, release, env, cluster, imageConfig, images } of readVectors(inFacts('vectors', file))) {
      for (const [component, path, container] of structs) {
        const written = at(cluster, path);
        if (!isObject(written) || (component === 'reaper-init' && !isBefore(release, '1.15.0'))) continue;
        const registry = isBefore(release, '1.15.0') ? 'docker.io' : env.DEFAULT_REGISTRY;
        const hardCoded = typeof registry === 'string' ? { registry } : {};
        const base = isBefore(release, '1.27.0') ? hardCoded : entryOf(imageConfig, component);
        const expected = images.filter((image) => image.container === container).map(({ image }) => image);
        expect([name, component, expected]).toEqual([
          name,
          component,
          expected.map(() => assembleParts(written, context(component, release, base))),
        ]);
        compared.push(...expected.map(String));
      }
    }
    expect(compared.length).toBeGreaterThan(file === 'cluster.json' ? 7 : 20);
  });
});
