/** The pods that one resource leads to. */
import { at, type JsonObject, textAt } from '../../yaml/json.ts';
import { groupOf } from '../api-group.ts';
import type { K8ssandraOperator, Operators } from '../operators/operators.ts';
import type { Doubt } from '../origins/image-source.ts';
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
  /** The datacenters among the resources, as an operator sees them. */
  readonly datacenters: (operator: K8ssandraOperator) => ReadonlyMap<string, StargateDatacenter>;
  /** The operators that look after a namespace of a Kubernetes cluster; that of the resources has no name. */
  readonly operators: (k8sContext: string, namespace: string) => Operators;
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
  const control = controllerOf(object, context);
  return clusterPods(defaulted(object, index, control, context), control, context.operators);
}

function ofDatacenter(object: JsonObject, index: number, { operators }: ResolveContext): readonly RunningPod[] {
  const resource: Resource = { index, written: object, defaulted: object };
  const spec = datacenterSpec(resource);
  const cluster = pick(levelAt(resource, ['spec']), 'clusterName')?.value;
  const about = {
    ...aboutOf(object, index),
    ...(cluster === undefined ? {} : { cluster }),
    datacenter: textAt(object, ['metadata', 'name']),
  };
  const { cass } = operators('', textAt(object, ['metadata', 'namespace']));
  const pod = completePod(spec, cass.images, cass.rules);
  return rackNames(resource).map(
    (rack) => ({ ...about, workload: 'cassandra', rack, pod, assumptions: cass.assumptions }) as const,
  );
}

function ofReaper(object: JsonObject, index: number, context: ResolveContext): readonly RunningPod[] {
  const operator = controllerOf(object, context);
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
}

function ofStargate(object: JsonObject, index: number, context: ResolveContext): readonly RunningPod[] {
  const name = at(object, ['spec', 'datacenterRef', 'name']);
  const operator = controllerOf(object, context);
  const levels = levelAt(defaulted(object, index, operator, context), ['spec']);
  const datacenter = typeof name === 'string' ? context.datacenters(operator).get(name) : undefined;
  const uncertain = operator.uncertain ?? (datacenter === undefined ? withoutDatacenter(name) : undefined);
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
}

/** The datacenters among the resources by name, those of K8ssandraClusters included; the first of a name counts. */
export function datacentersIn(
  resources: readonly JsonObject[],
  operator: K8ssandraOperator,
  context: Pick<ResolveContext, 'installedDefaults'>,
): ReadonlyMap<string, StargateDatacenter> {
  const found = resources.flatMap((object, index) => {
    if (object.kind === 'CassandraDatacenter') return [datacenterOf(object)];
    if (object.kind !== 'K8ssandraCluster') return [];
    return clusterMembers(defaulted(object, index, operator, context), operator).map((member) =>
      stargateDatacenter(member, operator),
    );
  });
  return new Map(found.toReversed().map((datacenter) => [datacenter.name, datacenter]));
}

function datacenterOf(object: JsonObject): StargateDatacenter {
  const resource: Resource = { index: 0, written: object, defaulted: object };
  const spec = levelAt(resource, ['spec']);
  return {
    clusterName: pick(spec, 'clusterName')?.value ?? '',
    name: textAt(object, ['metadata', 'name']),
    datacenterName: pick(spec, 'datacenterName')?.value,
    serverType: pick(spec, 'serverType')?.value ?? '',
    serverVersion: pick(spec, 'serverVersion')?.value ?? '',
    racks: rackNames(resource),
  };
}

/** The server decides which build of Stargate runs. */
function withoutDatacenter(name: unknown): Doubt {
  if (typeof name !== 'string' || name === '') {
    return { reason: 'the Stargate names no datacenter', remedy: 'set spec.datacenterRef.name', part: 'name' };
  }
  return {
    reason: `CassandraDatacenter ${name} is not among the resources`,
    remedy: `add the CassandraDatacenter ${name}, or its K8ssandraCluster, to the input, or give it with --context FILE (context in a configuration)`,
    part: 'name',
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

function controllerOf(object: JsonObject, { operators }: ResolveContext): K8ssandraOperator {
  return operators('', textAt(object, ['metadata', 'namespace'])).k8ssandra;
}

function defaulted(
  object: JsonObject,
  index: number,
  { release }: K8ssandraOperator,
  { installedDefaults }: Pick<ResolveContext, 'installedDefaults'>,
): Resource {
  const kind = typeof object.kind === 'string' ? object.kind : '';
  const installed = installedDefaults(object);
  const filled = installed === undefined ? applyCrdDefaults(object, kind, release) : fillDefaults(object, installed);
  return { index, written: object, defaulted: filled };
}

function aboutOf(object: JsonObject, index: number): Pick<RunningPod, 'resource' | 'namespace'> {
  const namespace = textAt(object, ['metadata', 'namespace']);
  return { resource: index, ...(namespace === '' ? {} : { namespace }) };
}
