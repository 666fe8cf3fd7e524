/**
 * Every kind of bad input, with what has to be said about it. Run through the library and the function by
 * bad-input.test.ts, and through the built executable by e2e/bad-input.test.ts.
 */
import type { JsonObject } from '../../src/yaml/json.ts';

export interface BadInput {
  readonly name: string;
  /** One document of a stream. */
  readonly document: string;
  readonly spec?: JsonObject;
  /** 1: the input could be read, and is not to be written; 2: it cannot be read. */
  readonly exitCode: 1 | 2;
  readonly code: string;
  /** What the message says, in one or more parts: what, where, what to do. */
  readonly says: readonly string[];
  /** Line and column in the document, and the line of the excerpt; for a document in a string, those in it. */
  readonly line?: readonly [line: number, column: number, text: string];
  readonly resource?: string;
  readonly field?: string;
}

export const registry = { registry: 'mirror.example.com' };

function pod(containers: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\n  namespace: ns\nspec:\n  containers:${containers}\n`;
}

function imageConfig(lines: string, header = 'apiVersion: config.k8ssandra.io/v1beta2\nkind: ImageConfig\n'): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: image-config
  namespace: ns
  labels: {k8ssandra.io/config: image}
data:
  image_config.yaml: |
${`${header}${lines}`.replaceAll(/^(?=.)/gm, '    ')}
`;
}

const entries = 'images:\n  medusa: {repository: k8ssandra, name: medusa, tag: "1"}\n';
const key = 'data["image_config.yaml"]';

/** Ten to the power of nine strings, if they were written out. */
const bomb = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from(
    { length: 8 },
    (_, index) => `a${index + 1}: &a${index + 1} [${Array(10).fill(`*a${index}`).join(', ')}]`,
  ),
].join('\n');

export const badInputs: readonly BadInput[] = [
  // Documents that cannot be read.
  {
    name: 'broken indentation',
    document: pod('\n  - image: nginx\n   name: c'),
    exitCode: 2,
    code: 'unreadable-input',
    says: ['Pod app', ' name: c\n'],
  },
  {
    name: 'a quote that does not end',
    document: pod('\n  - image: "nginx'),
    exitCode: 2,
    code: 'unreadable-input',
    says: ['Pod app', 'quote'],
  },
  {
    name: 'a bracket that does not end',
    document: pod(' [{image: nginx}'),
    exitCode: 2,
    code: 'unreadable-input',
    says: ['end with a ]'],
  },
  {
    name: 'an alias without its anchor',
    document: pod(' *containers'),
    exitCode: 2,
    code: 'unreadable-input',
    says: ['Pod app', '*containers has no anchor'],
    line: [7, 15, '  containers: *containers'],
  },
  {
    name: 'an item that is an alias of another',
    document:
      'kind: List\nitems: [&a {apiVersion: v1, kind: Pod, metadata: {name: app}, spec: {containers: [{image: a}]}}, *a]\n',
    exitCode: 1,
    code: 'edit-refused',
    says: ['Pod app', 'the anchor &a is used outside of what is edited', 'without anchors'],
  },
  {
    name: 'an alias bomb',
    document: `${pod(' []')}${bomb}\n`,
    exitCode: 2,
    code: 'unreadable-input',
    says: ['Pod app', 'alias'],
  },
  {
    name: 'a list in the place of a resource',
    document: '- a\n- b\n',
    exitCode: 2,
    code: 'unreadable-input',
    says: ['a resource must be an object'],
    line: [1, 1, '- a'],
  },
  {
    name: 'a text in the place of a resource',
    document: 'nginx\n',
    exitCode: 2,
    code: 'unreadable-input',
    says: ['a resource must be an object'],
    line: [1, 1, 'nginx'],
  },
  {
    name: 'a control character',
    document: pod('\n  - image: ngi\u0007nx'),
    exitCode: 2,
    code: 'unreadable-input',
    says: ['Pod app', 'U+0007'],
  },

  // Documents in strings that cannot be read, or that their operator would refuse.
  {
    name: 'an ImageConfig that is not YAML',
    document: imageConfig('images:\n  medusa: [k8ssandra\ntypes: {}\n'),
    exitCode: 1,
    code: 'image-config-invalid',
    says: ['ConfigMap ns/image-config', 'would not start'],
    line: [5, 1, 'types: {}'],
    resource: 'ConfigMap image-config',
    field: key,
  },
  {
    name: 'an ImageConfig of another apiVersion',
    document: imageConfig(entries, 'apiVersion: config.k8ssandra.io/v1beta3\nkind: ImageConfig\n'),
    exitCode: 1,
    code: 'image-config-invalid',
    says: ['config.k8ssandra.io/v1beta3', 'config.k8ssandra.io/v1beta2'],
    line: [1, 13, 'apiVersion: config.k8ssandra.io/v1beta3'],
    resource: 'ConfigMap image-config',
    field: `${key}: apiVersion`,
  },
  {
    name: 'an ImageConfig of another kind',
    document: imageConfig(entries, 'apiVersion: config.k8ssandra.io/v1beta2\nkind: imageconfig\n'),
    exitCode: 1,
    code: 'image-config-invalid',
    says: ['imageconfig', 'ImageConfig'],
    line: [2, 7, 'kind: imageconfig'],
    resource: 'ConfigMap image-config',
    field: `${key}: kind`,
  },
  {
    name: 'an ImageConfig with a number for a text',
    document: imageConfig('images:\n  medusa: {repository: k8ssandra, name: medusa, tag: 1.0}\n'),
    exitCode: 1,
    code: 'image-config-invalid',
    says: ['images.medusa.tag is a number', 'quotes'],
    line: [4, 54, '  medusa: {repository: k8ssandra, name: medusa, tag: 1.0}'],
    resource: 'ConfigMap image-config',
    field: `${key}: images.medusa.tag`,
  },
  {
    name: 'an ImageConfig with an alias bomb',
    document: imageConfig(`${bomb}\n`),
    exitCode: 1,
    code: 'image-config-invalid',
    says: ['ConfigMap ns/image-config', 'alias'],
    resource: 'ConfigMap image-config',
    field: key,
  },
  {
    name: 'an ImageConfig with an entry that is no reference',
    document: imageConfig('images:\n  medusa: {repository: k8ssandra, name: Medusa, tag: "1"}\n'),
    exitCode: 1,
    code: 'invalid-reference',
    says: ['k8ssandra/Medusa:1', 'upper-case'],
    line: [4, 11, '  medusa: {repository: k8ssandra, name: Medusa, tag: "1"}'],
    resource: 'ConfigMap image-config',
    field: `${key}: images.medusa`,
  },
  {
    name: 'a v1beta1 ImageConfig with a string that is no reference',
    document: imageConfig(
      'images:\n  system-logger: "k8ssandra/Logger:1"\n',
      'apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\n',
    ).replace('{k8ssandra.io/config: image}', '{}'),
    exitCode: 1,
    code: 'invalid-reference',
    says: ['k8ssandra/Logger:1', 'upper-case'],
    line: [4, 18, '  system-logger: "k8ssandra/Logger:1"'],
    resource: 'ConfigMap image-config',
    field: `${key}: images.system-logger`,
  },

  {
    name: 'an ImageConfig with a line end of Unicode, by an escape',
    document: imageConfig('images: {}\n').replace(/ \|\n[\s\S]*/, ' "kind: ImageConfig\\L"\n'),
    exitCode: 1,
    code: 'image-config-invalid',
    says: ['the ImageConfig cannot be read here', 'U+2028 ends a line to some readers of YAML'],
    resource: 'ConfigMap image-config',
    field: key,
  },
  {
    name: 'an ImageConfig whose entry of a server type makes no reference',
    document: imageConfig('types:\n  cassandra: {registry: quay.io, repository: Org, name: app, suffix: -ubi}\n'),
    exitCode: 1,
    code: 'invalid-reference',
    says: ['types.cassandra', 'quay.io/Org/app:<version>-ubi', 'upper-case'],
    line: [4, 14, '  cassandra: {registry: quay.io, repository: Org, name: app, suffix: -ubi}'],
    resource: 'ConfigMap image-config',
    field: `${key}: types.cassandra`,
  },
  {
    name: 'a v1beta1 ImageConfig with a server of one version that is no reference',
    document: imageConfig(
      'images:\n  system-logger: "k8ssandra/logger:1"\n  cassandra:\n    "4.0.1": "k8ssandra/Management:4.0.1"\n',
      'apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\n',
    ).replace('{k8ssandra.io/config: image}', '{}'),
    exitCode: 1,
    code: 'invalid-reference',
    says: ['k8ssandra/Management:4.0.1', 'upper-case'],
    line: [6, 14, '    "4.0.1": "k8ssandra/Management:4.0.1"'],
    resource: 'ConfigMap image-config',
    field: `${key}: images.cassandra["4.0.1"]`,
  },

  // Values that are none.
  {
    name: 'a reference with upper-case letters',
    document: pod('\n  - image: quay.io/Org/App:1'),
    exitCode: 1,
    code: 'invalid-reference',
    says: ['"quay.io/Org/App:1"', 'upper-case'],
    line: [8, 12, '  - image: quay.io/Org/App:1'],
    resource: 'Pod app',
    field: 'spec.containers[0].image',
  },
  {
    name: 'a reference with a scheme',
    document: pod('\n  - image: https://quay.io/org/app:1'),
    exitCode: 1,
    code: 'invalid-reference',
    says: ['"https://quay.io/org/app:1"'],
    line: [8, 12, '  - image: https://quay.io/org/app:1'],
    resource: 'Pod app',
    field: 'spec.containers[0].image',
  },
  {
    name: 'a struct whose parts make no reference',
    document: `apiVersion: reaper.k8ssandra.io/v1alpha1
kind: Reaper
metadata:
  name: reaper
spec:
  containerImage: {registry: docker.io, repository: TheLastPickle, name: cassandra-reaper, tag: 3.0.0}
`,
    exitCode: 1,
    code: 'invalid-reference',
    says: ['docker.io/TheLastPickle/cassandra-reaper:3.0.0'],
    line: [
      6,
      19,
      '  containerImage: {registry: docker.io, repository: TheLastPickle, name: cassandra-reaper, tag: 3.0.0}',
    ],
    resource: 'Reaper reaper',
    field: 'spec.containerImage',
  },
  {
    name: 'containers that are no list',
    document: pod(' nginx'),
    exitCode: 1,
    code: 'malformed-field',
    says: ['spec.containers must be a list'],
    line: [7, 15, '  containers: nginx'],
    resource: 'Pod app',
    field: 'spec.containers',
  },

  // Keys that stand twice in what would be edited.
  {
    name: 'a key that stands twice',
    document: pod('\n  - image: nginx\n    name: c\n    image: busybox'),
    exitCode: 1,
    code: 'duplicate-key',
    says: ['spec.containers[0].image twice', 'remove'],
    line: [10, 12, '    image: busybox'],
    resource: 'Pod app',
    field: 'spec.containers[0].image',
  },
  {
    name: 'a key that stands twice in an ImageConfig',
    document: imageConfig(`defaults: {registry: docker.io}\n${entries}defaults: {registry: quay.io}\n`),
    exitCode: 1,
    code: 'duplicate-key',
    says: ['defaults twice', 'lines 3 and 6', key],
    line: [6, 11, 'defaults: {registry: quay.io}'],
    resource: 'ConfigMap image-config',
    field: `${key}: defaults`,
  },

  // Images that no rule brings to a place of their own.
  {
    name: 'two images that would be one',
    document: pod('\n  - image: quay.io/a/app:1\n  - image: quay.io/b/app:1'),
    spec: { ...registry, layout: 'name' },
    exitCode: 1,
    code: 'collision',
    says: ['quay.io/a/app', 'quay.io/b/app', 'mirror.example.com/app:1', 'layout'],
    line: [8, 12, '  - image: quay.io/a/app:1'],
    resource: 'Pod app',
    field: 'spec.containers[0].image',
  },
  {
    name: 'an image that no rule covers',
    document: pod('\n  - image: quay.io/a/app:1'),
    spec: { mirrors: [{ source: 'docker.io', target: 'mirror.example.com' }] },
    exitCode: 1,
    code: 'escaped',
    says: ['quay.io/a/app:1 escapes', 'mirrors', 'exclude'],
    line: [8, 12, '  - image: quay.io/a/app:1'],
    resource: 'Pod app',
    field: 'spec.containers[0].image',
  },

  {
    name: 'a server of an ImageConfig that no rule covers, and no cluster asks for yet',
    document: imageConfig(`${entries}types:\n  cassandra: {registry: quay.io, repository: a, name: b}\n`),
    spec: { mirrors: [{ source: 'docker.io', target: 'mirror.example.com' }] },
    exitCode: 1,
    code: 'escaped',
    says: ['quay.io/a/b', 'escapes', 'mirrors', 'exclude'],
    resource: 'ConfigMap image-config',
    field: `${key}: types.cassandra`,
  },

  // Configurations.
  ...configurations([
    ['no registry', {}, ['names no mirror', 'registry']],
    ['a registry without a dot', { registry: 'mirror' }, ['spec.registry', 'docker.io/mirror', 'mirror:5000']],
    ['a registry with a scheme', { registry: 'https://mirror.example.com' }, ['spec.registry', 'https://']],
    ['a registry with credentials', { registry: 'me:secret@mirror.example.com' }, ['spec.registry']],
    ['a registry with a tag', { registry: 'mirror.example.com/k8ssandra:v1' }, ['spec.registry', 'tag']],
    ['a registry with a slash at its end', { registry: 'mirror.example.com/' }, ['spec.registry', 'slash']],
    ['a registry with upper-case letters in its path', { registry: 'mirror.example.com/K8ssandra' }, ['spec.registry']],
    ['a registry that is a number', { registry: 5000 }, ['spec.registry', 'must be a text', '5000']],
    ['a key that is not known', { registy: 'mirror.example.com' }, ['spec.registy', 'did you mean registry?']],
    [
      'a key deep inside',
      { mirrors: [{ sorce: '*', target: 'a.b' }] },
      ['spec.mirrors[0].sorce', 'did you mean source?'],
    ],
    ['a value that is not allowed', { ...registry, layout: 'flat' }, ['spec.layout', 'registry-path', '"flat"']],
    ['a source at a target', { mirrors: [{ source: 'a.b/c', target: 'a.b/c' }] }, ['spec.mirrors[0]']],
    [
      'two equal sources',
      { mirrors: ['x.y', 'x.z'].map((target) => ({ source: 'docker.io', target })) },
      ['spec.mirrors[1]', 'docker.io'],
    ],
    [
      'two pins for one image',
      { ...registry, images: ['1', '2'].map((newTag) => ({ name: 'nginx', newTag })) },
      ['spec.images[1]'],
    ],
    [
      'a pin with a broken digest',
      { ...registry, images: [{ name: 'nginx', digest: 'sha256:12' }] },
      ['spec.images[0].digest'],
    ],
    [
      'a pin that is no name',
      { ...registry, images: [{ name: 'Nginx', newTag: '1' }] },
      ['spec.images[0].name', 'upper-case'],
    ],
    [
      'a field path that is none',
      { ...registry, fields: [{ group: 'g', kind: 'K', path: 'spec..x', shape: 'reference' }] },
      ['spec.fields[0].path'],
    ],
    [
      'a release that is none',
      { ...registry, release: { cassOperator: '1.2' } },
      ['spec.release.cassOperator', '1.22.4'],
    ],
  ]),
];

function configurations(
  rows: readonly (readonly [name: string, spec: JsonObject, says: readonly string[]])[],
): readonly BadInput[] {
  return rows.map(([name, spec, says]) => ({
    name: `a configuration with ${name}`,
    document: pod('\n  - image: nginx'),
    spec,
    exitCode: 2,
    code: 'config-invalid',
    says,
  }));
}

export function functionConfigOf(spec: JsonObject): JsonObject {
  return { apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', metadata: { name: 'mirror' }, spec };
}
