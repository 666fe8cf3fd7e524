/**
 * The planner: it alone chooses what to edit. Tables say where images stand, the rules say where they belong, and what
 * comes out is data: edits for the writers, findings for the reports.
 */
import type { MirrorConfig } from '../config/normalise.ts';
import { type Finding, hasError } from '../finding/finding.ts';
import type { EffectiveImage } from '../k8ssandra/origins/effective-image.ts';
import { type Layout, type Scope, undivided } from '../scope/scope.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import type { JsonObject } from '../yaml/json.ts';
import { assumptionFindings } from './findings/assumptions.ts';
import { collisionFindings } from './findings/collision-findings.ts';
import { missedImageConfigs } from './findings/missed-image-config.ts';
import { outcomeFindings } from './findings/outcomes.ts';
import { prove } from './findings/prove.ts';
import { restartFindings } from './findings/restarts.ts';
import { strangerFindings } from './findings/strangers.ts';
import { unhandledFindings } from './findings/unhandled-findings.ts';
import { unusedRules } from './findings/unused-rules.ts';
import type { Addition } from './model/addition.ts';
import type { MovedAtAdmission } from './model/container-goals.ts';
import type { DecidedAhead } from './model/decision.ts';
import type { ImageUse } from './model/image-use.ts';
import { planParts } from './plan-by-scope.ts';

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
  /** Those of them that policies move when a pod is created. */
  readonly atAdmission: readonly MovedAtAdmission[];
  /** What goes to which Kubernetes cluster. */
  readonly scopes: readonly Scope[];
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
  const { state, before, after } = planParts(resources, config, ahead, layout);
  const findings = [
    ...outcomeFindings(state.uses, resources, config.onEscape),
    ...collisionFindings(state.uses, resources),
    ...state.findings,
    ...strangerFindings(resources, config),
    ...unhandledFindings(state.unhandled, resources, config),
    ...restartFindings(state.resources, state.edits),
    ...assumptionFindings(before.assumptions),
    ...missedImageConfigs(resources, config),
    ...unusedRules(state, before.expected, config),
  ];
  // What cannot be said in one place, and is an error, may have been moved without it in another.
  const proof = hasError(findings) ? [] : prove(before.expected, after.expected, config);
  return {
    edits: state.edits,
    additions: state.additions,
    findings: [...findings, ...proof],
    uses: state.uses,
    edited: state.resources,
    before: before.images,
    after: after.images,
    atAdmission: state.atAdmission,
    scopes: layout.scopes,
  };
}
