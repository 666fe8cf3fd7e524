/**
 * The patches of an overlay as a part of Flux's HelmRelease:
 *
 *   # header
 *   spec:
 *     postRenderers:
 *     - kustomize:
 *         patches:             as in a kustomization
 *
 * Flux builds a kustomization of what the chart renders, as one file, with these patches: fluxcd/helm-controller,
 * internal/postrender/kustomize.go.
 */
import { patchesLines } from './kustomization.ts';
import { indented, itemLines } from './lines.ts';
import type { Overlay } from './overlay.ts';

/** The lines of the document, without comments. */
export function postRendererLines(overlay: Pick<Overlay, 'patches' | 'existing'>): readonly string[] {
  const patches = patchesLines(overlay);
  if (patches.length === 0) return ['spec:', '  postRenderers: []'];
  return ['spec:', ...indented(['postRenderers:', ...itemLines(['kustomize:', ...indented(patches)])])];
}
