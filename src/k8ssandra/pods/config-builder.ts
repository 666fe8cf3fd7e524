/**
 * Who writes the server's configuration before it starts, and which files it starts from.
 *
 * The client does for Cassandra ≥ 4.1, for HCD, and where an annotation asks for it; the config builder for all others.
 * The client starts from the files in the image of the server, which server-config-init-base copies. So does DSE with a
 * read-only file system, as it cannot write where they are.
 *
 * Source: apis/cassandra/v1beta1/cassandradatacenter_types.go (`UseClientImage`, `ReadOnlyFs`) of cass-operator.
 */

import type { Found } from '../origins/levels.ts';
import type { CassOperatorRules } from '../releases/pod-rules.ts';
import { isAtLeast } from './server-version.ts';

/** What of a datacenter decides. */
export interface Server {
  readonly serverType: string;
  readonly serverVersion: string;
  readonly serverImage: Found | undefined;
  readonly readOnlyRootFilesystem: boolean | undefined;
  /** The annotation `cassandra.datastax.com/use-new-config-builder`. */
  readonly newConfigBuilder: boolean;
}

export interface ConfigBuilder {
  readonly client: boolean;
  /** The script of server-config-init-base; absent: there is no such container. */
  readonly copies?: string;
}

export function configBuilderOf(server: Server, rules: CassOperatorRules): ConfigBuilder {
  if (usesClient(server, rules)) return { client: true, copies: copyTo('/cassandra-base-config/', server) };
  const dseBase = rules.builderAnnotation && server.serverType === 'dse' && hasReadOnlyRoot(server, rules);
  return dseBase ? { client: false, copies: copyTo('/config/', server) } : { client: false };
}

function usesClient({ serverType, serverVersion, newConfigBuilder }: Server, rules: CassOperatorRules): boolean {
  if (rules.builderAnnotation && newConfigBuilder) return true;
  if (serverType === 'hcd') return rules.clientBuilderForHcd;
  return rules.clientBuilder && serverType === 'cassandra' && isAtLeast(serverVersion, '4.1.0');
}

function hasReadOnlyRoot(server: Server, rules: CassOperatorRules): boolean {
  const { readOnlyRootFilesystem, serverImage, serverVersion } = server;
  if (readOnlyRootFilesystem !== undefined) return readOnlyRootFilesystem;
  return rules.readOnlyByVersion && serverImage === undefined && /^6\.[89]/.test(serverVersion);
}

const configFolders: Readonly<Record<string, string>> = {
  cassandra: '/etc/cassandra',
  dse: '/opt/dse/resources/cassandra/conf',
  hcd: '/opt/hcd/resources/cassandra/conf',
};

function copyTo(target: string, { serverType }: Server): string {
  return `cp -rf ${configFolders[serverType] ?? configFolders.cassandra}/* ${target}`;
}
