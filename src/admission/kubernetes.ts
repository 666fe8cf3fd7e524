/**
 * What each version of Kubernetes knows of admission policies.
 *
 * | version | validating | mutating                                         |
 * |---------|------------|--------------------------------------------------|
 * | 1.30    | v1         | none                                             |
 * | 1.34    | v1         | v1beta1, behind the gate MutatingAdmissionPolicy |
 * | 1.36    | v1         | v1                                               |
 */

/** The first version that has the policies that validate. */
export const oldestKubernetes = '1.30';

/** The version of the API of mutating policies; undefined where there are none. */
export function mutatingVersion(kubernetes: string): 'v1' | 'v1beta1' | undefined {
  const minor = minorOf(kubernetes) ?? 0;
  if (minor >= 36) return 'v1';
  return minor >= 34 ? 'v1beta1' : undefined;
}

/** `1.36`, `v1.36.3` → 36; undefined for what is no version of Kubernetes 1. */
export function minorOf(kubernetes: string): number | undefined {
  const minor = /^v?1\.(\d+)(?:\.\d+)?$/.exec(kubernetes)?.[1];
  return minor === undefined ? undefined : Number(minor);
}
