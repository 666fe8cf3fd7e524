/**
 * How a v1beta2 ImageConfig can be changed to yield other images.
 *
 * An image is `[registry/][repository/]name` and a version, each part from overrides, the entry or defaults: see
 * ../v1beta2.ts. A part that overrides set cannot be changed in an entry, and an entry cannot do without a repository that
 * defaults have.
 */
import { joinPath } from '../../../../mirror/places.ts';
import type { OperatorRules } from '../../../releases/image-config-rules.ts';
import type { Entry, ImageConfigV1beta2, ServerEntry, SharedSettings } from '../../read/decode-v1beta2.ts';
import { merged, noParts, printParts } from '../../read/v1beta2.ts';
import type { Change } from '../changes.ts';
import { type ImageGoal, isMoved, onlyTarget, refersTo } from '../image-goals.ts';
import { before, repositoryOf, splitFirst } from './paths.ts';
import { spellings } from './spellings.ts';
import type { CandidateChanges, Strategies } from './strategy.ts';

/** An entry under `images` or `types`, with the goals of all that it yields. */
interface Planned {
  readonly entry: Entry | ServerEntry;
  readonly goals: readonly [ImageGoal, ...ImageGoal[]];
}

export function strategiesV1beta2(config: ImageConfigV1beta2, rules: OperatorRules): Strategies {
  return {
    'in-place': (goals) => inPlace(config, rules, entriesOf(config, goals)),
    global: (goals) => globally(config, rules, entriesOf(config, goals)),
    entries: (goals) => entryByEntry(config, rules, entriesOf(config, goals)),
  };
}

function entriesOf(config: ImageConfigV1beta2, goals: readonly ImageGoal[]): readonly Planned[] {
  const entries = new Map<Entry | ServerEntry, [ImageGoal, ...ImageGoal[]]>();
  for (const goal of goals) {
    const { query } = goal;
    const entry = query.kind === 'image' ? config.images.get(query.name) : config.types?.get(query.serverType);
    if (entry === undefined) continue;
    const before = entries.get(entry);
    if (before === undefined) entries.set(entry, [goal]);
    else before.push(goal);
  }
  return [...entries].map(([entry, its]) => ({ entry, goals: its }));
}

function inPlace(
  shared: SharedSettings,
  rules: OperatorRules,
  entries: readonly Planned[],
): readonly CandidateChanges[] {
  const decider = shared.overrides.registry === undefined ? 'defaults' : 'overrides';
  const decided = entries.filter(
    ({ entry }) => decider === 'overrides' || (entry.registry === '' && shared.defaults.registry !== undefined),
  );
  const registry = firstOf(decided, (planned) => onlyTarget(planned.goals[0], registryFor(shared, planned)));
  const set = registry === undefined ? {} : { registry };
  return [
    candidate(shared, decider, set, entries, rules, ({ entry, goals }, changes) => {
      const ownRegistry = entry.registry !== '' && changes.every(({ path }) => path.at(-1) === 'registry');
      return ownRegistry || isPinned(goals);
    }),
  ];
}

function globally(
  shared: SharedSettings,
  rules: OperatorRules,
  entries: readonly Planned[],
): readonly CandidateChanges[] {
  const registry = firstOf(entries, (planned) => onlyTarget(planned.goals[0], registryFor(shared, planned)));
  const folder = firstOf(entries, (planned) => onlyTarget(planned.goals[0], folderFor(planned)));
  const [host, repository] = splitFirst(folder ?? '');
  const settings = [
    ...(registry === undefined ? [] : [{ registry }]),
    ...(folder === undefined ? [] : [{ registry: host, repository }]),
  ];
  return settings.map((set) => candidate(shared, 'overrides', set, entries, rules, ({ goals }) => isPinned(goals)));
}

function entryByEntry(
  shared: SharedSettings,
  rules: OperatorRules,
  entries: readonly Planned[],
): readonly CandidateChanges[] {
  return neutralisations.map((keys) => {
    const cleared = keys.filter(([settings, key]) => shared[settings][key] !== undefined);
    const without = clear(shared, cleared);
    return [
      ...cleared.map((path) => ({ path, value: null })),
      ...entries.flatMap((planned) => complete(planned, without, rules) ?? []),
    ];
  });
}

type SettingKey = readonly [settings: 'overrides' | 'defaults', key: 'registry' | 'repository'];

function clear({ defaults, overrides }: SharedSettings, keys: readonly SettingKey[]): SharedSettings {
  const cleared = (settings: SettingKey[0]): Partial<SharedSettings['defaults']> =>
    Object.fromEntries(keys.filter(([its]) => its === settings).map(([, key]) => [key, undefined]));
  return {
    defaults: { ...defaults, ...cleared('defaults') },
    overrides: { ...overrides, ...cleared('overrides') },
  };
}

/** What may have to go before entries can speak for themselves; the fewest first. */
const neutralisations: readonly (readonly SettingKey[])[] = [
  [],
  [['overrides', 'registry']],
  [['overrides', 'repository']],
  [
    ['overrides', 'registry'],
    ['overrides', 'repository'],
  ],
  [
    ['overrides', 'registry'],
    ['overrides', 'repository'],
    ['defaults', 'repository'],
  ],
];

/** New settings, and with them what the entries need that may be changed by themselves. */
function candidate(
  shared: SharedSettings,
  settings: 'overrides' | 'defaults',
  set: Readonly<Partial<Record<'registry' | 'repository', string>>>,
  entries: readonly Planned[],
  rules: OperatorRules,
  mayChange: (planned: Planned, changes: readonly Change[]) => boolean,
): CandidateChanges {
  const changed = { ...shared, [settings]: { ...shared[settings], ...set } };
  return [
    ...Object.entries(set).map(([key, value]) => ({ path: [settings, key], value })),
    ...entries.flatMap((planned) => {
      const changes = complete(planned, changed, rules) ?? [];
      return mayChange(planned, changes) ? changes : [];
    }),
  ];
}

/** What the first image that is moved without a pin says about a setting for all. */
function firstOf<Found>(entries: readonly Planned[], find: (planned: Planned) => Found | undefined): Found | undefined {
  const moved = entries.filter(({ goals }) => goals.some(isMoved) && !isPinned(goals));
  return moved.map(find).find((found) => found !== undefined);
}

function isPinned(goals: readonly ImageGoal[]): boolean {
  return goals.some(({ pin }) => pin !== undefined);
}

/** The registry that brings an image to its goal when nothing else changes. */
function registryFor(shared: SharedSettings, { entry, goals: [{ wanted }] }: Planned): string | undefined {
  const { repository, name } = merged(shared, entry);
  return before(repositoryOf(wanted), joinPath(repository, name));
}

/** What brings an image to its goal when its registry and its repository both change. */
function folderFor({ entry, goals: [{ wanted }] }: Planned): string | undefined {
  return before(repositoryOf(wanted), entry.name);
}

/** The fewest changes to an entry that bring all its images to their goals; `undefined` if there are none. */
function complete(
  { entry, goals }: Planned,
  shared: SharedSettings,
  rules: OperatorRules,
): readonly Change[] | undefined {
  const fits = (parts: Entry | ServerEntry): boolean =>
    goals.every((goal) => refersTo(print(parts, goal, shared, rules), goal.wanted));
  const fitting = [entry, ...spellings(entry, goals[0], shared, rules)].filter(fits);
  const changes = fitting.map((parts) => changesBetween(entry, parts));
  return changes.toSorted((one, other) => one.length - other.length)[0];
}

function print(entry: Entry | ServerEntry, { query }: ImageGoal, shared: SharedSettings, rules: OperatorRules): string {
  const { registry, repository, name } = entry;
  if (query.kind === 'image') return printParts(merged(shared, entry), rules);
  const { prefix, suffix } = 'prefix' in entry ? entry : { prefix: '', suffix: '' };
  return printParts(
    merged(shared, { ...noParts, registry, repository, name, tag: prefix + query.version + suffix }),
    rules,
  );
}

/** A part that is to be empty is set to null: nothing is removed. */
function changesBetween(entry: Entry, changed: Entry): readonly Change[] {
  return (['registry', 'repository', 'name', 'tag', 'digest'] as const)
    .filter((part) => entry[part] !== changed[part])
    .map((part) => ({ path: [...entry.path, part], value: changed[part] || null }));
}
