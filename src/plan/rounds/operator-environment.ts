/** The environment of k8ssandra-operator's container: variables that say where its images come from. */
import { findOperators, type OperatorDeployment } from '../../k8ssandra/operators/operator-deployments.ts';
import type { SetEdit } from '../../yaml/edit/edit.ts';
import { at, isList, isObject, type JsonObject, type Path } from '../../yaml/json.ts';
import type { EditsByResource } from '../model/apply.ts';

/**
 * The edits that set a variable for every k8ssandra-operator among the resources.
 *
 * @param valueFrom the value that the variable has, empty where it isn't set; its result is the value to set
 */
export function variableEdits(
  resources: readonly JsonObject[],
  name: string,
  valueFrom: (present: string) => string,
): EditsByResource {
  const operators = findOperators(resources).filter(({ operator }) => operator === 'k8ssandraOperator');
  return new Map(
    operators.flatMap((operator) => {
      const deployment = resources[operator.resource];
      const present = operator.environment.get(name);
      const value = valueFrom(present?.value ?? '');
      if (deployment === undefined || value === present?.value) return [];
      const edit = variableEdit(deployment, operator, name, value);
      return edit === undefined ? [] : [[operator.resource, [edit]] as const];
    }),
  );
}

function variableEdit(
  deployment: JsonObject,
  operator: OperatorDeployment,
  name: string,
  value: string,
): SetEdit | undefined {
  const present = operator.environment.get(name)?.link.path;
  if (present !== undefined) return { op: 'set', path: present, before: at(deployment, present), after: value };
  const container = containerOf(deployment);
  if (container === undefined) return undefined;
  const path = [...container, 'env'];
  const before = at(deployment, path);
  const entry = { name, value };
  if (!isList(before) || before.length === 0) return { op: 'set', path, before, after: [entry] };
  return { op: 'set', path: [...path, before.length], before: undefined, after: entry };
}

/** The container of the operator itself: the one whose image says so, else the first. */
function containerOf(deployment: JsonObject): Path | undefined {
  const path = ['spec', 'template', 'spec', 'containers'];
  const containers = at(deployment, path);
  if (!isList(containers) || containers.length === 0) return undefined;
  const named = containers.findIndex(
    (container) => isObject(container) && /k8ssandra-operator(:|@|$)/.test(String(container.image)),
  );
  return [...path, Math.max(named, 0)];
}
