/** Manifests of any shape: there is an answer, and the same one each time. */
import fc from 'fast-check';
import type { EffectiveImage } from '../../../src/k8ssandra/origins/effective-image.ts';
import { effectiveImages } from '../../../src/k8ssandra/pods/effective-images.ts';
import { isList, isObject, type Json, type JsonObject, type Path } from '../../../src/yaml/json.ts';
import {
  cluster,
  datacenter,
  deployment,
  imageConfigMap,
  imageConfigV2,
  operatorWith,
  type Release,
  releases,
} from './fixtures.ts';

const struct = {
  registry: 'r',
  repository: 'a',
  name: 'b',
  tag: 'c',
  pullPolicy: 'Always',
  pullSecretRef: { name: 's' },
};
const podSpec = {
  containers: [
    { name: 'a', image: 'a:1' },
    { name: 'server-config-init', image: 'b:1' },
  ],
  volumes: [{ name: 'v', image: { reference: 'v:1' } }],
  imagePullSecrets: [{ name: 's' }],
};
const telemetry = { vector: { enabled: true, image: 'v:1' } };
const stargate = { size: 2, containerImage: struct, racks: [{ name: 'r', containerImage: struct }], telemetry };

/** Objects with everything that is read. */
const everything: readonly JsonObject[] = [
  imageConfigMap('1.32.5', `${imageConfigV2}overrides: {registry: m.io, pullSecrets: [x]}`),
  imageConfigMap('1.26.0'),
  operatorWith({ DEFAULT_REGISTRY: 'm.io', IMAGE_PULL_SECRETS: 'a,b', WATCH_NAMESPACE: 'data' }),
  cluster({
    cassandra: {
      ...podSpec,
      telemetry,
      racks: [{ name: 'r' }],
      serverImage: 's:1',
      perNodeConfigInitContainerImage: 'p:1',
    },
    datacenter: {
      stargate,
      perNodeConfigMapRef: { name: 'x' },
      config: { cassandraYaml: { num_tokens: 4 } },
      ...podSpec,
    },
    others: [{ metadata: { name: 'dc2', namespace: 'n' }, k8sContext: 'east', stopped: true }],
    medusa: { containerImage: struct, purgeBackups: true },
    reaper: { containerImage: struct, initContainerImage: struct, deploymentMode: 'SINGLE', telemetry },
    stargate,
  }),
  datacenter({ podTemplateSpec: { spec: podSpec }, racks: [{ name: 'r' }], serverImage: 's:1' }, { a: 'b' }),
  {
    apiVersion: 'reaper.k8ssandra.io/v1alpha1',
    kind: 'Reaper',
    metadata: { name: 'r', namespace: 'data', ownerReferences: [{ controller: true, kind: 'X', name: 'y' }] },
    spec: { containerImage: struct, datacenterRef: { name: 'dc1' }, storageType: 'local' },
  },
  {
    apiVersion: 'stargate.k8ssandra.io/v1alpha1',
    kind: 'Stargate',
    metadata: { name: 's', namespace: 'data' },
    spec: { ...stargate, datacenterRef: { name: 'dc1' } },
  },
  deployment('web', podSpec),
];

const junk: readonly Json[] = [
  null,
  '',
  'text',
  0,
  -1,
  1.5,
  true,
  [],
  {},
  [null, 'text', {}],
  { name: null, image: [] },
];

function pathsIn(value: Json | undefined, path: Path = []): readonly Path[] {
  const children: readonly (readonly [string | number, Json])[] = isList(value)
    ? value.map((item, index) => [index, item] as const)
    : isObject(value)
      ? Object.entries(value)
      : [];
  return [path, ...children.flatMap(([step, child]) => pathsIn(child, [...path, step]))];
}

function replaceAt(root: Json, [step, ...others]: Path, value: Json): Json {
  if (step === undefined) return value;
  if (isList(root)) return root.map((item, index) => (index === step ? replaceAt(item, others, value) : item));
  if (!isObject(root)) return root;
  return { ...root, [step]: replaceAt(root[step] ?? null, others, value) };
}

function isWhole({ status, image, reason, source, override }: EffectiveImage, resources: number): boolean {
  const said = status === 'resolved' ? image !== '' : reason !== undefined && reason !== '';
  return said && source.length > 0 && (override === undefined || override.resource < resources);
}

const paths = pathsIn(everything).filter((path) => path.length > 1);
const names = Object.keys(releases) as Release[];

test('with anything in the place of anything', () => {
  const change = fc.tuple(fc.constantFrom(...paths), fc.constantFrom(...junk));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.constantFrom(...names), (changes, release) => {
      const resources = changes.reduce<Json>((all, [path, value]) => replaceAt(all, path, value), everything);
      const objects = isList(resources) ? resources.filter(isObject) : [];
      const options = { release: releases[release] };
      const images = effectiveImages(objects, options);
      expect(JSON.stringify(effectiveImages(objects, options))).toBe(JSON.stringify(images));
      expect(images.filter((image) => !isWhole(image, objects.length))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
