/**
 * Targets of patches. kustomize reads each part as a regular expression, and matches a name or namespace against the one
 * that an object has and the one it had at first (kustomize api/types/selector.go, `Select` of api/resmap). So parts are
 * escaped and anchored.
 */
import { groupOf } from '../k8ssandra/api-group.ts';
import type { Identity } from '../plan/model/resource.ts';
import type { JsonObject } from '../yaml/json.ts';

/** @param present - objects that it could meet by mistake: a target without a group meets those of all groups */
export function targetOf({ apiVersion, kind, name, namespace }: Identity, present: readonly Identity[]): JsonObject {
  const group = groupOf(apiVersion);
  const isShared = present.some(
    (other) => other.kind === kind && other.name === name && groupOf(other.apiVersion) !== group,
  );
  return {
    ...(group !== '' || isShared ? { group: exactly(group) } : {}),
    version: escaped(apiVersion.slice(apiVersion.indexOf('/') + 1)),
    kind: escaped(kind),
    name: exactly(name),
    ...(namespace === '' ? {} : { namespace: exactly(namespace) }),
  };
}

/** Whether a target of one object would meet the other as well. Without a namespace it meets those of all. */
export function meets(one: Identity, other: Identity): boolean {
  return (
    one.apiVersion === other.apiVersion &&
    one.kind === other.kind &&
    one.name === other.name &&
    (one.namespace === '' || one.namespace === other.namespace)
  );
}

function exactly(text: string): string {
  return `^${escaped(text)}$`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
