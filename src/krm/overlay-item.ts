/**
 * Mode `overlay`: the items stay as they are, and the overlay is added as an item of its own. kpt writes it to its path;
 * kustomize drops it, as it is local-config (both seen by running). A second run replaces it.
 */
import type { MirrorConfig } from '../config/normalise.ts';
import { checkResources } from '../config/overlay.ts';
import { ConfigError } from '../config/problem.ts';
import type { Finding } from '../finding/finding.ts';
import { annotationsOf } from '../plan/resource.ts';
import type { Item } from '../source/items.ts';
import { linesOf } from '../source/items-place.ts';
import type { JsonObject } from '../source/json.ts';
import { headerLines, isOurs } from '../write/header.ts';
import { kustomizationLines } from '../write/kustomization.ts';
import { namesIn } from '../write/overlay.ts';
import { type OpenList, openList, putItem } from './list-item.ts';
import { overlaySources } from './overlay.ts';
import type { Mirrored, Source } from './sources.ts';

const defaultPath = 'overlays/mirror';

/**
 * @throws ConfigError where the configuration doesn't say what the overlay stands on
 * @throws InputError for an input that can take no item, or one that has to be read and is broken
 */
export function addOverlay(sources: readonly Source[], config: MirrorConfig): Mirrored {
  const list = openList(sources, 'overlay');
  const { kind, resources, guard, path = defaultPath } = config.overlay;
  if (kind === 'Kustomization' && resources.length === 0) {
    const message = 'is missing: name the folder whose kustomization the overlay stands on, like ../../base';
    throw new ConfigError([{ path: ['spec', 'overlay', 'resources'], message }]);
  }
  checkResources(path, resources);
  const names = kind === 'Component' ? 'written' : namesIn(resources);
  const { overlay, ...made } = overlaySources(sources, config, { kind, resources, guard, names });
  const file = `${path}/kustomization.yaml`;
  const header = headerLines('the package', ['run the function in mode overlay again, as kpt fn render does']);
  const lines = [...header, ...kustomizationLines(overlay, metadataFor(path, file))];
  const present = list.input.items.find((item) => isAt(item, file));
  const occupied = present !== undefined && !isMade(list, present);
  const findings = occupied ? [...made.findings, occupiedBy(file)] : made.findings;
  const failed = made.failed || occupied;
  return { ...made, findings, failed, splices: [failed ? [] : [putItem(list, present, lines)]] };
}

function metadataFor(path: string, file: string): JsonObject {
  return {
    name: path.replaceAll('/', '-').toLowerCase(),
    annotations: { 'config.kubernetes.io/local-config': 'true', 'config.kubernetes.io/path': file },
  };
}

function isAt(item: Item, file: string): boolean {
  if (item.kind !== 'Kustomization' && item.kind !== 'Component') return false;
  const annotations = annotationsOf(item.json());
  return (annotations['internal.config.kubernetes.io/path'] ?? annotations['config.kubernetes.io/path']) === file;
}

/** Whether an item is what this program has added before. */
function isMade({ input, place }: OpenList, item: Item): boolean {
  const { start, end } = linesOf(input.text, place, item);
  return isOurs(input.text.slice(start + place.column + 2, end));
}

function occupiedBy(file: string): Finding {
  return {
    code: 'overlay-occupied',
    message: `${file} was written by somebody else, and stays: remove it, or give overlay.path another folder`,
  };
}
