/** Files of a folder that are not read, and why. */
import type { JsonObject } from '../../yaml/json.ts';

/** Why files are not read, as a line about all of them says it. A reason is a warning where images may be missed by it. */
export const skipReasons = {
  ignored: { severity: 'info', says: 'as `ignore` says' },
  kustomization: { severity: 'info', says: 'only kustomize knows what a kustomization builds' },
  'kustomization-part': { severity: 'info', says: 'patches, values and settings of a kustomization' },
  chart: { severity: 'info', says: 'parts of a Helm chart' },
  template: { severity: 'info', says: 'templates' },
  'no-objects': { severity: 'info', says: 'without Kubernetes objects' },
  'no-yaml': { severity: 'info', says: 'neither YAML nor JSON' },
  broken: { severity: 'warning', says: 'they look like manifests, and are neither YAML nor JSON' },
  'link-to-nothing': { severity: 'info', says: 'links to nothing' },
  'link-to-folder': { severity: 'info', says: 'links to folders' },
  device: { severity: 'info', says: 'devices or pipes' },
} as const;

export type SkipReason = keyof typeof skipReasons;

export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason;
  /** What it is, where that says more than the reason: "a patch of base/kustomization.yaml". */
  readonly detail?: string;
  /** What a kustomization or a chart brings that is not in the folder, as a kustomization without what is beside it. */
  readonly brings?: JsonObject;
  /** It holds what K8ssandra's operators read, so images may be missed. */
  readonly namesK8ssandra?: boolean;
}
