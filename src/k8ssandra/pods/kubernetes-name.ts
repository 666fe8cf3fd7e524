/**
 * Names as the operators make them fit for Kubernetes.
 *
 * Source: `CleanupForKubernetes` in apis/cassandra/v1beta1/cassandradatacenter_types.go of cass-operator.
 */

const label = /[a-z](?:[-a-z0-9]*[a-z0-9])?/g;

/** A name that is no DNS label is put together of the parts of it that are. */
export function kubernetesName(name: string): string {
  if (name.length <= 63 && new RegExp(`^(?:${label.source})$`).test(name)) return name;
  const parts: readonly string[] = name.toLowerCase().replaceAll('_', '-').match(label) ?? [];
  return parts.join('');
}
