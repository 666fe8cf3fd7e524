/** API groups, and whose they are. */

/** `apps/v1` → `apps`; the core group is empty. */
export function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/');
  return slash === -1 ? '' : apiVersion.slice(0, slash);
}

export type Operator = 'cassOperator' | 'k8ssandraOperator';

export const operatorNames: { readonly [operator in Operator]: string } = {
  cassOperator: 'cass-operator',
  k8ssandraOperator: 'k8ssandra-operator',
};

/** What is known of the operators' releases: `1.27.0`, a leading `v` is allowed. */
export type Releases = { readonly [operator in Operator]?: string | undefined };

/** The operator that reads the kinds of a group; `undefined` for groups that are not theirs. */
export function operatorOf(group: string): Operator | undefined {
  if (group === 'cassandra.datastax.com') return 'cassOperator';
  return /(^|\.)k8ssandra\.io$/.test(group) ? 'k8ssandraOperator' : undefined;
}
