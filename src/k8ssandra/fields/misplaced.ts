/**
 * Where images belong that stand at places of K8ssandra's kinds that no CRD knows. The spellings are those that are met
 * in repositories; `ineffective.ts` has those that have a place in the tables.
 */
import type { FieldKind } from './field.ts';

interface Belonging {
  /** Absent: in all kinds. */
  readonly kind?: string;
  /** Of the place, as `parseFieldPath` reads it. */
  readonly place: RegExp;
  readonly instead: string;
}

const datacenter = 'CassandraDatacenter';
const cluster = 'K8ssandraCluster';

/** The first that fits counts. */
const belongings: readonly Belonging[] = [
  {
    kind: datacenter,
    place: /^spec\.(?:podTemplateSpec|podTemplate)\.(?:template\.)?(?:spec\.)?(?=containers|initContainers|volumes)/,
    instead: 'spec.podTemplateSpec.spec.*',
  },
  { kind: datacenter, place: /^spec\.(?=containers|initContainers|volumes)/, instead: 'spec.podTemplateSpec.spec.*' },
  {
    kind: cluster,
    place: /^spec\.(?:cassandra\.)?(?:datacenters\[\]\.)?podTemplateSpec\.(?:spec\.)?(?=containers|initContainers)/,
    instead: 'spec.cassandra.*',
  },
  { kind: cluster, place: /^spec\.(?=containers\[|initContainers\[)/, instead: 'spec.cassandra.*' },
  { kind: cluster, place: /(?:^|\.)volumes\[\]/, instead: 'spec.cassandra.extraVolumes.volumes' },
  { place: /k8ssandra-?client/i, instead: 'the ImageConfig, as images.k8ssandra-client' },
  {
    kind: cluster,
    place: /(?:logger|logging)[^.]*(?:\.|$)/i,
    instead: 'spec.cassandra.containers, as the image of an entry named server-system-logger, or the ImageConfig',
  },
  {
    kind: cluster,
    place: /config-?(?:builder|init)/i,
    instead: 'spec.cassandra.initContainers, as the image of an entry named server-config-init, or the ImageConfig',
  },
  { place: /logger|logging/i, instead: 'spec.systemLoggerImage' },
  { place: /config-?(?:builder|init)/i, instead: 'spec.configBuilderImage' },
  { kind: cluster, place: /medusa/i, instead: 'spec.medusa.containerImage' },
  { kind: cluster, place: /reaper/i, instead: 'spec.reaper.containerImage' },
  { kind: cluster, place: /stargate/i, instead: 'spec.stargate.containerImage' },
  { place: /medusa/i, instead: "a K8ssandraCluster's spec.medusa.containerImage" },
  { kind: datacenter, place: /reaper/i, instead: "a K8ssandraCluster's spec.reaper.containerImage" },
  { kind: cluster, place: /vector|telemetry/i, instead: 'telemetry.vector.image beside it' },
  {
    kind: cluster,
    place:
      /^spec\.(?:cassandra\.)?(?:datacenters\[\]\.)?(?:(?:server|cassandra|management-?api|dse|container)?image(?:name)?)$/i,
    instead: 'spec.cassandra.serverImage',
  },
  {
    kind: datacenter,
    place: /^spec\.(?:(?:server|cassandra|management-?api|dse|container)?image(?:name)?)$/i,
    instead: 'spec.serverImage',
  },
  { kind: 'Reaper', place: /./, instead: 'spec.containerImage' },
  { kind: 'Stargate', place: /./, instead: 'spec.containerImage' },
];

/** Why an image at a place is not pulled, and where it belongs as far as that can be told. */
export function whereItBelongs({ kind }: FieldKind, place: string): string {
  for (const { kind: only, place: pattern, instead } of belongings) {
    const match = only === undefined || only === kind ? pattern.exec(place) : null;
    if (match === null) continue;
    const list = /^\w+/.exec(place.slice(match.index + match[0].length))?.[0] ?? '';
    return `the CRD of ${kind} has no such place; it belongs into ${instead.replace('*', list)}`;
  }
  return `the CRD of ${kind} has no such place; remove it`;
}
