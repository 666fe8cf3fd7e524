import { type MadeOverlay, namesIn, type OverlaySettings, overlayOf } from '../../src/overlay/overlay.ts';
import { identify } from '../../src/plan/model/resource.ts';
import type { Edit } from '../../src/yaml/edit/edit.ts';
import type { JsonObject } from '../../src/yaml/json.ts';

const settings: OverlaySettings = {
  kind: 'Kustomization',
  resources: ['../base'],
  guard: true,
  names: 'written',
  over: 'resources',
};

function object(kind: string, name: string, namespace?: string): JsonObject {
  const metadata = { ...(name === '' ? {} : { name }), ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion: 'v1', kind, metadata, data: { a: 'x' }, list: [{ name: 'one', image: 'x' }] };
}

function set(path: Edit['path'], after: string): Edit {
  return { op: 'set', path, before: 'x', after };
}

const anEdit = set(['data', 'a'], 'y');
const indexed = set(['list', 0, 'image'], 'y');
const embedded: Edit = { op: 'embed', path: ['data', 'a'], before: 'x', edits: [] };

function overlay(
  objects: readonly JsonObject[],
  edits: readonly (readonly Edit[])[] = objects.map(() => [anEdit]),
  changed: Partial<OverlaySettings> = {},
): MadeOverlay {
  return overlayOf(objects, { edits: new Map(edits.entries()), additions: [] }, { ...settings, ...changed }, objects);
}

function targets({ overlay: { patches } }: MadeOverlay): readonly unknown[] {
  return patches.map(({ target }) => `${target.kind} ${target.namespace ?? ''} ${target.name}`);
}

test('what is edited has a patch, and a patch that says that it is there', () => {
  const made = overlay([object('ConfigMap', 'a', 'n'), object('ConfigMap', 'b')], [[anEdit], []]);
  expect(targets(made)).toEqual(['ConfigMap ^n$ ^a$']);
  expect(made.overlay.existing).toEqual([
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'n' } },
  ]);
  expect(made.findings).toEqual([]);
});

test('a patch begins with the tests that it has met the very object', () => {
  const [patch] = overlay([object('ConfigMap', 'a', 'n')]).overlay.patches;
  expect(patch?.operations.slice(0, 3)).toEqual([
    { op: 'test', path: '/metadata/name', value: 'a' },
    { op: 'test', path: '/metadata/namespace', value: 'n' },
    { op: 'test', path: '/metadata/annotations/internal.config.kubernetes.io~1needsHashSuffix', value: null },
  ]);
  const [other] = overlay([object('Deployment', 'a')]).overlay.patches;
  expect(other?.operations.slice(0, 3).map(({ path, value }) => [path, value])).toEqual([
    ['/metadata/name', 'a'],
    ['/metadata/namespace', null],
    ['/data/a', 'x'],
  ]);
});

test('ImageConfigs come first, the others in the order of kind, namespace and name, whatever the input has', () => {
  const objects = [
    object('Pod', 'b', 'n'),
    object('Pod', 'a', 'n'),
    object('Pod', 'a', 'm'),
    object('ConfigMap', 'z'),
    object('Deployment', 'a'),
    object('ConfigMap', 'y'),
  ];
  const edits = objects.map(({ kind }) => [kind === 'ConfigMap' ? embedded : anEdit]);
  const order = ['ConfigMap  ^y$', 'ConfigMap  ^z$', 'Deployment  ^a$', 'Pod ^m$ ^a$', 'Pod ^n$ ^a$', 'Pod ^n$ ^b$'];
  expect(targets(overlay(objects, edits))).toEqual(order);
  expect(targets(overlay(objects.toReversed(), edits.toReversed()))).toEqual(order);
});

test('a Component has no resources', () => {
  expect(overlay([], [], { kind: 'Component' }).overlay).toEqual({
    kind: 'Component',
    resources: [],
    patches: [],
    additions: [],
    existing: [],
  });
});

describe('names with a hash', () => {
  const built = { ...object('ConfigMap', 'cm-4h2mbtbbt6'), data: { a: 'b' } };
  const edits = [[{ ...anEdit, before: 'b' }]] as const;

  test('of a build are targeted without it', () => {
    const { overlay: made } = overlay([built], edits, { names: 'built' });
    expect(made.patches[0]?.target.name).toBe('^cm$');
    expect(made.patches[0]?.operations.map(({ path }) => path)).toEqual([
      '/metadata/name',
      '/metadata/namespace',
      '/data/a',
      '/data/a',
    ]);
    expect(made.existing.map((patch) => identify(patch).name)).toEqual(['cm']);
  });

  test('of a file are the names', () => {
    const { overlay: made } = overlay([built], edits);
    expect(made.patches[0]?.target.name).toBe('^cm-4h2mbtbbt6$');
  });

  test.each([
    [['../base'], 'built'],
    [['install.yaml', 'cluster.YML', 'x.json'], 'written'],
    [['install.yaml', '../base'], 'built'],
  ] as const)('%j: names are as %s', (resources, names) => {
    expect(namesIn(resources)).toBe(names);
  });
});

describe('is refused', () => {
  test.each<[string, readonly JsonObject[], Partial<OverlaySettings>, readonly (readonly Edit[])[], string]>([
    ['for an object without a name', [object('ConfigMap', '')], {}, [[anEdit]], 'overlay-target'],
    [
      'for an object without a namespace that has a namesake',
      [object('ConfigMap', 'a'), object('ConfigMap', 'a', 'n')],
      {},
      [[anEdit]],
      'overlay-target',
    ],
    ['where an index has no guard', [object('ConfigMap', 'a')], { guard: false }, [[indexed]], 'overlay-unguarded'],
  ])('%s', (_, objects, changed, edits, code) => {
    const { findings } = overlay(objects, edits, changed);
    expect(findings.map((finding) => [finding.code, finding.at?.resource])).toEqual([[code, 0]]);
  });

  test.each([
    ['namesakes in different namespaces', [object('ConfigMap', 'a', 'm'), object('ConfigMap', 'a', 'n')], {}],
    ['namesakes of different kinds', [object('ConfigMap', 'a'), object('Pod', 'a', 'n')], {}],
    ['keys without a guard', [object('ConfigMap', 'a')], { guard: false }],
  ])('not for %s', (_, objects, changed) => {
    expect(overlay(objects, undefined, changed).findings).toEqual([]);
  });
});

test('without guards there are no tests, and nothing that says what is there', () => {
  const { overlay: made, findings } = overlay(
    [object('ConfigMap', 'a')],
    [[anEdit, { op: 'set', path: ['list', 1], before: undefined, after: 'new' }]],
    { guard: false },
  );
  expect(findings).toEqual([]);
  expect(made.existing).toEqual([]);
  expect(made.patches.flatMap(({ operations }) => operations)).toEqual([
    { op: 'replace', path: '/data/a', value: 'y' },
    { op: 'add', path: '/list/-', value: 'new' },
  ]);
});
