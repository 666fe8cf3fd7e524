/**
 * What the releases of the two operators do differently when they make pods: one table each, read by the resolver.
 *
 * Seen by running: cass-operator 1.15.0, 1.19.1, 1.22.4, 1.26.0, 1.31.0 and k8ssandra-operator 1.6.0, 1.14.0, 1.20.4,
 * 1.26.0, 1.32.5. The releases between and before them: read in the source of every tag, not run. That holds above all
 * for k8ssandra-operator up to 1.5, and for where exactly a row begins.
 */
import { accumulate, type Since } from './since.ts';

/** Source: pkg/reconciliation/construct_podtemplatespec.go; apis/cassandra/v1beta1/cassandradatacenter_types.go. */
export interface CassOperatorRules {
  /** Who writes the configuration of Cassandra ≥ 4.1: k8ssandra-client instead of cass-config-builder, and a base container. */
  readonly clientBuilder: boolean;
  /** The same for every version of HCD. */
  readonly clientBuilderForHcd: boolean;
  /** The same where an annotation asks for it; and a base container for DSE with a read-only root file system. */
  readonly builderAnnotation: boolean;
  /**
   * `fresh`: server-config-init-base is added only where no server-config-init is listed, whatever is listed as base.
   * `listed`: it is completed like the other containers.
   */
  readonly baseContainer: 'fresh' | 'listed';
  /** The root file system is read-only by type and version, unless serverImage or readOnlyRootFilesystem is set. */
  readonly readOnlyByVersion: boolean;
  /** server-config-init-base has the pull policy of its server type, and loses one that is listed without an image. */
  readonly basePolicyOfServer: boolean;
  /** Without a k8ssandra-client image, server-config-init gets the pull policy all the same. */
  readonly policyWithoutImage: boolean;
  /** The CRD knows volumes made of images. */
  readonly imageVolumes: boolean;
}

const firstCassOperator: CassOperatorRules = {
  clientBuilder: false,
  clientBuilderForHcd: false,
  builderAnnotation: false,
  baseContainer: 'fresh',
  readOnlyByVersion: false,
  basePolicyOfServer: false,
  policyWithoutImage: true,
  imageVolumes: false,
};

const cassOperatorChanges: Since<Partial<CassOperatorRules>> = [
  ['1.17.0', { clientBuilder: true }],
  ['1.17.2', { baseContainer: 'listed' }],
  ['1.21.0', { clientBuilderForHcd: true }],
  ['1.22.3', { builderAnnotation: true }],
  ['1.23.0', { policyWithoutImage: false }],
  ['1.24.0', { readOnlyByVersion: true, imageVolumes: true }],
  ['1.27.0', { basePolicyOfServer: true }],
];

/** @param release with or without a leading `v` */
export function cassOperatorRules(release: string): CassOperatorRules {
  return accumulate(firstCassOperator, cassOperatorChanges, release);
}

/** Source: pkg/, controllers/k8ssandra/ and apis/ of k8ssandra-operator. */
export interface K8ssandraOperatorRules {
  /** Cluster and datacenter are merged field by field. Before: lists, structs and Stargate's template as a whole. */
  readonly deepMerge: boolean;
  /** `containers`, `initContainers` and `extraVolumes` exist. */
  readonly listedContainers: boolean;
  /** Annotations of the datacenters: also from the cluster; which then wins over the datacenter. */
  readonly clusterAnnotations: 'none' | 'merged' | 'win';
  /** Clusters with external datacenters lose the annotations that are set at datacenter level. */
  readonly externalDatacentersDropAnnotations: boolean;
  readonly readOnlyRootFilesystem: boolean;
  /** Volumes made of images are in the CRD. */
  readonly imageVolumes: boolean;

  /** Clusters with auth have a jmx-credentials container. */
  readonly jmxContainer: boolean;
  /** Per-node configuration exists; its image can be set. */
  readonly perNodeConfig: 'none' | 'fixed' | 'settable';
  /**
   * What vector does to Cassandra pods: a container of its own, or its image in the logger, which `replaces` a
   * server-system-logger that is listed, or `joins` it.
   */
  readonly cassandraVector: 'none' | 'container' | 'replaces-logger' | 'joins-logger';
  /** Which telemetry Cassandra's vector is set by. */
  readonly vectorTelemetry: 'cluster' | 'merged';

  /** Where the images of Medusa, Reaper and per-node configuration come from when no resource sets them. */
  readonly images: 'hard-coded' | 'image-config';
  /** The cass-operator whose code it has built in: how it prints what it reads from an ImageConfig. */
  readonly imageLibrary: string;
  /** Vector agents of Reaper and Stargate without an image of their own run the system-logger of the ImageConfig. */
  readonly agentsFromImageConfig: boolean;
  /** `DEFAULT_REGISTRY` and `IMAGE_PULL_SECRETS` count, and an empty registry is left out of the reference. */
  readonly environment: boolean;

  readonly standaloneMedusa: 'none' | 'without-secrets' | 'with-secrets';
  /** Whether purgeBackups can switch the purge job off. Whether there is one: see the hard-coded images. */
  readonly purgeOptional: boolean;
  /** Which field of Reaper sets the image of reaper-schema-init. */
  readonly reaperInit: 'initContainerImage' | 'containerImage';
  /** Reaper can run on local storage, and clusters can refer to a Reaper instead of having one. */
  readonly reaperStorage: boolean;
  /** Clusters can do without reaper-schema-init: skipSchemaMigration, which a Reaper of its own always has. */
  readonly skippableReaperInit: boolean;
  /** Reaper on local storage has a reaper-schema-init, too. */
  readonly localReaperInit: boolean;
  /** Stargate has an image for DSE. */
  readonly stargateForDse: boolean;
  /** Stargate's deployments, and so its containers, are named after the datacenterName where there is one. */
  readonly stargateByDatacenterName: boolean;
}

const firstK8ssandraOperator: K8ssandraOperatorRules = {
  deepMerge: false,
  listedContainers: false,
  clusterAnnotations: 'none',
  externalDatacentersDropAnnotations: false,
  readOnlyRootFilesystem: false,
  imageVolumes: false,
  jmxContainer: true,
  perNodeConfig: 'none',
  cassandraVector: 'none',
  vectorTelemetry: 'cluster',
  images: 'hard-coded',
  imageLibrary: '1.10.0',
  agentsFromImageConfig: false,
  environment: false,
  standaloneMedusa: 'none',
  purgeOptional: false,
  reaperInit: 'initContainerImage',
  reaperStorage: false,
  skippableReaperInit: false,
  localReaperInit: false,
  stargateForDse: false,
  stargateByDatacenterName: false,
};

const k8ssandraOperatorChanges: Since<Partial<K8ssandraOperatorRules>> = [
  ['1.2.0', { listedContainers: true }],
  ['1.4.0', { perNodeConfig: 'fixed' }],
  [
    '1.5.0',
    {
      deepMerge: true,
      clusterAnnotations: 'merged',
      jmxContainer: false,
      perNodeConfig: 'settable',
      cassandraVector: 'container',
    },
  ],
  ['1.6.0', { cassandraVector: 'replaces-logger' }],
  ['1.8.0', { standaloneMedusa: 'without-secrets' }],
  ['1.9.0', { stargateByDatacenterName: true }],
  ['1.11.0', { stargateForDse: true }],
  ['1.15.0', { environment: true, reaperInit: 'containerImage', standaloneMedusa: 'with-secrets' }],
  ['1.16.0', { standaloneMedusa: 'none', externalDatacentersDropAnnotations: true }],
  ['1.17.0', { purgeOptional: true, cassandraVector: 'joins-logger' }],
  ['1.19.0', { reaperStorage: true }],
  ['1.20.0', { readOnlyRootFilesystem: true }],
  ['1.21.0', { skippableReaperInit: true }],
  ['1.23.0', { clusterAnnotations: 'win', imageVolumes: true }],
  ['1.27.0', { images: 'image-config', imageLibrary: '1.27.1' }],
  ['1.27.1', { vectorTelemetry: 'merged' }],
  // 1.27.1 was made later than 1.32.0, from a branch of its own.
  ['1.28.0', { vectorTelemetry: 'cluster', imageLibrary: '1.28.0' }],
  ['1.30.0', { agentsFromImageConfig: true }],
  ['1.31.0', { imageLibrary: '1.30.0' }],
  ['1.32.0', { vectorTelemetry: 'merged', localReaperInit: true }],
];

/** @param release with or without a leading `v` */
export function k8ssandraOperatorRules(release: string): K8ssandraOperatorRules {
  return accumulate(firstK8ssandraOperator, k8ssandraOperatorChanges, release);
}
