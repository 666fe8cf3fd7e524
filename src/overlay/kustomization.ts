/**
 * The overlay as text.
 *
 *   # header
 *   apiVersion: kustomize.config.k8s.io/v1beta1
 *   kind: Kustomization
 *   resources:
 *   - ../../base
 *   - refresh-tasks.yaml     where there are additions; in a Component too
 *   patches:
 *   - target: {...}          one for each object
 *     patch: |
 *       - op: replace
 *         value: |           never the last thing of a patch: kustomize trims the end, and with it a final line end
 *         path: /data/image_config.yaml
 *   - patch: |               what has to be there
 */
import type { OverlayKind } from '../config/spec.ts';
import type { JsonObject } from '../yaml/json.ts';
import { additionsName } from './additions.ts';
import type { Operation } from './json-patch.ts';
import { entryLines, flatLines, indented, itemLines, objectLines } from './lines.ts';
import type { JsonPatch, Overlay } from './overlay.ts';

const apiVersions: { readonly [kind in OverlayKind]: string } = {
  Kustomization: 'kustomize.config.k8s.io/v1beta1',
  Component: 'kustomize.config.k8s.io/v1alpha1',
};

/**
 * The lines of the document, without comments.
 *
 * @param metadata - for programs that keep the document as a resource; kustomize needs none
 */
export function kustomizationLines(
  { kind, resources, patches, additions, existing }: Overlay,
  metadata: JsonObject | undefined,
): readonly string[] {
  const listed = additions.length === 0 ? resources : [...resources, additionsName];
  return [
    ...entryLines('apiVersion', apiVersions[kind]),
    ...entryLines('kind', kind),
    ...(metadata === undefined ? [] : entryLines('metadata', metadata)),
    ...(listed.length === 0 ? [] : entryLines('resources', listed)),
    ...patchesLines({ patches, existing }),
  ];
}

/** The lines of `patches`; none where there are no patches. */
export function patchesLines({ patches, existing }: Pick<Overlay, 'patches' | 'existing'>): readonly string[] {
  const shown = [...patches.map(patchLines), ...existing.map(existenceLines)];
  return shown.length === 0 ? [] : ['patches:', ...shown.flatMap(itemLines)];
}

function patchLines({ target, operations }: JsonPatch): readonly string[] {
  return [
    ...entryLines('target', target),
    'patch: |',
    ...indented(operations.flatMap((operation) => itemLines(operationLines(operation)))),
  ];
}

function existenceLines(patch: JsonObject): readonly string[] {
  return ['patch: |', ...indented(objectLines(patch))];
}

/** A block is not the last thing of an operation, and mappings have none. */
function operationLines({ op, path, value }: Operation): readonly string[] {
  const [first, last] = [entryLines('op', op), entryLines('path', path)];
  if (typeof value !== 'string') return [...first, ...last, ...flatLines('value', value)];
  const lines = entryLines('value', value);
  return lines.length === 1 ? [...first, ...last, ...lines] : [...first, ...lines, ...last];
}
