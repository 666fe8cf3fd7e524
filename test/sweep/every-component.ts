/**
 * Clusters that ask for everything that a release of the operators can run, and say nothing about its images: what is
 * pulled for them is what the operators, their CRDs and the ImageConfig come up with. Valid by the CRDs of the release.
 */
import { isBefore } from '../../src/k8ssandra/releases/release-order.ts';
import type { JsonObject } from '../../src/yaml/json.ts';

interface Server {
  readonly serverType: string;
  readonly serverVersion: string;
}

const cassandra40: Server = { serverType: 'cassandra', serverVersion: '4.0.17' };
const cassandra41: Server = { serverType: 'cassandra', serverVersion: '4.1.8' };
const dse: Server = { serverType: 'dse', serverVersion: '6.8.50' };

const storageConfig = {
  cassandraDataVolumeClaimSpec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
};

/** An image of the user's own, which is to come from the mirror like the others. */
const exporter = { name: 'exporter', image: 'quay.io/example/exporter:1.2.3' };

/** What a release of k8ssandra-operator knows, by its CRD. */
interface Known {
  readonly vector: boolean;
  readonly containers: boolean;
  readonly perNodeConfig: boolean;
  readonly servers: readonly Server[];
}

function knownTo(release: string): Known {
  const since = (first: string): boolean => !isBefore(release, first);
  return {
    vector: since('1.5.0'),
    containers: since('1.2.0'),
    perNodeConfig: since('1.4.0'),
    // The CRD of 1.0 has no serverType and no Cassandra 4.1, that of 1.6 has both.
    servers: since('1.6.0') ? [cassandra40, cassandra41, dse] : [cassandra40],
  };
}

export type Purge = 'purged' | 'kept';

/**
 * K8ssandraClusters, one for each kind of server: Medusa, Reaper, vector, per-node configuration, and Stargate for the
 * cluster, and for one of its datacenters and each rack.
 *
 * @param purge `kept`: backups are kept, by a field that k8ssandra-operator has from 1.17 on
 */
export function k8ssandraClusters(release: string, namespace: string, purge: Purge): readonly JsonObject[] {
  const { vector, containers, perNodeConfig, servers } = knownTo(release);
  const telemetry = vector ? { telemetry: { vector: { enabled: true } } } : {};
  return servers.map(({ serverType, serverVersion }) => ({
    apiVersion: 'k8ssandra.io/v1alpha1',
    kind: 'K8ssandraCluster',
    metadata: { name: `${serverType}-${serverVersion.replaceAll('.', '-')}`, namespace },
    spec: {
      auth: true,
      cassandra: {
        ...(serverType === 'cassandra' ? {} : { serverType }),
        serverVersion,
        storageConfig,
        ...telemetry,
        ...(containers ? { containers: [exporter] } : {}),
        datacenters: [
          {
            metadata: { name: 'dc1' },
            size: 2,
            racks: [{ name: 'r1' }, { name: 'r2' }],
            stargate: { size: 2, racks: [{ name: 'r1' }, { name: 'r2' }] },
          },
          {
            metadata: { name: 'dc2' },
            size: 1,
            ...(perNodeConfig ? { perNodeConfigMapRef: { name: 'nodes' } } : {}),
          },
        ],
      },
      stargate: { size: 1, ...telemetry },
      reaper: { autoScheduling: { enabled: true }, ...telemetry },
      medusa: {
        ...(purge === 'kept' ? { purgeBackups: false } : {}),
        storageProperties: {
          storageProvider: 's3',
          bucketName: 'backups',
          storageSecretRef: { name: 'medusa-bucket-key' },
        },
      },
    },
  }));
}

/** CassandraDatacenters, one for each kind of server. */
export function cassandraDatacenters(release: string, namespace: string): readonly JsonObject[] {
  const cassandra311: Server = { serverType: 'cassandra', serverVersion: '3.11.19' };
  const servers = isBefore(release, '1.13.0')
    ? [cassandra311, cassandra40, dse]
    : [cassandra311, cassandra40, cassandra41, dse];
  return servers.map(({ serverType, serverVersion }) => {
    const name = `${serverType}-${serverVersion.replaceAll('.', '-')}`;
    return {
      apiVersion: 'cassandra.datastax.com/v1beta1',
      kind: 'CassandraDatacenter',
      metadata: { name, namespace },
      spec: {
        clusterName: name,
        serverType,
        serverVersion,
        managementApiAuth: { insecure: {} },
        size: 2,
        racks: [{ name: 'r1' }, { name: 'r2' }],
        storageConfig,
        podTemplateSpec: { spec: { containers: [exporter] } },
      },
    };
  });
}
