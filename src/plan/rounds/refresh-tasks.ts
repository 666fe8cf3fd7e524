/**
 * Tasks that let running datacenters take up new images once, for `updateDatacenters: task`. The annotation that does it
 * once is removed by the operator, and would be put back by GitOps for ever; a task stays, and does nothing more.
 *
 * | for                  | task            | its operator           |
 * |----------------------|-----------------|------------------------|
 * | K8ssandraCluster     | `K8ssandraTask` | k8ssandra-operator, which makes a CassandraTask for each datacenter |
 * | CassandraDatacenter  | `CassandraTask` | cass-operator          |
 *
 * The job `refresh` came with cass-operator 1.20. The name has the checksum of the ImageConfig in it: another ImageConfig,
 * another task. `ttlSecondsAfterFinished: 0` keeps a task that is done: by default it is deleted after a day, and GitOps
 * would create, and run, it again.
 *
 * Source: cass-operator apis/control/v1alpha1/cassandratask_types.go, internal/controllers/control/ (`refreshDatacenter`,
 * `calculateDeletionTime`); k8ssandra-operator apis/control/v1alpha1/k8ssandratask_types.go,
 * controllers/control/k8ssandratask_controller.go.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import { findOperators, type OperatorsFor, operatorsAmong } from '../../k8ssandra/operators/operator-deployments.ts';
import { isMadeByPeople } from '../../k8ssandra/operators/operator-made.ts';
import { isBefore } from '../../k8ssandra/releases/release-order.ts';
import { at, isList, type JsonObject, textAt } from '../../yaml/json.ts';
import type { Addition } from '../model/addition.ts';
import { annotationsOf, groupKindOf, identify, nameOf, pathAnnotations } from '../model/resource.ts';
import type { Round } from '../model/round.ts';
import { checksum, imageConfigTexts, readersOf } from './image-config-checksum.ts';

const firstWithRefresh = '1.20.0';

/** Adds a task for each datacenter whose images an ImageConfig decides. */
export const addRefreshTasks: Round = ({ resources }, { config, found: { shippedTo } }) => {
  if (config.rollout.updateDatacenters !== 'task') return {};
  const additions: Addition[] = [];
  const findings: Finding[] = [];
  const operators = operatorsAmong(findOperators(resources));
  const present = new Set(resources.map(keyOf));
  const isRead = readersOf(resources, config.release);
  for (const [index, resource] of resources.entries()) {
    const kind = taskKinds[groupKindOf(resource)];
    const texts =
      kind !== undefined && isMadeByPeople(resource) ? textsFor(resource, resources, operators, config, isRead) : [];
    if (kind === undefined || texts.length === 0) continue;
    const reason = obstacle(resource, kind, shippedTo(identify(resource).namespace).cassOperator);
    if (reason !== undefined) {
      const at = { resource: index, path: [] };
      findings.push({ code: 'rollout-not-possible', message: reason, at });
      continue;
    }
    const object = taskFor(resource, kind, texts);
    if (present.has(keyOf(object))) continue;
    present.add(keyOf(object));
    additions.push({ object, beside: index });
    findings.push(added(object, resource, index));
  }
  return { additions, findings };
};

type TaskKind = 'K8ssandraTask' | 'CassandraTask';

const taskKinds: { readonly [groupKind: string]: TaskKind } = {
  'k8ssandra.io/K8ssandraCluster': 'K8ssandraTask',
  'cassandra.datastax.com/CassandraDatacenter': 'CassandraTask',
};

/** The ImageConfigs that decide about a datacenter's images; all, where its operator is not in the input. */
function textsFor(
  resource: JsonObject,
  resources: readonly JsonObject[],
  operators: OperatorsFor,
  { imageConfig: { selector }, context, release }: MirrorConfig,
  isRead: ReturnType<typeof readersOf>,
): readonly string[] {
  const readers = operators('cassOperator', identify(resource).namespace);
  const namespaces = new Set(readers.map(({ namespace }) => namespace));
  const own =
    readers.length === 0
      ? imageConfigTexts(resources, selector, undefined, isRead)
      : [...namespaces].flatMap((namespace) => imageConfigTexts(resources, selector, namespace, isRead));
  // What is given as context decides as well, also in the Kubernetes clusters of single datacenters.
  const given = [context.resources, ...contextsOf(resource).map((name) => context.k8sContexts[name] ?? [])];
  return [...own, ...given.flatMap((some) => imageConfigTexts(some, {}, undefined, readersOf(some, release)))];
}

/** The Kubernetes clusters that a cluster names for its datacenters, each once. */
function contextsOf(resource: JsonObject): readonly string[] {
  const datacenters = at(resource, ['spec', 'cassandra', 'datacenters']);
  const names = (isList(datacenters) ? datacenters : []).map((datacenter) => textAt(datacenter, ['k8sContext']));
  return [...new Set(names)].filter((name) => name !== '');
}

function obstacle(resource: JsonObject, kind: TaskKind, release: string | undefined): string | undefined {
  const { namespace, name } = identify(resource);
  if (release !== undefined && isBefore(release, firstWithRefresh)) {
    return `cass-operator ${release} has no task that updates a running datacenter (${firstWithRefresh} is the first that has): it keeps its images until it is deleted and created again`;
  }
  if (name === '') return 'a task needs the name of what it is for: write it';
  if (kind === 'CassandraTask' && namespace === '') {
    return 'a CassandraTask needs the namespace of its datacenter: write it';
  }
  return undefined;
}

function taskFor(resource: JsonObject, kind: TaskKind, texts: readonly string[]): JsonObject {
  const { namespace, name } = identify(resource);
  const place = namespace === '' ? {} : { namespace };
  const work = { jobs: [{ name: 'refresh', command: 'refresh' }], ttlSecondsAfterFinished: 0 };
  const task = taskName(name, texts);
  const annotations = packagePlace(resource, kind, task);
  return {
    apiVersion: 'control.k8ssandra.io/v1alpha1',
    kind,
    metadata: {
      name: task,
      ...place,
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
    spec:
      kind === 'K8ssandraTask'
        ? { cluster: { name, ...place }, template: work }
        : { datacenter: { name, ...place }, ...work },
  };
}

/** It becomes the value of a label, so that 63 characters are the limit. */
function taskName(name: string, texts: readonly string[]): string {
  const short = name.slice(0, 40).replace(/[^a-z0-9]+$/, '');
  return `refresh-${short}-${checksum([name, ...texts]).slice(0, 10)}`;
}

/** In a kpt package: a file beside that of the cluster. */
function packagePlace(resource: JsonObject, kind: TaskKind, name: string): Readonly<Record<string, string>> {
  const annotations = annotationsOf(resource);
  return Object.fromEntries(
    Object.entries(annotations).flatMap(([key, value]) => {
      if (key === 'internal.config.kubernetes.io/package-path') return [[key, value]];
      if (!pathAnnotations.includes(key)) return [];
      const folder = value.slice(0, value.lastIndexOf('/') + 1);
      return [[key, `${folder}${kind.toLowerCase()}_${name}.yaml`]];
    }),
  );
}

/** What Kubernetes tells objects apart by: not the version. */
function keyOf(resource: JsonObject): string {
  const { namespace, name } = identify(resource);
  return JSON.stringify([groupKindOf(resource), namespace, name]);
}

function added(object: JsonObject, resource: JsonObject, index: number): Finding {
  return {
    code: 'refresh-task-added',
    message: `${nameOf(object)} is added: with it, ${nameOf(resource)} gets its new images, and its pods restart one after the other; apply it when the operators have restarted with the new ImageConfig, as one that runs before finds the old images`,
    at: { resource: index, path: [] },
  };
}
