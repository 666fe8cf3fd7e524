import { readConfig } from '../../src/config/normalise.ts';
import { parseFieldPath } from '../../src/yaml/field-path.ts';
import { problemsOf, readSpec, resource } from './read.ts';

const digest = `sha256:${'0'.repeat(64)}`;

test('a registry is all that is needed', () => {
  expect(readSpec({ registry: 'mirror.example.com:5000/k8ssandra' })).toEqual({
    rules: {
      mirrors: [{ source: '*', target: { registry: 'mirror.example.com:5000', path: 'k8ssandra' }, layout: 'path' }],
      exclude: [],
      pins: [],
    },
    pullPolicy: undefined,
    pullSecrets: [],
    imageConfig: { strategy: 'auto', selector: {} },
    context: { resources: [], k8sContexts: {} },
    release: {},
    fields: [],
    mode: 'transform',
    onEscape: 'error',
    strict: false,
    fix: false,
    ignore: [],
    scopes: [],
    crdDefaults: 'leave',
    rollout: { restartOperator: false, updateDatacenters: 'never' },
    overlay: { path: undefined, resources: [], kind: 'Kustomization', guard: true },
    generate: { document: undefined },
  });
});

test('everything at once', () => {
  const config = readSpec({
    registry: 'm.io',
    layout: 'registry-path',
    mirrors: [
      { source: 'docker.io/datastax', target: 'm.io/datastax', layout: 'name' },
      { source: 'quay.io', target: 'm.io/quay' },
    ],
    exclude: ['registry.corp.example.com'],
    images: [
      { name: 'k8ssandra/medusa', tag: '1', newName: 'own/medusa', newTag: '2', digest },
      { name: 'busybox', newTag: '1' },
    ],
    pullPolicy: 'IfNotPresent',
    pullSecrets: ['one', 'two', 'one'],
    imageConfig: { strategy: 'entries', selector: { name: 'x' } },
    release: { cassOperator: 'v1.22.4', k8ssandraOperator: '1.20.4-rc.1' },
    mode: 'check',
    fields: [{ group: 'example.com', kind: 'X', path: 'spec.x[].image', shape: 'parts' }],
    onEscape: 'warn',
  });
  expect(config).toEqual({
    rules: {
      mirrors: [
        { source: '*', target: { registry: 'm.io', path: '' }, layout: 'registry-path' },
        {
          source: { registry: 'docker.io', path: 'datastax' },
          target: { registry: 'm.io', path: 'datastax' },
          layout: 'name',
        },
        {
          source: { registry: 'quay.io', path: '' },
          target: { registry: 'm.io', path: 'quay' },
          layout: 'registry-path',
        },
      ],
      exclude: [{ registry: 'registry.corp.example.com', path: '' }],
      pins: [
        {
          name: { registry: 'docker.io', repository: 'k8ssandra/medusa' },
          tag: '1',
          newName: { registry: 'docker.io', repository: 'own/medusa' },
          newTag: '2',
          digest,
        },
        { name: { registry: 'docker.io', repository: 'library/busybox' }, newTag: '1' },
      ],
    },
    pullPolicy: 'IfNotPresent',
    pullSecrets: ['one', 'two'],
    imageConfig: { strategy: 'entries', selector: { name: 'x' } },
    release: { cassOperator: '1.22.4', k8ssandraOperator: '1.20.4-rc.1' },
    fields: [{ group: 'example.com', kind: 'X', path: parseFieldPath('spec.x[].image'), shape: 'parts' }],
    context: { resources: [], k8sContexts: {} },
    strict: false,
    fix: false,
    ignore: [],
    scopes: [],
    crdDefaults: 'leave',
    rollout: { restartOperator: false, updateDatacenters: 'never' },
    overlay: { path: undefined, resources: [], kind: 'Kustomization', guard: true },
    generate: { document: undefined },
    mode: 'check',
    onEscape: 'warn',
  });
  expect(Object.keys(config.imageConfig.selector)).toEqual(['name']);
});

describe('refused', () => {
  test.each([
    ['no functionConfig', undefined, ': is missing: it must be an ImageMirror or a ConfigMap'],
    ['a text', 'registry', ': must be a mapping, not "registry"'],
    [
      'another kind',
      { apiVersion: 'v1', kind: 'Secret' },
      'kind: must be ImageMirror (apiVersion k8ssandra-image-mirror.dev/v1alpha1) or ConfigMap, not "Secret"',
    ],
    [
      'no kind',
      { spec: {} },
      'kind: is missing: it must be ImageMirror (apiVersion k8ssandra-image-mirror.dev/v1alpha1) or ConfigMap',
    ],
    [
      'another version',
      { ...resource({ registry: 'm.io' }), apiVersion: 'k8ssandra-image-mirror.dev/v1' },
      'apiVersion: must be k8ssandra-image-mirror.dev/v1alpha1, not "k8ssandra-image-mirror.dev/v1"',
    ],
    [
      'no spec',
      { apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror' },
      'spec: is missing: it must be a mapping',
    ],
    [
      'the spec one level too high',
      { ...resource({ registry: 'm.io' }), registry: 'm.io' },
      'registry: is not known; known are apiVersion, kind, metadata, spec',
    ],
  ])('%s', (_, functionConfig, problem) => {
    expect(problemsOf(functionConfig)).toEqual([problem]);
  });

  test.each([
    [
      'an empty spec',
      {},
      'spec: names no mirror: give it a registry, like mirror.example.com/k8ssandra, or mirrors, or images to pin',
    ],
    ['only excludes', { exclude: ['quay.io'] }, expect.stringMatching(/^spec: names no mirror/)],
    ['empty lists', { mirrors: [], images: [] }, expect.stringMatching(/^spec: names no mirror/)],
    ['a misspelt key', { registy: 'm.io' }, 'spec.registy: is not known: did you mean registry?'],
    [
      'a flag as key',
      { registry: 'm.io', 'pull-secrets': [] },
      'spec.pull-secrets: is not known: did you mean pullSecrets?',
    ],
    [
      'a misspelt inner key',
      { mirrors: [{ source: '*', target: 'm.io', layouts: 'path' }] },
      'spec.mirrors[0].layouts: is not known: did you mean layout?',
    ],
    [
      'a key two levels down',
      { registry: 'm.io', imageConfig: { selector: { nam: 'x' } } },
      'spec.imageConfig.selector.nam: is not known: did you mean name?',
    ],
    [
      'another key',
      { registry: 'm.io', release: { reaper: '1.0.0' } },
      'spec.release.reaper: is not known; known are cassOperator, k8ssandraOperator',
    ],
    [
      'a key of later days',
      { registry: 'm.io', verify: {} },
      expect.stringMatching(/^spec\.verify: is not known; known are registry, layout, /),
    ],
    [
      'another layout',
      { registry: 'm.io', layout: 'flat' },
      'spec.layout: must be one of path, registry-path, name, not "flat"',
    ],
    [
      'another mode',
      { registry: 'm.io', mode: 'render' },
      'spec.mode: must be one of transform, check, overlay, generate, not "render"',
    ],
    ['a number', { registry: 5000 }, 'spec.registry: must be a text, not the number 5000 (quotes make it a text)'],
    [
      'a boolean',
      { registry: 'm.io', pullSecrets: [true] },
      'spec.pullSecrets[0]: must be a text, not the boolean true (quotes make it a text)',
    ],
    ['a text for a list', { registry: 'm.io', pullSecrets: 'a' }, 'spec.pullSecrets: must be a list, not "a"'],
    ['a mapping for a list', { registry: 'm.io', mirrors: {} }, 'spec.mirrors: must be a list, not a mapping'],
    ['a list for a mapping', { registry: 'm.io', release: [] }, 'spec.release: must be a mapping, not a list'],
    [
      'nothing for a list',
      { registry: 'm.io', exclude: null },
      'spec.exclude: is empty: it must be a list, or be left out',
    ],
    ['a missing key', { mirrors: [{ source: '*' }] }, 'spec.mirrors[0].target: is missing: it must be a text'],
    [
      'half a release',
      { registry: 'm.io', release: { cassOperator: '1.22' } },
      'spec.release.cassOperator: must be a full release, like 1.22.4',
    ],
    [
      'a secret with blanks',
      { registry: 'm.io', pullSecrets: ['a b'] },
      'spec.pullSecrets[0]: must be the name of a Secret: a-z, 0-9, "-" and "."',
    ],
    [
      'a registry without host',
      { registry: 'mirror' },
      'spec.registry: "mirror" starts with no registry host: write docker.io/mirror or mirror:5000',
    ],
    [
      'a bad target',
      { mirrors: [{ source: '*', target: 'https://m.io' }] },
      'spec.mirrors[0].target: "https://m.io" has a scheme: leave out "https://"',
    ],
    [
      'a bad source',
      { mirrors: [{ source: 'datastax', target: 'm.io' }] },
      expect.stringMatching(/^spec\.mirrors\[0\]\.source: .*docker\.io\/datastax/),
    ],
    [
      'a bad exclude',
      { registry: 'm.io', exclude: ['quay.io', 'm.io/a:1'] },
      'spec.exclude[1]: "m.io/a:1" has a tag: only a registry and a path belong here',
    ],
    [
      'a pin with the tag in its name',
      { images: [{ name: 'x:1', newTag: '2' }] },
      'spec.images[0].name: "x:1" has a tag: only a name belongs here',
    ],
    [
      'a pin with a bad new name',
      { images: [{ name: 'x', newName: 'X' }] },
      expect.stringMatching(/^spec\.images\[0\]\.newName: .*upper-case/),
    ],
    [
      'a pin with a bad tag',
      { images: [{ name: 'x', newTag: 'a b' }] },
      'spec.images[0].newTag: the tag "a b" contains " "',
    ],
    [
      'a pin with a bad digest',
      { images: [{ name: 'x', digest: 'sha256:0' }] },
      expect.stringMatching(/^spec\.images\[0\]\.digest: .*64 lower-case hex/),
    ],
    [
      'a pin that changes nothing',
      { images: [{ name: 'x', tag: '1' }] },
      'spec.images[0]: changes nothing: give it newName, newTag or digest',
    ],
    [
      'a registry and a mirror for everything',
      { registry: 'm.io', mirrors: [{ source: '*', target: 'n.io' }] },
      'spec.mirrors[0]: two entries for the source *: keep one',
    ],
    [
      'a source on the registry',
      {
        registry: 'm.io/k',
        mirrors: [
          { source: 'quay.io', target: 'm.io/q' },
          { source: 'm.io/k/a', target: 'n.io' },
        ],
      },
      'spec.mirrors[1]: m.io/k/a lies at or below the target m.io/k: what is there is mirrored already',
    ],
    [
      'two pins for one image',
      {
        images: [
          { name: 'x', newTag: '1' },
          { name: 'library/x', newTag: '2' },
        ],
      },
      'spec.images[1]: two entries for the image docker.io/library/x: keep one',
    ],
  ])('%s', (_, spec, problem) => {
    expect(problemsOf(resource(spec))).toEqual([problem]);
  });

  test('keys that objects inherit are keys like any other', () => {
    const spec = JSON.parse('{"registry": "m.io", "__proto__": {"a": 1}, "constructor": {"b": 2}}');
    expect(problemsOf(resource(spec))).toEqual([
      expect.stringMatching(/^spec\.__proto__: is not known/),
      expect.stringMatching(/^spec\.constructor: is not known/),
    ]);
  });

  test('all problems of a kind are told at once, a line each', () => {
    const spec = { registy: 'm.io', layout: 'flat', mirrors: [{ target: 5 }] };
    expect(problemsOf(resource(spec))).toHaveLength(4);
    expect(() => readConfig(resource(spec))).toThrow(/^spec\.layout: .*\nspec\.mirrors\[0\]\.source: .*\n/);
    expect(
      problemsOf(resource({ registry: 'mirror', exclude: ['a'], images: [{ name: 'X', tag: '-', newTag: 'a b' }] })),
    ).toHaveLength(5);
  });
});

test.each([
  ['spec.x[0].image', 'write [] instead of [0]'],
  ['', 'it is empty'],
  ['metadata.annotations', 'metadata says what the resource is'],
])('a path of a field that is none: %j', (path, problem) => {
  const [found] = problemsOf(
    resource({ registry: 'm.io', fields: [{ group: 'x.io', kind: 'X', path, shape: 'parts' }] }),
  );
  expect(found).toContain('spec.fields[0].path');
  expect(found).toContain(problem);
});

describe('context', () => {
  const operator = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'cass-operator' } };
  const imageConfig = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'image-config' } };

  test('is resources, lists of them, and those of other Kubernetes clusters', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [imageConfig] };
    const { context } = readSpec({
      registry: 'm.io',
      context: [operator, list, { k8sContext: 'east', resources: [list] }],
    });
    expect(context).toEqual({ resources: [operator, imageConfig], k8sContexts: { east: [imageConfig] } });
  });

  test('is refused where it is neither', () => {
    expect(problemsOf(resource({ registry: 'm.io', context: [{ name: 'east' }] }))).toEqual([
      'spec.context[0]: is neither a resource (it has no kind) nor {k8sContext, resources}',
    ]);
  });
});
