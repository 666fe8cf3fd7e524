/**
 * The planner: it alone chooses what to edit. Tables say where images stand, the rules say where they belong, and what
 * comes out is data: edits for the writers, findings for the reports.
 */
import type { MirrorConfig } from '../config/normalise.ts';
import { type Finding, hasError } from '../finding/finding.ts';
import type { EffectiveImage } from '../k8ssandra/origins/effective-image.ts';
import { type Layout, undivided } from '../scope/scope.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import type { JsonObject } from '../yaml/json.ts';
import { assumptionFindings } from './findings/assumptions.ts';
import { collisionFindings } from './findings/collision-findings.ts';
import { inForceFindings } from './findings/image-config-in-force.ts';
import { outcomeFindings } from './findings/outcomes.ts';
import { prove } from './findings/prove.ts';
import { sightRendered } from './findings/rendered-elsewhere.ts';
import { restartFindings } from './findings/restarts.ts';
import { secretsNeeded } from './findings/secrets-needed.ts';
import { severalClusters } from './findings/several-clusters.ts';
import { sightedFindings } from './findings/sighted.ts';
import { strangerFindings } from './findings/strangers.ts';
import { unmovedUses } from './findings/unmoved-uses.ts';
import type { Addition } from './model/addition.ts';
import { mirroredAssumption } from './model/assumed-image-config.ts';
import { goalsFor } from './model/container-goals.ts';
import type { DecidedAhead } from './model/decision.ts';
import { resolver } from './model/effective.ts';
import { findReleases } from './model/found-releases.ts';
import type { ImageUse } from './model/image-use.ts';
import { type PlanContext, type Round, runRounds } from './model/round.ts';
import { moveWrittenImages } from './rounds/explicit-images.ts';
import { followLock } from './rounds/follow-lock.ts';
import { completeImageConfigs, moveImageConfigs } from './rounds/image-configs.ts';
import { moveImplicitImages } from './rounds/implicit.ts';
import { givePullSecrets } from './rounds/operator-secrets.ts';
import { givePullPolicies } from './rounds/pull-policies.ts';
import { addRefreshTasks } from './rounds/refresh-tasks.ts';
import { rollOut } from './rounds/rollout.ts';
import { rewriteCrdDefaults } from './rounds/safe-crd-defaults.ts';

/** What is to be done and said. Writers carry the edits out; reports print the findings. */
export interface Plan {
  /** By index into the resources that were planned; resources that stay as they are have no entry. */
  readonly edits: ReadonlyMap<number, readonly Edit[]>;
  /** Whole resources to add; they change no image. */
  readonly additions: readonly Addition[];
  readonly findings: readonly Finding[];
  /** Every image at every place that was looked at, and what the rules made of it. */
  readonly uses: readonly ImageUse[];
  /** The resources with the edits carried out. */
  readonly edited: readonly JsonObject[];
  /** What the operators pull for the resources as they are. What workloads pull is written in them. */
  readonly before: readonly EffectiveImage[];
  /** What the operators will pull for the edited resources. */
  readonly after: readonly EffectiveImage[];
}

/** @param resources the input, planned as one: an ImageConfig counts for the clusters beside it */
export function plan(resources: readonly JsonObject[], config: MirrorConfig): Plan {
  return planRest(resources, config, new Map());
}

/** @param ahead what was planned ahead, by index: of such a resource, its header is enough */
export function planRest(
  resources: readonly JsonObject[],
  config: MirrorConfig,
  ahead: ReadonlyMap<number, DecidedAhead>,
  layout: Layout = undivided(resources.length),
): Plan {
  const context = contextOf(resources, config, layout);
  const { before, resolve } = context;
  const state = runRounds(roundsFor(ahead), context);
  const after = resolve(state.resources);
  const findings = [
    ...outcomeFindings(state.uses, resources, config.onEscape),
    ...collisionFindings(state.uses, resources),
    ...state.findings,
    ...sightedFindings(state.sightings, resources, config),
    ...restartFindings(state.resources, state.edits),
    ...assumptionFindings(before.assumptions),
  ];
  // What can't be said in one place, and is an error, may have been moved without it in another.
  const proof = hasError(findings) ? [] : prove(before.expected, after.expected, config);
  return {
    edits: state.edits,
    additions: state.additions,
    findings: [...findings, ...proof],
    uses: state.uses,
    edited: state.resources,
    before: before.images,
    after: after.images,
  };
}

function contextOf(input: readonly JsonObject[], config: MirrorConfig, layout: Layout): PlanContext {
  const asItIs = resolver(input, config, ({ document }) => document);
  const before = asItIs(input);
  const assumes = before.images.some(({ source }) => source.some(({ origin }) => origin === 'assumed'));
  const resolve = assumes ? resolver(input, config, mirroredAssumption(input, config)) : asItIs;
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
    (_, { input, config }) => ({ findings: [...strangerFindings(input, config), ...inForceFindings(input, config)] }),
    givePullPolicies,
    givePullSecrets,
    ({ resources, uses }, { input, resolve, config }) => ({
      findings: secretsNeeded(resolve(resources).expected, uses, input, config),
    }),
    rollOut,
    addRefreshTasks,
  ];
}
