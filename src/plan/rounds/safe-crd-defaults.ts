/**
 * Which defaults of CRDs can be rewritten. The API server fills a default in before anything else: a registry in the
 * default of a datacenter's struct beats the one that the cluster names, and `DEFAULT_REGISTRY`. So each rewritten default
 * is tried on the clusters of the input: one that would give a container an image which it neither pulls today nor is to
 * pull stays as it is, and that is said.
 */

import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Releases } from '../../k8ssandra/api-group.ts';
import { findOperators } from '../../k8ssandra/operators/operator-deployments.ts';
import { operatorMade } from '../../k8ssandra/operators/operator-made.ts';
import { containerKey } from '../../k8ssandra/origins/container-key.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { isBefore } from '../../k8ssandra/releases/release-order.ts';
import { mirror } from '../../mirror/match.ts';
import { readReference } from '../../reference/read-reference.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import { formatPath, type JsonObject } from '../../yaml/json.ts';
import { applyEdits, type EditsByResource, joinEdits } from '../model/apply.ts';
import { pulledBy } from '../model/container-goals.ts';
import type { Decision } from '../model/decision.ts';
import type { Resolve } from '../model/effective.ts';
import type { Round } from '../model/round.ts';
import { type CrdDefaultContext, planCrdDefaults } from './explicit-crd-defaults.ts';

/** Rewrites those defaults of CRDs that can be, if that is asked for; before anything else is moved. */
export const rewriteCrdDefaults: Round = ({ resources }, { resolve, config, found }) => {
  const candidates = config.crdDefaults === 'rewrite' ? candidatesIn(resources, config, found.releases) : [];
  const led = (edits: EditsByResource): Led | undefined => ledElsewhere(edits, resources, resolve, config);
  const isSafe = led(candidates.map(editsOf).reduce(joinEdits, new Map())) === undefined;
  let edits: EditsByResource = new Map();
  const findings: Finding[] = [];
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    const together = joinEdits(edits, editsOf(candidate));
    const victim = isSafe ? undefined : led(together);
    if (victim !== undefined) {
      findings.push(unsafe(candidate, victim));
      continue;
    }
    edits = together;
    kept.push(candidate);
  }
  const decisions = kept.map(({ decision }) => decision);
  return {
    edits,
    findings: [...findings, ...decisions.flatMap((decision) => decision.findings)],
    uses: decisions.flatMap(({ uses }) => uses),
  };
};

interface Candidate {
  readonly resource: number;
  readonly decision: Decision;
}

function candidatesIn(
  resources: readonly JsonObject[],
  config: MirrorConfig,
  releases: Releases,
): readonly Candidate[] {
  const registry = defaultRegistry([...resources, ...config.context.resources], releases);
  const context: CrdDefaultContext = { config, releases, ...(registry === undefined ? {} : { registry }) };
  return resources.flatMap((object, index) => {
    if (operatorMade(object) !== undefined) return [];
    return planCrdDefaults({ object, index }, context).map((decision) => ({ resource: index, decision }));
  });
}

/** What the operators of the input put before images that name no registry, if all do the same. */
function defaultRegistry(resources: readonly JsonObject[], { k8ssandraOperator = '' }: Releases): string | undefined {
  if (k8ssandraOperator !== '' && isBefore(k8ssandraOperator, '1.15.0')) return undefined;
  const operators = findOperators(resources).filter(({ operator }) => operator === 'k8ssandraOperator');
  const registries = operators.map(({ environment }) => environment.get('DEFAULT_REGISTRY')?.value);
  const [first, ...others] = new Set(registries);
  return others.length === 0 ? first : undefined;
}

function editsOf({ resource, decision }: Candidate): EditsByResource {
  const edits: readonly Edit[] = decision.edits;
  return edits.length === 0 ? new Map() : new Map([[resource, edits]]);
}

/** A container that would pull something else than it does, or than it is to. */
interface Led {
  readonly image: EffectiveImage;
  readonly today: readonly string[];
}

/** An image that is not known for sure counts as what it would be by default. */
function ledElsewhere(
  edits: EditsByResource,
  resources: readonly JsonObject[],
  resolve: Resolve,
  config: MirrorConfig,
): Led | undefined {
  if (edits.size === 0) return undefined;
  const today = new Map<string, string[]>();
  for (const image of resolve(resources).expected) {
    const key = containerKey(image);
    today.set(key, [...(today.get(key) ?? []), image.image]);
  }
  for (const image of resolve(applyEdits(resources, edits)).expected) {
    const before = today.get(containerKey(image)) ?? [];
    if (!before.includes(image.image) && !isGoalOf(image.image, before, config)) return { image, today: before };
  }
  return undefined;
}

function isGoalOf(text: string, before: readonly string[], { rules }: MirrorConfig): boolean {
  const found = readReference(text);
  if (found === undefined) return false;
  return before.map(readReference).some((source) => {
    if (source === undefined) return false;
    const outcome = mirror(rules, source);
    return outcome.status === 'mirrored' && pulledBy(outcome.reference) === pulledBy(found);
  });
}

function unsafe({ resource, decision }: Candidate, { image, today }: Led): Finding {
  const [edit] = decision.edits;
  const path = decision.uses[0]?.place.path ?? edit?.path ?? [];
  const { container, cluster, datacenter } = image;
  const where = [cluster, datacenter].filter((name) => name !== undefined).join('/');
  return {
    code: 'crd-default-unsafe',
    message: `${formatPath(path)} stays as it is: with a mirrored default, ${container} of ${where} would pull ${image.image} instead of ${today.join(' or ')}, as a default of the CRD beats what the cluster, or the operator, says elsewhere; write the image at that level of the cluster, and the default no longer counts for it`,
    at: { resource, path },
  };
}
