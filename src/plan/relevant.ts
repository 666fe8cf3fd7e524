/**
 * Which items are worth reading. A ResourceList is mostly CRDs and RBAC; what can hold no image, and changes nothing
 * about one, is passed through unread.
 */
import type { MirrorConfig } from '../config/normalise.ts';
import { groupOf, operatorOf } from '../k8ssandra/api-group.ts';
import { workloads } from '../k8ssandra/fields/workloads.ts';
import { chartKinds } from './findings/rendered-elsewhere.ts';

const workloadKinds: ReadonlySet<string> = new Set(workloads.map((workload) => workload.kind));

/** An item as the locator knows it before it is read. */
export interface Unread {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
  mayHold(word: string): boolean;
}

/** Tells which items a configuration makes worth reading. */
export function relevance({ fields, imageConfig, crdDefaults, rules }: MirrorConfig): (item: Unread) => boolean {
  const ownKinds = new Set(fields.map(({ group, kind }) => `${group}/${kind}`));
  const { name, key } = imageConfig.selector;
  const targets = [...new Set(rules.mirrors.map(({ target }) => target.registry))];
  const words = name === undefined && key === undefined ? imageConfigWords : [];
  return (item) => {
    const { apiVersion, kind } = item;
    // What can't be told without reading it is read: if it is broken, the user wants to know.
    if (apiVersion === undefined || kind === undefined) return true;
    if (kind === 'ConfigMap') return words.length === 0 || words.some((word) => item.mayHold(word));
    if (kind === 'CustomResourceDefinition') {
      // Defaults that lead to the mirror already decide about the images of clusters.
      return (crdDefaults === 'rewrite' && item.mayHold('mage')) || targets.some((host) => item.mayHold(host));
    }
    const group = groupOf(apiVersion);
    const groupKind = `${group}/${kind}`;
    return (
      workloadKinds.has(kind) || operatorOf(group) !== undefined || chartKinds.has(groupKind) || ownKinds.has(groupKind)
    );
  };
}

/** One of these stands in every ConfigMap that can hold an ImageConfig, unless the user names another. */
const imageConfigWords: readonly string[] = ['image_config', 'ImageConfig', 'k8ssandra.io/config'];
