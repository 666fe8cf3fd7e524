/**
 * The operators among the resources: their Deployments, what they watch, and what their environment says about images.
 *
 * | told by, in this order                                    | example                                                 |
 * |-----------------------------------------------------------|---------------------------------------------------------|
 * | the name of the image of a container                      | `mirror:5000/k8ssandra/cass-operator:v1.26.0`            |
 * | the label `app.kubernetes.io/name`, or `control-plane`    | `k8ssandra-operator`                                    |
 * | the end of the name of the Deployment, or the same before | `cass-operator-controller-manager`, `k8ssandra-operator` |
 *
 * The release is that of the image's tag, else of the label `app.kubernetes.io/version`.
 */
import { groupedBy, recalled } from '../../yaml/grouped.ts';
import { at, isList, isObject, type Json, type JsonObject, type Path, textAt } from '../../yaml/json.ts';
import { groupOf, type Operator } from '../api-group.ts';
import type { Found } from '../origins/levels.ts';

export interface OperatorDeployment {
  readonly operator: Operator;
  readonly resource: number;
  /** Where its own container stands in the Deployment: others beside it are sidecars. */
  readonly container: Path;
  /** Empty where the manifest has none: then it goes where the rest of the manifest goes. */
  readonly namespace: string;
  /** The namespaces it watches; `undefined`: all. */
  readonly watched: readonly string[] | undefined;
  readonly release: string | undefined;
  /** The variables with a plain value. */
  readonly environment: ReadonlyMap<string, Found>;
  /** The ConfigMaps it mounts. */
  readonly configMaps: readonly string[];
}

export function findOperators(resources: readonly JsonObject[]): readonly OperatorDeployment[] {
  return resources.flatMap((resource, index) => {
    const found = isDeployment(resource) ? operatorIn(resource) : undefined;
    return found === undefined ? [] : [describe(resource, index, found)];
  });
}

/** The operators of a kind that look after a namespace. */
export type OperatorsFor = (operator: Operator, namespace: string) => readonly OperatorDeployment[];

/**
 * The operators of a kind that look after a namespace: the one that is in it, else those that watch it. A namespace that
 * is not written may be any.
 */
export function operatorsAmong(operators: readonly OperatorDeployment[]): OperatorsFor {
  const byKind = groupedBy(operators, ({ operator }) => operator);
  const watchers = new Map(operatorKinds.map((operator) => [operator, watchersAmong(byKind.get(operator) ?? [])]));
  return (operator, namespace) => watchers.get(operator)?.(namespace) ?? [];
}

function watchersAmong(operators: readonly OperatorDeployment[]): (namespace: string) => readonly OperatorDeployment[] {
  const inside = groupedBy(operators, ({ namespace }) => namespace);
  const ofAll = operators.filter(({ watched }) => watched === undefined || watched.includes(''));
  const byName = groupedBy(
    operators.flatMap((operator) => (operator.watched ?? []).map((namespace) => ({ namespace, operator }))),
    ({ namespace }) => namespace,
  );
  const watches = ({ watched }: OperatorDeployment, namespace: string): boolean =>
    namespace === '' || watched === undefined || watched.includes(namespace) || watched.includes('');
  const find = (namespace: string): readonly OperatorDeployment[] => {
    const near = (inside.get(namespace) ?? []).filter((operator) => watches(operator, namespace));
    if (near.length > 0) return near;
    if (namespace === '') return operators;
    const named = byName.get(namespace) ?? [];
    if (named.length === 0) return ofAll;
    const watching = new Set([...ofAll, ...named.map(({ operator }) => operator)]);
    return [...watching].sort((one, other) => one.resource - other.resource);
  };
  const known = new Map<string, readonly OperatorDeployment[]>();
  return (namespace) => recalled(known, namespace, () => find(namespace));
}

/** The release of the operators of a kind, if they all have the same. */
export function commonRelease(operators: readonly OperatorDeployment[], operator: Operator): string | undefined {
  const releases = operators.flatMap((candidate) => (candidate.operator === operator ? [candidate.release] : []));
  const [first, ...others] = new Set(releases);
  return others.length === 0 ? first : undefined;
}

const operatorKinds: readonly Operator[] = ['cassOperator', 'k8ssandraOperator'];

function isDeployment({ apiVersion, kind }: JsonObject): boolean {
  return (
    kind === 'Deployment' && typeof apiVersion === 'string' && ['apps', 'extensions'].includes(groupOf(apiVersion))
  );
}

interface OperatorContainer {
  readonly operator: Operator;
  readonly index: number;
}

const operators: Readonly<Record<string, Operator>> = {
  'cass-operator': 'cassOperator',
  'k8ssandra-operator': 'k8ssandraOperator',
};

const containersPath: Path = ['spec', 'template', 'spec', 'containers'];

/** In all names of operators: most texts are none, which this tells at less cost than a pattern. */
const commonPart = '-operator';

function operatorIn(deployment: JsonObject): OperatorContainer | undefined {
  const containers = objectsAt(deployment, containersPath);
  for (const [index, { image }] of containers.entries()) {
    const operator = operators[imageName(image)];
    if (operator !== undefined) return { operator, index };
  }
  const operator = byLabel(deployment) ?? byName(textAt(deployment, ['metadata', 'name']));
  return operator === undefined || containers.length === 0 ? undefined : { operator, index: 0 };
}

function byLabel(deployment: JsonObject): Operator | undefined {
  const labels = at(deployment, ['metadata', 'labels']);
  return operators[textAt(labels, ['app.kubernetes.io/name'])] ?? operators[textAt(labels, ['control-plane'])];
}

function byName(name: string): Operator | undefined {
  if (!name.includes(commonPart)) return undefined;
  return operators[/(?:^|-)(cass-operator|k8ssandra-operator)(?:-controller-manager)?$/.exec(name)?.[1] ?? ''];
}

/** The last component of a reference, without tag and digest. */
function imageName(image: Json | undefined): string {
  if (typeof image !== 'string' || !image.includes(commonPart)) return '';
  return /([^/:@]+)(?::[^/]*)?(?:@.*)?$/.exec(image)?.[1] ?? '';
}

function describe(
  deployment: JsonObject,
  resource: number,
  { operator, index }: OperatorContainer,
): OperatorDeployment {
  const namespace = textAt(deployment, ['metadata', 'namespace']);
  const path = [...containersPath, index];
  const container = at(deployment, path);
  const variables = objectsAt(container, ['env']);
  const environment = variables.flatMap(({ name, value }, variable): readonly (readonly [string, Found])[] => {
    if (typeof name !== 'string' || (typeof value !== 'string' && variables[variable]?.valueFrom !== undefined))
      return [];
    const text = typeof value === 'string' ? value : '';
    const place = { resource, path: [...path, 'env', variable, 'value'] };
    const link = {
      origin: 'written',
      where: `${name} of the operator`,
      variable: name,
      ...place,
      value: text,
    } as const;
    return [[name, { value: text, link }]];
  });
  return {
    operator,
    resource,
    container: path,
    namespace,
    watched: watchedBy(variables, namespace),
    release: releaseOf(deployment, textAt(container, ['image'])),
    environment: new Map(environment),
    configMaps: objectsAt(deployment, ['spec', 'template', 'spec', 'volumes']).map((volume) =>
      textAt(volume, ['configMap', 'name']),
    ),
  };
}

/** The last variable of a name counts. An unknown source is taken for all namespaces. */
function watchedBy(variables: readonly JsonObject[], namespace: string): readonly string[] | undefined {
  const variable = variables.findLast(({ name }) => name === 'WATCH_NAMESPACE');
  if (textAt(variable, ['valueFrom', 'fieldRef', 'fieldPath']) === 'metadata.namespace') return [namespace];
  const names = textAt(variable, ['value']);
  return names === '' ? undefined : names.split(',');
}

function releaseOf(deployment: JsonObject, image: string): string | undefined {
  const tag = /:v?(\d+\.\d+\.\d+)[^/]*$/.exec(image.replace(/@.*$/, ''))?.[1];
  return tag ?? /^v?(\d+\.\d+\.\d+)/.exec(textAt(deployment, ['metadata', 'labels', 'app.kubernetes.io/version']))?.[1];
}

function objectsAt(root: Json | undefined, path: Path): readonly JsonObject[] {
  const list = at(root, path);
  // Indices stay those of the list.
  return isList(list) ? list.map((item) => (isObject(item) ? item : {})) : [];
}
