/**
 * Images that are written as structs of parts.
 *
 * | the struct                                     | is                                                          |
 * |------------------------------------------------|-------------------------------------------------------------|
 * | names a registry, and what it comes to is known | changed in the parts that move it                          |
 * | names a registry, the rest is not known        | changed in the registry, where that is right for every image |
 * | without one, and nobody reads it               | left as it is                                               |
 * | without one, and what it comes to is known     | left to implicit.ts, which sees what the ImageConfig does   |
 * | without one, and the rest is assumed           | written whole                                               |
 * | without one, and what it comes to is not known | left as it is: unresolved.ts says what would tell           |
 *
 * None is left without a tag: the API server would fill in `latest`, and that beats the ImageConfig's.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Releases } from '../../k8ssandra/api-group.ts';
import { assembleParts, type PartsContext, resolveParts } from '../../k8ssandra/fields/parts.ts';
import { editParts, type PartEdit, planParts } from '../../k8ssandra/fields/plan-parts.ts';
import { partKeys } from '../../k8ssandra/fields/shape.ts';
import type { PartsSite } from '../../k8ssandra/fields/site.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { mirror } from '../../mirror/match.ts';
import { registryForAll } from '../../mirror/whole-registry.ts';
import { readReference, referenceProblem } from '../../reference/read-reference.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import { formatPath, type JsonObject, type Path } from '../../yaml/json.ts';
import type { GoalOf } from '../model/container-goals.ts';
import { type Decision, nothing, placeIn, type Subject } from '../model/decision.ts';
import { isOnMirror, restIsAssumed } from '../model/effective.ts';
import { pullPolicyEdits } from '../model/references.ts';

/** What is known about the structs of the input. */
export interface StructContext {
  readonly releases: Releases;
  /** The image that a struct decides about, if it is known. */
  readonly governedBy: (resource: number, path: Path) => EffectiveImage | undefined;
  readonly goalOf: GoalOf;
}

export function planStruct(
  subject: Subject,
  site: PartsSite,
  config: MirrorConfig,
  { releases, governedBy, goalOf }: StructContext,
): Decision {
  const isOwnField = site.component === 'custom';
  const namesRegistry = isWritten(site.value.registry);
  if (!namesRegistry && !site.effective) return nothing;
  const governed = governedBy(subject.index, site.path);
  // One that no rule brings to the mirror is none of our business.
  const isMirrored = governed !== undefined && isOnMirror(governed, config);
  const left = isMirrored ? { ...nothing, ...makeDefaultTagExplicit(subject, site) } : nothing;
  const completes = isAssumed(governed) && !(namesRegistry && isComplete(site.value));
  if (!namesRegistry && !isOwnField && !completes) return left;
  if (governed === undefined && site.effective && !isOwnField && !isComplete(site.value)) {
    return planRegistryAlone(subject, site, config);
  }
  // What is assumed of the rest may be otherwise: the struct must not depend on it.
  const base = isAssumed(governed) ? undefined : governed?.override?.base;
  const context: PartsContext = {
    shape: site.shape,
    component: site.component,
    releases,
    ...(base === undefined ? {} : { base }),
  };
  const place = placeIn(subject, site.path);
  const today = governed === undefined ? undefined : goalOf(governed)?.source;
  const made = governed?.image ?? assembleParts(site.value, context);
  const source = today ?? readReference(made);
  if (source === undefined) {
    const message = `the parts do not make an image reference: ${referenceProblem(made)}`;
    return { ...nothing, findings: [{ code: 'invalid-reference', message, at: place, currentValue: site.value }] };
  }
  const outcome = mirror(config.rules, source);
  const uses = [{ place, source, outcome, effective: site.effective }];
  if (outcome.status === 'already') return { ...nothing, uses, ...makeDefaultTagExplicit(subject, site) };
  if (outcome.status !== 'mirrored') return { ...nothing, uses };
  const plan = planParts(site.value, context, outcome);
  if ('error' in plan) {
    if (completes && !namesRegistry) return left;
    const finding = { ...plan.error, at: place, currentValue: site.value };
    return { ...nothing, uses, findings: [finding] };
  }
  const parts = namesRegistry && !completes ? plan.edits : completePartEdits(site.value, context, plan.edits);
  return {
    uses,
    findings: plan.frozenTag === undefined ? [] : [frozenTag(subject, site, plan.frozenTag)],
    edits: [...partEdits(site, parts), ...pullPolicyEdits(subject, site, config.pullPolicy)],
  };
}

function isAssumed(governed: EffectiveImage | undefined): boolean {
  return governed !== undefined && restIsAssumed(governed);
}

/** Whether a struct says all that the operator would fill in; the API server fills in the tag. */
function isComplete({ repository, name }: JsonObject): boolean {
  return isWritten(repository) && isWritten(name);
}

/** What becomes of a struct whose other parts are in an ImageConfig, or at another level, that is not in the input. */
function planRegistryAlone(subject: Subject, site: PartsSite, config: MirrorConfig): Decision {
  const before = site.value.registry;
  const after = typeof before === 'string' ? registryForAll(before, config.rules) : undefined;
  if (after === undefined) return nothing;
  const tag = makeDefaultTagExplicit(subject, site);
  const registry = partEdits(site, [{ part: 'registry', before, after }]);
  return {
    ...nothing,
    ...tag,
    edits: [...registry, ...tag.edits, ...pullPolicyEdits(subject, site, config.pullPolicy)],
  };
}

/** The edits, and with them every part that a struct leaves to the operator. */
export function completePartEdits(
  value: JsonObject,
  context: PartsContext,
  edits: readonly PartEdit[],
): readonly PartEdit[] {
  const { shape, component } = context;
  const resolved = resolveParts(editParts(value, edits), context);
  return partKeys[shape].flatMap((part): readonly PartEdit[] => {
    const planned = edits.find((edit) => edit.part === part);
    if (planned !== undefined) return [planned];
    // Stargate's name goes by the server that it stands before, and one struct may serve several.
    const after = component === 'stargate' && part === 'name' ? '' : resolved[part];
    return isWritten(value[part]) || !isWritten(after) ? [] : [{ part, before: value[part], after }];
  });
}

/** What a struct without a tag needs besides: the one that the API server fills in, said out loud. */
function makeDefaultTagExplicit(subject: Subject, site: PartsSite): Pick<Decision, 'edits' | 'findings'> {
  if (!site.effective || site.value.tag !== undefined || site.component === 'custom') return nothing;
  const edits = partEdits(site, [{ part: 'tag', before: undefined, after: 'latest' }]);
  return { edits, findings: [frozenTag(subject, site, 'latest')] };
}

function frozenTag(subject: Subject, { path, value }: PartsSite, tag: string): Finding {
  return {
    code: 'tag-made-explicit',
    message: `${formatPath(path)} has no tag, and the API server fills in ${tag}: written out, so that it shows; give it the tag that is meant`,
    at: placeIn(subject, [...path, 'tag']),
    currentValue: value,
    proposedValue: tag,
  };
}

function partEdits({ path, value }: PartsSite, parts: readonly PartEdit[]): readonly Edit[] {
  return Object.keys(value).length === 0
    ? wholeEdit(path, value, parts)
    : parts.map(({ part, before, after }) => ({ op: 'set', path: [...path, part], before, after }));
}

/** An empty struct is replaced: there is no key beside which parts could be put. */
function wholeEdit(path: Edit['path'], before: JsonObject, parts: readonly PartEdit[]): readonly Edit[] {
  if (parts.length === 0) return [];
  return [{ op: 'set', path, before, after: Object.fromEntries(parts.map(({ part, after }) => [part, after])) }];
}

function isWritten(part: unknown): part is string {
  return typeof part === 'string' && part !== '';
}
