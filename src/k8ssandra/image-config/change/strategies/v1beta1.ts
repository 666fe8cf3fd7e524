/**
 * How a v1beta1 ImageConfig can be changed to yield other images.
 *
 * Images are written as a whole, and registry and namespace come before them: see ../v1beta1.ts. A registry before an
 * image replaces the one that the operator sees in it, which is not always the one that Docker sees; so each change is
 * tried with the operator's own rules.
 */

import type { OperatorRules } from '../../../releases/image-config-rules.ts';
import { absentComponent, type ImageConfigV1beta1 } from '../../read/decode-v1beta1.ts';
import { registryFor, rewrite, serverText } from '../../read/v1beta1.ts';
import type { Change } from '../changes.ts';
import { type ImageGoal, isMoved, onlyTarget, refersTo } from '../image-goals.ts';
import { typeOf } from '../image-queries.ts';
import { before, behind, repositoryOf, splitFirst, versionOf, withoutVersion } from './paths.ts';
import type { CandidateChanges, Strategies } from './strategy.ts';

export function strategiesV1beta1(config: ImageConfigV1beta1, rules: OperatorRules): Strategies {
  const inConfig = { config, rules };
  return {
    'in-place': (goals) => inPlace(inConfig, goals),
    global: (goals) => globally(inConfig, goals),
    entries: (goals) => entryByEntry(inConfig, goals),
  };
}

/** An ImageConfig, perhaps changed, and the changes. */
interface Draft {
  readonly config: ImageConfigV1beta1;
  readonly rules: OperatorRules;
}

interface Changed extends Draft {
  readonly changes: readonly Change[];
}

function inPlace(draft: Draft, goals: readonly ImageGoal[]): readonly CandidateChanges[] {
  const moved = goals.filter((goal) => isMoved(goal) && goal.pin === undefined);
  const components = moved.filter((goal) => draft.config.defaults.get(typeOf(goal.query))?.registry);
  const others = moved.filter((goal) => !components.includes(goal));
  const registry =
    draft.config.registry === '' ? undefined : firstOf(others, (goal) => onlyTarget(goal, wholeRegistry(draft, goal)));
  const changed = components.reduce<Changed>(
    (done, goal) => withComponentRegistry(done, typeOf(goal.query), wholeRegistry(draft, goal)),
    registry === undefined ? { ...draft, changes: [] } : withRegistry(draft, registry),
  );
  return [[...changed.changes, ...pinned(changed, goals)]];
}

function globally(draft: Draft, goals: readonly ImageGoal[]): readonly CandidateChanges[] {
  const moved = goals.filter((goal) => isMoved(goal) && goal.pin === undefined);
  const registry = firstOf(moved, (goal) => onlyTarget(goal, wholeRegistry(draft, goal)));
  const folder = draft.rules.componentPolicies
    ? firstOf(moved, (goal) => onlyTarget(goal, folderOf(draft, goal)))
    : undefined;
  const [host, namespace] = splitFirst(folder ?? '');
  const drafts = [
    ...(registry === undefined ? [] : [withRegistry(draft, registry)]),
    ...(folder === undefined ? [] : [withNamespace(withRegistry(draft, host), namespace)]),
  ];
  return drafts.map((changed) => {
    const free = freeComponents(changed, moved);
    return [...free.changes, ...pinned(free, goals)];
  });
}

function entryByEntry(draft: Draft, goals: readonly ImageGoal[]): readonly CandidateChanges[] {
  const unchanged = { ...draft, changes: [] };
  const noNamespace = draft.config.namespace === undefined ? unchanged : withNamespace(draft, undefined);
  const noRegistry = (changed: Changed): Changed =>
    freeComponents(changed.config.registry === '' ? changed : withRegistry(changed, ''), goals);
  return [unchanged, noNamespace, noRegistry(unchanged), noRegistry(noNamespace)].map((changed) => [
    ...changed.changes,
    ...written(changed, goals),
  ]);
}

function withRegistry(draft: Draft | Changed, registry: string): Changed {
  const change = { path: [draft.rules.registryKey], value: registry || null };
  return { ...draft, config: { ...draft.config, registry }, changes: [...changesOf(draft), change] };
}

function withNamespace(draft: Draft | Changed, namespace: string | undefined): Changed {
  const change = { path: ['imageNamespace'], value: namespace ?? null };
  return { ...draft, config: { ...draft.config, namespace }, changes: [...changesOf(draft), change] };
}

function withComponentRegistry(draft: Changed, type: string, registry: string | undefined): Changed {
  const component = draft.config.defaults.get(type);
  if (component === undefined || registry === undefined) return draft;
  const defaults = new Map([...draft.config.defaults, [type, { ...component, registry }]]);
  const change = { path: component.places.imageRegistry, value: registry || null };
  return { ...draft, config: { ...draft.config, defaults }, changes: [...draft.changes, change] };
}

/** Takes away the registries of components that keep images from their goals. */
function freeComponents(draft: Changed, goals: readonly ImageGoal[]): Changed {
  const kept = goals.filter(
    (goal) => draft.config.defaults.get(typeOf(goal.query))?.registry && !isReached(draft, goal),
  );
  return [...new Set(kept.map(({ query }) => typeOf(query)))].reduce(
    (done, type) => withComponentRegistry(done, type, ''),
    draft,
  );
}

function changesOf(draft: Draft | Changed): readonly Change[] {
  return 'changes' in draft ? draft.changes : [];
}

function firstOf<Found>(goals: readonly ImageGoal[], find: (goal: ImageGoal) => Found | undefined): Found | undefined {
  return goals.map(find).find((found) => found !== undefined);
}

/** The registry that brings an image to its goal when nothing else changes. */
function wholeRegistry({ config, rules }: Draft, goal: ImageGoal): string | undefined {
  const printed = rewrite(textOf({ config, rules }, goal), { registry: 'x', namespace: config.namespace }, rules);
  return before(repositoryOf(goal.wanted), withoutVersion(behind(printed, 'x') ?? ''));
}

/** What replaces registry and namespace of an image together; none for an image without a namespace. */
function folderOf({ config, rules }: Draft, goal: ImageGoal): string | undefined {
  const printed = rewrite(textOf({ config, rules }, goal), { registry: 'x', namespace: 'y' }, rules);
  const name = behind(printed, 'x/y');
  return name === undefined ? undefined : before(repositoryOf(goal.wanted), withoutVersion(name));
}

/** An image as it is written, or as the operator makes it up, before anything is put to it. */
function textOf({ config, rules }: Pick<Draft, 'config' | 'rules'>, { query }: ImageGoal): string {
  if (query.kind === 'server') return serverText(config, rules, query.serverType, query.version);
  return (config.images?.named.get(query.name) ?? config.images?.others.get(query.name))?.text ?? '';
}

function isReached(draft: Draft, goal: ImageGoal): boolean {
  return reaches(draft, goal, textOf(draft, goal));
}

/** Whether an image gets to its goal when it is written as `text`. */
function reaches({ config, rules }: Draft, { query, wanted }: ImageGoal, text: string): boolean {
  const prefix = { registry: registryFor(config, typeOf(query)), namespace: config.namespace };
  return refersTo(rewrite(text, prefix, rules), wanted);
}

/** What pinned images need by themselves. */
function pinned(draft: Changed, goals: readonly ImageGoal[]): readonly Change[] {
  const pins = goals.filter(({ pin }) => pin !== undefined);
  return written(draft, pins);
}

/** What images need by themselves: first the repositories of servers, then what these leave. */
function written(draft: Changed, goals: readonly ImageGoal[]): readonly Change[] {
  const unlisted = goals.filter(({ query }) => query.kind === 'server' && query.covers === 'unlisted');
  const based = unlisted.reduce<Changed>((done, goal) => withRepository(done, goal), { ...draft, changes: [] });
  const listings = goals
    .filter((goal) => !unlisted.includes(goal) && !isReached(based, goal))
    .flatMap((goal) => listing(based, goal));
  return [...based.changes, ...listings];
}

/** Gives a server type the repository that brings its unlisted versions to their goal. */
function withRepository(draft: Changed, goal: ImageGoal): Changed {
  const { query, wanted } = goal;
  if (query.kind !== 'server' || isReached(draft, goal) || !knowsDefaults(draft.rules, query.serverType)) return draft;
  const type = query.serverType;
  const component = draft.config.defaults.get(type) ?? absentComponent(type);
  // Without a repository the suffix does nothing today; it must not begin to.
  const suffix = component.repository === '' ? '' : component.suffix;
  const repository = texts(draft, goal, repositoryOf(wanted)).find((text) =>
    reaches(draft, goal, `${text}:${query.version}${suffix}`),
  );
  if (repository === undefined) return draft;
  const defaults = new Map([...draft.config.defaults, [type, { ...component, repository, suffix }]]);
  return {
    ...draft,
    config: { ...draft.config, defaults },
    changes: [
      ...draft.changes,
      { path: component.places.repository, value: repository },
      ...(suffix === component.suffix ? [] : [{ path: component.places.suffix, value: suffix || null }]),
    ],
  };
}

function knowsDefaults({ componentPolicies, defaults }: OperatorRules, type: string): boolean {
  return componentPolicies || defaults.includes(type);
}

/** Writes an image out: where it is listed, or for a server of one version as a new listing. */
function listing(draft: Draft, goal: ImageGoal): readonly Change[] {
  const { query, wanted } = goal;
  const text = texts(draft, goal, repositoryOf(wanted) + versionOf(wanted)).find((one) => reaches(draft, goal, one));
  if (text === undefined) return [];
  if (query.kind === 'image') return [{ path: query.path, value: text }];
  const listed = draft.config.images?.servers.get(query.serverType)?.get(query.version)?.path;
  return [{ path: listed ?? ['images', query.serverType, query.version], value: text }];
}

/** How an image may have to be written to become `full`, with what the operator puts before it. */
function texts({ config }: Draft, { query }: ImageGoal, full: string): readonly string[] {
  const rest = behind(full, registryFor(config, typeOf(query)).replace(/\/$/, ''));
  return rest === undefined ? [full] : [full, rest, `docker.io/${rest}`];
}
