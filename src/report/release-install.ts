/**
 * An installation as objects, where all that is known of it is its release and what its clusters will be: the operators,
 * and for each server a cluster that asks for all that such clusters can pull. The ImageConfig is that of the release,
 * which the resolver takes for granted where a release is named.
 */
import { type Operator, operatorNames } from '../k8ssandra/api-group.ts';
import { operatorImage } from '../k8ssandra/releases/operator-images.ts';
import { completeReleases, type KnownReleases } from '../k8ssandra/releases/releases.ts';
import type { Server } from '../k8ssandra/servers.ts';
import type { JsonObject } from '../yaml/json.ts';

/** What a cluster has beside its server. */
export const components = ['medusa', 'reaper', 'stargate', 'vector'] as const;

export type Component = (typeof components)[number];

/** @param releases one of them at least, without a leading `v`; k8ssandra-operator brings a cass-operator along */
export function releaseOperators(releases: KnownReleases, namespace: string): readonly JsonObject[] {
  const { k8ssandraOperator, cassOperator } = releases;
  const cass = cassOperator ?? completeReleases(releases, new Set()).cassOperator;
  return [
    ...(k8ssandraOperator === undefined ? [] : [deployment('k8ssandraOperator', k8ssandraOperator, namespace)]),
    deployment('cassOperator', cass, namespace),
  ];
}

function deployment(operator: Operator, release: string, namespace: string): JsonObject {
  const name = operatorNames[operator];
  const containers = [{ name, image: operatorImage(operator, release) }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: { template: { spec: { containers } } },
  };
}

/** A K8ssandraCluster with these components, whose datacenters also have settings for single nodes. */
export function clusterFor(
  { serverType, version }: Server,
  has: ReadonlySet<Component>,
  namespace: string,
): JsonObject {
  const telemetry = has.has('vector') ? { telemetry: { vector: { enabled: true } } } : {};
  const datacenter = { metadata: { name: 'dc1' }, size: 1, perNodeConfigMapRef: { name: 'nodes' } };
  return {
    apiVersion: 'k8ssandra.io/v1alpha1',
    kind: 'K8ssandraCluster',
    metadata: { name: nameFor(serverType, version), namespace },
    spec: {
      cassandra: { serverType, serverVersion: version, ...telemetry, datacenters: [datacenter] },
      ...(has.has('medusa') ? { medusa: {} } : {}),
      ...(has.has('reaper') ? { reaper: telemetry } : {}),
      ...(has.has('stargate') ? { stargate: { size: 1, ...telemetry } } : {}),
    },
  };
}

/** What cass-operator alone runs; the annotation has k8ssandra-client write the configuration. */
export function datacenterFor(
  { serverType, version }: Server,
  namespace: string,
  builder: 'usual' | 'client',
): JsonObject {
  const annotations = { 'cassandra.datastax.com/use-new-config-builder': 'true' };
  const name = nameFor(serverType, version);
  return {
    apiVersion: 'cassandra.datastax.com/v1beta1',
    kind: 'CassandraDatacenter',
    metadata: {
      name: builder === 'client' ? `${name}-client` : name,
      namespace,
      ...(builder === 'client' ? { annotations } : {}),
    },
    spec: { clusterName: name, serverType, serverVersion: version, size: 1 },
  };
}

function nameFor(serverType: string, version: string): string {
  return `${serverType}-${version.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
}
