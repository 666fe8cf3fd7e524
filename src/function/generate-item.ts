/**
 * Mode `generate`: the ConfigMap is added as an item, with the annotation that tells kustomize what becomes of the one
 * that is there. A second run replaces what has that annotation.
 */

import { generateConfigMap } from '../app/generate-config-map.ts';
import type { Mirrored } from '../app/mirror-sources.ts';
import { toResults } from '../app/results.ts';
import type { Source } from '../app/sources.ts';
import type { MirrorConfig } from '../config/normalise.ts';
import { objectLines } from '../overlay/lines.ts';
import { annotationsOf, identify } from '../plan/model/resource.ts';
import { isObject, type JsonObject } from '../yaml/json.ts';
import type { Item } from '../yaml/read/items.ts';
import { openList, putItem } from './list-item.ts';

const behaviorAnnotation = 'kustomize.config.k8s.io/behavior';

/**
 * @throws ConfigError as `generateConfigMap`
 * @throws InputError for an input that can take no item
 */
export function addConfigMap(sources: readonly Source[], config: MirrorConfig): Mirrored {
  const list = openList(sources, 'generate');
  const { configMap, behavior, findings, failed } = generateConfigMap(config);
  const present = list.input.items.find((item) => isGenerated(item, configMap));
  const lines = objectLines(annotated(configMap, { [behaviorAnnotation]: behavior }));
  const splices = failed ? [] : [putItem(list, present, lines)];
  return { splices: [splices], results: toResults(findings, [{ object: configMap }]), failed };
}

function isGenerated(item: Item, configMap: JsonObject): boolean {
  if (item.kind !== 'ConfigMap' || !item.mayHold(behaviorAnnotation)) return false;
  const [one, other] = [identify(item.json()), identify(configMap)];
  return (
    one.name === other.name &&
    one.namespace === other.namespace &&
    annotationsOf(item.json())[behaviorAnnotation] !== undefined
  );
}

function annotated(object: JsonObject, annotations: Readonly<Record<string, string>>): JsonObject {
  const metadata = isObject(object.metadata) ? object.metadata : {};
  return { ...object, metadata: { ...metadata, annotations } };
}
