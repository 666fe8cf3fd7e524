/**
 * Every field of the K8ssandra custom resources that names an image.
 *
 * The CRDs repeat a few templates at several levels (a Stargate template stands at three places of a K8ssandraCluster
 * and two of a Stargate), and templates hold pieces of Kubernetes' pod spec. So the tables are templates, and
 * `operatorFields` says where they stand. To add a field is to add a line here and to its test.
 *
 * Source: the CRDs of cass-operator 1.8.0 to 1.32.0 and of k8ssandra-operator 0.4.0 to 1.32.5; a test holds the tables
 * against them. A `since` of 1.8.0 or 0.4.0 means: from the first of these releases on. What is read until when is in
 * the operators' Go code, at the places that the rows name.
 */
import type { TemplateRoot, TemplateRow } from './field-templates.ts';
import { workloads } from './workloads.ts';

/** CassandraDatacenterSpec, without what depends on the Kubernetes API that a CRD was generated from. */
function datacenterStrings(since: string): readonly TemplateRow[] {
  return [
    { at: 'serverImage', holds: 'reference', component: 'server', since },
    {
      at: 'configBuilderImage',
      holds: 'reference',
      component: 'config-builder',
      since,
    },
    { at: 'systemLoggerImage', holds: 'reference', component: 'system-logger', since },
  ];
}

const datacenterSpec: readonly TemplateRow[] = [
  ...datacenterStrings('1.8.0'),
  { at: 'podTemplateSpec.spec', holds: 'pod-spec', since: '1.8.0', imageVolumesSince: '1.24.0' },
  { at: 'storageConfig.additionalVolumes[].volumeSource', holds: 'volume', since: '1.24.0' },
];

const ofEachDatacenter = 'jmxInitContainerImage of each datacenter, which releases before 1.5 read';

const vectorImage: TemplateRow = {
  at: 'telemetry.vector.image',
  holds: 'reference',
  component: 'vector',
  since: '1.5.0',
};

/** DatacenterOptions: the cluster's values, and each datacenter's, which go before them. */
const datacenterOptions: readonly TemplateRow[] = [
  { at: 'serverImage', holds: 'reference', component: 'server', since: '0.4.0' },
  {
    at: 'jmxInitContainerImage',
    holds: 'parts',
    component: 'jmx-init',
    since: '0.4.0',
    // pkg/cassandra/auth.go; the init container itself is gone.
    effect: { before: '1.5.0' },
  },
  { at: 'perNodeConfigInitContainerImage', holds: 'reference', component: 'per-node-config', since: '1.5.0' },
  { at: 'containers', holds: 'containers', since: '1.2.0' },
  { at: 'initContainers', holds: 'init-containers', since: '1.2.0' },
  { at: 'extraVolumes.volumes[]', holds: 'volume', since: '1.23.0' },
  { at: 'extraVolumes.pvcs[].volumeSource', holds: 'volume', since: '1.23.0' },
  { at: 'storageConfig.additionalVolumes[].volumeSource', holds: 'volume', since: '1.23.0' },
  vectorImage,
];

/** The CRD fills in the datacenter's struct, and a struct of the datacenter goes before the cluster's as a whole. */
const ofCluster: readonly TemplateRow[] = datacenterOptions.map((row) =>
  row.at === 'jmxInitContainerImage' ? { ...row, effect: 'never', instead: ofEachDatacenter } : row,
);

/** Telemetry is merged with the datacenter's in some releases only: `vectorTelemetry` of releases/pod-rules.ts. */
const ofDatacenter: readonly TemplateRow[] = datacenterOptions.map((row) =>
  row === vectorImage
    ? { ...row, effect: { from: '1.32.0', and: ['1.27.1'] }, instead: 'spec.cassandra.telemetry.vector.image' }
    : row,
);

const stargateImage: TemplateRow = { at: 'containerImage', holds: 'parts', component: 'stargate', since: '0.4.0' };

const stargateTemplate: readonly TemplateRow[] = [stargateImage, vectorImage];

/** A rack's telemetry is in the CRD, and no release reads it: pkg/stargate/vector.go asks the Stargate alone. */
const stargateRack: readonly TemplateRow[] = [
  stargateImage,
  { ...vectorImage, effect: 'never', instead: 'telemetry.vector.image of the Stargate that the rack belongs to' },
];

const reaperTemplate: readonly TemplateRow[] = [
  { at: 'containerImage', holds: 'parts', component: 'reaper', since: '0.4.0' },
  {
    at: 'initContainerImage',
    holds: 'parts',
    component: 'reaper-init',
    since: '0.4.0',
    // pkg/reaper/deployment.go
    effect: { before: '1.15.0' },
    instead: 'containerImage, which Reaper and its init container both run from',
  },
  vectorImage,
];

const medusaTemplate: readonly TemplateRow[] = [
  { at: 'containerImage', holds: 'parts', component: 'medusa', since: '0.4.0' },
];

/** The kind Medusa has a CRD in every release, and a controller in none. */
const legacyMedusa: readonly TemplateRow[] = [
  {
    at: 'containerImage',
    holds: 'medusa-parts',
    component: 'medusa',
    since: '0.4.0',
    effect: 'never',
    instead: "the K8ssandraCluster's spec.medusa.containerImage",
  },
];

/** What a CassandraBackup remembers of its datacenter. Its CRD never took up image volumes. */
const backedUpDatacenter: readonly TemplateRow[] = [
  ...datacenterStrings('0.4.0'),
  { at: 'podTemplateSpec.spec', holds: 'pod-spec', since: '0.4.0', imageVolumesSince: 'never' },
];

const cluster = { group: 'k8ssandra.io', kind: 'K8ssandraCluster' };
const stargate = { group: 'stargate.k8ssandra.io', kind: 'Stargate' };

/** The image fields of the operators' custom resources. */
export const operatorFields: readonly TemplateRoot[] = [
  { group: 'cassandra.datastax.com', kind: 'CassandraDatacenter', below: 'spec', rows: datacenterSpec },
  { ...cluster, below: 'spec.cassandra', rows: ofCluster },
  { ...cluster, below: 'spec.cassandra.datacenters[]', rows: ofDatacenter },
  { ...cluster, below: 'spec.stargate', rows: stargateTemplate },
  { ...cluster, below: 'spec.cassandra.datacenters[].stargate', rows: stargateTemplate },
  { ...cluster, below: 'spec.cassandra.datacenters[].stargate.racks[]', rows: stargateRack },
  { ...cluster, below: 'spec.reaper', rows: reaperTemplate },
  { ...cluster, below: 'spec.medusa', rows: medusaTemplate },
  { ...stargate, below: 'spec', rows: stargateTemplate },
  { ...stargate, below: 'spec.racks[]', rows: stargateRack },
  { group: 'reaper.k8ssandra.io', kind: 'Reaper', below: 'spec', rows: reaperTemplate },
  { group: 'medusa.k8ssandra.io', kind: 'Medusa', below: 'spec', rows: legacyMedusa },
  {
    group: 'medusa.k8ssandra.io',
    kind: 'CassandraBackup',
    below: 'status.cassdcTemplateSpec.spec',
    rows: backedUpDatacenter,
    role: 'status',
  },
];

/** The image fields of Kubernetes' own kinds. */
export const workloadFields: readonly TemplateRoot[] = workloads.flatMap(({ groups, kind, podSpec }) =>
  groups.map((group): TemplateRoot => ({ group, kind, below: '', rows: [{ at: podSpec, holds: 'pod-spec' }] })),
);
