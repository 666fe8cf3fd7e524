/**
 * Resources that stand alone: what is written in them is all that there is to decide about them, and nothing in them
 * counts for another resource. They are most of what is rewritten in a large input. Such are Kubernetes' own workloads,
 * but for the operators' Deployments, and for what an operator made.
 */
import { groupOf } from '../k8ssandra/api-group.ts';
import { workloads } from '../k8ssandra/fields/workloads.ts';
import { findOperators } from '../k8ssandra/operators/operator-deployments.ts';
import { operatorMade } from '../k8ssandra/operators/operator-made.ts';
import type { JsonObject } from '../yaml/json.ts';

const groupKinds: ReadonlySet<string> = new Set(
  workloads.flatMap(({ groups, kind }) => groups.map((group) => `${group}/${kind}`)),
);

export function standsAlone(resource: JsonObject): boolean {
  const { apiVersion, kind } = resource;
  const isWorkload = typeof apiVersion === 'string' && groupKinds.has(`${groupOf(apiVersion)}/${kind}`);
  return isWorkload && operatorMade(resource) === undefined && findOperators([resource]).length === 0;
}

/** What the rest of the planner, and messages, need to know of a resource that stands alone. */
export function headerOf({ apiVersion = null, kind = null, metadata = null }: JsonObject): JsonObject {
  return { apiVersion, kind, metadata };
}
