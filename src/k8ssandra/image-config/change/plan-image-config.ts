/**
 * Moves the images of an ImageConfig to where the rules want them.
 *
 * Every image that the ImageConfig can yield is looked at; strategies propose changes; and what they propose is tried on
 * the document, with the operator's own rules, until each image is where it belongs. What leaves one of them elsewhere
 * is never returned.
 */
import type { MirrorRules, Outcome } from '../../../mirror/rules.ts';
import { formatReference } from '../../../reference/grammar.ts';
import type { Reference } from '../../../reference/reference.ts';
import type { Edit } from '../../../yaml/edit/edit.ts';
import { isObject, type Path } from '../../../yaml/json.ts';
import type { Releases } from '../../api-group.ts';
import { type Format, lastRulesFor, rulesOf } from '../../releases/image-config-rules.ts';
import type { ImageConfig } from '../read/image-config.ts';
import { decodeText } from '../read/parse.ts';
import { editsFor } from './changes.ts';
import { type CompletionContext, completionsFor } from './completions.ts';
import { type ImageGoal, isOnMirror, printed, type QueryResult, resolveQuery, type Unusable } from './image-goals.ts';
import { labelOf, type ServerVersion, shown } from './image-queries.ts';
import { type LoadedImageConfig, loadImageConfig } from './loaded-image-config.ts';
import { goalsFor, pinnedVersions } from './pinned-goals.ts';
import type { ImageConfigRemark } from './remark.ts';
import { completionRemark, unusableRemarks } from './remarks.ts';
import { type StrategyName, search } from './search.ts';
import type { PullSettings } from './settings.ts';
import { unreadRemarks } from './unread.ts';

export interface ImageConfigRequest extends PullSettings {
  readonly text: string;
  readonly format: Format;
  /** The release that reads it; absent: the last for the format. */
  readonly cassOperator?: string | undefined;
  readonly rules: MirrorRules;
  readonly strategy: StrategyName;
  /** The servers that clusters ask for; may be empty. */
  readonly servers: readonly ServerVersion[];
  /** The images under `images` that clusters ask for, besides those that every cluster needs. */
  readonly asked?: readonly string[];
  /** The releases whose own entries stand in for missing ones. */
  readonly shipped?: Releases;
}

export interface ImageConfigPlan {
  /** For the document in the text; none where they cannot bring every image to its place. */
  readonly edits: readonly Edit[];
  readonly findings: readonly ImageConfigRemark[];
  readonly images: readonly PlannedImage[];
}

/** An image that the ImageConfig yields. */
export interface PlannedImage {
  /** `system-logger`, `cassandra 4.0.1`; `cassandra` stands for the versions that are not listed. */
  readonly name: string;
  /** What the operator prints today, empty if it cannot. A version that stands for others is `<version>`. */
  readonly before: string;
  /** The same, after the edits. */
  readonly after: string;
  /** `before` with all that Docker Hub's images may leave out; absent where it is no reference. */
  readonly full?: string;
  readonly status: Outcome['status'] | Unusable['status'];
  /** Where it is written, or would be. */
  readonly path: Path;
  /** What `before` refers to; absent where it is no reference, or stands for others. */
  readonly source?: Reference;
  /** What the rules say about it; absent where it is no reference. */
  readonly outcome?: Outcome;
}

/**
 * Adds the entries that the operators need and do not find, as their releases have them.
 *
 * @throws ImageConfigError where the operator cannot load the text
 */
export function completeImageConfig(request: ImageConfigRequest): Pick<ImageConfigPlan, 'edits' | 'findings'> {
  const { loaded, unusable } = examine(request);
  const completions = completionsFor(loaded, unusable, contextOf(request));
  return { edits: editsFor(loaded.root, completions), findings: completions.map(completionRemark) };
}

/** @throws ImageConfigError where the operator cannot load the text */
export function planImageConfig(request: ImageConfigRequest): ImageConfigPlan {
  const { format, strategy } = request;
  const { loaded, results, unusable } = examine(request);
  const { root, rules } = loaded;
  const { goals, remarks: pinRemarks } = goalsFor(results, request.rules, loaded);
  const found = search(loaded, { goals, unusable }, strategy);
  const settings =
    goals.some(isOnMirror) || isPulledThrough(request) ? loaded.settings(goals, request) : { changes: [], remarks: [] };
  const failed = found.remarks.length > 0;
  const edits = failed ? [] : editsFor(root, [...found.changes, ...settings.changes]);
  return {
    edits,
    findings: [
      ...found.remarks,
      ...pinRemarks,
      ...settings.remarks,
      ...unusableRemarks(
        unusable,
        loaded,
        completionsFor(loaded, unusable, contextOf(request)),
        request.cassOperator !== undefined,
      ),
      ...unreadRemarks(root, format, rules),
    ],
    images: imagesOf(results, goals, loaded.after(edits) ?? loaded.config),
  };
}

/** Whether pods that pull from the mirror take their settings from here, though none of its images is there. */
function isPulledThrough({ pods }: ImageConfigRequest): boolean {
  return pods !== undefined && (pods.pullsFromMirror || [...pods.policies.values()].includes('moved'));
}

interface Examined {
  readonly loaded: LoadedImageConfig;
  readonly results: readonly QueryResult[];
  readonly unusable: readonly Unusable[];
}

function examine(request: ImageConfigRequest): Examined {
  const { text, format, cassOperator } = request;
  const decoded = decodeText(text);
  const rules = cassOperator === undefined ? lastRulesFor(format) : rulesOf(cassOperator);
  const loaded = loadImageConfig(isObject(decoded) ? decoded : {}, format, rules);
  const results = resolveQueries(loaded, request);
  return { loaded, results, unusable: results.filter((one) => one.status !== 'resolved') };
}

function contextOf({ rules, shipped = {} }: ImageConfigRequest): CompletionContext {
  return { rules, shipped };
}

/** What the ImageConfig yields. In v1beta1 a version that a pin names can have an image of its own. */
function resolveQueries(
  { format, config, queries }: LoadedImageConfig,
  request: ImageConfigRequest,
): readonly QueryResult[] {
  const { rules, servers, asked = [] } = request;
  const results = queries(servers, asked).map((query) => resolveQuery(config, query));
  if (format === 'v1beta2') return results;
  const labels = new Set(results.map(({ query }) => labelOf(query)));
  const pinned = queries(pinnedVersions(results, rules.pins), []).filter((query) => !labels.has(labelOf(query)));
  return [
    ...results,
    ...pinned.map((query) => resolveQuery(config, query)).filter(({ status }) => status === 'resolved'),
  ];
}

function imagesOf(
  results: readonly QueryResult[],
  goals: readonly ImageGoal[],
  after: ImageConfig,
): readonly PlannedImage[] {
  return results.map((one): PlannedImage => {
    const { query } = one;
    const goal = goals.find((other) => other.query === query);
    const text = query.written ? (printed(after, query) ?? '') : '';
    const image = {
      name: labelOf(query),
      before: shown(query, one.text),
      after: shown(query, text),
      path: query.path,
    };
    if (one.status !== 'resolved') return { ...image, status: one.status };
    if (goal === undefined) throw new Error(`no goal for ${image.name}`);
    const { source, outcome } = goal;
    const full = shown(query, formatReference(source));
    const standsForOthers = query.kind === 'server' && query.covers === 'unlisted';
    return { ...image, full, status: outcome.status, outcome, ...(standsForOthers ? {} : { source }) };
  });
}
