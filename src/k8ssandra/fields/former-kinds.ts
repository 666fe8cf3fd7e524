/**
 * Kinds of K8ssandra 1.x: its charts installed operators of their own for Reaper and Medusa beside cass-operator, up to
 * 1.10. Medusa's kinds name no image; Stargate was a Deployment.
 *
 * Source: the CRDs of reaper-operator, and its api/v1alpha1/reaper_types.go, whose `DefaultReaperImage` is run where
 * `image` is empty.
 */
import type { TemplateRoot } from './field-templates.ts';

export const formerFields: readonly TemplateRoot[] = [
  {
    group: 'reaper.cassandra-reaper.io',
    kind: 'Reaper',
    below: 'spec',
    rows: [{ at: 'image', holds: 'reference', component: 'custom', policyKey: 'imagePullPolicy' }],
  },
];

/** A field of these kinds without which their operator runs an image of its own, by repository. */
export const formerDefaults: readonly { group: string; kind: string; path: string; image: string }[] = [
  {
    group: 'reaper.cassandra-reaper.io',
    kind: 'Reaper',
    path: 'spec.image',
    image: 'docker.io/thelastpickle/cassandra-reaper',
  },
];

export function isFormerKind(group: string): boolean {
  return formerFields.some((root) => root.group === group);
}
