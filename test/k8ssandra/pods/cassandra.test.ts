/** The containers of Cassandra pods: which there are, and whose image wins. */
import type { JsonObject } from '../../../src/yaml/json.ts';
import {
  byContainer,
  cluster,
  datacenter,
  imageConfigMap,
  imageOf,
  imagesFor,
  type Release,
  releases,
  resolved,
} from './fixtures.ts';

const server = 'docker.io/k8ssandra/cass-management-api';
const dse = 'docker.io/datastax/dse-mgmtapi-6_8';

/** The init containers of a datacenter, in order. */
function initContainers(spec: JsonObject, release: Release = '1.32.5', annotations?: JsonObject): readonly string[] {
  const images = imagesFor(datacenter(spec, annotations), release);
  return images.filter(({ kind }) => kind === 'init').map(({ container, image }) => `${container} ${image}`);
}

describe('who builds the configuration', () => {
  const client = 'server-config-init docker.io/k8ssandra/k8ssandra-client:v0.8';
  const builder = 'server-config-init docker.io/datastax/cass-config-builder:1';
  const base = (image: string): string => `server-config-init-base ${image}`;
  const newBuilder = { 'cassandra.datastax.com/use-new-config-builder': 'true' };

  test.each<[string, JsonObject, readonly string[], JsonObject?]>([
    ['Cassandra 3.11: the config builder', { serverVersion: '3.11.17' }, [builder]],
    ['Cassandra 4.0: the config builder', {}, [builder]],
    ['Cassandra 4.1: the client, and a base', { serverVersion: '4.1.0' }, [base(`${server}:4.1.0-ubi`), client]],
    ['a pre-release of 4.1 comes before it', { serverVersion: '4.1.0-beta1' }, [builder]],
    ['4.0 with the annotation: the client', {}, [base(`${server}:4.0.17-ubi`), client], newBuilder],
    ['the annotation must be true', {}, [builder], { 'cassandra.datastax.com/use-new-config-builder': 'yes' }],
    [
      'the client has no use for configBuilderImage',
      { serverVersion: '5.0.6', configBuilderImage: 'x.io/builder:1' },
      [base(`${server}:5.0.6-ubi`), client],
    ],
    [
      'configBuilderImage replaces the builder',
      { configBuilderImage: 'x.io/builder:1' },
      ['server-config-init x.io/builder:1'],
    ],
    [
      'DSE has a read-only root, and so a base',
      { serverType: 'dse', serverVersion: '6.8.50' },
      [base(`${dse}:6.8.50-ubi`), builder],
    ],
    [
      'serverImage makes the root writable: DSE has no base',
      { serverType: 'dse', serverVersion: '6.8.50', serverImage: 'x.io/dse:1' },
      [builder],
    ],
    [
      'readOnlyRootFilesystem counts before serverImage',
      { serverType: 'dse', serverVersion: '6.8.50', serverImage: 'x.io/dse:1', readOnlyRootFilesystem: true },
      [base('x.io/dse:1'), builder],
    ],
    [
      'DSE with a writable root',
      { serverType: 'dse', serverVersion: '6.8.50', readOnlyRootFilesystem: false },
      [builder],
    ],
    ['other versions of DSE', { serverType: 'dse', serverVersion: '5.1.0' }, [builder]],
    [
      'HCD: the client for every version',
      { serverType: 'hcd', serverVersion: '1.2.3', serverImage: 'x.io/hcd:1' },
      [base('x.io/hcd:1'), client],
    ],
  ])('%s', (_, spec, expected, annotations = {}) => {
    expect(initContainers(spec, '1.32.5', annotations)).toEqual(expected);
  });

  test.each<[string, Release, JsonObject, readonly string[], JsonObject?]>([
    ['1.15 knows no client', '1.6.0', { serverVersion: '4.1.9' }, ['server-config-init']],
    ['1.19 knows it', '1.14.0', { serverVersion: '4.1.9' }, ['server-config-init-base', 'server-config-init']],
    ['1.19 knows no annotation', '1.14.0', {}, ['server-config-init'], newBuilder],
    ['1.22.4 does', '1.20.4', {}, ['server-config-init-base', 'server-config-init'], newBuilder],
    [
      '1.22.4: the root is writable unless said',
      '1.20.4',
      { serverType: 'dse', serverVersion: '6.8.50' },
      ['server-config-init'],
    ],
    [
      '1.22.4: read-only as said',
      '1.20.4',
      { serverType: 'dse', serverVersion: '6.8.50', readOnlyRootFilesystem: true },
      ['server-config-init-base', 'server-config-init'],
    ],
    [
      '1.26: read-only by version',
      '1.26.0',
      { serverType: 'dse', serverVersion: '6.9.1' },
      ['server-config-init-base', 'server-config-init'],
    ],
  ])('cass-operator %s', (_, release, spec, expected, annotations = {}) => {
    expect(initContainers(spec, release, annotations).map((line) => line.split(' ')[0])).toEqual(expected);
  });

  test('in 1.17.0 and 1.17.1 a listed server-config-init keeps the base away', () => {
    const listed = {
      podTemplateSpec: { spec: { initContainers: [{ name: 'server-config-init' }] } },
      serverVersion: '4.1.9',
    };
    const names = (cassOperator: string): readonly string[] =>
      resolved([imageConfigMap('1.14.0'), datacenter(listed)], { release: { cassOperator } })
        .filter(({ kind }) => kind === 'init')
        .map(({ container }) => container);
    expect(names('1.17.1')).toEqual(['server-config-init']);
    expect(names('1.17.2')).toEqual(['server-config-init-base', 'server-config-init']);
  });
});

describe('listed containers', () => {
  const listed = (podSpec: JsonObject, spec: JsonObject = {}): Readonly<Record<string, string>> =>
    byContainer(imagesFor(datacenter({ ...spec, podTemplateSpec: { spec: podSpec } }), '1.32.5'));

  test('an image that is listed wins over all fields and the ImageConfig', () => {
    const containers = [
      { name: 'cassandra', image: 'x.io/c:1' },
      { name: 'server-system-logger', image: 'x.io/l:1' },
    ];
    const initContainers = [{ name: 'server-config-init', image: 'x.io/i:1' }];
    const fields = { serverImage: 'y.io/c:1', systemLoggerImage: 'y.io/l:1', configBuilderImage: 'y.io/i:1' };
    expect(listed({ containers, initContainers }, fields)).toEqual({
      'cassandra/cassandra': 'x.io/c:1',
      'cassandra/server-system-logger': 'x.io/l:1',
      'cassandra/server-config-init': 'x.io/i:1',
    });
  });

  test('one for cassandra leaves the base container on the image of the server', () => {
    const images = listed({ containers: [{ name: 'cassandra', image: 'x.io/c:1' }] }, { serverVersion: '5.0.6' });
    expect(images).toMatchObject({
      'cassandra/cassandra': 'x.io/c:1',
      'cassandra/server-config-init-base': `${server}:5.0.6-ubi`,
    });
  });

  test('a listed image keeps its pull policy, a chosen one gets that of the ImageConfig', () => {
    const containers = [
      { name: 'cassandra', image: 'x.io/c:1', imagePullPolicy: 'Never' },
      { name: 'server-system-logger', imagePullPolicy: 'Never' },
      { name: 'other', image: 'x.io/o:1' },
    ];
    const images = imagesFor(datacenter({ podTemplateSpec: { spec: { containers } } }), '1.32.5');
    expect(['cassandra', 'server-system-logger', 'other'].map((name) => imageOf(images, name).pullPolicy)).toEqual([
      'Never',
      'IfNotPresent',
      '',
    ]);
  });

  test('others run beside, ephemeral ones and image volumes included', () => {
    const podSpec = {
      containers: [{ name: 'side', image: 's:1' }],
      ephemeralContainers: [{ name: 'debug', image: 'd:1' }],
      volumes: [
        { name: 'data', image: { reference: 'v:1', pullPolicy: 'Always' } },
        { name: 'tmp', emptyDir: {} },
      ],
    };
    const images = imagesFor(datacenter({ podTemplateSpec: { spec: podSpec } }), '1.32.5');
    expect(
      images.filter(({ kind }) => kind !== 'init').map(({ kind, container, image }) => `${kind} ${container} ${image}`),
    ).toEqual([
      'container side s:1',
      `container cassandra ${server}:4.0.17-ubi`,
      'container server-system-logger docker.io/k8ssandra/system-logger:v1',
      'ephemeral debug d:1',
      'volume data v:1',
    ]);
    expect(imageOf(images, 'data').pullPolicy).toBe('Always');
  });

  test('additional volumes may be images; a volume of the template stands for them', () => {
    const additionalVolumes = ['a', 'b'].map((name) => ({ name, volumeSource: { image: { reference: `${name}:1` } } }));
    const podTemplateSpec = { spec: { volumes: [{ name: 'b', image: { reference: 'mine:1' } }] } };
    const images = imagesFor(datacenter({ storageConfig: { additionalVolumes }, podTemplateSpec }), '1.32.5');
    expect(images.filter(({ kind }) => kind === 'volume').map(({ image }) => image)).toEqual(['mine:1', 'a:1']);
  });

  test('a disabled logger is not there, unless it is listed', () => {
    const disabled = { disableSystemLoggerSidecar: true };
    expect(listed({}, disabled)).not.toHaveProperty('cassandra/server-system-logger');
    expect(listed({ containers: [{ name: 'server-system-logger' }] }, disabled)).toHaveProperty(
      'cassandra/server-system-logger',
      'docker.io/k8ssandra/system-logger:v1',
    );
  });

  test('a container without image, which no operator completes, can not run', () => {
    const images = imagesFor(datacenter({ podTemplateSpec: { spec: { containers: [{ name: 'side' }] } } }), '1.32.5');
    expect(imageOf(images, 'side')).toMatchObject({ image: '', status: 'unresolvable' });
    expect(imageOf(images, 'cassandra').status).toBe('resolved');
  });
});

describe('racks', () => {
  test('each rack has its pods; without racks there is one', () => {
    const racks = (spec: JsonObject): ReadonlySet<string | undefined> =>
      new Set(imagesFor(datacenter(spec), '1.32.5').map(({ rack }) => rack));
    expect(racks({})).toEqual(new Set(['default']));
    expect(racks({ racks: [{ name: 'r1' }, { name: 'r2' }] })).toEqual(new Set(['r1', 'r2']));
  });
});

describe('pull secrets', () => {
  const withSecrets = `
apiVersion: config.k8ssandra.io/v1beta2
kind: ImageConfig
images: {system-logger: {name: l, pullSecret: of-logger}, config-builder: {name: b}, k8ssandra-client: {name: c}, medusa: {name: m}}
types: {cassandra: {name: c, pullSecret: of-type}}
defaults: {pullSecrets: [d1, d2]}
`;

  test('those of the template, then the lists of the ImageConfig; those of single images never get there', () => {
    const spec = { podTemplateSpec: { spec: { imagePullSecrets: [{ name: 'own' }] } } };
    const [image] = resolved([imageConfigMap('1.32.5', withSecrets), datacenter(spec)], {
      release: releases['1.32.5'],
    });
    expect(image?.pullSecrets).toEqual(['own', 'd1', 'd2']);
  });

  test('from 1.27 on twice where there is Medusa', () => {
    const [image] = resolved([imageConfigMap('1.32.5', withSecrets), cluster({ medusa: {} })], {
      release: releases['1.32.5'],
    });
    expect(image?.pullSecrets).toEqual(['d1', 'd2', 'd1', 'd2']);
  });

  test('before that once', () => {
    const text = `images: {system-logger: l, config-builder: b}\nimagePullSecret: {name: d1}`;
    const [image] = resolved([imageConfigMap('1.26.0', text), cluster({ medusa: {} })], {
      release: releases['1.26.0'],
    });
    expect(image?.pullSecrets).toEqual(['d1']);
  });
});

describe('pull policy of the base container', () => {
  const policies = (release: Release, text: string): readonly (readonly [string, string])[] =>
    resolved([imageConfigMap(release, text), datacenter({ serverVersion: '5.0.6' })], { release: releases[release] })
      .filter(({ kind }) => kind === 'init')
      .map(({ container, pullPolicy }) => [container, pullPolicy]);

  test('is the global one in 1.26, whatever that of the server is', () => {
    const text = `
imagePullPolicy: Always
images: {system-logger: l, k8ssandra-client: c}
defaults: {cassandra: {repository: r, imagePullPolicy: Never}}`;
    expect(policies('1.26.0', text)).toContainEqual(['server-config-init-base', 'Always']);
  });

  test('is that of the server from 1.27 on', () => {
    const text = `
images: {system-logger: {name: l}, k8ssandra-client: {name: c}}
types: {cassandra: {name: s, pullPolicy: Never}}
defaults: {pullPolicy: Always}`;
    expect(policies('1.32.5', text)).toEqual([
      ['server-config-init-base', 'Never'],
      ['server-config-init', 'Always'],
    ]);
  });
});

describe('what does not work', () => {
  test('a server type that the ImageConfig does not have: no pod at all', () => {
    const images = imagesFor(datacenter({ serverType: 'hcd', serverVersion: '1.2.3' }), '1.32.5');
    expect(images.map(({ status }) => status)).toEqual(images.map(() => 'unresolvable'));
    expect(imageOf(images, 'cassandra').reason).toMatch('types.hcd');
    // What the others would have pulled remains to be seen.
    expect(imageOf(images, 'server-system-logger').image).toBe('docker.io/k8ssandra/system-logger:v1');
  });

  test('it does not matter where the image is written', () => {
    const images = imagesFor(
      datacenter({ serverType: 'hcd', serverVersion: '1.2.3', serverImage: 'x.io/hcd:1' }),
      '1.32.5',
    );
    expect(images.map(({ status }) => status)).toEqual(images.map(() => 'resolved'));
  });

  test('versions that cass-operator 1.26 refuses', () => {
    const images = imagesFor(datacenter({ serverType: 'dse', serverVersion: '7.0.1' }), '1.26.0');
    expect(imageOf(images, 'cassandra')).toMatchObject({
      status: 'unresolvable',
      reason: "server 'dse' and version '7.0.1' do not work together",
    });
    expect(
      imageOf(imagesFor(datacenter({ serverType: 'dse', serverVersion: '7.0.1' }), '1.14.0'), 'cassandra').status,
    ).toBe('resolved');
  });

  test('an ImageConfig without client gives 4.1 a container without image', () => {
    const text = 'images: {system-logger: l, config-builder: b}';
    const images = resolved([imageConfigMap('1.26.0', text), datacenter({ serverVersion: '4.1.9' })], {
      release: releases['1.26.0'],
    });
    expect(imageOf(images, 'server-config-init')).toMatchObject({ image: '', status: 'unresolvable' });
    expect(imageOf(images, 'cassandra').status).toBe('resolved');
  });

  test('an ImageConfig that can not be loaded', () => {
    const images = resolved([imageConfigMap('1.32.5', 'images: [1]'), datacenter()], { release: releases['1.32.5'] });
    expect(new Set(images.map(({ status }) => status))).toEqual(new Set(['unresolvable']));
  });
});
