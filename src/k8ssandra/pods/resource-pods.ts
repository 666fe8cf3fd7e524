/** The pods that one resource leads to. */
import { at, type JsonObject } from '../../yaml/json.ts';
import { groupOf } from '../api-group.ts';
import type { K8ssandraOperator, Operators } from '../operators/operators.ts';
import { levelAt, pick, type Resource } from '../origins/levels.ts';
import { completePod } from './cassandra.ts';
import { clusterMembers, clusterPods, stargateDatacenter } from './cluster.ts';
import { applyCrdDefaults, type CrdDefault, fillDefaults } from './crd-defaults.ts';
import { datacenterSpec, rackNames } from './datacenter.ts';
import { reaperPod } from './reaper.ts';
import type { RunningPod } from './running-pod.ts';
import { type StargateDatacenter, stargatePods } from './stargate.ts';
import { workloadPods } from './workload-pods.ts';

/** What the pods of a resource depend on besides itself. */
export interface ResolveContext {
  readonly resources: readonly JsonObject[];
  /** The operators that may look after a namespace of a Kubernetes cluster; that of the resources has no name. */
  readonly operators: (k8sContext: string, namespace: string) => readonly Operators[];
  /** What the CRD among the resources fills in; undefined where there is none. */
  readonly installedDefaults: (object: JsonObject) => readonly CrdDefault[] | undefined;
}

export function resourcePods(object: JsonObject, index: number, context: ResolveContext): readonly RunningPod[] {
  const group = typeof object.apiVersion === 'string' ? groupOf(object.apiVersion) : '';
  switch (`${group}/${object.kind}`) {
    case 'k8ssandra.io/K8ssandraCluster':
      return ofCluster(object, index, context);
    case 'cassandra.datastax.com/CassandraDatacenter':
      return ofDatacenter(object, index, context);
    case 'reaper.k8ssandra.io/Reaper':
      return ofReaper(object, index, context);
    case 'stargate.k8ssandra.io/Stargate':
      return ofStargate(object, index, context);
    default:
      return workloadPods(object, index);
  }
}

function ofCluster(object: JsonObject, index: number, context: ResolveContext): readonly RunningPod[] {
  return controllers(object, context).flatMap((control) =>
    clusterPods(defaulted(object, index, control, context), control, context.operators),
  );
}

function ofDatacenter(object: JsonObject, index: number, { operators }: ResolveContext): readonly RunningPod[] {
  const resource: Resource = { index, written: object, defaulted: object };
  const spec = datacenterSpec(resource);
  const cluster = pick(levelAt(resource, ['spec']), 'clusterName')?.value;
  const about = {
    ...aboutOf(object, index),
    ...(cluster === undefined ? {} : { cluster }),
    datacenter: textAt(object, 'name'),
  };
  return operators('', textAt(object, 'namespace')).flatMap(({ cass }) => {
    const pod = completePod(spec, cass.images, cass.rules);
    return rackNames(resource).map(
      (rack) => ({ ...about, workload: 'cassandra', rack, pod, assumptions: cass.assumptions }) as const,
    );
  });
}

function ofReaper(object: JsonObject, index: number, context: ResolveContext): readonly RunningPod[] {
  return controllers(object, context).flatMap((operator) => {
    const resource = defaulted(object, index, operator, context);
    const datacenter = pick(levelAt(resource, ['spec', 'datacenterRef']), 'name')?.value;
    return levelAt(resource, ['spec']).map((template) => ({
      ...aboutOf(object, index),
      ...(datacenter === undefined ? {} : { datacenter }),
      workload: 'reaper',
      pod: reaperPod(template, operator, { skipsSchemaMigration: false }),
      uncertain: operator.uncertain,
      assumptions: operator.assumptions,
    }));
  });
}

function ofStargate(object: JsonObject, index: number, context: ResolveContext): readonly RunningPod[] {
  const name = at(object, ['spec', 'datacenterRef', 'name']);
  return controllers(object, context).flatMap((operator) => {
    const levels = levelAt(defaulted(object, index, operator, context), ['spec']);
    const datacenter = datacentersIn(context, operator).find((candidate) => candidate.name === name);
    const uncertain =
      datacenter === undefined ? `CassandraDatacenter ${name} is not among the resources` : operator.uncertain;
    const pods = stargatePods({ levels, racks: levels }, datacenter ?? unknownDatacenter(name), operator);
    return pods.map(({ rack, pod }) => ({
      ...aboutOf(object, index),
      ...(typeof name === 'string' ? { datacenter: name } : {}),
      workload: 'stargate' as const,
      rack,
      pod,
      uncertain,
      assumptions: operator.assumptions,
    }));
  });
}

/** The datacenters among the resources, those of K8ssandraClusters included. */
function datacentersIn(context: ResolveContext, operator: K8ssandraOperator): readonly StargateDatacenter[] {
  return context.resources.flatMap((object, index) => {
    if (object.kind === 'CassandraDatacenter') return [datacenterOf(object)];
    if (object.kind !== 'K8ssandraCluster') return [];
    return clusterMembers(defaulted(object, index, operator, context), operator).map((member) =>
      stargateDatacenter(member, operator),
    );
  });
}

function datacenterOf(object: JsonObject): StargateDatacenter {
  const resource: Resource = { index: 0, written: object, defaulted: object };
  const spec = levelAt(resource, ['spec']);
  return {
    clusterName: pick(spec, 'clusterName')?.value ?? '',
    name: textAt(object, 'name'),
    datacenterName: pick(spec, 'datacenterName')?.value,
    serverType: pick(spec, 'serverType')?.value ?? '',
    serverVersion: pick(spec, 'serverVersion')?.value ?? '',
    racks: rackNames(resource),
  };
}

function unknownDatacenter(name: unknown): StargateDatacenter {
  const known = typeof name === 'string' ? name : '';
  return {
    clusterName: '',
    name: known,
    datacenterName: undefined,
    serverType: '',
    serverVersion: '',
    racks: ['default'],
  };
}

/** Each k8ssandra-operator that may look after an object, once. */
function controllers(object: JsonObject, { operators }: ResolveContext): readonly K8ssandraOperator[] {
  return [...new Set(operators('', textAt(object, 'namespace')).map(({ k8ssandra }) => k8ssandra))];
}

function defaulted(
  object: JsonObject,
  index: number,
  { release }: K8ssandraOperator,
  { installedDefaults }: ResolveContext,
): Resource {
  const kind = typeof object.kind === 'string' ? object.kind : '';
  const installed = installedDefaults(object);
  const filled = installed === undefined ? applyCrdDefaults(object, kind, release) : fillDefaults(object, installed);
  return { index, written: object, defaulted: filled };
}

function aboutOf(object: JsonObject, index: number): Pick<RunningPod, 'resource' | 'namespace'> {
  const namespace = textAt(object, 'namespace');
  return { resource: index, ...(namespace === '' ? {} : { namespace }) };
}

function textAt(object: JsonObject, key: string): string {
  const value = at(object, ['metadata', key]);
  return typeof value === 'string' ? value : '';
}
