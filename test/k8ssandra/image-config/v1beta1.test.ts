import { ImageConfigError, UnresolvableImageError } from '../../../src/k8ssandra/image-config/read/errors.ts';
import { parseImageConfig } from '../../../src/k8ssandra/image-config/read/parse.ts';

const sample = `
apiVersion: config.k8ssandra.io/v1beta1
kind: ImageConfig
images:
  system-logger: "k8ssandra/system-logger:v1.28.1"
  config-builder: "docker.io/datastax/cass-config-builder:1.0-ubi"
  k8ssandra-client: "docker.io/k8ssandra/k8ssandra-client:v0.8.6"
  cassandra:
    4.0.0: "k8ssandra/cassandra-ubi:latest"
  medusa: busybox:1
defaults:
  cassandra:
    repository: "docker.io/k8ssandra/cass-management-api"
    suffix: "-ubi"
  dse:
    suffix: "-ubi8"
`;

describe('images', () => {
  const config = parseImageConfig(sample);

  test.each([
    ['an image as written', () => config.image('system-logger'), 'k8ssandra/system-logger:v1.28.1'],
    ['one that is not written', () => config.image('reaper'), ''],
    ['a listed version', () => config.serverImage('cassandra', '4.0.0'), 'k8ssandra/cassandra-ubi:latest'],
    [
      'a version that is not listed',
      () => config.serverImage('cassandra', '4.0.1'),
      'docker.io/k8ssandra/cass-management-api:4.0.1-ubi',
    ],
    [
      'a hard-coded repository, and then no suffix',
      () => config.serverImage('dse', '6.8.4'),
      'datastax/dse-mgmtapi-6_8:6.8.4',
    ],
    ['HCD, for which nothing is hard-coded', () => config.serverImage('hcd', '1.2.3'), ':1.2.3'],
  ])('%s', (_, ask, image) => expect(ask()).toBe(image));

  test.each([
    ['cassandra', '4.0'],
    ['dse', '7.0.0'],
    ['scylla', '4.0.0'],
  ])('the operator fails for %s %s', (serverType, version) => {
    expect(() => config.serverImage(serverType, version)).toThrow(UnresolvableImageError);
  });

  test('versions are searched for, not compared', () => {
    expect(config.serverImage('cassandra', 'x4.0.1-SNAPSHOT')).toMatch(/:x4.0.1-SNAPSHOT-ubi$/);
  });

  test('without images the operator crashes, but not for servers', () => {
    const empty = parseImageConfig('apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\n');
    expect(() => empty.image('system-logger')).toThrow(UnresolvableImageError);
    expect(empty.serverImage('cassandra', '5.0.1')).toBe('k8ssandra/cass-management-api:5.0.1');
  });
});

describe('registry and namespace', () => {
  test.each([
    ['none', '', 'r.io/a/b/c:1', 'r.io/a/b/c:1'],
    ['a registry', 'imageRegistry: m.io:5000', 'r.io/a/b/c:1', 'm.io:5000/a/b/c:1'],
    ['a registry with a path', 'imageRegistry: m.io/p', 'a/b:1', 'm.io/p/a/b:1'],
    ['one slash at its end', 'imageRegistry: m.io/', 'a/b:1', 'm.io/a/b:1'],
    ['two slashes at its end', 'imageRegistry: m.io//', 'a/b:1', 'm.io//a/b:1'],
    ['a slash alone', 'imageRegistry: /', 'a/b:1', 'a/b:1'],
    ['no registry in the image', 'imageRegistry: m.io', 'busybox:1', 'm.io/busybox:1'],
    ['localhost is a path to the operator', 'imageRegistry: m.io', 'localhost/a:1', 'm.io/localhost/a:1'],
    ['a dotted namespace is a registry to it', 'imageRegistry: m.io', 'my.org/a:1', 'm.io/a:1'],
    ['a namespace', 'imageNamespace: ns', 'r.io/a/b/c:1', 'r.io/ns/b/c:1'],
    ['an empty namespace', 'imageNamespace: ""', 'r.io/a/b:1', 'r.io/b:1'],
    ['a null namespace', 'imageNamespace: null', 'r.io/a/b:1', 'r.io/a/b:1'],
    ['a namespace before one component', 'imageNamespace: ns', 'busybox:1', 'busybox:1'],
    ['both', 'imageRegistry: m.io\nimageNamespace: ns', 'r.io/a/b:1', 'm.io/ns/b:1'],
    ['nothing to put them before', 'imageRegistry: m.io', '""', 'm.io/'],
    [
      'a registry for the component',
      'imageRegistry: m.io\ndefaults: {medusa: {imageRegistry: own.io}}',
      'a/b:1',
      'own.io/a/b:1',
    ],
    ['a namespace for the component, which nobody reads', 'defaults: {medusa: {imageNamespace: ns}}', 'a/b:1', 'a/b:1'],
  ])('%s', (_, settings, image, result) => {
    const config = parseImageConfig(`images: {medusa: ${image}}\n${settings}\n`, { format: 'v1beta1' });
    expect(config.image('medusa')).toBe(result);
  });
});

describe('pull policy and pull secrets', () => {
  const config = parseImageConfig(`
images: {}
imagePullPolicy: Always
imagePullSecret: {name: z}
defaults:
  dse: {imagePullPolicy: Never, imagePullSecret: {name: b}}
  cassandra: {imagePullSecret: {name: a}}
`);

  test('a component’s own policy goes first', () => {
    expect([config.pullPolicy('dse'), config.pullPolicy('cassandra'), config.pullPolicy('other')]).toEqual([
      'Never',
      'Always',
      'Always',
    ]);
  });

  test('all secrets without a name, else those of the components named; sorted', () => {
    expect(config.pullSecrets()).toEqual(['a', 'b', 'z']);
    expect(config.pullSecrets('dse')).toEqual(['b', 'z']);
    expect(config.pullSecrets('nothing')).toEqual(['z']);
  });
});

describe('spelling of keys', () => {
  test('inside images and components any case will do, and the lower-case one wins', () => {
    const config = parseImageConfig(
      'images: {System-Logger: a/upper:1, system-logger: a/lower:1, CONFIG-BUILDER: a/b:1}\ndefaults: {dse: {Repository: a/dse}}\n',
      { format: 'v1beta1' },
    );
    expect(config.image('system-logger')).toBe('a/lower:1');
    expect(config.image('config-builder')).toBe('a/b:1');
    expect(config.serverImage('dse', '6.8.4')).toBe('a/dse:6.8.4');
  });

  test('at the top, and for names of components, it matters', () => {
    const config = parseImageConfig(
      'ImageRegistry: m.io\ndefaults: {Dse: {repository: a/dse}}\nimages: {medusa: a/b:1}',
      {
        format: 'v1beta1',
      },
    );
    expect(config.image('medusa')).toBe('a/b:1');
    expect(config.serverImage('dse', '6.8.4')).toBe('datastax/dse-mgmtapi-6_8:6.8.4');
  });
});

test.each([
  ['a number for an image', 'images: {system-logger: 5}', ['images', 'system-logger']],
  ['a mapping for an image that the operator has no field for', 'images: {medusa: {name: x}}', ['images', 'medusa']],
  ['null for such an image', 'images: {medusa: null}', ['images', 'medusa']],
  ['a misspelt list of versions', 'images: {Cassandra: {4.0.1: a/b}}', ['images', 'Cassandra']],
  ['an image called others', 'images: {others: a/b:1}', ['images', 'others']],
  ['a boolean registry', 'imageRegistry: yes', ['imageRegistry']],
  ['text for a component', 'defaults: {dse: a/b}', ['defaults', 'dse']],
])('the operator can’t load %s', (_, text, path) => {
  let error: unknown;
  try {
    parseImageConfig(text, { format: 'v1beta1' });
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(ImageConfigError);
  expect(error).toMatchObject({ path });
});

describe('releases', () => {
  const text = `
images: {system-logger: "r.io/a/b:1", config-builder: "busybox:1", k8ssandra-client: a/c:1, medusa: a/m:1, hcd: {1.0.0: a/h:1}}
imageRegistry: new.io
imageRegistryOverride: old.io
imageNamespace: ns
defaults: {cassandra: {repository: a/s, suffix: -x, imageRegistry: own.io}}
`;

  test.each([
    ['1.8.0', 'old.io/a/b:1', 'old.io/', '', 'old.io/k8ssandra/cass-management-api:4.0.1'],
    ['v1.9.0', 'old.io/a/b:1', 'old.io/', '', 'old.io/a/s:4.0.1-x'],
    ['1.10.0', 'old.io/a/b:1', 'old.io/', '', 'old.io/a/s:4.0.1-x'],
    ['1.10.1', 'new.io/a/b:1', 'new.io/', '', 'new.io/a/s:4.0.1-x'],
    ['1.10.6', 'new.io/a/b:1', 'new.io/busybox:1', '', 'new.io/a/s:4.0.1-x'],
    ['1.12.0', 'new.io/a/b:1', 'new.io/', '', 'new.io/a/s:4.0.1-x'],
    ['1.13.0', 'new.io/a/b:1', 'new.io/busybox:1', '', 'new.io/a/s:4.0.1-x'],
    ['1.22.4', 'new.io/a/b:1', 'new.io/busybox:1', '', 'new.io/a/s:4.0.1-x'],
    ['1.23.0', 'new.io/ns/b:1', 'new.io/busybox:1', 'new.io/ns/m:1', 'own.io/ns/s:4.0.1-x'],
    ['1.28.1', 'new.io/ns/b:1', 'new.io/busybox:1', 'new.io/ns/m:1', 'own.io/ns/s:4.0.1-x'],
  ])('cass-operator %s', (cassOperator, logger, builder, medusa, cassandra) => {
    const config = parseImageConfig(text, { format: 'v1beta1', cassOperator });
    expect([
      config.image('system-logger'),
      config.image('config-builder'),
      config.image('medusa'),
      config.serverImage('cassandra', '4.0.1'),
    ]).toEqual([logger, builder, medusa, cassandra]);
  });

  test.each([
    ['1.10.1', 'cassandra', '4.1.0', false],
    ['1.10.4', 'cassandra', '4.1.0', true],
    ['1.15.0', 'cassandra', '5.0.0', false],
    ['1.16.0', 'cassandra', '5.0.0', true],
    ['1.15.0', 'dse', '7.0.0', false],
    ['1.19.1', 'dse', '7.0.0', true],
    ['1.19.1', 'dse', '6.9.0', false],
    ['1.21.0', 'dse', '6.9.0', true],
    ['1.21.0', 'dse', '7.0.0', false],
    ['1.19.1', 'hcd', '1.0.0', false],
    ['1.21.0', 'hcd', '1.0.0', true],
    ['1.19.1', 'foo', '4.0.17', true],
    ['1.21.0', 'foo', '4.0.17', false],
  ])('cass-operator %s knows %s %s: %s', (cassOperator, serverType, version, known) => {
    const ask = (): string =>
      parseImageConfig('', { format: 'v1beta1', cassOperator }).serverImage(serverType, version);
    if (known) expect(ask()).toMatch(new RegExp(`:${version}$`));
    else expect(ask).toThrow(UnresolvableImageError);
  });

  test.each([
    ['1.20.0', 'datastax/dse-server:6.8.4'],
    ['1.21.0', 'datastax/dse-mgmtapi-6_8:6.8.4'],
  ])('the repository of DSE that is hard-coded in %s', (cassOperator, image) => {
    expect(parseImageConfig('', { format: 'v1beta1', cassOperator }).serverImage('dse', '6.8.4')).toBe(image);
  });

  test('the client comes with 1.17', () => {
    const client = (cassOperator: string): string =>
      parseImageConfig(text, { format: 'v1beta1', cassOperator }).image('k8ssandra-client');
    expect([client('1.16.0'), client('1.17.0')]).toEqual(['', 'new.io/a/c:1']);
  });
});
