import { readConfig } from '../../src/config/normalise.ts';
import { copyListOf } from '../../src/copy-list/copy-list.ts';
import { formatReference } from '../../src/reference/grammar.ts';
import type { JsonObject } from '../../src/yaml/json.ts';

const usedBy = [{ resource: { apiVersion: 'v1', kind: 'Pod', name: 'app' } }];
const digest = `sha256:${'a'.repeat(64)}`;

/** Each image and its place: what is copied, `from → to`, or why it is not. */
function copied(spec: JsonObject, ...images: readonly (readonly [image: string, mirrored: string | null])[]) {
  const config = readConfig({ apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', spec });
  const { entries, leftOut, elsewhere } = copyListOf(
    images.map(([image, mirrored]) => ({ image, mirrored, usedBy })),
    config.rules,
  );
  return [
    ...entries.map(({ source, target }) => `${formatReference(source)} → ${formatReference(target)}`),
    ...leftOut.map(({ image, reason }) => `${image}: ${reason}`),
    ...elsewhere.map((image) => `${formatReference(image)} stays`),
  ];
}

const path = { registry: 'm.io/k' };
const own = 'a pin puts an image of your own there';
const unknown =
  'the layout does not say from where: list what was not mirrored yet, or name the registry as source of a mirror, or use layout registry-path';

test('sorted by source, without repeats, whatever order they were found in', () => {
  expect(
    copied(
      path,
      ['quay.io/b/b:1', 'm.io/k/b/b:1'],
      ['docker.io/a/a:1', 'm.io/k/a/a:1'],
      ['quay.io/b/b:1', 'm.io/k/b/b:1'],
    ),
  ).toEqual(['docker.io/a/a:1 → m.io/k/a/a:1', 'quay.io/b/b:1 → m.io/k/b/b:1']);
});

test('what is not pulled from the mirror is not copied', () => {
  expect(copied({ ...path, exclude: ['corp.io'] }, ['corp.io/a:1', null])).toEqual(['corp.io/a:1 stays']);
});

describe('pins', () => {
  const pinned = (pin: JsonObject, mirrored: string) =>
    copied({ ...path, images: [{ name: 'a/b', ...pin }] }, ['docker.io/a/b:1', mirrored]);

  test('a pinned tag is fetched from the source', () => {
    expect(pinned({ newTag: '2' }, 'm.io/k/a/b:2')).toEqual(['docker.io/a/b:2 → m.io/k/a/b:2']);
  });

  test('a pinned digest is fetched from the source', () => {
    expect(pinned({ digest }, `m.io/k/a/b:1@${digest}`)).toEqual([
      `docker.io/a/b:1@${digest} → m.io/k/a/b:1@${digest}`,
    ]);
  });

  test('a new name is an image of the user, before and after mirroring', () => {
    expect(pinned({ newName: 'm.io/own/b' }, 'm.io/own/b:1')).toEqual([`m.io/own/b:1: ${own}`]);
    expect(
      copied({ ...path, images: [{ name: 'a/b', newName: 'm.io/own/b' }] }, ['m.io/own/b:1', 'm.io/own/b:1']),
    ).toEqual([`m.io/own/b:1: ${own}`]);
  });
});

test('a digest that only the mirror has is no target', () => {
  expect(copied(path, ['docker.io/a/b:1', `m.io/k/a/b:1@${digest}`])).toEqual(['docker.io/a/b:1 → m.io/k/a/b:1']);
});

describe('an image that is on the mirror already', () => {
  const back = (spec: JsonObject, image: string) => copied(spec, [image, image]);
  const mirrors = (...rules: readonly JsonObject[]) => ({ mirrors: rules });

  test.each([
    ['the registry is in the path', { ...path, layout: 'registry-path' }, 'm.io/k/quay.io/a/b:1', 'quay.io/a/b:1'],
    [
      'the rule names the registry',
      mirrors({ source: 'quay.io', target: 'm.io/quay' }),
      'm.io/quay/a/b:1',
      'quay.io/a/b:1',
    ],
    [
      'the rule names a folder of the registry',
      mirrors({ source: 'docker.io/a', target: 'm.io' }),
      'm.io/a/b:1',
      'docker.io/a/b:1',
    ],
    [
      'the rule is for one repository',
      mirrors({ source: 'docker.io/a/b', target: 'm.io', layout: 'name' }),
      'm.io/b:1',
      'docker.io/a/b:1',
    ],
    [
      'with its digest',
      { ...path, layout: 'registry-path' },
      `m.io/k/quay.io/a/b:1@${digest}`,
      `quay.io/a/b:1@${digest}`,
    ],
  ] as const)('%s: its source is known', (_, spec, image, source) => {
    expect(back(spec, image)).toEqual([`${source} → ${image}`]);
  });

  test.each([
    ['layout path, from any registry', path, 'm.io/k/a/b:1', unknown],
    [
      'layout name, from a folder',
      mirrors({ source: 'docker.io/a', target: 'm.io', layout: 'name' }),
      'm.io/b:1',
      unknown,
    ],
    ['layout registry-path, without a registry in it', { ...path, layout: 'registry-path' }, 'm.io/k/a/b:1', unknown],
    [
      'two registries in one place',
      mirrors({ source: 'docker.io', target: 'm.io/k' }, { source: 'quay.io', target: 'm.io/k' }),
      'm.io/k/a/b:1',
      'it may have come from docker.io/a/b:1 or quay.io/a/b:1',
    ],
    [
      'a rule of its own for what would be the source',
      mirrors({ source: 'docker.io', target: 'm.io/k' }, { source: 'docker.io/a', target: 'm.io/a' }),
      'm.io/k/a/b:1',
      unknown,
    ],
  ] as const)('%s: it is not copied onto itself, and that is said', (_, spec, image, reason) => {
    expect(back(spec, image)).toEqual([`${image}: ${reason}`]);
  });
});
