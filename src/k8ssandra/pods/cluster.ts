/**
 * Everything that runs for a K8ssandraCluster: in each datacenter Cassandra, and beside it Medusa's own workloads, Reaper
 * and Stargate.
 *
 * With several Kubernetes clusters, Medusa's images and those of the per-node configuration are made where the
 * K8ssandraCluster is; all others where the datacenter is, by the operators there.
 *
 * Source: controllers/k8ssandra/ of k8ssandra-operator.
 */
import { at, isList, isObject, textAt } from '../../yaml/json.ts';
import type { CassOperator, K8ssandraOperator, Operators } from '../operators/operators.ts';
import { below, type Level, levelAt, pick, pickFlag, type Resource } from '../origins/levels.ts';
import { isBefore } from '../releases/release-order.ts';
import { completePod } from './cassandra.ts';
import { type ClusterDatacenter, clusterDatacenterSpec, clusterRacks, versionFailure } from './cluster-datacenter.ts';
import { purgeJob, standaloneMedusa } from './medusa.ts';
import { perNodeConfigs } from './per-node-config.ts';
import { failedPod } from './pod.ts';
import { reaperPod } from './reaper.ts';
import type { RunningPod } from './running-pod.ts';
import { type StargateDatacenter, stargatePods } from './stargate.ts';

/** The operators where a datacenter is. */
export type Local = (k8sContext: string, namespace: string) => Operators;

export function clusterPods(resource: Resource, control: K8ssandraOperator, local: Local): readonly RunningPod[] {
  const members = clusterMembers(resource, control);
  return members.flatMap((member) => datacenterPods(member, members, control, local));
}

/** The datacenters of a cluster. */
export function clusterMembers(resource: Resource, { rules }: K8ssandraOperator): readonly ClusterDatacenter[] {
  const [cluster] = levelAt(resource, ['spec', 'cassandra']);
  if (cluster === undefined) return [];
  const datacenters = datacentersOf(cluster);
  const levels = datacenters.map((datacenter) => [datacenter, cluster]);
  const configured = perNodeConfigs(levels, rules);
  return datacenters.map((datacenter, index) => ({
    cluster,
    datacenter,
    hasPerNodeConfig: configured[index] === true,
  }));
}

function datacentersOf({ resource, path, object }: Level): readonly Level[] {
  const list = object.datacenters;
  return isList(list) ? list.flatMap((_, index) => levelAt(resource, [...path, 'datacenters', index])) : [];
}

function datacenterPods(
  member: ClusterDatacenter,
  members: readonly ClusterDatacenter[],
  control: K8ssandraOperator,
  local: Local,
): readonly RunningPod[] {
  const { datacenter, cluster } = member;
  const { resource } = cluster;
  const metadata = below([datacenter], 'metadata');
  const clusterName = textAt(resource.written, ['metadata', 'name']);
  const namespace = pick(metadata, 'namespace')?.value ?? textAt(resource.written, ['metadata', 'namespace']);
  const k8sContext = pick([datacenter], 'k8sContext')?.value ?? '';
  const name = pick(metadata, 'name')?.value ?? '';
  const about = {
    resource: resource.index,
    cluster: clusterName,
    datacenter: name,
    ...(namespace === '' ? {} : { namespace }),
    ...(k8sContext === '' ? {} : { k8sContext }),
  };
  const { cass, k8ssandra } = local(k8sContext, namespace);
  return [
    ...cassandraPods(member, control, cass, about),
    ...medusaPods(resource, control, about),
    ...reaperPods(member, members, k8ssandra, about),
    ...stargateRunningPods(member, control, k8ssandra, about),
  ];
}

type About = Omit<RunningPod, 'workload' | 'pod' | 'rack' | 'assumptions'>;

function cassandraPods(
  member: ClusterDatacenter,
  control: K8ssandraOperator,
  cass: CassOperator,
  about: About,
): readonly RunningPod[] {
  const completed = completePod(clusterDatacenterSpec(member, control), cass.images, cass.rules);
  const failure = versionFailure(member);
  const pod = failure === undefined ? completed : failedPod(completed, failure);
  const { rules, uncertain } = control;
  const assumptions = [...control.assumptions, ...cass.assumptions];
  return clusterRacks(member, rules).map((rack) => ({
    ...about,
    workload: 'cassandra',
    rack,
    pod,
    uncertain,
    assumptions,
  }));
}

function medusaPods(resource: Resource, control: K8ssandraOperator, about: About): readonly RunningPod[] {
  const [medusa] = levelAt(resource, ['spec', 'medusa']);
  if (medusa === undefined) return [];
  const { uncertain, assumptions } = control;
  const pods = [
    ['medusa-purge', purgeJob(medusa, control), purgeNamespace(resource, control) || about.namespace],
    ['medusa-standalone', standaloneMedusa(medusa, control), about.namespace],
  ] as const;
  return pods.flatMap(([workload, pod, namespace]) => {
    if (pod === undefined) return [];
    const { namespace: _, ...rest } = about;
    return [{ ...rest, ...(namespace ? { namespace } : {}), workload, pod, uncertain, assumptions }];
  });
}

/** From 1.14 on the operator's own (`getOperatorNamespace`): it is that of its clusters, where nothing else is known. */
function purgeNamespace(resource: Resource, { release, namespace }: K8ssandraOperator): string | undefined {
  if (isBefore(release, '1.14.0')) return undefined;
  return namespace || textAt(resource.written, ['metadata', 'namespace']);
}

function reaperPods(
  { cluster, datacenter }: ClusterDatacenter,
  members: readonly ClusterDatacenter[],
  operator: K8ssandraOperator,
  about: About,
): readonly RunningPod[] {
  const [template] = levelAt(cluster.resource, ['spec', 'reaper']);
  if (template === undefined || isStopped(datacenter)) return [];
  if (operator.rules.reaperStorage && pick(below([template], 'reaperRef'), 'name') !== undefined) return [];
  const deploymentMode = pick([template], 'deploymentMode')?.value ?? '';
  const running = members.find((member) => !isStopped(member.datacenter));
  if (deploymentMode === 'SINGLE' && running?.datacenter !== datacenter) return [];
  const someStopped = members.some((member) => isStopped(member.datacenter));
  const skipsSchemaMigration = someStopped && isInitialized(cluster.resource);
  const pod = reaperPod(template, operator, { deploymentMode, skipsSchemaMigration });
  const { uncertain, assumptions } = operator;
  return [{ ...about, workload: 'reaper', pod, uncertain, assumptions }];
}

function stargateRunningPods(
  member: ClusterDatacenter,
  control: K8ssandraOperator,
  operator: K8ssandraOperator,
  about: About,
): readonly RunningPod[] {
  const { cluster, datacenter } = member;
  const racks = below([datacenter], 'stargate');
  const levels = [...racks, ...levelAt(cluster.resource, ['spec', 'stargate'])];
  if (levels.length === 0 || isStopped(datacenter)) return [];
  const pods = stargatePods({ levels, racks }, stargateDatacenter(member, control), operator);
  const { uncertain, assumptions } = operator;
  return pods.map(({ rack, pod }) => ({ ...about, workload: 'stargate', rack, pod, uncertain, assumptions }));
}

/** A datacenter, as a Stargate before it sees it. */
export function stargateDatacenter(member: ClusterDatacenter, { rules }: K8ssandraOperator): StargateDatacenter {
  const { cluster, datacenter } = member;
  return {
    clusterName: pick([cluster], 'clusterName')?.value ?? textAt(cluster.resource.written, ['metadata', 'name']),
    name: pick(below([datacenter], 'metadata'), 'name')?.value ?? '',
    datacenterName: pick([datacenter], 'datacenterName')?.value,
    serverType: pick([cluster], 'serverType')?.value ?? '',
    serverVersion: pick([datacenter, cluster], 'serverVersion')?.value ?? '',
    racks: clusterRacks(member, rules),
  };
}

function isStopped(datacenter: Level): boolean {
  return pickFlag([datacenter], 'stopped') === true;
}

/** As far as its status tells, for what was read from a Kubernetes cluster. */
function isInitialized({ written }: Resource): boolean {
  const conditions = at(written, ['status', 'conditions']);
  return (
    isList(conditions) &&
    conditions.some(
      (condition) => isObject(condition) && condition.type === 'CassandraInitialized' && condition.status === 'True',
    )
  );
}
