/** What an ImageConfig lacks: said, and with `fix` added as the operators' releases have it. */

import { transform } from '../../src/function/transform.ts';
import { effectiveImages } from '../../src/k8ssandra/pods/effective-images.ts';
import { isBefore } from '../../src/k8ssandra/releases/release-order.ts';
import { at, type JsonObject } from '../../src/yaml/json.ts';
import { cluster, deployment, imageConfig, mirror, planned } from './planned.ts';

function operator(name: 'cass-operator' | 'k8ssandra-operator', release: string): JsonObject {
  const image = `k8ssandra/${name}:v${release}`;
  return deployment({ containers: [{ name: 'manager', image }] }, { name, namespace: 'k8ssandra-operator' });
}

/** The ConfigMap that releases before 1.27 mount. */
function managerConfig(text: string): JsonObject {
  const metadata = { name: 'cass-operator-manager-config', namespace: 'k8ssandra-operator' };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'image_config.yaml': text } };
}

function server(serverType: string, serverVersion: string, more: JsonObject = {}): JsonObject {
  const cassandra = { serverType, serverVersion, datacenters: [{ metadata: { name: 'dc1' }, size: 1 }] };
  return cluster({ cassandra, ...more });
}

const textOf = (configMap: JsonObject | undefined): unknown => at(configMap ?? {}, ['data', 'image_config.yaml']);

const complete = `images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1.30.2}
  config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.8}
`;

describe('v1beta2', () => {
  const text = `${complete}# of all images
defaults:
  registry: docker.io # decides
types:
  cassandra:
    repository: k8ssandra
    name: cass-management-api
    suffix: "-ubi"
  # hcd:
  #   repository: "datastax"
`;
  const input = [
    operator('cass-operator', '1.30.2'),
    operator('k8ssandra-operator', '1.32.5'),
    imageConfig(text),
    server('hcd', '1.2.3', { medusa: {}, reaper: {} }),
  ];
  const added = text
    .replace('docker.io', mirror)
    .replace(
      'tag: v0.8.8}\n',
      'tag: v0.8.8}\n  medusa:\n    repository: k8ssandra\n    name: medusa\n    tag: "0.29.1"\n  reaper:\n    repository: thelastpickle\n    name: cassandra-reaper\n    tag: "5.0.0"\n',
    )
    .replace(
      'suffix: "-ubi"\n',
      'suffix: "-ubi"\n  hcd:\n    repository: datastax\n    name: hcd\n    suffix: "-ubi"\n',
    );

  test('entries are added behind those that are there, and mirrored like them', () => {
    const { after, codes } = planned(input, { fix: true });
    expect(textOf(after[2])).toBe(added);
    expect(codes.filter((code) => code === 'image-config-entry-added')).toHaveLength(3);
    expect(codes).not.toContain('image-unresolvable');
    expect(codes).not.toContain('image-config-missing-entry');
  });

  test('what could not be resolved is on the mirror afterwards', () => {
    const unusable = (resources: readonly JsonObject[]): readonly string[] =>
      effectiveImages([...resources]).flatMap(({ image, container }) =>
        image.startsWith(`${mirror}/`) && !image.endsWith(':') ? [] : [container],
      );
    expect(unusable(input)).toEqual(expect.arrayContaining(['cassandra', 'medusa', 'reaper']));
    expect(unusable(planned(input, { fix: true }).after)).toEqual([]);
  });

  test('once is enough', () => {
    const { after } = planned(input, { fix: true });
    expect(planned(after, { fix: true })).toMatchObject({ after, codes: [] });
  });

  test('without fix, each is a warning that says what would be added', () => {
    const { after, said } = planned(input);
    expect(textOf(after[2])).toBe(text.replace('docker.io', mirror));
    expect(said.filter((line) => line.startsWith('image-config-missing-entry'))).toEqual([
      expect.stringMatching(
        /images\.medusa names no image: .* fix: true adds it, for docker\.io\/k8ssandra\/medusa:0\.29\.1/,
      ),
      expect.stringContaining('fix: true adds it, for docker.io/thelastpickle/cassandra-reaper:5.0.0'),
      expect.stringMatching(
        /types\.hcd names no image: the operator crashes .* docker\.io\/datastax\/hcd:<version>-ubi/,
      ),
    ]);
  });

  test('an image that the cluster names in full is not missed', () => {
    const containerImage = { registry: 'docker.io', repository: 'k8ssandra', name: 'medusa', tag: '1' };
    const { codes } = planned([...input.slice(0, 3), server('cassandra', '4.1.8', { medusa: { containerImage } })], {
      fix: true,
    });
    expect(codes).not.toContain('image-config-entry-added');
  });

  test('an ImageConfig without types gets them, and its first images', () => {
    const { after } = planned(
      [...input.slice(0, 2), imageConfig('defaults:\n  registry: docker.io\n'), server('dse', '6.8.50')],
      {
        fix: true,
      },
    );
    expect(textOf(after[2])).toBe(`defaults:
  registry: ${mirror}
images:
  system-logger:
    repository: k8ssandra
    name: system-logger
    tag: v1.30.2
  config-builder:
    repository: datastax
    name: cass-config-builder
    tag: 1.0-ubi
  k8ssandra-client:
    repository: k8ssandra
    name: k8ssandra-client
    tag: v0.8.8
types:
  dse:
    repository: datastax
    name: dse-mgmtapi-6_8
    suffix: "-ubi"
`);
  });

  test('a registry is named only where defaults and overrides would make it another', () => {
    const { after } = planned(
      [...input.slice(0, 2), imageConfig(`${complete}defaults: {registry: quay.io}\n`), server('cassandra', '4.1.8')],
      {
        mirrors: [
          { source: 'docker.io', target: 'm.io/hub' },
          { source: 'quay.io', target: 'm.io/quay' },
        ],
        fix: true,
      },
    );
    const [, , configMap] = after;
    expect(effectiveImages([...after]).find(({ container }) => container === 'cassandra')?.image).toBe(
      'm.io/hub/k8ssandra/cass-management-api:4.1.8-ubi',
    );
    expect(textOf(configMap)).toContain('registry: m.io/hub');
  });

  test('nothing is guessed where the release is not known', () => {
    const { after, said } = planned([imageConfig(text), server('hcd', '1.2.3')], { fix: true });
    expect(textOf(after[0])).toBe(text.replace('docker.io', mirror));
    expect(said.join('\n')).toContain('types.hcd names no image: the operator crashes when it looks there; add it');
  });
});

describe('v1beta1', () => {
  const text = `images:
  system-logger: k8ssandra/system-logger:v1.22.4
defaults:
  cassandra:
    repository: k8ssandra/cass-management-api # ours
`;
  const input = [
    operator('cass-operator', '1.22.4'),
    managerConfig(text),
    server('hcd', '1.2.3'),
    operator('k8ssandra-operator', '1.20.4'),
  ];

  test('texts for images, and a repository for hcd', () => {
    const { after, codes } = planned(input, { fix: true });
    expect(textOf(after[1])).toContain('  hcd:\n    repository: docker.io/datastax/hcd\n    suffix: "-ubi"\n');
    expect(textOf(after[1])).toContain('  config-builder: cr.dtsx.io/datastax/cass-config-builder:1.0-ubi8\n');
    expect(textOf(after[1])).toContain('  k8ssandra-client: cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.5.0\n');
    expect(codes).not.toContain('image-unresolvable');
    expect(planned(after, { fix: true })).toMatchObject({ after, codes: [] });
  });

  test.each(['auto', 'global', 'entries'])('strategy %s brings them to the mirror', (strategy) => {
    const { after } = planned(input, { fix: true, imageConfig: { strategy } });
    const images = effectiveImages([...after]).filter(({ workload }) => workload === 'cassandra');
    expect(images.map(({ image }) => image).filter((image) => !image.startsWith(`${mirror}/`))).toEqual([]);
    expect(images.find(({ container }) => container === 'cassandra')?.image).toBe(`${mirror}/datastax/hcd:1.2.3-ubi`);
  });
});

test.each([
  ['1.8.0', ['system-logger:3f7c5793', 'cass-config-builder:1.0.4-ubi7']],
  ['1.19.1', ['system-logger:v1.19.1', 'cass-config-builder:1.0-ubi8', 'k8ssandra-client:v0.2.2']],
  ['1.26.1', ['system-logger:v1.26.1', 'cass-config-builder:1.0-ubi', 'k8ssandra-client:v0.8.1']],
  ['1.28.1', ['system-logger:v1.28.1', 'cass-config-builder:1.0-ubi', 'k8ssandra-client:v0.8.6']],
  ['1.32.0', ['system-logger:v1.32.0', 'cass-config-builder:1.0-ubi', 'k8ssandra-client:v0.8.12']],
])('what an empty ImageConfig of cass-operator %s gets', (release, expected) => {
  const isOld = isBefore(release, '1.27.0');
  const empty = isOld
    ? managerConfig('apiVersion: config.k8ssandra.io/v1beta1\nkind: ImageConfig\n')
    : imageConfig('apiVersion: config.k8ssandra.io/v1beta2\nkind: ImageConfig\n');
  const { after, said } = planned([operator('cass-operator', release), empty], { fix: true });
  const added = said.flatMap((line) => /^image-config-entry-added: .* for \S+\/(\S+):/.exec(line)?.[1] ?? []);
  expect(added).toHaveLength(expected.length);
  for (const image of expected) expect(said.join('\n')).toContain(image);
  expect(planned(after, { fix: true })).toMatchObject({ after, codes: [] });
});

test('the text comes out as the planner saw it', () => {
  const text = `apiVersion: v1
kind: ConfigMap
metadata:
  name: cass-operator-manager-config
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta1
    kind: ImageConfig # short
`;
  const spec = { registry: mirror, fix: true, release: { cassOperator: '1.22.4' } };
  const functionConfig = { apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1', kind: 'ImageMirror', spec };
  const { output, exitCode } = transform(text, { functionConfig });
  expect([exitCode, output]).toEqual([
    0,
    `${text}    images:
      system-logger: cr.k8ssandra.io/k8ssandra/system-logger:v1.22.4
      config-builder: cr.dtsx.io/datastax/cass-config-builder:1.0-ubi8
      k8ssandra-client: cr.k8ssandra.io/k8ssandra/k8ssandra-client:v0.5.0
    imageRegistry: ${mirror}
`,
  ]);
});

test('a container of the name of one that lacked its image is none of its business', () => {
  const client = /^ {2}k8ssandra-client.*\n/m;
  const cassandra = {
    serverVersion: '4.1.9',
    initContainers: [{ name: 'per-node-config', image: 'quay.io/own/config:1' }],
    datacenters: [{ metadata: { name: 'dc1' }, size: 1, perNodeConfigMapRef: { name: 'nodes' } }],
  };
  const types = 'types:\n  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}\n';
  const configMap = imageConfig(`${complete.replace(client, '')}${types}`);
  const input = [operator('k8ssandra-operator', '1.32.5'), configMap, cluster({ cassandra })];
  const { after, codes } = planned(input, { fix: true });
  expect(codes).not.toContain('resolution-changed');
  const own = effectiveImages([...after]).filter(({ container }) => container === 'per-node-config');
  expect(own.map(({ image }) => image)).toEqual([
    `${mirror}/own/config:1`,
    `${mirror}/k8ssandra/k8ssandra-client:v0.8.8`,
  ]);
});
