/** The rounds of a plan, for each part of the resources that has to be planned together. */
import type { MirrorConfig } from '../config/normalise.ts';
import type { Finding } from '../finding/finding.ts';
import { partsOf } from '../scope/parts.ts';
import type { Layout, Scope } from '../scope/scope.ts';
import type { JsonObject } from '../yaml/json.ts';
import { inForceFindings } from './findings/image-config-in-force.ts';
import { sightRendered } from './findings/rendered-elsewhere.ts';
import { secretsNeeded } from './findings/secrets-needed.ts';
import { severalClusters } from './findings/several-clusters.ts';
import { unmovedUses } from './findings/unmoved-uses.ts';
import { mirroredAssumption } from './model/assumed-image-config.ts';
import { goalsFor } from './model/container-goals.ts';
import type { DecidedAhead } from './model/decision.ts';
import { type PulledImages, resolver } from './model/effective.ts';
import { findReleases } from './model/found-releases.ts';
import { joinPulled, placeAmong, placedDecision, placedFinding, placedImages, placedState } from './model/placed.ts';
import { type PlanContext, type PlanState, type Round, runRounds } from './model/round.ts';
import { moveWrittenImages } from './rounds/explicit-images.ts';
import { followLock } from './rounds/follow-lock.ts';
import { completeImageConfigs, moveImageConfigs } from './rounds/image-configs.ts';
import { moveImplicitImages } from './rounds/implicit.ts';
import { givePullSecrets } from './rounds/operator-secrets.ts';
import { givePullPolicies } from './rounds/pull-policies.ts';
import { addRefreshTasks } from './rounds/refresh-tasks.ts';
import { rollOut } from './rounds/rollout.ts';
import { rewriteCrdDefaults } from './rounds/safe-crd-defaults.ts';

/** What is known when all rounds are done. */
export interface Planned {
  readonly state: PlanState;
  readonly before: PulledImages;
  readonly after: PulledImages;
}

/** There is one mirror: what is said about its images is said about those of all parts. */
export function planParts(
  resources: readonly JsonObject[],
  config: MirrorConfig,
  ahead: ReadonlyMap<number, DecidedAhead>,
  layout: Layout,
): Planned {
  const parts = partsOf(layout, resources);
  const [only] = parts;
  if (parts.length <= 1) return planPart(resources, config, ahead, only?.layout ?? layout);
  return joinParts(
    resources,
    parts.map(({ members, layout: own }) => {
      const input = members.map((member) => resources[member] ?? {});
      const decided = members.flatMap((member, index) => {
        const decision = ahead.get(member);
        return decision === undefined ? [] : [[index, placedDecision(decision, () => index)] as const];
      });
      const { state, before, after } = planPart(input, config, new Map(decided), own);
      const placeOf = placeAmong(members, resources.length);
      const placed = { before: placedImages(before, placeOf), after: placedImages(after, placeOf) };
      return { members, edited: state.resources, state: placedState(state, placeOf), ...placed };
    }),
  );
}

interface PlacedPart extends Omit<Planned, 'state'> {
  readonly members: readonly number[];
  readonly edited: readonly JsonObject[];
  readonly state: Omit<PlanState, 'resources'>;
}

function joinParts(resources: readonly JsonObject[], parts: readonly PlacedPart[]): Planned {
  const edited = [...resources];
  for (const { members, edited: own } of parts) {
    for (const [index, member] of members.entries()) edited[member] = own[index] ?? {};
  }
  const states = parts.map(({ state }) => state);
  return {
    state: {
      resources: edited,
      edits: new Map(states.flatMap(({ edits }) => [...edits])),
      additions: states.flatMap(({ additions }) => additions),
      findings: states.flatMap(({ findings }) => findings),
      uses: states.flatMap(({ uses }) => uses),
      unhandled: states.flatMap(({ unhandled }) => unhandled),
      atAdmission: states.flatMap(({ atAdmission }) => atAdmission),
    },
    before: joinPulled(parts.map(({ before }) => before)),
    after: joinPulled(parts.map(({ after }) => after)),
  };
}

function planPart(
  resources: readonly JsonObject[],
  config: MirrorConfig,
  ahead: ReadonlyMap<number, DecidedAhead>,
  layout: Layout,
): Planned {
  const context = contextOf(resources, config, layout);
  const state = runRounds(roundsFor(ahead), context);
  return { state, before: context.before, after: context.resolve(state.resources) };
}

function contextOf(input: readonly JsonObject[], config: MirrorConfig, layout: Layout): PlanContext {
  const asItIs = resolver(input, config, layout, ({ document }) => document);
  const before = asItIs(input);
  const assumes = before.images.some(({ source }) => source.some(({ origin }) => origin === 'assumed'));
  const resolve = assumes ? resolver(input, config, layout, mirroredAssumption(input, config)) : asItIs;
  const found = findReleases(input, config);
  return { config, input, found, resolve, before, goalOf: goalsFor(before.expected, config), layout };
}

/** In this order: defaults of CRDs, then what is written, then what the operators would still pull from elsewhere, then its consequences. */
function roundsFor(ahead: ReadonlyMap<number, DecidedAhead>): readonly Round[] {
  return [
    rewriteCrdDefaults,
    completeImageConfigs,
    moveImageConfigs,
    moveWrittenImages(ahead),
    sightRendered,
    severalClusters,
    moveImplicitImages,
    severalClusters,
    ({ resources, uses }, { resolve, config }) => ({
      uses: unmovedUses(resolve(resources).expected, uses, config),
    }),
    followLock(ahead),
    (_, { input, config, layout }) => ({
      findings: layout.scopes.flatMap((scope) => inForceIn(scope, input, config)),
    }),
    givePullPolicies,
    givePullSecrets,
    ({ resources, uses }, { input, resolve, config, layout }) => ({
      findings: secretsNeeded(resolve(resources).expected, uses, input, config, layout),
    }),
    rollOut,
    addRefreshTasks,
  ];
}

function inForceIn({ members }: Scope, input: readonly JsonObject[], config: MirrorConfig): readonly Finding[] {
  const own = members.map((member) => input[member] ?? {});
  const placeOf = placeAmong(members, input.length);
  return inForceFindings(own, config).map((finding) => placedFinding(finding, placeOf));
}
