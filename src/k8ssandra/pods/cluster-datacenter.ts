/**
 * The CassandraDatacenters that k8ssandra-operator makes of a K8ssandraCluster: the cluster's options merged with those of
 * the datacenter, and what Medusa, vector and per-node configuration add.
 *
 * Source: pkg/cassandra/datacenter.go (`Coalesce`, `NewDatacenter`), controllers/k8ssandra/dcconfigs.go and
 * datacenters.go, whose order this follows.
 */
import { at, isList, type JsonObject, type Path, textAt } from '../../yaml/json.ts';
import type { K8ssandraOperator } from '../operators/operators.ts';
import type { Override } from '../origins/effective-image.ts';
import {
  below,
  type Item,
  items,
  itemsOfStrongest,
  type Level,
  type Levels,
  levelAt,
  pick,
  pickFlag,
} from '../origins/levels.ts';
import type { K8ssandraOperatorRules } from '../releases/pod-rules.ts';
import type { DatacenterSpec } from './cassandra.ts';
import { configBuilderAnnotation } from './datacenter.ts';
import { withJmxCredentials } from './jmx.ts';
import { withMedusa } from './medusa.ts';
import { withPerNodeConfig } from './per-node-config.ts';
import { listedContainer, type PodTemplate } from './pod.ts';
import { additionTo, emptyTemplate, volumeImages, volumeSourceImages, withVolumes } from './pod-template.ts';
import { canonicalVersion } from './server-version.ts';
import { withCassandraVector } from './vector.ts';

/** One datacenter of a cluster. */
export interface ClusterDatacenter {
  readonly cluster: Level;
  readonly datacenter: Level;
  readonly hasPerNodeConfig: boolean;
}

export function clusterDatacenterSpec(member: ClusterDatacenter, operator: K8ssandraOperator): DatacenterSpec {
  const { cluster, datacenter } = member;
  const { rules } = operator;
  const levels = [datacenter, cluster];
  const version = pick(levels, 'serverVersion')?.value ?? '';
  return {
    serverType: pick([cluster], 'serverType')?.value ?? '',
    serverVersion: canonicalVersion(version) ?? version,
    serverImage: pick(levels, 'serverImage'),
    configBuilderImage: undefined,
    systemLoggerImage: undefined,
    readOnlyRootFilesystem: rules.readOnlyRootFilesystem ? pickFlag(levels, 'readOnlyRootFilesystem') : undefined,
    disableSystemLoggerSidecar: false,
    newConfigBuilder: annotation(member, rules) === 'true',
    template: templateOf(member, operator),
    addition: (list, element) => (rules.listedContainers ? addition(levels, list, element, rules) : undefined),
  };
}

/** What k8ssandra-operator panics about: without a version that it can read there is no datacenter. */
export function versionFailure({ cluster, datacenter }: ClusterDatacenter): string | undefined {
  const version = pick([datacenter, cluster], 'serverVersion')?.value;
  if (version === undefined) return 'serverVersion is set neither for the cluster nor for the datacenter';
  return canonicalVersion(version) === undefined ? `serverVersion ${JSON.stringify(version)} is no version` : undefined;
}

/** The names of the racks of a datacenter; there is always one. */
export function clusterRacks(
  { cluster, datacenter }: ClusterDatacenter,
  rules: K8ssandraOperatorRules,
): readonly string[] {
  const racks = merged([datacenter, cluster], 'racks', rules).map(({ name }) => name);
  return racks.length === 0 ? ['default'] : racks;
}

function templateOf(
  { cluster, datacenter, hasPerNodeConfig }: ClusterDatacenter,
  operator: K8ssandraOperator,
): PodTemplate {
  const { resource } = cluster;
  const { rules } = operator;
  const levels = [datacenter, cluster];
  const authenticates = pickFlag(levelAt(resource, ['spec']), 'auth') !== false;
  const [medusa] = levelAt(resource, ['spec', 'medusa']);
  const steps: readonly ((template: PodTemplate) => PodTemplate)[] = [
    (template) => (rules.listedContainers ? withListed(template, levels, rules) : template),
    (template) => (rules.jmxContainer && authenticates ? withJmxCredentials(template, levels, operator) : template),
    (template) => withCassandraVector(template, levels, rules),
    (template) => (medusa === undefined ? template : withMedusa(template, medusa, operator)),
    (template) => (hasPerNodeConfig ? withPerNodeConfig(template, levels, operator) : template),
  ];
  return steps.reduce((template, step) => step(template), emptyTemplate);
}

function withListed(template: PodTemplate, levels: Levels, rules: K8ssandraOperatorRules): PodTemplate {
  const containers = merged(levels, 'containers', rules).map(listedContainer);
  const listed: PodTemplate = {
    ...template,
    init: merged(levels, 'initContainers', rules).map(listedContainer),
    containers: containers.some(({ name }) => name === 'cassandra') ? containers : [...containers, cassandra],
  };
  return rules.imageVolumes ? withListedVolumes(listed, levels, rules) : listed;
}

/** A pod template without any container would be invalid. */
const cassandra = { name: 'cassandra', pullPolicy: '', listed: [] };

function withListedVolumes(template: PodTemplate, levels: Levels, rules: K8ssandraOperatorRules): PodTemplate {
  const extra = below(levels, 'extraVolumes');
  const storage = itemsOfStrongest(below(levels, 'storageConfig'), 'additionalVolumes');
  const withExtra = { ...template, volumes: volumeImages(merged(extra, 'volumes', rules)) };
  return withVolumes(withExtra, volumeSourceImages([...storage, ...merged(extra, 'pvcs', rules)]));
}

function merged(levels: Levels, key: string, { deepMerge }: K8ssandraOperatorRules): readonly Item[] {
  return deepMerge ? items(levels, key) : itemsOfStrongest(levels, key);
}

/** Lists that are not merged replace each other: then a container joins the one that counts. */
function addition(
  [datacenter, cluster]: Levels,
  list: string,
  element: JsonObject,
  { deepMerge }: K8ssandraOperatorRules,
): Override | undefined {
  if (datacenter === undefined || cluster === undefined) return undefined;
  const clusterCounts = !deepMerge && !hasItems(datacenter, list) && hasItems(cluster, list);
  const { resource, path } = clusterCounts ? cluster : datacenter;
  return additionTo(resource, [...path, list], element);
}

function hasItems({ object }: Level, list: string): boolean {
  const present = object[list];
  return isList(present) && present.length > 0;
}

const annotationPath: Path = ['metadata', 'annotations', configBuilderAnnotation];

/** The annotation that asks for the client as builder, as the CassandraDatacenter gets it. */
function annotation({ cluster, datacenter }: ClusterDatacenter, rules: K8ssandraOperatorRules): string | undefined {
  const ofCluster = textAt(cluster.object, annotationPath) || undefined;
  const ofDatacenter = textAt(datacenter.object, annotationPath) || undefined;
  const external = at(cluster.resource.defaulted, ['spec', 'externalDatacenters']);
  const dropped = rules.externalDatacentersDropAnnotations && isList(external) && external.length > 0;
  const set = dropped ? undefined : (ofDatacenter ?? (rules.clusterAnnotations === 'none' ? undefined : ofCluster));
  return rules.clusterAnnotations === 'win' ? (ofCluster ?? set) : set;
}

/** Annotations are merged, too: an empty one replaces none. */
