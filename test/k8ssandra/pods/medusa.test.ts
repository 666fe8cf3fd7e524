/** Medusa: its struct over the ImageConfig or the operator's own image, and the workloads of older releases. */
import type { JsonObject } from '../../../src/yaml/json.ts';
import {
  byContainer,
  cluster,
  imageConfigMap,
  imageOf,
  imagesFor,
  operatorWith,
  type Release,
  releases,
  resolved,
} from './fixtures.ts';

const medusaIn = (medusa: JsonObject, release: Release, ...others: readonly JsonObject[]): string =>
  imageOf(imagesFor(cluster({ medusa }), release, ...others), 'medusa').image;

describe('the struct, field by field', () => {
  test.each<[string, JsonObject | undefined, string, string]>([
    ['absent', undefined, 'docker.io/k8ssandra/medusa:0.25.0', 'docker.io/k8ssandra/medusa:0.29.1'],
    [
      'empty: the API server fills in a tag',
      {},
      'docker.io/k8ssandra/medusa:latest',
      'docker.io/k8ssandra/medusa:latest',
    ],
    ['registry', { registry: 'm.io/p' }, 'm.io/p/k8ssandra/medusa:latest', 'm.io/p/k8ssandra/medusa:latest'],
    ['registry and tag', { registry: 'm.io', tag: '1' }, 'm.io/k8ssandra/medusa:1', 'm.io/k8ssandra/medusa:1'],
    [
      'a slash at the end of the registry',
      { registry: 'm.io/', tag: '1' },
      'm.io//k8ssandra/medusa:1',
      'm.io//k8ssandra/medusa:1',
    ],
    [
      'an empty registry is none',
      { registry: '', tag: '1' },
      'docker.io/k8ssandra/medusa:1',
      'docker.io/k8ssandra/medusa:1',
    ],
    [
      'a digest for a tag',
      { tag: 'sha256:abc' },
      'docker.io/k8ssandra/medusa:sha256:abc',
      'docker.io/k8ssandra/medusa@sha256:abc',
    ],
    ['whole', { registry: 'm.io', repository: 'r', name: 'n', tag: 't' }, 'm.io/r/n:t', 'm.io/r/n:t'],
  ])('%s', (_, containerImage, until126, from127) => {
    const medusa = containerImage === undefined ? {} : { containerImage };
    expect(medusaIn(medusa, '1.26.0')).toBe(until126);
    expect(medusaIn(medusa, '1.32.5')).toBe(from127);
  });

  test('beats even the overrides of the ImageConfig', () => {
    const text = 'images: {medusa: {repository: r, name: m, tag: t}}\noverrides: {registry: o.io}';
    const run = (medusa: JsonObject): string =>
      imageOf(
        resolved([imageConfigMap('1.32.5', text), cluster({ medusa })], { release: releases['1.32.5'] }),
        'medusa',
      ).image;
    expect(run({})).toBe('o.io/r/m:t');
    expect(run({ containerImage: { registry: 'm.io', tag: 't' } })).toBe('m.io/r/m:t');
  });

  test('but for a digest there', () => {
    const text = 'images: {medusa: {repository: r, name: m, tag: t, digest: "sha256:abc"}}';
    const object = cluster({ medusa: { containerImage: { tag: '2' } } });
    expect(
      imageOf(resolved([imageConfigMap('1.32.5', text), object], { release: releases['1.32.5'] }), 'medusa').image,
    ).toBe('r/m@sha256:abc');
  });

  test('k8ssandra-operator 1.27 prints no digests', () => {
    const release = { k8ssandraOperator: '1.27.0', cassOperator: '1.29.0' };
    const object = cluster({ medusa: { containerImage: { tag: 'sha256:abc' } } });
    expect(imageOf(resolved([imageConfigMap('1.32.5'), object], { release }), 'medusa').image).toBe(
      'docker.io/k8ssandra/medusa:sha256:abc',
    );
  });

  test('its pull policy, else by the tag up to 1.26, and the ImageConfig from 1.27 on', () => {
    const policy = (containerImage: JsonObject, release: Release): string =>
      imageOf(imagesFor(cluster({ medusa: { containerImage } }), release), 'medusa').pullPolicy;
    expect(policy({ tag: '1', pullPolicy: 'Never' }, '1.26.0')).toBe('Never');
    expect(policy({ tag: '1' }, '1.26.0')).toBe('IfNotPresent');
    expect(policy({}, '1.26.0')).toBe('Always');
    expect(policy({}, '1.32.5')).toBe('IfNotPresent');
  });

  test('its pull secret reaches no pod', () => {
    const medusa = { containerImage: { tag: '1', pullSecretRef: { name: 's' } } };
    for (const release of ['1.14.0', '1.26.0', '1.32.5'] as const) {
      expect(imagesFor(cluster({ medusa }), release).flatMap(({ pullSecrets }) => pullSecrets)).toEqual([]);
    }
  });
});

describe('DEFAULT_REGISTRY', () => {
  const medusaWith = (registry: string, release: Release, medusa: JsonObject = {}): string =>
    medusaIn(medusa, release, operatorWith({ DEFAULT_REGISTRY: registry }));

  test('counts from 1.15 to 1.26', () => {
    expect(medusaWith('m.io/p', '1.6.0')).toMatch(/^docker\.io\//);
    expect(medusaWith('m.io/p', '1.14.0')).toMatch(/^docker\.io\//);
    expect(medusaWith('m.io/p', '1.20.4')).toBe('m.io/p/k8ssandra/medusa:0.24.0');
    expect(medusaWith('m.io/p', '1.26.0')).toBe('m.io/p/k8ssandra/medusa:0.25.0');
    expect(medusaWith('m.io/p', '1.32.5')).toMatch(/^docker\.io\//);
  });

  test('loses to a registry in the struct, even to docker.io', () => {
    expect(medusaWith('m.io', '1.26.0', { containerImage: { registry: 'docker.io', tag: '1' } })).toBe(
      'docker.io/k8ssandra/medusa:1',
    );
  });

  test('empty: no registry at all', () => {
    expect(medusaWith('', '1.26.0')).toBe('k8ssandra/medusa:0.25.0');
  });

  test('is not trimmed', () => {
    expect(medusaWith('m.io/', '1.26.0')).toBe('m.io//k8ssandra/medusa:0.25.0');
  });
});

test('what is listed for its containers is overwritten', () => {
  const cassandra = {
    containers: [{ name: 'medusa', image: 'x:1' }],
    initContainers: [{ name: 'medusa-restore', image: 'x:1' }],
  };
  for (const release of ['1.6.0', '1.32.5'] as const) {
    const images = imagesFor(cluster({ cassandra, medusa: {} }), release);
    expect(imageOf(images, 'medusa').image).toMatch(/^docker\.io\/k8ssandra\/medusa/);
    expect(imageOf(images, 'medusa-restore').image).toBe(imageOf(images, 'medusa').image);
  }
});

describe('workloads of its own', () => {
  const workloads = (k8ssandraOperator: string, medusa: JsonObject = {}): Readonly<Record<string, string>> => {
    const images = resolved([cluster({ medusa })], { release: { k8ssandraOperator } });
    return byContainer(images.filter(({ workload }) => workload.startsWith('medusa')));
  };

  test.each([
    ['1.7.1', []],
    ['1.8.0', ['medusa-standalone/medusa']],
    ['1.12.0', ['medusa-purge/k8ssandra-purge-backups', 'medusa-standalone/medusa']],
    ['1.15.0', ['medusa-purge/k8ssandra-purge-backups', 'medusa-standalone/medusa']],
    ['1.16.0', ['medusa-purge/k8ssandra-purge-backups']],
    ['1.26.0', ['medusa-purge/k8ssandra-purge-backups']],
    ['1.27.0', []],
  ])('in %s', (release, expected) => {
    expect(Object.keys(workloads(release)).sort()).toEqual(expected);
  });

  test('the purge job runs a fixed image without any registry', () => {
    expect(workloads('1.12.0')['medusa-purge/k8ssandra-purge-backups']).toBe('bitnami/kubectl:1.17.3');
    expect(workloads('1.14.0')['medusa-purge/k8ssandra-purge-backups']).toBe('bitnami/kubectl:1.29.3');
    const [purge] = imagesFor(cluster({ medusa: {} }), '1.26.0').filter(({ workload }) => workload === 'medusa-purge');
    expect(purge).not.toHaveProperty('override');
  });

  test('purgeBackups switches it off from 1.17 on', () => {
    expect(workloads('1.16.0', { purgeBackups: false })).toHaveProperty('medusa-purge/k8ssandra-purge-backups');
    expect(workloads('1.17.0', { purgeBackups: false })).toEqual({});
  });
});
