/** The overlay for texts: planned as one, as for the main job, and written as patches. */
import type { MirrorConfig } from '../config/normalise.ts';
import { type Finding, hasError } from '../finding/finding.ts';
import { type Overlay, type OverlaySettings, overlayOf } from '../overlay/overlay.ts';
import type { EditsByResource } from '../plan/model/apply.ts';
import { identify } from '../plan/model/resource.ts';
import type { Division } from '../scope/divide.ts';
import { isDivided, type Scope } from '../scope/scope.ts';
import type { JsonObject } from '../yaml/json.ts';
import type { Item } from '../yaml/read/items.ts';
import { visible } from '../yaml/visible.ts';
import { duplicateKeyFindings } from './duplicate-keys.ts';
import { withExcerpts } from './excerpts.ts';
import { planSources, withScopes } from './plan-sources.ts';
import { type Result, toResults } from './results.ts';
import { objectsOf, readResources, type Source, type SourceResource } from './sources.ts';

export interface OverlaidSources {
  readonly overlay: Overlay;
  /** What was read, in the order in which `additions` count. */
  readonly resources: readonly SourceResource[];
  readonly results: readonly Result[];
  /** There are errors: the overlay is not to be used. */
  readonly failed: boolean;
}

/**
 * @param commandFor the command that makes the overlay of one scope alone
 * @throws InputError for an item that has to be read and is broken
 */
export function overlaySources(
  sources: readonly Source[],
  config: MirrorConfig,
  settings: OverlaySettings,
  commandFor: (scope: Scope) => string | undefined = () => undefined,
): OverlaidSources {
  const resources = readResources(sources, config);
  const objects = objectsOf(resources);
  const { plan, division } = planSources(resources, config);
  const { edits, additions, findings } = plan;
  const made = overlayOf(objects, { edits, additions }, settings, presentIn(sources, objects, edits));
  const repeated = [...edits].flatMap(([index, itsEdits]) => {
    const resource = resources[index];
    if (resource === undefined) return [];
    const { item, source } = resource;
    return duplicateKeyFindings(item.read(), { source, index }, itsEdits);
  });
  const refused = isDivided(division) ? [forSeveral(division, commandFor)] : [];
  const all = withExcerpts([...findings, ...made.findings, ...repeated, ...refused], resources);
  const results = toResults(all, withScopes(resources, plan));
  return { overlay: made.overlay, resources, results, failed: hasError(all) };
}

function forSeveral({ scopes }: Division, commandFor: (scope: Scope) => string | undefined): Finding {
  const names = scopes.map(({ name = 'the rest' }) => name);
  const message = `the input is that of several Kubernetes clusters, and an overlay is for one: make one for each of ${names.join(', ')}`;
  const commands = scopes.map(commandFor).filter((command) => command !== undefined);
  const excerpt = commands.map((command) => visible(`  ${command}`)).join('\n');
  return { code: 'overlay-scopes', message, ...(excerpt === '' ? {} : { excerpt }) };
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
