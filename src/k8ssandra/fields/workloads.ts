/**
 * Kubernetes' own kinds that run containers, and the places inside a pod spec that name an image.
 *
 * Every version of a group counts: `extensions/v1beta1` and `apps/v1beta2` manifests still lie around. Source:
 * k8s.io/api, core/v1 `PodSpec`, `Container`, `EphemeralContainer`, `ImageVolumeSource`.
 */

/** A kind that holds a pod spec. */
export interface Workload {
  readonly groups: readonly string[];
  readonly kind: string;
  /** The pod spec, in the notation of yaml/field-path.ts. */
  readonly podSpec: string;
}

export const workloads: readonly Workload[] = [
  { groups: [''], kind: 'Pod', podSpec: 'spec' },
  { groups: [''], kind: 'PodTemplate', podSpec: 'template.spec' },
  { groups: [''], kind: 'ReplicationController', podSpec: 'spec.template.spec' },
  { groups: ['apps', 'extensions'], kind: 'Deployment', podSpec: 'spec.template.spec' },
  { groups: ['apps', 'extensions'], kind: 'DaemonSet', podSpec: 'spec.template.spec' },
  { groups: ['apps', 'extensions'], kind: 'ReplicaSet', podSpec: 'spec.template.spec' },
  { groups: ['apps'], kind: 'StatefulSet', podSpec: 'spec.template.spec' },
  { groups: ['batch'], kind: 'Job', podSpec: 'spec.template.spec' },
  { groups: ['batch'], kind: 'CronJob', podSpec: 'spec.jobTemplate.spec.template.spec' },
];

const byGroupKind: ReadonlyMap<string, Workload> = new Map(
  workloads.flatMap((workload) => workload.groups.map((group) => [`${group}/${workload.kind}`, workload] as const)),
);

export function workloadOf({ group, kind }: { readonly group: string; readonly kind: string }): Workload | undefined {
  return byGroupKind.get(`${group}/${kind}`);
}

/** What pulls an image inside a pod. */
export type PlaceKind = 'init' | 'container' | 'ephemeral' | 'volume';

/** A place inside a container or volume that names an image. */
export interface ImagePlace {
  readonly kind: PlaceKind;
  /** From the container or volume to the reference. */
  readonly image: string;
  /** The key beside the reference that says when to pull. */
  readonly policyKey: string;
}

/** A container of a pod spec, and of the operators' lists of containers. */
export const containerImage: Omit<ImagePlace, 'kind'> = { image: 'image', policyKey: 'imagePullPolicy' };

/** A volume of a pod spec, and the `volumeSource` of the operators' own volumes: an OCI image mounted as a folder. */
export const volumeImage: ImagePlace = { kind: 'volume', image: 'image.reference', policyKey: 'pullPolicy' };

/** The lists of a pod spec whose items name images. */
export const podSpecPlaces: readonly (ImagePlace & { readonly list: string })[] = [
  { list: 'containers', kind: 'container', ...containerImage },
  { list: 'initContainers', kind: 'init', ...containerImage },
  { list: 'ephemeralContainers', kind: 'ephemeral', ...containerImage },
  { list: 'volumes', ...volumeImage },
];

/** The list of a pod spec, of mappings with a `name`, that holds the credentials for all its images. */
export const pullSecretsKey = 'imagePullSecrets';
