/**
 * Mode `overlay`: the items stay as they are, and the overlay is added as an item of its own. kpt writes it to its path;
 * kustomize drops it, as it is local-config (both seen by running). A second run replaces it.
 *
 * New resources cannot come along. An item that is no local-config is printed by kustomize and applied by kpt; one that is
 * keeps the annotation in its file, and so is missing from the overlay's build.
 */

import type { Mirrored } from '../app/mirror-sources.ts';
import { overlaySources } from '../app/overlay-sources.ts';
import { errorsFirst, toResults } from '../app/results.ts';
import type { Source } from '../app/sources.ts';
import type { MirrorConfig } from '../config/normalise.ts';
import { checkResources } from '../config/overlay-settings.ts';
import { ConfigError } from '../config/problem.ts';
import type { Finding } from '../finding/finding.ts';
import { headerLines, isOurs, type OverlayOrigin } from '../overlay/header.ts';
import { kustomizationLines } from '../overlay/kustomization.ts';
import { namesIn } from '../overlay/overlay.ts';
import type { Addition } from '../plan/model/addition.ts';
import { fileOf, nameOf } from '../plan/model/resource.ts';
import { linesOf } from '../yaml/edit/items-place.ts';
import type { JsonObject } from '../yaml/json.ts';
import type { Item } from '../yaml/read/items.ts';
import { type OpenList, openList, putItem } from './list-item.ts';

const defaultPath = 'overlays/mirror';

const origin: OverlayOrigin = {
  from: 'the package',
  refresh: ['run the function in mode overlay again, as kpt fn render does'],
};

/**
 * @throws ConfigError where the configuration does not say what the overlay stands on
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
  const { overlay, ...made } = overlaySources(sources, config, { kind, resources, guard, names, over: 'resources' });
  const file = `${path}/kustomization.yaml`;
  const header = headerLines(origin, 'kustomization');
  const lines = [...header, ...kustomizationLines(overlay, metadataFor(path, file))];
  const present = list.input.items.find((item) => isAt(item, file));
  const occupied = present !== undefined && !isMade(list, present);
  const problems = [...overlay.additions.map(notCarried), ...(occupied ? [occupiedBy(file)] : [])];
  const results = errorsFirst([...made.results, ...toResults(problems, made.resources)]);
  const failed = made.failed || problems.length > 0;
  return { results, failed, splices: [failed ? [] : [putItem(list, present, lines)]] };
}

function metadataFor(path: string, file: string): JsonObject {
  return {
    name: path.replaceAll('/', '-').toLowerCase(),
    annotations: { 'config.kubernetes.io/local-config': 'true', 'config.kubernetes.io/path': file },
  };
}

function isAt(item: Item, file: string): boolean {
  if (item.kind !== 'Kustomization' && item.kind !== 'Component') return false;
  return fileOf(item.json()) === file;
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

function notCarried({ object, beside }: Addition): Finding {
  return {
    code: 'overlay-addition',
    message: `${nameOf(object)} has no place in an overlay that a function makes: use the command overlay, which writes it to a file, or another rollout.updateDatacenters than task`,
    at: { resource: beside, path: [] },
  };
}
