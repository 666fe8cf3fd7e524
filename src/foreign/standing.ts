/**
 * What is known of kinds that have no table of image fields.
 *
 * | standing    | kinds                                                                      | images in it              |
 * |-------------|----------------------------------------------------------------------------|---------------------------|
 * | `imageless` | Kubernetes' own that run nothing, and configurations of tools on a workstation | none that a cluster pulls |
 * | `patterns`  | policies, lists of mirrors, reports, machines                               | patterns, or no container's |
 * | `unknown`   | all others, and ConfigMaps: they are what their readers make of them          | looked for                |
 *
 * Source: the kinds of Kubernetes 1.34's API reference; the CRDs of Kyverno, Gatekeeper, sigstore's policy-controller,
 * Kubewarden, Trivy and Kubescape, and OpenShift's api repository.
 */
import type { FieldKind } from '../k8ssandra/fields/field.ts';

export type Standing = 'imageless' | 'patterns' | 'unknown';

export function standingOf({ group, kind }: FieldKind): Standing {
  if (group === '' && kind === 'ConfigMap') return 'unknown';
  if (imageless.has(group) || imagelessKinds.has(`${group}/${kind}`)) return 'imageless';
  return patternGroups.some((pattern) => pattern.test(group)) || patternKinds.has(`${group}/${kind}`)
    ? 'patterns'
    : 'unknown';
}

const imageless: ReadonlySet<string> = new Set([
  '',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'ctlptl.dev',
  'discovery.k8s.io',
  'events.k8s.io',
  'flowcontrol.apiserver.k8s.io',
  'k3d.io',
  'k8ssandra-image-mirror.dev',
  'kind.x-k8s.io',
  'kpt.dev',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'skaffold',
  'source.toolkit.fluxcd.io',
  'storage.k8s.io',
]);

const imagelessKinds: ReadonlySet<string> = new Set([
  // A record of a workload's template, which its owner writes.
  'apps/ControllerRevision',
]);

const patternGroups: readonly RegExp[] = [
  /^admissionregistration\.k8s\.io$/,
  /(^|\.)kyverno\.io$/,
  /(^|\.)gatekeeper\.sh$/,
  /(^|\.)sigstore\.dev$/,
  /(^|\.)kubewarden\.io$/,
  /^infrastructure\.cluster\.x-k8s\.io$/,
  /^karpenter(?:\.k8s)?\.\w+$/,
  /^machine\.openshift\.io$/,
  /^wgpolicyk8s\.io$/,
  /^openreports\.io$/,
  /(^|\.)aquasecurity\.github\.io$/,
  /(^|\.)kubescape\.io$/,
];

const patternKinds: ReadonlySet<string> = new Set([
  'config.openshift.io/Image',
  'config.openshift.io/ImageContentPolicy',
  'config.openshift.io/ImageDigestMirrorSet',
  'config.openshift.io/ImagePolicy',
  'config.openshift.io/ImageTagMirrorSet',
  'config.openshift.io/ClusterImagePolicy',
  'operator.openshift.io/ImageContentSourcePolicy',
]);
