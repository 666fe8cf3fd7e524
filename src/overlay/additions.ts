/**
 * The file beside the kustomization of an overlay, as text: the new resources, whole.
 *
 *   # header
 *   apiVersion: control.k8ssandra.io/v1alpha1
 *   kind: K8ssandraTask
 *   ...
 *   ---
 *   ...                        one document for each
 *
 * None may be local-config: kustomize leaves out of a build what is (seen by running).
 */
import type { Addition } from '../plan/model/addition.ts';
import { objectLines } from './lines.ts';

/** As the kustomization lists it. */
export const additionsName = 'refresh-tasks.yaml';

/** The lines of the documents, without comments. */
export function additionLines(additions: readonly Addition[]): readonly string[] {
  return additions.flatMap(({ object }, index) => [...(index === 0 ? [] : ['---']), ...objectLines(object)]);
}
