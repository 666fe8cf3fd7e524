/** Installs of K8ssandra as whole folders of files, at random: releases, registries, clusters. */
import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/yaml/json.ts';

export type Folder = Readonly<Record<string, string>>;

interface Install {
  readonly release: string;
  readonly registry: string;
  readonly strategy: 'plain' | 'commented';
  readonly environment: string | undefined;
  readonly server: string;
  readonly parts: readonly ('medusa' | 'reaper' | 'stargate')[];
  readonly serverImage: string | undefined;
  readonly struct: JsonObject | undefined;
}

const arbitraryInstall: fc.Arbitrary<Install> = fc.record({
  release: fc.constantFrom('1.14.0', '1.20.4', '1.26.0', '1.27.0', '1.32.2'),
  registry: fc.constantFrom('docker.io', 'quay.io', 'mirror.example.com/k8ssandra'),
  strategy: fc.constantFrom('plain', 'commented'),
  environment: fc.constantFrom(undefined, 'quay.io', ''),
  server: fc.constantFrom('4.0.17', '4.1.8', '5.0.4'),
  parts: fc.subarray(['medusa', 'reaper', 'stargate']),
  serverImage: fc.constantFrom(undefined, 'k8ssandra/cass-management-api:4.1.7'),
  struct: fc.constantFrom(undefined, { registry: 'docker.io' }, { tag: '0.24.0' }),
});

/** An install with operators, their ImageConfig and a cluster: the names are the same in each. */
export const arbitraryFolder: fc.Arbitrary<Folder> = arbitraryInstall.map((install) => ({
  ...operatorFiles(install),
  'cluster.yaml': clusterFile(install),
}));

export const arbitraryOperators: fc.Arbitrary<Folder> = arbitraryInstall.map(operatorFiles);

export const arbitraryCluster: fc.Arbitrary<string> = arbitraryInstall.map(clusterFile);

const cassOperators: Readonly<Record<string, string>> = {
  '1.14.0': '1.19.1',
  '1.20.4': '1.22.4',
  '1.26.0': '1.26.0',
  '1.27.0': '1.27.1',
  '1.32.2': '1.30.2',
};

function operatorFiles({ release, registry, strategy, environment }: Install): Folder {
  const env = environment === undefined ? [] : [{ name: 'DEFAULT_REGISTRY', value: environment }];
  return {
    'operators.yaml': [
      deployment('cass-operator', cassOperators[release] ?? '', []),
      deployment('k8ssandra-operator', release, env),
    ].join('---\n'),
    'image-config.yaml': imageConfig(release, registry, strategy === 'commented'),
    'namespace.yaml': printed({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'k8ssandra' } }),
  };
}

function deployment(name: string, tag: string, env: readonly JsonObject[]): string {
  const spec = { template: { spec: { containers: [{ name, image: `k8ssandra/${name}:v${tag}`, env }] } } };
  return printed({ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name, namespace: 'k8ssandra' }, spec });
}

function imageConfig(release: string, registry: string, isCommented: boolean): string {
  const isNew = ['1.27.0', '1.32.2'].includes(release);
  const remark = isCommented ? '    # ours\n' : '';
  const metadata = isNew
    ? '{name: image-config, namespace: k8ssandra, labels: {k8ssandra.io/config: image}}'
    : '{name: cass-operator-manager-config, namespace: k8ssandra}';
  const text = isNew
    ? `    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
${remark}    images:
      system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
      config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
      k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.1}
      medusa: {repository: k8ssandra, name: medusa, tag: 0.25.1}
      reaper: {repository: thelastpickle, name: cassandra-reaper, tag: 4.0.0}
    types:
      cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
    defaults: {registry: ${registry}}
`
    : `    apiVersion: config.k8ssandra.io/v1beta1
    kind: ImageConfig
${remark}    images:
      system-logger: k8ssandra/system-logger:v1
      config-builder: datastax/cass-config-builder:1.0-ubi
      k8ssandra-client: k8ssandra/k8ssandra-client:v0.2.2
    defaults:
      cassandra: {repository: k8ssandra/cass-management-api}
    imageRegistry: ${registry}
`;
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: ${metadata}\ndata:\n  image_config.yaml: |\n${text}`;
}

function clusterFile({ server, parts, serverImage, struct }: Install): string {
  const image = struct === undefined ? {} : { containerImage: struct };
  return printed({
    apiVersion: 'k8ssandra.io/v1alpha1',
    kind: 'K8ssandraCluster',
    metadata: { name: 'demo', namespace: 'k8ssandra' },
    spec: {
      ...(parts.includes('medusa') ? { medusa: { ...image } } : {}),
      ...(parts.includes('reaper') ? { reaper: {} } : {}),
      ...(parts.includes('stargate') ? { stargate: { size: 1 } } : {}),
      cassandra: {
        serverVersion: server,
        ...(serverImage === undefined ? {} : { serverImage }),
        datacenters: [{ metadata: { name: 'dc1' }, size: 3 }],
      },
    },
  });
}

function printed(object: Json): string {
  return `${JSON.stringify(object, null, 2)}\n`;
}
