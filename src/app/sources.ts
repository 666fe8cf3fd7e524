/**
 * The main job on texts: everything given is planned as one, so that an ImageConfig in one file counts for a cluster in
 * another; each text is then edited where it stands.
 */
import type { MirrorConfig } from '../config/normalise.ts';
import { type Finding, hasError, severityOf } from '../finding/finding.ts';
import { planAhead } from '../plan/ahead.ts';
import type { Addition } from '../plan/model/addition.ts';
import type { DecidedAhead } from '../plan/model/decision.ts';
import { nameOf } from '../plan/model/resource.ts';
import { planRest } from '../plan/plan.ts';
import { relevance } from '../plan/relevant.ts';
import { headerOf } from '../plan/stands-alone.ts';
import { spliceNewItems } from '../yaml/edit/append.ts';
import type { Edit, Splice } from '../yaml/edit/edit.ts';
import { RereadError, spliceItem } from '../yaml/edit/edit-text.ts';
import { inOrder } from '../yaml/edit/splice.ts';
import { SourceError } from '../yaml/error.ts';
import type { JsonObject } from '../yaml/json.ts';
import type { Input, Item, ReadItem } from '../yaml/read/items.ts';
import { DecodeError } from '../yaml/typing.ts';
import { duplicateKeyFindings } from './duplicate-keys.ts';
import { withExcerpt } from './excerpts.ts';
import { withItemErrors } from './input-errors.ts';
import type { ResultOrigin } from './results.ts';
import { InputError } from './streams.ts';

/** A text that was located, and the file it came from. */
export interface Source {
  readonly path?: string;
  readonly input: Input;
}

export interface Mirrored {
  /** By source, what to change in its text. Empty lists when an error was found: then nothing is to be written. */
  readonly splices: readonly (readonly Splice[])[];
  readonly findings: readonly Finding[];
  /** What the findings' locations count in, and where each came from. */
  readonly resources: readonly JsonObject[];
  readonly origins: readonly (ResultOrigin | undefined)[];
  readonly failed: boolean;
}

/** An item that was worth reading. */
export interface RelevantItem {
  readonly item: Item;
  /** The number of its source, and its own there. */
  readonly source: number;
  readonly index: number;
}

/** What of some sources was worth reading. */
export interface ReadSources {
  readonly candidates: readonly RelevantItem[];
  /** What the planner gets, and where each came from. */
  readonly resources: readonly JsonObject[];
  readonly origins: readonly (ResultOrigin | undefined)[];
}

/** @throws InputError for an item that has to be read and is broken */
export function readSources(sources: readonly Source[], config: MirrorConfig): ReadSources {
  return readEach(sources, config, ({ item }) => item.json());
}

/** @param read makes of a candidate, given its place among those that are read, what the planner gets */
function readEach(
  sources: readonly Source[],
  config: MirrorConfig,
  read: (candidate: RelevantItem, resource: number) => JsonObject,
): ReadSources {
  const isRelevant = relevance(config);
  const candidates: RelevantItem[] = [];
  const resources: JsonObject[] = [];
  for (const [source, { path, input }] of sources.entries()) {
    for (const [index, item] of input.items.entries()) {
      withItemErrors(path, input.text, item, () => {
        if (!isRelevant(item)) return;
        const candidate = { item, source, index };
        const resource = read(candidate, resources.length);
        refuseInferredType(item, resource);
        resources.push(resource);
        candidates.push(candidate);
      });
    }
  }
  return { candidates, resources, origins: candidates.map(({ source, index }) => originOf(sources[source], index)) };
}

/** @throws InputError for an item that only kubectl knows the type of: see `inferredIn` */
function refuseInferredType({ apiVersion, kind, line }: Item, object: JsonObject): void {
  if (kind === undefined || (kind === object.kind && apiVersion === object.apiVersion)) return;
  throw new InputError(
    `line ${line}: to kubectl this is a ${kind} of ${apiVersion}, as the list around it says, and other readers refuse it: write its apiVersion and kind`,
  );
}

/**
 * What stands alone is edited as soon as it is read, and only its header is kept: a large input is mostly that.
 *
 * @throws InputError for an item that has to be read and is broken
 */
export function mirrorSources(sources: readonly Source[], config: MirrorConfig): Mirrored {
  const decide = planAhead(config);
  const ahead = new Map<number, DecidedAhead>();
  const editedAhead = new Map<number, Edited>();
  const { candidates, resources, origins } = readEach(sources, config, (candidate, index) => {
    const read = candidate.item.read();
    const { object } = read;
    const decision = decide({ object, index });
    if (decision === undefined) return object;
    ahead.set(index, { edits: [], findings: decision.findings, uses: decision.uses });
    editedAhead.set(index, edit(candidate, read, index, sources, decision.edits));
    return headerOf(object);
  });
  const { edits, additions, findings } = planRest(resources, config, ahead);
  const edited = candidates.map((candidate, index) => {
    const itemEdits = edits.get(index);
    if (itemEdits === undefined) return editedAhead.get(index) ?? unchanged;
    return edit(candidate, candidate.item.read(), index, sources, itemEdits);
  });
  const added = sources.map((source, number) => addTo(source, number, additions, candidates));
  const refused = [...edited, ...added].flatMap((outcome) => outcome.findings);
  const all = withLines([...findings, ...refused], candidates, sources);
  const failed = hasError(all);
  const bySource = sources.map((): Splice[] => []);
  if (!failed) {
    for (const [index, { splices }] of edited.entries()) {
      const own = bySource[candidates[index]?.source ?? 0];
      for (const splice of splices) own?.push(splice);
    }
  }
  return {
    splices: bySource.map((own, source) => {
      const { splices } = failed ? unchanged : (added[source] ?? unchanged);
      return splices.length === 0 ? own : inOrder([...own, ...splices]);
    }),
    findings: all,
    resources,
    origins,
    failed,
  };
}

interface Edited {
  readonly splices: readonly Splice[];
  readonly findings: readonly Finding[];
}

const unchanged: Edited = { splices: [], findings: [] };

function edit(
  { item, source }: RelevantItem,
  read: ReadItem,
  resource: number,
  sources: readonly Source[],
  edits: readonly Edit[],
): Edited {
  if (edits.length === 0) return unchanged;
  const text = sources[source]?.input.text ?? '';
  const { node, object } = read;
  if (node.start < item.start || node.start > item.end)
    return refused(object, resource, 'it is an alias of another item');
  const findings = duplicateKeyFindings(read, { text, index: resource }, edits);
  if (findings.length > 0) return { splices: [], findings };
  try {
    return { splices: spliceItem(text, node, edits, object), findings: [] };
  } catch (error) {
    if (!(error instanceof RereadError)) throw error;
    return refused(object, resource, error.message);
  }
}

function refused(object: JsonObject, resource: number, reason: string): Edited {
  const message = `${nameOf(object)} can't be edited without changing something else in it: ${reason}; write it in a plainer layout, without anchors, and report this`;
  return { splices: [], findings: [{ code: 'edit-refused', message, at: { resource, path: [] } }] };
}

/** New resources stand in the text of those that they are for. */
function addTo(
  { input }: Source,
  source: number,
  additions: readonly Addition[],
  candidates: readonly RelevantItem[],
): Edited {
  const added = additions.flatMap(({ object, beside }) => {
    const candidate = candidates[beside];
    return candidate?.source === source ? [{ resource: object, beside: candidate.item, index: beside }] : [];
  });
  const [first] = added;
  if (first === undefined) return unchanged;
  try {
    return { splices: spliceNewItems(input, added), findings: [] };
  } catch (error) {
    const isExpected = [RereadError, SourceError, DecodeError].some((kind) => error instanceof kind);
    if (!isExpected || !(error instanceof Error)) throw error;
    const message = `${nameOf(first.resource)} can't be added beside ${nameOf(first.beside.json())}: ${error.message}`;
    return { splices: [], findings: [{ code: 'edit-refused', message, at: { resource: first.index, path: [] } }] };
  }
}

/** More would be a wall of text, and each costs a look through the whole input. */
const excerptsShown = 20;

/** Errors with the lines that they are about. */
export function withLines(
  findings: readonly Finding[],
  candidates: readonly RelevantItem[],
  sources: readonly Source[],
): readonly Finding[] {
  const errors = findings.filter((finding) => severityOf(finding) === 'error');
  const shown = new Set(errors.slice(0, excerptsShown));
  return findings.map((finding) => (shown.has(finding) ? withLine(finding, candidates, sources) : finding));
}

/** Without a place, or with one in the context, there is no line to show. */
function withLine(finding: Finding, candidates: readonly RelevantItem[], sources: readonly Source[]): Finding {
  const candidate = finding.at === undefined ? undefined : candidates[finding.at.resource];
  const source = candidate === undefined ? undefined : sources[candidate.source];
  if (candidate === undefined || source === undefined) return finding;
  return withExcerpt(finding, source.input.text, candidate.item.node());
}

function originOf(source: Source | undefined, index: number): ResultOrigin | undefined {
  return source?.path === undefined ? undefined : { path: source.path, index };
}
