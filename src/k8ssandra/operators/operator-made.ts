/**
 * Objects that an operator, or a controller of Kubernetes, made. They stand in what `kubectl get -o yaml` prints, and an edit of them would be undone:
 * the images are decided by their owner.
 *
 * | made by                  | told by                                                                             |
 * |--------------------------|-------------------------------------------------------------------------------------|
 * | any controller           | `ownerReferences` with `controller: true`: a ReplicaSet's Pod, a Deployment's ReplicaSet |
 * | cass-operator            | `app.kubernetes.io/managed-by: cass-operator`, before 1.8.0 `cassandra-operator`    |
 * | k8ssandra-operator       | `app.kubernetes.io/managed-by: k8ssandra-operator` (Reaper)                         |
 * | ... up to 1.7            | `app.kubernetes.io/created-by`: one of its controllers                              |
 * | ... from 1.8             | `k8ssandra.io/cleaned-up-by: k8ssandracluster-controller` (across Kubernetes        |
 * |                          | clusters there are no owner references)                                             |
 * | its Stargate controller  | `k8ssandra.io/stargate`                                                             |
 *
 * Source: cass-operator pkg/oplabels/labels.go; k8ssandra-operator apis/k8ssandra/v1alpha1/constants.go,
 * pkg/labels/labels.go, pkg/reaper/labels.go, apis/stargate/v1alpha1/stargate_types.go. The Deployments of the operators
 * themselves carry `created-by: cass-operator` and `managed-by: kustomize` or `Helm`, and are not meant.
 */
import { at, isList, isObject, type JsonObject, textAt } from '../../yaml/json.ts';

/** Whose an object is: as much as the object says. */
export interface Maker {
  readonly kind?: string;
  readonly namespace?: string;
  readonly name?: string;
}

/** `K8ssandraCluster demo`; or what can be said of one that an object does not name. */
export function describeMaker({ kind, name = '' }: Maker): string {
  return kind === undefined ? 'an operator' : `${kind} ${name}`.trimEnd();
}

const telltaleLabels: readonly (readonly [label: string, tells: (value: string) => boolean])[] = Object.entries({
  'app.kubernetes.io/managed-by': (value: string) =>
    ['cass-operator', 'cassandra-operator', 'k8ssandra-operator'].includes(value),
  'app.kubernetes.io/created-by': (value: string) =>
    ['k8ssandracluster-controller', 'stargate-controller', 'reaper-controller'].includes(value),
  'k8ssandra.io/cleaned-up-by': (value: string) => value === 'k8ssandracluster-controller',
  'k8ssandra.io/stargate': (value: string) => value !== '',
});

/** The owner of an object that a controller made; `undefined` for what people wrote. */
export function operatorMade(resource: JsonObject): Maker | undefined {
  const metadata = isObject(resource.metadata) ? resource.metadata : {};
  const owner = controllerOf(metadata);
  if (owner !== undefined) return owner;
  const labels = isObject(metadata.labels) ? metadata.labels : {};
  const told = telltaleLabels.some(([label, tells]) => tells(textAt(labels, [label])));
  return told ? clusterOf(labels) : undefined;
}

/** An edit of what an operator made would be undone by it. */
export function isMadeByPeople(resource: JsonObject): boolean {
  return operatorMade(resource) === undefined;
}

function controllerOf(metadata: JsonObject): Maker | undefined {
  const references = isList(metadata.ownerReferences) ? metadata.ownerReferences : [];
  const controller = references.find((reference) => at(reference, ['controller']) === true);
  if (!isObject(controller) || textAt(controller, ['kind']) === '') return undefined;
  const namespace = textAt(metadata, ['namespace']);
  return {
    kind: textAt(controller, ['kind']),
    name: textAt(controller, ['name']),
    ...(namespace === '' ? {} : { namespace }),
  };
}

function clusterOf(labels: JsonObject): Maker {
  const name = textAt(labels, ['k8ssandra.io/cluster-name']);
  const namespace = textAt(labels, ['k8ssandra.io/cluster-namespace']);
  if (name === '') return {};
  return { kind: 'K8ssandraCluster', name, ...(namespace === '' ? {} : { namespace }) };
}
