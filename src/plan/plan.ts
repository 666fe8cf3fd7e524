/**
 * The planner: it alone chooses what to edit. Tables say where images stand, the rules say where they belong, and what
 * comes out is data: edits for the writers, findings for the reports.
 */
import type { MirrorConfig } from '../config/normalise.ts';
import { type Finding, hasError } from '../finding/finding.ts';
import { groupOf, operatorOf } from '../k8ssandra/api-group.ts';
import { describeMaker, operatorMade } from '../k8ssandra/operators/operator-made.ts';
import { serversIn } from '../k8ssandra/servers.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import type { JsonObject } from '../yaml/json.ts';
import { type DecidedAhead, maskPlanned } from './ahead.ts';
import { assumptionFindings } from './findings/assumptions.ts';
import { collisionFindings } from './findings/collision-findings.ts';
import { inForceFindings } from './findings/image-config-in-force.ts';
import { outcomeFindings } from './findings/outcomes.ts';
import { prove } from './findings/prove.ts';
import { secretsNeeded } from './findings/secrets-needed.ts';
import { unmovedUses } from './findings/unmoved-uses.ts';
import type { Addition } from './model/addition.ts';
import { applyEdits, type EditsByResource, joinEdits } from './model/apply.ts';
import { goalsFor } from './model/container-goals.ts';
import { appendNew, combine, type Decision, nothing, placeIn, type Subject } from './model/decision.ts';
import { governors, resolver } from './model/effective.ts';
import { findReleases } from './model/found-releases.ts';
import type { ImageUse } from './model/image-use.ts';
import { identify, nameOf } from './model/resource.ts';
import { askedImages } from './rounds/asked-images.ts';
import { type ExplicitImagesContext, fieldsOf, planExplicitImages } from './rounds/explicit-images.ts';
import { completeImageConfigsIn, type ImageConfigContext, planImageConfigsIn } from './rounds/image-configs.ts';
import { planImplicit } from './rounds/implicit.ts';
import { planOperatorSecrets } from './rounds/operator-secrets.ts';
import { planRefreshTasks } from './rounds/refresh-tasks.ts';
import { planRollout } from './rounds/rollout.ts';
import { planSafeCrdDefaults } from './rounds/safe-crd-defaults.ts';

/** What is to be done and said. Writers carry the edits out; reports print the findings. */
export interface Plan {
  /** By index into the resources that were planned; resources that stay as they are have no entry. */
  readonly edits: ReadonlyMap<number, readonly Edit[]>;
  /** Whole resources to add; they change no image. */
  readonly additions: readonly Addition[];
  readonly findings: readonly Finding[];
  /** Every image at every place that was looked at, and what the rules made of it. */
  readonly uses: readonly ImageUse[];
}

/**
 * In rounds, each on what the one before it made: what ImageConfigs lack, if that is to be added; ImageConfigs;
 * everything else that is written; what the operators would still pull from elsewhere; and what makes it take effect.
 *
 * @param resources planned as one: an ImageConfig counts for the clusters beside it
 * @param ahead what `planAhead` has decided and others have carried out, by index: of such a resource, its header is enough
 */
export function plan(
  resources: readonly JsonObject[],
  config: MirrorConfig,
  ahead: ReadonlyMap<number, DecidedAhead> = new Map(),
): Plan {
  const others = maskPlanned(ahead, resources);
  const found = findReleases(others, config);
  const { releases, readerOf, shippedTo } = found;
  const resolve = resolver(others, config);
  const today = resolve(others);

  const crds = planSafeCrdDefaults(others, resolve, config, releases);
  const defaulted = applyEdits(others, crds.edits);
  const servers = serversIn(others);
  const askedOf = askedImages(today.images);
  const first = planImageConfigs(defaulted, { config, servers, readerOf, shippedTo, askedOf });
  const configured = applyEdits(defaulted, first.edits);
  const subjects = subjectsOf(configured);

  const goalOf = goalsFor(today.images, config);
  const structs = { releases, governedBy: governors(() => resolve(configured).images), goalOf };
  const context: ExplicitImagesContext = { config, fields: fieldsOf(config), structs };
  const second = subjects.map((subject) => {
    const decided = ahead.get(subject.index);
    if (decided !== undefined) return decided;
    return isOwn(subject) ? planExplicitImages(subject, context) : nothing;
  });
  const rewritten = applyEdits(configured, editsOf(second));

  const third = planImplicit(rewritten, { resolve, goalOf }, config, releases);
  const filled = applyEdits(rewritten, third.edits);
  const secrets = planOperatorSecrets(filled, resolve, config);
  const supplied = applyEdits(filled, secrets.edits);
  const rollout = planRollout(supplied, isOwnObject, config, releases);
  const rolled = applyEdits(supplied, rollout.edits);
  const edits = [editsOf(second), third.edits, secrets.edits, rollout.edits].reduce(
    joinEdits,
    joinEdits(crds.edits, first.edits),
  );

  const tasks = planRefreshTasks(rolled, isOwnObject, config, found);
  const after = resolve(rolled);
  const { findings, uses: sighted } = appendNew(
    combine([{ ...crds, edits: [] }, ...first.decisions, ...second]),
    third,
  );
  const uses = [...sighted, ...unmovedUses(after.images, sighted, config)];
  const said = [
    ...outcomeFindings(uses, resources, config.onEscape),
    ...collisionFindings(uses, resources),
    ...findings,
    ...inForceFindings(others, config),
    ...secrets.findings,
    ...secretsNeeded(after.images, uses, resources, config),
    ...rollout.findings,
    ...tasks.findings,
    ...subjects.flatMap((subject) => restartOnApply(subject, edits.get(subject.index) ?? [])),
    ...assumptionFindings(today.assumptions),
  ];
  // What can't be said in one place, and is an error, may have been moved without it in another.
  const proof = hasError(said) ? [] : prove(today.images, after.images, config);
  return { edits, additions: tasks.additions, findings: [...said, ...proof], uses };
}

interface ImageConfigs {
  readonly edits: EditsByResource;
  readonly decisions: readonly Decision[];
}

/** What ImageConfigs lack is added, if that is asked for; and then moved together with the rest. */
function planImageConfigs(resources: readonly JsonObject[], context: ImageConfigContext): ImageConfigs {
  const added = subjectsOf(resources).map((subject) =>
    context.config.fix && isOwn(subject) ? completeImageConfigsIn(subject, context) : nothing,
  );
  const moved = subjectsOf(applyEdits(resources, editsOf(added))).map((subject) =>
    isOwn(subject) ? planImageConfigsIn(subject, context) : leftToOperator(subject),
  );
  return { edits: joinEdits(editsOf(added), editsOf(moved)), decisions: [...added, ...moved] };
}

function subjectsOf(resources: readonly JsonObject[]): readonly Subject[] {
  return resources.map((object, index) => ({ object, index }));
}

function isOwn({ object }: Subject): boolean {
  return isOwnObject(object);
}

/** Written by people, rather than made by an operator. */
function isOwnObject(object: JsonObject): boolean {
  return operatorMade(object) === undefined;
}

/** An edit of what an operator made would be undone by it. */
function leftToOperator(subject: Subject): Decision {
  const owner = describeMaker(operatorMade(subject.object) ?? {});
  const message = `${nameOf(subject.object)} stays as it is: it was made for ${owner}, which decides its images`;
  return { ...nothing, findings: [{ code: 'operator-made', message, at: placeIn(subject, []) }] };
}

const clusterKinds: ReadonlySet<string> = new Set(['K8ssandraCluster', 'CassandraDatacenter']);

function restartOnApply(subject: Subject, edits: readonly Edit[]): readonly Finding[] {
  if (edits.length === 0) return [];
  const { apiVersion, kind } = identify(subject.object);
  if (!clusterKinds.has(kind) || operatorOf(groupOf(apiVersion)) === undefined) return [];
  const message = `${nameOf(subject.object)} changes: when it is applied to a running cluster, the pods of its datacenters may be restarted one after the other`;
  return [{ code: 'datacenter-restart', message, at: placeIn(subject, []) }];
}

function editsOf(decisions: readonly Decision[]): EditsByResource {
  return new Map(decisions.flatMap(({ edits }, index) => (edits.length === 0 ? [] : [[index, edits] as const])));
}
