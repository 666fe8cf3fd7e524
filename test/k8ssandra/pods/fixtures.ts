/** Small clusters and operators, and short forms of what runs for them. */
import type { EffectiveImage } from '../../../src/k8ssandra/origins/effective-image.ts';
import { type EffectiveImagesOptions, effectiveImages } from '../../../src/k8ssandra/pods/effective-images.ts';
import type { JsonObject } from '../../../src/yaml/json.ts';

/** An ImageConfig that operators from 1.27 on read. */
export const imageConfigV2 = `
apiVersion: config.k8ssandra.io/v1beta2
kind: ImageConfig
images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
  config-builder: {repository: datastax, name: cass-config-builder, tag: "1"}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8}
  medusa: {repository: k8ssandra, name: medusa, tag: 0.29.1}
  reaper: {repository: thelastpickle, name: cassandra-reaper, tag: 5.0.0}
defaults: {registry: docker.io, pullPolicy: IfNotPresent}
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
  dse: {repository: datastax, name: dse-mgmtapi-6_8, suffix: -ubi}
`;

/** The same for operators before. */
export const imageConfigV1 = `
apiVersion: config.k8ssandra.io/v1beta1
kind: ImageConfig
images:
  system-logger: k8ssandra/system-logger:v1
  config-builder: datastax/cass-config-builder:1
  k8ssandra-client: k8ssandra/k8ssandra-client:v0.8
defaults:
  cassandra: {repository: k8ssandra/cass-management-api, suffix: -ubi}
  dse: {repository: datastax/dse-mgmtapi-6_8, suffix: -ubi}
`;

/** A release of k8ssandra-operator, with the cass-operator that was run with it. */
export const releases = {
  '1.6.0': { k8ssandraOperator: '1.6.0', cassOperator: '1.15.0' },
  '1.14.0': { k8ssandraOperator: '1.14.0', cassOperator: '1.19.1' },
  '1.20.4': { k8ssandraOperator: '1.20.4', cassOperator: '1.22.4' },
  '1.26.0': { k8ssandraOperator: '1.26.0', cassOperator: '1.26.0' },
  '1.32.5': { k8ssandraOperator: '1.32.5', cassOperator: '1.31.0' },
} as const;

export type Release = keyof typeof releases;

/** The ConfigMap with an ImageConfig, as it is installed with a release. */
export function imageConfigMap(release: Release, text?: string): JsonObject {
  const current = release === '1.32.5';
  const metadata = current
    ? { name: 'cass-operator-image-config', labels: { 'k8ssandra.io/config': 'image' } }
    : { name: 'cass-operator-manager-config' };
  const data = { 'image_config.yaml': text ?? (current ? imageConfigV2 : imageConfigV1) };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
}

/** k8ssandra-operator, with variables in its environment. */
export function operatorWith(env: Readonly<Record<string, string>>): JsonObject {
  const variables = Object.entries(env).map(([name, value]) => ({ name, value }));
  return deployment('k8ssandra-operator', { containers: [{ name: 'k8ssandra-operator', env: variables }] });
}

export function deployment(name: string, podSpec: JsonObject, namespace?: string): JsonObject {
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { template: { spec: podSpec } } };
}

/** A cluster `demo` of Cassandra 4.0 with one datacenter. */
export function cluster(
  spec: { cassandra?: JsonObject; datacenter?: JsonObject; others?: readonly JsonObject[] } & Readonly<
    Record<string, unknown>
  > = {},
): JsonObject {
  const { cassandra = {}, datacenter = {}, others = [], ...rest } = spec;
  const datacenters = [{ metadata: { name: 'dc1' }, size: 3, ...datacenter }, ...others];
  return {
    apiVersion: 'k8ssandra.io/v1alpha1',
    kind: 'K8ssandraCluster',
    metadata: { name: 'demo', namespace: 'data' },
    spec: { ...(rest as JsonObject), cassandra: { serverVersion: '4.0.17', ...cassandra, datacenters } },
  };
}

/** A CassandraDatacenter of Cassandra 4.0. */
export function datacenter(spec: JsonObject = {}, annotations?: JsonObject): JsonObject {
  return {
    apiVersion: 'cassandra.datastax.com/v1beta1',
    kind: 'CassandraDatacenter',
    metadata: { name: 'dc1', namespace: 'data', ...(annotations === undefined ? {} : { annotations }) },
    spec: { clusterName: 'demo', serverType: 'cassandra', serverVersion: '4.0.17', ...spec },
  };
}

/** What runs for an object where the ImageConfig of a release is installed. */
export function imagesFor(object: JsonObject, release: Release, ...others: readonly JsonObject[]): EffectiveImage[] {
  return resolved([imageConfigMap(release), ...others, object], { release: releases[release] });
}

export function resolved(resources: readonly JsonObject[], options?: EffectiveImagesOptions): EffectiveImage[] {
  return effectiveImages(resources, options);
}

/** `workload/container`, or with its rack `workload/rack/container`, to the image: several pods with the same are one. */
export function byContainer(images: readonly EffectiveImage[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    images.map(({ workload, rack, container, image }) => {
      const inRack = rack === undefined || rack === 'default' ? '' : `${rack}/`;
      return [`${workload}/${inRack}${container}`, image];
    }),
  );
}

/** The image of one container. */
export function imageOf(images: readonly EffectiveImage[], container: string, workload = 'cassandra'): EffectiveImage {
  const found = images.filter((image) => image.container === container && image.workload === workload);
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`${found.length} containers ${workload}/${container} in ${JSON.stringify(byContainer(images))}`);
  }
  return found[0];
}
