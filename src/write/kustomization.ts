/**
 * The overlay as text.
 *
 *   # header
 *   apiVersion: kustomize.config.k8s.io/v1beta1
 *   kind: Kustomization
 *   resources:
 *   - ../../base
 *   patches:
 *   - target: {...}          one for each object
 *     patch: |
 *       - op: replace
 *         value: |           never the last thing of a patch: kustomize trims the end, and with it a final line end
 *         path: /data/image_config.yaml
 *   - patch: |               what has to be there
 */
import type { OverlayKind } from '../config/schema.ts';
import type { Json, JsonObject } from '../source/json.ts';
import { blockEntry } from '../source/print.ts';
import { blockText } from './block-text.ts';
import type { Operation } from './json-patch.ts';
import type { JsonPatch, Overlay } from './overlay.ts';

/** kustomize's own layout. */
const style = { step: 2, dashes: 0 };

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
  { kind, resources, patches, existing }: Overlay,
  metadata: JsonObject | undefined,
): readonly string[] {
  const shown = [...patches.map(patchLines), ...existing.map(existenceLines)];
  return [
    ...entry('apiVersion', apiVersions[kind]),
    ...entry('kind', kind),
    ...(metadata === undefined ? [] : entry('metadata', metadata)),
    ...(resources.length === 0 ? [] : entry('resources', resources)),
    ...(shown.length === 0 ? [] : ['patches:', ...shown.flatMap(item)]),
  ];
}

function patchLines({ target, operations }: JsonPatch): readonly string[] {
  return [
    ...entry('target', target),
    'patch: |',
    ...indented(operations.flatMap((operation) => item(operationLines(operation)))),
  ];
}

function existenceLines(patch: JsonObject): readonly string[] {
  return ['patch: |', ...indented(Object.entries(patch).flatMap(([key, value]) => entry(key, value)))];
}

function operationLines({ op, path, value }: Operation): readonly string[] {
  const block = typeof value === 'string' ? blockText(value) : undefined;
  if (block === undefined) return [...entry('op', op), ...entry('path', path), ...entry('value', value)];
  return [...entry('op', op), `value: ${block.header}`, ...indented(block.lines), ...entry('path', path)];
}

function entry(key: string, value: Json): readonly string[] {
  return blockEntry(key, value, style);
}

/** The lines as an item of a list. */
function item(lines: readonly string[]): readonly string[] {
  return lines.map((line, index) => (index === 0 ? `- ${line}` : indent(line)));
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map(indent);
}

function indent(line: string): string {
  return line === '' ? '' : `  ${line}`;
}
