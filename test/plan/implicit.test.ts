import { at, type JsonObject } from '../../src/yaml/json.ts';
import { cluster, deployment, imageConfig, mirror, planned } from './planned.ts';

/** k8ssandra-operator of a release, in the namespace of the cluster. */
function operator(release: string, env: readonly JsonObject[] = []): JsonObject {
  const containers = [{ name: 'manager', image: `k8ssandra/k8ssandra-operator:v${release}`, env }];
  return deployment({ containers }, { name: 'k8ssandra-operator', namespace: 'k8ssandra-operator' });
}

/** A v1beta1 ImageConfig, as cass-operator before 1.27 mounts it. */
const mounted: JsonObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'cass-operator-manager-config', namespace: 'k8ssandra-operator' },
  data: {
    'image_config.yaml': `images:
  system-logger: k8ssandra/system-logger:v1
  config-builder: datastax/cass-config-builder:1.0-ubi7
  k8ssandra-client: k8ssandra/k8ssandra-client:v1
`,
  },
};

const labelled = imageConfig(`images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
  config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v1}
  medusa: {repository: k8ssandra, name: medusa, tag: 0.29.1}
  reaper: {repository: thelastpickle, name: cassandra-reaper, tag: 5.0.0}
defaults: {registry: docker.io}
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
`);

const datacenters = [{ metadata: { name: 'dc1' }, size: 3 }];
const cassandra = { serverVersion: '4.1.9', datacenters };

function envOf(resource: JsonObject | undefined) {
  return at(resource, ['spec', 'template', 'spec', 'containers', 0, 'env']);
}

describe('DEFAULT_REGISTRY', () => {
  test("is set on the operator's own container, whatever stands beside it", () => {
    const spec = {
      containers: [
        { name: 'proxy', image: 'ghcr.io/acme/proxy-for-k8ssandra-operator:2' },
        { name: 'manager', image: 'docker.io/k8ssandra/k8ssandra-operator:v1.20.4' },
      ],
    };
    const installed = deployment(spec, { name: 'k8ssandra-operator', namespace: 'k8ssandra-operator' });
    const own = { cassandra, reaper: {} };
    const { after, codes } = planned([installed, mounted, cluster(own)]);
    const envs = [0, 1].map((index) => at(after[0], ['spec', 'template', 'spec', 'containers', index, 'env']));
    expect(envs).toEqual([undefined, [{ name: 'DEFAULT_REGISTRY', value: mirror }]]);
    expect(after[2]?.spec).toEqual(own);
    expect(codes).not.toContain('implicit-frozen');
  });

  test('moves Medusa, Reaper and Stargate of 1.15 to 1.26', () => {
    const spec = { cassandra, reaper: {}, stargate: { size: 1 }, medusa: { purgeBackups: false } };
    const { after, codes } = planned([operator('1.26.0'), mounted, cluster(spec)]);
    expect(envOf(after[0])).toEqual([{ name: 'DEFAULT_REGISTRY', value: mirror }]);
    expect(after[2]?.spec).toEqual(spec);
    expect(codes).not.toContain('implicit-frozen');
    expect(codes).not.toContain('escaped');
  });

  test('moves Stargate alone from 1.27 on: the others are in the ImageConfig', () => {
    const spec = { cassandra, reaper: {}, stargate: { size: 1 }, medusa: {} };
    const { after } = planned([operator('1.32.5'), labelled, cluster(spec)]);
    expect(envOf(after[0])).toEqual([{ name: 'DEFAULT_REGISTRY', value: mirror }]);
    expect(after[2]?.spec).toEqual(spec);
  });

  test('is not set where nothing needs it', () => {
    const { after } = planned([operator('1.32.5'), labelled, cluster({ cassandra, reaper: {} })]);
    expect(envOf(after[0])).toEqual([]);
  });

  test('replaces the one that is there', () => {
    const env = [{ name: 'DEFAULT_REGISTRY', value: 'quay.io' }];
    const { after } = planned([operator('1.26.0', env), mounted, cluster({ cassandra, reaper: {} })]);
    expect(envOf(after[0])).toEqual([{ name: 'DEFAULT_REGISTRY', value: mirror }]);
  });

  test('keeps the path of the one that is there', () => {
    const env = [{ name: 'DEFAULT_REGISTRY', value: 'old.example.com/proxy' }];
    const spec = { cassandra, reaper: {}, stargate: { size: 1 } };
    const { after, codes } = planned([operator('1.26.0', env), mounted, cluster(spec)]);
    expect(envOf(after[0])).toEqual([{ name: 'DEFAULT_REGISTRY', value: `${mirror}/proxy` }]);
    expect(after[2]?.spec).toEqual(spec);
    expect(codes).not.toContain('resolution-changed');
  });

  test('is no way where one registry does not move all: structs are written', () => {
    const mirrors = [
      { source: 'docker.io/k8ssandra', target: 'mirror.example.com/k8ssandra' },
      { source: '*', target: 'mirror.example.com/other' },
    ];
    const spec = { cassandra, reaper: {}, medusa: { purgeBackups: false } };
    const { after, codes } = planned([operator('1.26.0'), mounted, cluster(spec)], { mirrors });
    expect(envOf(after[0])).toEqual([]);
    expect(at(after[2], ['spec', 'medusa', 'containerImage', 'registry'])).toBe('mirror.example.com/k8ssandra');
    expect(at(after[2], ['spec', 'reaper', 'containerImage', 'registry'])).toBe('mirror.example.com/other');
    expect(codes).toContain('implicit-frozen');
  });
});

describe('structs', () => {
  test('up to 1.14 they are written whole, also that of the init container', () => {
    const { after } = planned([operator('1.14.0'), mounted, cluster({ cassandra, reaper: {} })]);
    const reaper = { registry: mirror, repository: 'thelastpickle', name: 'cassandra-reaper', tag: '3.5.0' };
    expect(at(after[2], ['spec', 'reaper'])).toEqual({ containerImage: reaper, initContainerImage: reaper });
  });

  test('of Stargate stand at the level whose defaults count, and leave the name to the operator', () => {
    const spec = { cassandra: { ...cassandra, datacenters: [{ ...datacenters[0], stargate: { size: 1 } }] } };
    const { after } = planned([operator('1.14.0'), mounted, cluster(spec)]);
    expect(at(after[2], ['spec', 'cassandra', 'datacenters', 0, 'stargate', 'containerImage'])).toEqual({
      registry: mirror,
      repository: 'stargateio',
      tag: 'v1.0.77',
    });
  });

  test('of Stargate stand there too where what is written at a weaker level does not reach', () => {
    const spec = {
      cassandra: { ...cassandra, datacenters: [{ ...datacenters[0], stargate: { size: 1 } }] },
      stargate: { size: 1, containerImage: { registry: 'docker.io', tag: 'v1.0.80' } },
    };
    const { after, codes } = planned([operator('1.32.5'), labelled, cluster(spec)], { layout: 'name' });
    expect(at(after[2], ['spec', 'cassandra', 'datacenters', 0, 'stargate', 'containerImage'])).toEqual({
      registry: 'mirror.example.com:5000',
      repository: 'k8ssandra',
      tag: 'v1.0.77',
    });
    expect(codes).not.toContain('resolution-changed');
  });

  test('per-node configuration is set in the datacenter, where the default of the CRD would win', () => {
    const spec = {
      cassandra: { ...cassandra, datacenters: [{ ...datacenters[0], perNodeConfigMapRef: { name: 'x' } }] },
    };
    const { after } = planned([operator('1.14.0'), mounted, cluster(spec)]);
    expect(at(after[2], ['spec', 'cassandra', 'datacenters', 0, 'perNodeConfigInitContainerImage'])).toBe(
      `${mirror}/mikefarah/yq:4`,
    );
  });

  test('a component that the cluster does not run gets none', () => {
    const { after } = planned([operator('1.14.0'), mounted, cluster({ cassandra })]);
    expect(after[2]?.spec).toEqual({ cassandra });
  });
});

describe('what no field moves', () => {
  test('is an escape that names the way out', () => {
    const { codes, said } = planned([operator('1.26.0'), mounted, cluster({ cassandra, medusa: {} })]);
    expect(codes).toContain('escaped');
    expect(said.find((text) => text.startsWith('escaped'))).toContain('purgeBackups: false');
  });

  test('is allowed when it is excluded', () => {
    const { codes } = planned([operator('1.26.0'), mounted, cluster({ cassandra, medusa: {} })], {
      exclude: ['docker.io/bitnami/kubectl'],
    });
    expect(codes).not.toContain('escaped');
  });
});

describe('what no rule moves', () => {
  const mirrors = ['k8ssandra', 'datastax', 'thelastpickle'].map((folder) => ({
    source: `docker.io/${folder}`,
    target: mirror,
  }));
  const stargate = cluster({ cassandra, stargate: { size: 1 } });
  const escapes = (said: readonly string[]) => said.filter((text) => text.startsWith('escaped'));

  test('is an escape, also where it stands in an operator alone', () => {
    const { said } = planned([operator('1.32.5'), labelled, stargate], { mirrors });
    expect(escapes(said)).toEqual([
      expect.stringContaining('docker.io/stargateio/stargate-4_0:v1.0.77 escapes the mirror: no rule covers it'),
    ]);
  });

  test('is an escape where several places make it, each of which may stay', () => {
    const document = String(at(labelled, ['data', 'image_config.yaml'])).replace('docker.io', 'quay.io');
    const quay = { ...labelled, data: { 'image_config.yaml': document } };
    const own = cluster({ cassandra, medusa: { containerImage: { repository: 'other', tag: '1' } } });
    const exclude = ['quay.io/k8ssandra', 'quay.io/datastax', 'quay.io/thelastpickle'];
    const { said } = planned([operator('1.32.5'), quay, own], { mirrors, exclude });
    expect(escapes(said)).toEqual([expect.stringContaining('quay.io/other/medusa:1 escapes the mirror')]);
  });

  test('is on the host of the mirror, and said', () => {
    const env = [{ name: 'DEFAULT_REGISTRY', value: 'mirror.example.com:5000/other' }];
    const { codes } = planned([operator('1.32.5', env), labelled, stargate]);
    expect(codes).toContain('on-mirror-host');
  });

  test('can not be written into a path, and said', () => {
    const env = [{ name: 'DEFAULT_REGISTRY', value: 'old.example.com:5000' }];
    const { codes } = planned([operator('1.32.5', env), labelled, stargate], { layout: 'registry-path' });
    expect(codes).toContain('layout-not-expressible');
  });

  test('may stay where it is excluded', () => {
    const exclude = ['docker.io/stargateio'];
    const { said, codes } = planned([operator('1.32.5'), labelled, stargate], { mirrors, exclude });
    expect(escapes(said)).toEqual([]);
    expect(codes).toContain('image-excluded');
  });
});

test('without the operators, what they would pull is unknown, and nothing is added', () => {
  const spec = { cassandra, reaper: {}, medusa: {} };
  const { after, codes } = planned([cluster(spec)]);
  expect(after[0]?.spec).toEqual(spec);
  expect(codes).toEqual(['image-unknown', 'release-assumed']);
});

test('a digest that Reaper is pinned to stands in the ImageConfig beside its tag, and is what is pulled', () => {
  const digest = `sha256:${'d'.repeat(64)}`;
  const images = [{ name: 'thelastpickle/cassandra-reaper', digest }];
  const spec = { cassandra, reaper: {} };
  const { after, codes } = planned([operator('1.32.5'), labelled, cluster(spec)], { images });
  expect(at(after[1], ['data', 'image_config.yaml'])).toContain(`tag: 5.0.0, digest: ${digest}}`);
  expect(after[2]?.spec).toEqual(spec);
  expect(codes).not.toContain('resolution-changed');
});

test('a Reaper of its own is printed as Reaper, which does without a repository', () => {
  const reaper = {
    apiVersion: 'reaper.k8ssandra.io/v1alpha1',
    kind: 'Reaper',
    metadata: { name: 'own', namespace: 'k8ssandra-operator' },
    spec: { datacenterRef: { name: 'dc1' }, containerImage: { repository: 'org', name: 'reaper', tag: '1' } },
  };
  const spec = { registry: 'mirror.example.com', layout: 'name' };
  const { after, codes } = planned([operator('1.32.5'), labelled, reaper], spec);
  expect(at(after[2], ['spec', 'containerImage'])).toEqual({
    registry: 'mirror.example.com',
    repository: '',
    name: 'reaper',
    tag: '1',
  });
  expect(codes).not.toContain('layout-not-expressible');
});

test('the ImageConfig is edited for the cass-operator that its k8ssandra-operator is installed with', () => {
  const document = `${at(mounted, ['data', 'image_config.yaml'])}defaults: {system-logger: {imageRegistry: old/path}}\n`;
  const unread = { ...mounted, data: { 'image_config.yaml': document } };
  const { after, codes } = planned([operator('1.6.0'), unread, cluster({ cassandra })]);
  expect(at(after[1], ['data', 'image_config.yaml'])).toContain('system-logger: k8ssandra/system-logger:v1');
  expect(codes).not.toContain('resolution-changed');
});

test('twice is once', () => {
  const resources = [operator('1.14.0'), mounted, cluster({ cassandra, reaper: {}, stargate: { size: 1 } })];
  const { after } = planned(resources);
  expect(planned(after).after).toEqual(after);
});

test('an image that the ImageConfig should name and does not is said', () => {
  const lacking = imageConfig(
    'images: {}\ndefaults: {registry: docker.io}\ntypes: {cassandra: {repository: k8ssandra, name: x}}\n',
  );
  const { said } = planned([operator('1.32.5'), lacking, cluster({ cassandra, reaper: {} })]);
  expect(said.filter((text) => text.includes('reaper would run'))).toHaveLength(1);
});

describe("an operator's own container that is listed without an image gets none: it would stop following the version", () => {
  // The ImageConfig is out of reach.
  const settings = { context: [labelled], onEscape: 'warn', pullSecrets: ['mirror'] };
  const server = [{ name: 'cassandra', env: [{ name: 'X', value: 'x' }] }];
  const logger = [{ name: 'server-system-logger', resources: {} }];
  const builder = [{ name: 'server-config-init', resources: {} }];
  const perDatacenter = { containers: server, initContainers: builder };

  test.each<[string, JsonObject, string]>([
    [
      'for a datacenter',
      { datacenters: [{ ...datacenters[0], containers: logger }] },
      'datacenters[0].containers[0].image',
    ],
    ['before it starts', { datacenters: [{ ...datacenters[0], ...perDatacenter }] }, 'container server-config-init of'],
    [
      'for all datacenters',
      { containers: [{ name: 'cassandra', image: '' }], datacenters },
      'cassandra.containers[0].image',
    ],
    ['with 4.0', { containers: server, serverVersion: '4.0.17', datacenters }, 'cassandra.containers[0].image'],
  ])('%s', (_, own, path) => {
    const spec = { cassandra: { ...cassandra, ...own } };
    const { after, said } = planned([operator('1.32.5'), cluster(spec)], settings);
    expect(after[1]?.spec).toEqual(spec);
    expect(said.filter((text) => text.startsWith('escaped') && text.includes(path))).not.toEqual([]);
    expect(said.filter((text) => /implicit-frozen|resolution-changed/.test(text))).toEqual([]);
  });

  test('in a CassandraDatacenter', () => {
    const containers = [{ name: 'cassandra' }];
    const version = { clusterName: 'c', serverType: 'cassandra', serverVersion: '4.1.9', size: 1 };
    const datacenter = {
      apiVersion: 'cassandra.datastax.com/v1beta1',
      kind: 'CassandraDatacenter',
      metadata: { name: 'dc1', namespace: 'k8ssandra-operator' },
      spec: { ...version, podTemplateSpec: { spec: { containers } } },
    };
    const { after, codes } = planned([datacenter], settings);
    expect(after[0]).toEqual(datacenter);
    expect(codes).toContain('escaped');
  });
});

test('one struct for operators of two clusters with other images is not written for one of them', () => {
  const elsewhere = imageConfig(`images:
  reaper: {repository: corp, name: reaper, tag: 1.0.0}
defaults: {registry: docker.io}
`);
  const both = [
    { ...datacenters[0], k8sContext: 'east' },
    { metadata: { name: 'dc2' }, size: 3 },
  ];
  const spec = { cassandra: { ...cassandra, datacenters: both }, reaper: {} };
  const context = [labelled, { k8sContext: 'east', resources: [elsewhere] }];
  const release = { k8ssandraOperator: '1.32.5' };
  const { after, said } = planned([cluster(spec)], { context, release, onEscape: 'warn' });
  expect(after[0]?.spec).toEqual(spec);
  expect(said.filter((text) => text.startsWith('resolution-changed'))).toEqual([]);
  expect(said.join('\n')).toContain('spec.reaper.containerImage would give another image to other containers as well');
});
