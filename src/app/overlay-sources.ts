/** The overlay for texts: planned as one, as for the main job, and written as patches. */
import type { MirrorConfig } from '../config/normalise.ts';
import { type Finding, hasError } from '../finding/finding.ts';
import { type Overlay, type OverlaySettings, overlayOf } from '../overlay/overlay.ts';
import type { EditsByResource } from '../plan/model/apply.ts';
import { identify } from '../plan/model/resource.ts';
import { plan } from '../plan/plan.ts';
import type { JsonObject } from '../yaml/json.ts';
import type { Item } from '../yaml/read/items.ts';
import { duplicateKeyFindings } from './duplicate-keys.ts';
import { type ReadSources, readSources, type Source, withLines } from './sources.ts';

export interface OverlaidSources extends Omit<ReadSources, 'candidates'> {
  readonly overlay: Overlay;
  readonly findings: readonly Finding[];
  /** There are errors: the overlay isn't to be used. */
  readonly failed: boolean;
}

/** @throws InputError for an item that has to be read and is broken */
export function overlaySources(
  sources: readonly Source[],
  config: MirrorConfig,
  settings: OverlaySettings,
): OverlaidSources {
  const { candidates, resources, origins } = readSources(sources, config);
  const { edits, additions, findings } = plan(resources, config);
  const made = overlayOf(resources, { edits, additions }, settings, presentIn(sources, resources, edits));
  const repeated = [...edits].flatMap(([resource, itsEdits]) => {
    const { item, source } = candidates[resource] ?? {};
    if (item === undefined) return [];
    const text = sources[source ?? 0]?.input.text ?? '';
    return duplicateKeyFindings(item.read(), { text, index: resource }, itsEdits);
  });
  const all = withLines([...findings, ...made.findings, ...repeated], candidates, sources);
  return {
    overlay: made.overlay,
    findings: all,
    resources,
    origins,
    failed: hasError(all),
  };
}

/** The objects that have the kind and the name of one that is edited; of the rest of the input nothing is read. */
function presentIn(
  sources: readonly Source[],
  resources: readonly JsonObject[],
  edits: EditsByResource,
): readonly JsonObject[] {
  const edited = [...edits.keys()].map((resource) => identify(resources[resource] ?? {}));
  const sharesName = (item: Item): boolean => edited.some(({ kind, name }) => item.kind === kind && item.mayHold(name));
  return sources.flatMap(({ input }) => input.items.filter(sharesName).map((item) => item.json()));
}
