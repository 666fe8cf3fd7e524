/**
 * Scopes that have to be planned together: those that share a resource, as it is edited once for all of them, and those
 * that are a `k8sContext` of another, whose datacenters are resolved by what is made of them.
 */
import { at, isList, type JsonObject } from '../yaml/json.ts';
import type { Layout, Scope } from './scope.ts';

/** What is planned together. */
export interface Part {
  /** Indices of its resources, in their order. */
  readonly members: readonly number[];
  /** Its scopes; their members count in the resources of the part. */
  readonly layout: Layout;
}

export function partsOf({ scopes, files }: Layout, resources: readonly JsonObject[]): readonly Part[] {
  return grouped(scopes, resources).map((group) => {
    const members = [...new Set(group.flatMap((scope) => scope.members))].sort((one, other) => one - other);
    const place = new Map(members.map((member, index) => [member, index]));
    const local = group.map(({ members: own, ...named }) => ({
      ...named,
      members: own.flatMap((member) => place.get(member) ?? []),
    }));
    return { members, layout: { scopes: local, files: members.map((member) => files[member]) } };
  });
}

function grouped(scopes: readonly Scope[], resources: readonly JsonObject[]): readonly (readonly Scope[])[] {
  const heads = scopes.map((_, index) => index);
  const headOf = (index: number): number => {
    let head = index;
    while (heads[head] !== head) head = heads[head] ?? head;
    heads[index] = head;
    return head;
  };
  const join = (one: number, other: number): void => {
    const [first, second] = [headOf(one), headOf(other)];
    heads[Math.max(first, second)] = Math.min(first, second);
  };
  const named = new Map(scopes.map(({ name }, index) => [name, index]));
  const holder = new Map<number, number>();
  for (const [index, { members }] of scopes.entries()) {
    for (const member of members) {
      const other = holder.get(member);
      if (other === undefined) holder.set(member, index);
      else join(other, index);
      for (const context of k8sContextsOf(resources[member])) {
        const remote = named.get(context);
        if (remote !== undefined) join(index, remote);
      }
    }
  }
  const groups = new Map<number, Scope[]>();
  for (const [index, scope] of scopes.entries()) {
    const group = groups.get(headOf(index));
    if (group === undefined) groups.set(headOf(index), [scope]);
    else group.push(scope);
  }
  return [...groups.values()];
}

/** The Kubernetes clusters of a K8ssandraCluster's datacenters. */
function k8sContextsOf(resource: JsonObject | undefined): readonly string[] {
  if (resource?.kind !== 'K8ssandraCluster') return [];
  const datacenters = at(resource, ['spec', 'cassandra', 'datacenters']);
  if (!isList(datacenters)) return [];
  return datacenters.flatMap((datacenter) => {
    const context = at(datacenter, ['k8sContext']);
    return typeof context === 'string' && context !== '' ? [context] : [];
  });
}
