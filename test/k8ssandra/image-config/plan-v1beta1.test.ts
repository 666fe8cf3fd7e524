import type { ImageConfigRequest } from '../../../src/k8ssandra/image-config/change/plan-image-config.ts';
import { allBut, carryOut, everythingTo, target } from './request.ts';

/** The shape of upstream's sample. */
const sample = `apiVersion: config.k8ssandra.io/v1beta1
kind: ImageConfig
metadata:
  name: image-config
images:
  system-logger: "k8ssandra/system-logger:v1.28.1"
  config-builder: "docker.io/datastax/cass-config-builder:1.0-ubi"
  k8ssandra-client: "docker.io/k8ssandra/k8ssandra-client:v0.8.6"
  # cassandra:
  #   "4.0.0": "k8ssandra/cassandra-ubi:latest"
# imageRegistry: "localhost:5000"
# imageNamespace: "internal"
# imagePullPolicy: Always
# imagePullSecret:
#   name: my-secret-pull-registry
defaults:
  # Note, postfix is ignored if repository is not set
  cassandra:
    repository: "docker.io/k8ssandra/cass-management-api"
    suffix: "-ubi"
  dse:
    suffix: "-ubi"
`;

type Wish = Partial<Omit<ImageConfigRequest, 'text' | 'format'>>;

const byEntry = [
  `defaults.cassandra.repository = "${target}/k8ssandra/cass-management-api"`,
  `defaults.dse.repository = "${target}/datastax/dse-mgmtapi-6_8"`,
  'defaults.dse.suffix = null',
  `images.system-logger = "${target}/k8ssandra/system-logger:v1.28.1"`,
  `images.config-builder = "${target}/datastax/cass-config-builder:1.0-ubi"`,
  `images.k8ssandra-client = "${target}/k8ssandra/k8ssandra-client:v0.8.6"`,
];

describe('the edits', () => {
  test.each<[string, string, Wish, readonly string[]]>([
    ['one key for all, which serves versions that nobody lists', sample, {}, [`imageRegistry = "${target}"`]],
    ['its name in 1.8.0 to 1.10.0', sample, { cassOperator: 'v1.10.0' }, [`imageRegistryOverride = "${target}"`]],
    ['its name from 1.10.1 on', sample, { cassOperator: 'v1.10.1' }, [`imageRegistry = "${target}"`]],
    ['a target on Docker Hub', sample, { rules: everythingTo('docker.io/org') }, ['imageRegistry = "docker.io/org"']],
    [
      'the registry in it',
      sample,
      { rules: everythingTo(target, 'registry-path') },
      [`imageRegistry = "${target}/docker.io"`],
    ],
    [
      'the pair of global keys, for layout name',
      sample,
      { rules: everythingTo(target, 'name') },
      ['imageRegistry = "m.io:5000"', 'imageNamespace = "k8s"'],
    ],
    [
      'an empty namespace, for a target without a path',
      sample,
      { rules: everythingTo('m.io:5000', 'name') },
      ['imageRegistry = "m.io:5000"', 'imageNamespace = ""'],
    ],
    [
      'each entry, where releases have no namespace',
      sample,
      { rules: everythingTo(target, 'name'), cassOperator: '1.22.4' },
      byEntry.map((edit) => edit.replace(/k8s\/(k8ssandra|datastax)\//, 'k8s/')),
    ],
    ['the value that decides today', `${sample}imageRegistry: old.io\n`, {}, [`imageRegistry = "${target}"`]],
    [
      'all values that decide today',
      'images: {system-logger: a/l:1, config-builder: a/b:1, k8ssandra-client: a/c:1}\nimageRegistry: old.io\ndefaults: {cassandra: {imageRegistry: own.io}, dse: {imageRegistry: m.io:5000/k8s}}\n',
      {},
      [`imageRegistry = "${target}"`, `defaults.cassandra.imageRegistry = "${target}"`],
    ],
    [
      'a component’s registry gives way to one key for all',
      'images: {system-logger: a/l:1, config-builder: a/b:1, k8ssandra-client: a/c:1}\ndefaults: {cassandra: {imageRegistry: own.io}}\n',
      {},
      [`imageRegistry = "${target}"`, 'defaults.cassandra.imageRegistry = null'],
    ],
    [
      'an excluded component keeps its registry',
      'images: {system-logger: a/l:1, config-builder: a/b:1, k8ssandra-client: a/c:1}\ndefaults: {cassandra: {imageRegistry: own.io}}\n',
      { rules: allBut('own.io') },
      [`imageRegistry = "${target}"`],
    ],
    [
      'each entry, when asked for: a suffix that does nothing must not begin to',
      sample,
      { strategy: 'entries' },
      byEntry,
    ],
    [
      'each entry, where one stays',
      sample,
      { rules: allBut('docker.io/datastax') },
      byEntry.filter((edit) => !/dse|datastax/.test(edit)),
    ],
    [
      'hard-coded images of servers get an entry',
      'images: {system-logger: quay.io/a/l:1, config-builder: a/b:1, k8ssandra-client: a/c:1}\n',
      { rules: allBut('quay.io') },
      [
        `defaults = {"cassandra":{"repository":"${target}/k8ssandra/cass-management-api"},"dse":{"repository":"${target}/datastax/dse-mgmtapi-6_8"}}`,
        `images.config-builder = "${target}/a/b:1"`,
        `images.k8ssandra-client = "${target}/a/c:1"`,
      ],
    ],
    [
      'the namespace gives way, where images go different ways',
      'images: {system-logger: quay.io/a/l:1, config-builder: a/b:1, k8ssandra-client: a/c:1}\nimageNamespace: ns\n',
      { rules: allBut('quay.io') },
      [
        'imageNamespace = null',
        'images.system-logger = "quay.io/ns/l:1"',
        `images.config-builder = "${target}/ns/b:1"`,
        `images.k8ssandra-client = "${target}/ns/c:1"`,
        `defaults = {"cassandra":{"repository":"${target}/ns/cass-management-api"},"dse":{"repository":"${target}/ns/dse-mgmtapi-6_8"}}`,
      ],
    ],
    [
      'a host that the operator takes for a path is replaced in the entries',
      'images: {system-logger: localhost/a/l:1, config-builder: a/b:1, k8ssandra-client: a/c:1}\n',
      {},
      [
        `defaults = {"cassandra":{"repository":"${target}/k8ssandra/cass-management-api"},"dse":{"repository":"${target}/datastax/dse-mgmtapi-6_8"}}`,
        `images.system-logger = "${target}/a/l:1"`,
        `images.config-builder = "${target}/a/b:1"`,
        `images.k8ssandra-client = "${target}/a/c:1"`,
      ],
    ],
    [
      'listed versions go with the rest',
      `${sample.replace('  # cassandra:', '  hcd:\n    1.0.0: a/hcd:1\n  # cassandra:')}`,
      { strategy: 'entries' },
      [...byEntry, `images.hcd.1.0.0 = "${target}/a/hcd:1"`],
    ],
    [
      'an entry under another spelling of its name',
      'images: {System-Logger: a/l:1, config-builder: a/b:1, k8ssandra-client: a/c:1}\ndefaults: {dse: {Repository: a/d}}\n',
      { strategy: 'entries' },
      [
        `defaults.dse.Repository = "${target}/a/d"`,
        `defaults.cassandra = {"repository":"${target}/k8ssandra/cass-management-api"}`,
        `images.System-Logger = "${target}/a/l:1"`,
        `images.config-builder = "${target}/a/b:1"`,
        `images.k8ssandra-client = "${target}/a/c:1"`,
      ],
    ],
  ])('%s', (_, text, wish, edits) => {
    const done = carryOut('v1beta1', text, wish);
    expect([...done.edits].sort()).toEqual([...edits].sort());
    expect(carryOut('v1beta1', done.text, wish).edits).toEqual([]);
  });
});

test('comments and samples in them stay, and the new key stands behind the images', () => {
  const { text } = carryOut('v1beta1', sample);
  const added = `imageRegistry: ${target}\n`;
  expect(text.replace(added, '')).toBe(sample);
  expect(text.indexOf(added)).toBeGreaterThan(text.indexOf('k8ssandra-client:'));
  expect(text.indexOf(added)).toBeLessThan(text.indexOf('defaults:'));
});

test('entries that are on the mirror already are not prefixed again', () => {
  const { text } = carryOut('v1beta1', sample, { strategy: 'entries' });
  expect(carryOut('v1beta1', text, { strategy: 'auto' }).edits).toEqual([]);
  expect(carryOut('v1beta1', text, { strategy: 'global' }).edits).toEqual([]);
});

describe('what is reported', () => {
  test('what is missing; a registry before nothing makes no image', () => {
    const { plan, config } = carryOut('v1beta1', 'images: {system-logger: a/l:1, config-builder: a/b:1}\n', {
      servers: [{ serverType: 'hcd', version: '1.2.3' }],
    });
    expect(plan.findings.map(({ code, path }) => [code, path])).toEqual([
      ['image-config-missing-entry', ['images', 'k8ssandra-client']],
      ['image-config-missing-entry', ['defaults', 'hcd']],
    ]);
    expect(config.image('k8ssandra-client')).toBe(`${target}/`);
    expect(plan.images.find(({ name }) => name === 'k8ssandra-client')).toMatchObject({ status: 'missing', after: '' });
  });

  test('no images at all', () => {
    const { plan } = carryOut('v1beta1', 'imageRegistry: old.io\n');
    expect(plan.findings.map(({ message }) => message)).toEqual([
      expect.stringContaining('images.system-logger names no image: the operator crashes when it looks there'),
      expect.stringContaining('images.config-builder'),
      expect.stringContaining('images.k8ssandra-client'),
    ]);
  });

  test('the server that a cluster asks for, and those that nobody does', () => {
    const { images } = carryOut('v1beta1', sample, {
      servers: [{ serverType: 'cassandra', version: '4.0.17' }],
    }).plan;
    expect(
      images.filter(({ name }) => /cassandra|hcd/.test(name)).map(({ name, after, path }) => [name, after, path]),
    ).toEqual([
      ['cassandra', `${target}/k8ssandra/cass-management-api:<version>-ubi`, ['defaults', 'cassandra']],
      ['cassandra 4.0.17', `${target}/k8ssandra/cass-management-api:4.0.17-ubi`, ['defaults', 'cassandra']],
    ]);
  });

  test('values that the release doesn’t read', () => {
    const text = `
images: {system-logger: a/l:1, config-builder: a/b:1, k8ssandra-client: a/c:1, medusa: a/m:1, hcd: {1.0.0: a/h:1}}
imageRegistry: x.io
imageRegistryOverride: x.io
imageNamespace: ns
defaults: {dse: {repository: a/d, imageRegistry: x.io, imageNamespace: ns}}
`;
    const ineffective = (cassOperator: string): readonly unknown[] =>
      carryOut('v1beta1', text, { cassOperator })
        .plan.findings.filter(({ code }) => code === 'ineffective-field')
        .map(({ path }) => path?.join('.'));
    expect(ineffective('1.10.0')).toEqual([
      'imageRegistry',
      'images.k8ssandra-client',
      'imageNamespace',
      'images.medusa',
      'images.hcd',
      'defaults.dse.imageRegistry',
    ]);
    expect(ineffective('1.28.1')).toEqual(['imageRegistryOverride', 'defaults.dse.imageNamespace']);
  });

  test('what can’t be expressed in 1.8.0, which hard-codes the images of servers', () => {
    const { plan, codes } = carryOut('v1beta1', sample, { strategy: 'entries', cassOperator: '1.8.0' });
    expect(plan.edits).toEqual([]);
    expect(codes).toContain('image-config-not-expressible');
  });
});
