/** The field that is said to move an image does, and moves no other. */
import type { EffectiveImage, Override } from '../../../src/k8ssandra/origins/effective-image.ts';
import { type EffectiveImagesOptions, effectiveImages } from '../../../src/k8ssandra/pods/effective-images.ts';
import { isList, isObject, type Json, type JsonObject, type Path } from '../../../src/yaml/json.ts';
import { facts } from '../../facts.ts';
import { caseFiles, inputOf, readCases } from './cases.ts';
import { cluster, datacenter, imageConfigMap, operatorWith, type Release, releases } from './fixtures.ts';

const image = 'written.io/some/where:moved';
const parts = { registry: 'written.io', repository: 'some', name: 'where', tag: 'moved' };

/** The resources with an image written where an override says so. */
function written(resources: readonly JsonObject[], { resource, path, shape, element }: Override): JsonObject[] {
  const value = shape === 'parts' ? parts : image;
  return resources.map((object, index): JsonObject => {
    if (index !== resource) return object;
    const target = element === undefined ? path : path.slice(0, -1);
    const after = setAt(object, target, element === undefined ? value : { ...element, image: value });
    return isObject(after) ? after : object;
  });
}

function setAt(root: Json | undefined, [step, ...others]: Path, value: Json): Json {
  if (step === undefined) return isObject(root) && isObject(value) ? { ...root, ...value } : value;
  if (typeof step === 'number') {
    const list = isList(root) ? root : [];
    expect(step).toBeLessThanOrEqual(list.length);
    return [...list.slice(0, step), setAt(list[step], others, value), ...list.slice(step + 1)];
  }
  const object = isObject(root) ? root : {};
  return { ...object, [step]: setAt(object[step], others, value) };
}

const nameOf = ({ resource, k8sContext, datacenter: dc, workload, rack, kind, container }: EffectiveImage): string =>
  [resource, k8sContext, dc, workload, rack, kind, container].join(' ');

/** Containers that may be added have the same path. */
const fieldOf = ({ override }: EffectiveImage): string =>
  JSON.stringify([override?.resource, override?.path, override?.element?.name]);

/** How many overrides there were; each is tried by itself. */
function tryOverrides(
  resources: readonly JsonObject[],
  options: EffectiveImagesOptions,
  mayFollow: (other: EffectiveImage) => boolean = () => false,
): number {
  const before = effectiveImages(resources, options);
  const overrides = new Map(
    before
      .filter(({ status, image: own }) => status !== 'unresolvable' && !own.includes('@'))
      .flatMap((each) => (each.override === undefined ? [] : [[fieldOf(each), each.override] as const])),
  );
  for (const [field, override] of overrides) {
    const after = effectiveImages(written(resources, override), options);
    const expected = before
      .filter((each) => !mayFollow(each))
      .map((each) => [nameOf(each), fieldOf(each) === field ? image : each.image]);
    const actual = after.filter((each) => !mayFollow(each)).map((each) => [nameOf(each), each.image]);
    expect({ field, images: sorted(actual) }).toEqual({ field, images: sorted(expected) });
  }
  return overrides.size;
}

/** Containers that are added to a list come first in it. */
function sorted(lines: readonly (readonly string[])[]): readonly string[] {
  return lines.map((line) => line.join(': ')).toSorted();
}

const names = Object.keys(releases) as Release[];

describe.each(names)('in %s', (release) => {
  const options = { release: releases[release] };
  const around = [imageConfigMap(release), operatorWith({ DEFAULT_REGISTRY: 'env.io' })];
  const vector = { enabled: true };

  test.each<[string, JsonObject, number]>([
    ['a bare cluster', cluster(), 3],
    ['the client as builder', cluster({ cassandra: { serverVersion: '4.1.9' } }), 3],
    [
      'fields of the cluster, for its datacenters',
      cluster({
        cassandra: { serverImage: 'a/s:1', systemLoggerImage: 'a/l:1', configBuilderImage: 'a/b:1' },
        others: [{ metadata: { name: 'dc2' }, size: 3 }],
      }),
      3,
    ],
    [
      'listed containers',
      cluster({
        cassandra: { containers: [{ name: 'a', image: 'a:1' }, { name: 'server-system-logger' }] },
        datacenter: {
          containers: [
            { name: 'a', image: 'b:1' },
            { name: 'b', image: 'b:2' },
          ],
        },
      }),
      3,
    ],
    [
      'everything',
      cluster({
        medusa: { containerImage: { tag: '1' } },
        reaper: { telemetry: { vector } },
        stargate: { size: 1 },
        datacenter: { perNodeConfigMapRef: { name: 'x' }, telemetry: { vector } },
      }),
      6,
    ],
    ['a CassandraDatacenter', datacenter(), 3],
    ['a CassandraDatacenter with the client', datacenter({ serverVersion: '4.1.9' }), 3],
    [
      'a CassandraDatacenter with a template',
      datacenter({
        podTemplateSpec: {
          spec: {
            containers: [{ name: 'cassandra' }, { name: 'a', image: 'a:1' }],
            initContainers: [{ name: 'i', image: 'i:1' }],
          },
        },
      }),
      5,
    ],
  ])('%s', (_, object, atLeast) => {
    expect(tryOverrides([...around, object], options)).toBeGreaterThanOrEqual(atLeast);
  });
});

/** A registry at the cluster counts for a datacenter's Stargate too, whose other parts the CRD fills in. */
const isStargate = ({ workload }: EffectiveImage): boolean => workload === 'stargate';

facts('of the clusters that the operators were asked about', (inFacts) => {
  test.each(caseFiles)('%s', (file, release) => {
    const counts = readCases(inFacts('vectors', file)).map((each) =>
      tryOverrides(...inputOf(each, release), isStargate),
    );
    expect(Math.max(...counts)).toBeGreaterThan(5);
  });
});
