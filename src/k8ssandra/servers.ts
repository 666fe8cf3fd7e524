/** Which Cassandra servers clusters ask for: what an ImageConfig has to have images for. */

import { placeholderIn } from '../reference/placeholder.ts';
import { type FieldPath, follow, parseFieldPath } from '../yaml/field-path.ts';
import { at, isList, type Json, type JsonObject, type Path, textAt } from '../yaml/json.ts';
import { groupOf } from './api-group.ts';

export interface Server {
  /** `cassandra`, `dse`, `hcd`. */
  readonly serverType: string;
  readonly version: string;
}

/** The servers of the clusters and datacenters among these resources, none twice. */
export function serversIn(resources: readonly JsonObject[]): readonly Server[] {
  const distinct = new Map(
    resources.flatMap(serversOf).map((server) => [`${server.serverType} ${server.version}`, server]),
  );
  return [...distinct.values()];
}

function serversOf({ apiVersion, kind, spec }: JsonObject): readonly Server[] {
  const group = typeof apiVersion === 'string' ? groupOf(apiVersion) : '';
  if (group === 'cassandra.datastax.com' && kind === 'CassandraDatacenter') return server(spec, undefined);
  if (group !== 'k8ssandra.io' || kind !== 'K8ssandraCluster') return [];
  const cassandra = at(spec, ['cassandra']);
  const datacenters = at(cassandra, ['datacenters']);
  return isList(datacenters) ? datacenters.flatMap((datacenter) => server(datacenter, cassandra)) : [];
}

/** A datacenter that names its image itself needs none from the ImageConfig. The type is the cluster's alone. */
function server(datacenter: Json | undefined, cluster: Json | undefined): readonly Server[] {
  const value = (key: string): string => textAt(datacenter, [key]) || textAt(cluster, [key]);
  const version = value('serverVersion');
  if (version === '' || value('serverImage') !== '' || placeholderIn(version) !== undefined) return [];
  return [{ serverType: value('serverType') || 'cassandra', version }];
}

const versionFields: Readonly<Record<string, readonly FieldPath[]>> = {
  CassandraDatacenter: ['spec.serverVersion', 'spec.serverType'].map(parseFieldPath),
  K8ssandraCluster: [
    'spec.cassandra.serverVersion',
    'spec.cassandra.serverType',
    'spec.cassandra.datacenters[].serverVersion',
  ].map(parseFieldPath),
};

/** The texts in a resource that say which server runs. */
export function versionsIn(resource: JsonObject): readonly { readonly path: Path; readonly text: string }[] {
  const { kind } = resource;
  const fields = typeof kind === 'string' ? (versionFields[kind] ?? []) : [];
  return fields.flatMap((field) =>
    follow(resource, field, 'exact').found.flatMap(({ path, value }) =>
      typeof value === 'string' ? [{ path, text: value }] : [],
    ),
  );
}
