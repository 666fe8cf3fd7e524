/**
 * Which items are worth reading. A ResourceList is mostly CRDs and RBAC; what can hold no image, and changes nothing
 * about one, is passed through unread.
 */
import type { MirrorConfig } from '../config/normalise.ts';
import { isForeign } from '../foreign/foreign-images.ts';
import { isSourceGroup, rendererOf } from '../foreign/renderers/renderers.ts';
import { groupOf, operatorOf } from '../k8ssandra/api-group.ts';
import { isFormerKind } from '../k8ssandra/fields/former-kinds.ts';
import { workloads } from '../k8ssandra/fields/workloads.ts';
import { policyKinds } from './model/guard.ts';

const workloadKinds: ReadonlySet<string> = new Set(workloads.map((workload) => workload.kind));

/** An item as the locator knows it before it is read. */
export interface Unread {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  mayHold(word: string): boolean;
}

/** Tells which items a configuration makes worth reading. */
export function relevance({ fields, imageConfig, crdDefaults, rules, guard }: MirrorConfig): (item: Unread) => boolean {
  const ownKinds = new Set(fields.map(({ group, kind }) => `${group}/${kind}`));
  const { name, key } = imageConfig.selector;
  const targets = [...new Set(rules.mirrors.map(({ target }) => target.registry))];
  const words = name === undefined && key === undefined ? imageConfigWords : [];
  return (item) => {
    const { apiVersion, kind } = item;
    // What cannot be told without reading it is read: if it is broken, the user wants to know.
    if (apiVersion === undefined || kind === undefined) return true;
    if (kind === 'ConfigMap' && (words.length === 0 || words.some((word) => item.mayHold(word)))) return true;
    if (kind === 'CustomResourceDefinition') {
      // Defaults that lead to the mirror already decide about the images of clusters.
      return (crdDefaults === 'rewrite' && item.mayHold('mage')) || targets.some((host) => item.mayHold(host));
    }
    if (policyKinds.has(kind)) return guard !== undefined;
    const group = groupOf(apiVersion);
    const groupKind = `${group}/${kind}`;
    return (
      workloadKinds.has(kind) ||
      operatorOf(group) !== undefined ||
      rendererOf({ group, kind }) !== undefined ||
      isSourceGroup(group) ||
      ownKinds.has(groupKind) ||
      isFormerKind(group) ||
      (isForeign({ group, kind }) && imageWords.some((word) => item.mayHold(word)))
    );
  };
}

/** One of these is met in every resource with an image but the most curious: the key, or the name of a registry. */
const imageWords: readonly string[] = [
  'mage',
  'containers',
  'repository',
  'registry',
  'docker.io/',
  'quay.io/',
  'gcr.io/',
  'ghcr.io/',
  'pkg.dev/',
  'azurecr.io/',
  'amazonaws.com/',
  'mcr.microsoft.com/',
  'nvcr.io/',
  'cr.k8ssandra.io/',
  'cr.dtsx.io/',
  'k8ssandra.io/',
  'cassandra.datastax.com/',
];

/** One of these stands in every ConfigMap that can hold an ImageConfig, unless the user names another. */
const imageConfigWords: readonly string[] = ['image_config', 'ImageConfig', 'k8ssandra.io/config'];
