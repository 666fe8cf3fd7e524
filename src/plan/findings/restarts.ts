/** What a change of a datacenter does when it is applied to a running cluster. */
import type { Finding } from '../../finding/finding.ts';
import { groupOf, operatorOf } from '../../k8ssandra/api-group.ts';
import type { JsonObject } from '../../yaml/json.ts';
import type { EditsByResource } from '../model/apply.ts';
import { identify, nameOf } from '../model/resource.ts';

const clusterKinds: ReadonlySet<string> = new Set(['K8ssandraCluster', 'CassandraDatacenter']);

export function restartFindings(resources: readonly JsonObject[], edits: EditsByResource): readonly Finding[] {
  return resources.flatMap((resource, index) =>
    edits.has(index) && holdsDatacenters(resource) ? [restart(resource, index)] : [],
  );
}

function holdsDatacenters(resource: JsonObject): boolean {
  const { apiVersion, kind } = identify(resource);
  return clusterKinds.has(kind) && operatorOf(groupOf(apiVersion)) !== undefined;
}

function restart(resource: JsonObject, index: number): Finding {
  const message = `${nameOf(resource)} changes: when it is applied to a running cluster, the pods of its datacenters may be restarted one after the other`;
  return { code: 'datacenter-restart', message, at: { resource: index, path: [] } };
}
