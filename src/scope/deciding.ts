/**
 * The objects that tell one Kubernetes cluster from another: two of the same name cannot be in one.
 *
 * | decides                                                          | does not                                     |
 * |------------------------------------------------------------------|---------------------------------------------|
 * | Deployments of the operators that are complete: they have images | patches of them                             |
 * | ConfigMaps with an ImageConfig                                   | an ImageConfig as a document of its own     |
 * | K8ssandraClusters, CassandraDatacenters, Stargates, Reapers      | tasks, backups, other workloads, namespaces |
 */
import { groupOf } from '../k8ssandra/api-group.ts';
import { findImageConfigs } from '../k8ssandra/image-config/read/detect.ts';
import { ImageConfigError } from '../k8ssandra/image-config/read/errors.ts';
import { findOperators } from '../k8ssandra/operators/operator-deployments.ts';
import { at, isObject, type JsonObject } from '../yaml/json.ts';

export type DecidingRole = 'operator' | 'image-config' | 'cluster';

export interface DecidingObject {
  readonly role: DecidingRole;
  /** Of kind and name: what has another is another object, whatever its namespace. */
  readonly key: string;
  /** Empty where it is left to whoever applies it: then it may be any. */
  readonly namespace: string;
}

const clusterKinds: ReadonlySet<string> = new Set([
  'k8ssandra.io/K8ssandraCluster',
  'cassandra.datastax.com/CassandraDatacenter',
  'stargate.k8ssandra.io/Stargate',
  'reaper.k8ssandra.io/Reaper',
]);

export function decidingObject(object: JsonObject): DecidingObject | undefined {
  const name = at(object, ['metadata', 'name']);
  const role = typeof name === 'string' && name !== '' ? roleOf(object) : undefined;
  if (role === undefined) return undefined;
  const namespace = at(object, ['metadata', 'namespace']);
  return {
    role,
    key: JSON.stringify([object.kind, name]),
    namespace: typeof namespace === 'string' ? namespace : '',
  };
}

function roleOf(object: JsonObject): DecidingRole | undefined {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  if (clusterKinds.has(`${groupOf(apiVersion)}/${kind}`)) return isObject(object.spec) ? 'cluster' : undefined;
  if (kind === 'ConfigMap') return carriesImageConfig(object) ? 'image-config' : undefined;
  const [operator] = kind === 'Deployment' ? findOperators([object]) : [];
  const image = operator === undefined ? undefined : at(object, [...operator.container, 'image']);
  return typeof image === 'string' && image !== '' ? 'operator' : undefined;
}

function carriesImageConfig(object: JsonObject): boolean {
  try {
    return findImageConfigs(object).length > 0;
  } catch (error) {
    if (error instanceof ImageConfigError) return true;
    throw error;
  }
}
