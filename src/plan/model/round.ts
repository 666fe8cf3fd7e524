/** A plan is made in rounds. Each sees what the rounds before it made of the resources, and adds its own decisions. */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Layout } from '../../scope/scope.ts';
import type { JsonObject } from '../../yaml/json.ts';
import type { Addition } from './addition.ts';
import { applyEdits, type EditsByResource, joinEdits } from './apply.ts';
import type { GoalOf, MovedAtAdmission } from './container-goals.ts';
import { combine, type Decision, type Subject } from './decision.ts';
import type { PulledImages, Resolve } from './effective.ts';
import type { FoundReleases } from './found-releases.ts';
import type { ImageUse } from './image-use.ts';
import type { Unhandled } from './unhandled.ts';

/** What all rounds of a plan know: it is found in the input once. */
export interface PlanContext {
  readonly config: MirrorConfig;
  readonly input: readonly JsonObject[];
  readonly found: FoundReleases;
  readonly resolve: Resolve;
  /** What the operators pull for the input as it is. */
  readonly before: PulledImages;
  readonly goalOf: GoalOf;
  readonly layout: Layout;
}

/** What the rounds so far have decided. */
export interface PlanState {
  /** With all edits so far. */
  readonly resources: readonly JsonObject[];
  readonly edits: EditsByResource;
  readonly additions: readonly Addition[];
  readonly findings: readonly Finding[];
  readonly uses: readonly ImageUse[];
  readonly unhandled: readonly Unhandled[];
  readonly atAdmission: readonly MovedAtAdmission[];
}

export type RoundResult = Partial<Omit<PlanState, 'resources'>>;

export type Round = (state: PlanState, context: PlanContext) => RoundResult;

/** @returns the state after all rounds, one on top of the other */
export function runRounds(rounds: readonly Round[], context: PlanContext): PlanState {
  const none = { additions: [], findings: [], uses: [], unhandled: [], atAdmission: [] };
  const start: PlanState = { resources: context.input, edits: new Map(), ...none };
  return rounds.reduce((state, round) => withResult(state, round(state, context)), start);
}

function withResult(state: PlanState, result: RoundResult): PlanState {
  const { edits = new Map(), additions = [], findings = [], uses = [], unhandled = [], atAdmission = [] } = result;
  return {
    resources: applyEdits(state.resources, edits),
    edits: joinEdits(state.edits, edits),
    additions: joined(state.additions, additions),
    findings: joined(state.findings, findings),
    uses: joined(state.uses, uses),
    unhandled: joined(state.unhandled, unhandled),
    atAdmission: joined(state.atAdmission, atAdmission),
  };
}

function joined<T>(earlier: readonly T[], later: readonly T[]): readonly T[] {
  return later.length === 0 ? earlier : [...earlier, ...later];
}

/** A round that looks at one resource after the other. */
export function forEachResource(
  resources: readonly JsonObject[],
  decide: (subject: Subject) => Decision,
): Required<Pick<RoundResult, 'edits' | 'findings' | 'uses' | 'unhandled'>> {
  const decisions = resources.map((object, index) => decide({ object, index }));
  const { findings, uses, unhandled = [] } = combine(decisions);
  const edits = decisions.flatMap((decision, index) =>
    decision.edits.length === 0 ? [] : [[index, decision.edits] as const],
  );
  return { edits: new Map(edits), findings, uses, unhandled };
}
