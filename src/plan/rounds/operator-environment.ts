/** The environment of k8ssandra-operator's container: variables that say where its images come from. */
import { findOperators, type OperatorDeployment } from '../../k8ssandra/operators/operator-deployments.ts';
import { isMadeByPeople } from '../../k8ssandra/operators/operator-made.ts';
import type { SetEdit } from '../../yaml/edit/edit.ts';
import { at, isList, type JsonObject } from '../../yaml/json.ts';
import type { EditsByResource } from '../model/apply.ts';

/**
 * The edits that set a variable for every k8ssandra-operator among the resources.
 *
 * @param valueFrom the value that the variable has, empty where it is not set; its result is the value to set
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
      if (deployment === undefined || !isMadeByPeople(deployment) || value === (present?.value ?? '')) return [];
      return [[operator.resource, [variableEdit(deployment, operator, name, value)]] as const];
    }),
  );
}

function variableEdit(deployment: JsonObject, operator: OperatorDeployment, name: string, value: string): SetEdit {
  const present = operator.environment.get(name)?.link.path;
  if (present !== undefined) return { op: 'set', path: present, before: at(deployment, present), after: value };
  const path = [...operator.container, 'env'];
  const before = at(deployment, path);
  const entry = { name, value };
  if (!isList(before) || before.length === 0) return { op: 'set', path, before, after: [entry] };
  return { op: 'set', path: [...path, before.length], before: undefined, after: entry };
}
