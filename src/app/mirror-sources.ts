/**
 * The main job on texts: what one Kubernetes cluster gets is planned as one, so that an ImageConfig in one file counts for
 * a cluster in another; each text is then edited where it stands.
 */
import type { MirrorConfig } from '../config/normalise.ts';
import { hasError } from '../finding/finding.ts';
import { planAhead } from '../plan/ahead.ts';
import type { DecidedAhead } from '../plan/model/decision.ts';
import type { ImageUse } from '../plan/model/image-use.ts';
import { headerOf } from '../plan/stands-alone.ts';
import type { Splice } from '../yaml/edit/edit.ts';
import { inOrder } from '../yaml/edit/splice.ts';
import { groupedBy } from '../yaml/grouped.ts';
import { withExcerpts } from './excerpts.ts';
import { type EditedItem, editItem, spliceAdditions, unchanged } from './item-edits.ts';
import { planSources, withScopes } from './plan-sources.ts';
import { type Result, toResults } from './results.ts';
import { readEach, type Source } from './sources.ts';

/** What a job makes of its sources. */
export interface Mirrored {
  /** By source, what to change in its text. Empty lists when an error was found: then nothing is to be written. */
  readonly splices: readonly (readonly Splice[])[];
  readonly results: readonly Result[];
  /** Whether there is an error among the results. */
  readonly failed: boolean;
}

export interface MirroredSources extends Mirrored {
  /** What would change if there were no errors: to be shown, and not to be written. */
  readonly wanted: readonly (readonly Splice[])[];
  readonly uses: readonly ImageUse[];
}

/**
 * What stands alone is edited as soon as it is read, and only its header is kept: a large input is mostly that.
 *
 * @throws InputError for an item that has to be read and is broken
 */
export function mirrorSources(sources: readonly Source[], config: MirrorConfig): MirroredSources {
  const decide = planAhead(config);
  const ahead = new Map<number, DecidedAhead>();
  const edited = new Map<number, EditedItem>();
  const resources = readEach(sources, config, (item, index, source) => {
    const read = item.read();
    const { object } = read;
    const decision = decide({ object, index });
    if (decision === undefined) return object;
    ahead.set(index, { ...decision, edits: [] });
    edited.set(index, editItem(read, { item, source, index }, decision.edits));
    return headerOf(object);
  });
  const { plan } = planSources(resources, config, ahead);
  const { edits, additions, findings, uses } = plan;
  for (const [index, { item, source }] of resources.entries()) {
    const itemEdits = edits.get(index);
    if (itemEdits !== undefined) edited.set(index, editItem(item.read(), { item, source, index }, itemEdits));
  }
  const additionsIn = groupedBy(additions, ({ beside }) => resources[beside]?.source);
  const added = sources.map((source) => spliceAdditions(source, additionsIn.get(source) ?? [], resources));
  const refused = [...[...edited.values()], ...added].flatMap((one) => one.findings);
  const all = withExcerpts([...findings, ...refused], resources);
  const results = toResults(all, withScopes(resources, plan));
  const bySource = new Map(sources.map((source, number) => [source, [...(added[number] ?? unchanged).splices]]));
  for (const [index, { source }] of resources.entries()) {
    for (const splice of edited.get(index)?.splices ?? []) bySource.get(source)?.push(splice);
  }
  const failed = hasError(all);
  const wanted = [...bySource.values()].map(inOrder);
  return { splices: failed ? sources.map(() => []) : wanted, wanted, results, failed, uses };
}
