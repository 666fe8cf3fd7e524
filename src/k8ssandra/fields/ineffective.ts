/**
 * Images that are written where no operator reads them: fields that a release has given up, and spellings that never
 * were fields but are met in practice, not least on the documentation's page about image configuration, whose example
 * has `ServerImage`, `JmxInitContainerImage`, `containerImage.image`, `serverImage` outside `spec.cassandra`, and
 * `reaper` below a datacenter.
 *
 * What becomes of them: the API server drops what a CRD does not have, or refuses it under strict validation (seen with
 * the CRDs of k8ssandra-operator 1.32.5); only in a CassandraDatacenter's `spec` it keeps them, and cass-operator
 * ignores them.
 */
import { operatorNames, type Releases } from '../api-group.ts';
import { isBefore } from '../releases/release-order.ts';
import type { Component, Effect, Field } from './field.ts';
import type { TemplateRoot, TemplateRow } from './field-templates.ts';

const cluster = { group: 'k8ssandra.io', kind: 'K8ssandraCluster' };
const never = { effect: 'never' } as const;

const clusterSpec: readonly TemplateRow[] = [
  { at: 'serverImage', holds: 'reference', component: 'server', instead: 'spec.cassandra.serverImage', ...never },
  {
    at: 'jmxInitContainerImage',
    holds: 'parts',
    component: 'jmx-init',
    instead: 'spec.cassandra.datacenters[].jmxInitContainerImage',
    ...never,
  },
];

/** A struct that stands at cluster level only. */
function onlyInSpec(at: string, component: Component): TemplateRow {
  return { at, holds: 'parts', component, instead: `spec.${at}`, ...never };
}

const clusterDatacenter: readonly TemplateRow[] = [
  onlyInSpec('medusa.containerImage', 'medusa'),
  onlyInSpec('reaper.containerImage', 'reaper'),
  onlyInSpec('reaper.initContainerImage', 'reaper-init'),
];

/** Fields of a CassandraDatacenter that a K8ssandraCluster does not pass on. */
const datacenterOnly: readonly TemplateRow[] = [
  {
    at: 'systemLoggerImage',
    holds: 'reference',
    component: 'system-logger',
    instead: 'containers, as the image of an entry named server-system-logger, or the ImageConfig',
    ...never,
  },
  {
    at: 'configBuilderImage',
    holds: 'reference',
    component: 'config-builder',
    instead: 'initContainers, as the image of an entry named server-config-init, or the ImageConfig',
    ...never,
  },
];

/** Reaper as a sidecar: taken out of the CRD in cass-operator 1.8.0. */
const reaperSidecar: readonly TemplateRow[] = [
  {
    at: 'reaper.image',
    holds: 'reference',
    component: 'reaper',
    policyKey: 'imagePullPolicy',
    instead: "a K8ssandraCluster's spec.reaper.containerImage",
    ...never,
  },
];

/** Places that are recognised as meant for an image, and are no fields. */
export const misplacedFields: readonly TemplateRoot[] = [
  { ...cluster, below: 'spec', rows: clusterSpec },
  { ...cluster, below: 'spec.cassandra', rows: datacenterOnly },
  { ...cluster, below: 'spec.cassandra.datacenters[]', rows: [...clusterDatacenter, ...datacenterOnly] },
  { group: 'cassandra.datastax.com', kind: 'CassandraDatacenter', below: 'spec', rows: reaperSidecar },
];

/**
 * Why the image in a field is not pulled, and where it belongs; `undefined` where it is, or may be because the release
 * is not known.
 */
export function ineffectiveness({ effect, operator, instead }: Field, releases: Releases): string | undefined {
  if (effect === 'always') return undefined;
  const advice = instead === undefined ? '' : `; it belongs into ${instead}`;
  if (effect === 'never') return `no operator reads it there${advice}`;
  const release = operator === undefined ? undefined : releases[operator];
  if (operator === undefined || release === undefined || isReadIn(release, effect)) return undefined;
  return 'before' in effect
    ? `${operatorNames[operator]} has not read it since ${effect.before}${advice}`
    : `${operatorNames[operator]} reads it from ${effect.from} on${advice}`;
}

function isReadIn(release: string, effect: Exclude<Effect, string>): boolean {
  if ('before' in effect) return isBefore(release, effect.before);
  return !isBefore(release, effect.from) || effect.and.includes(release.replace(/^v/, ''));
}
