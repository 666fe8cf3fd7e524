import type { Finding } from '../../finding/finding.ts';
import type { Releases } from '../../k8ssandra/api-group.ts';
import type { Component } from '../../k8ssandra/fields/field.ts';
import { planParts } from '../../k8ssandra/fields/plan-parts.ts';
import type { Override } from '../../k8ssandra/origins/effective-image.ts';
import { formatReference } from '../../reference/grammar.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import { at, formatPath, isObject, type JsonObject, type Path } from '../../yaml/json.ts';
import type { UnmirroredImage } from '../model/container-goals.ts';
import { restIsAssumed } from '../model/effective.ts';
import { identify, nameOf } from '../model/resource.ts';
import { setDeep } from './set-deep.ts';
import { completePartEdits } from './structs.ts';

/** The field that governs an image; empty where there is none. */
export function keyOf(override: Override | undefined): string {
  return override === undefined ? '' : `${override.resource} ${formatPath(override.path)}`;
}

/**
 * `serverImage` makes the root file system writable. A container of the operator's that names its image, whether it is
 * listed already or would have to be, no longer follows the server's version, nor gets its pull policy or its command.
 */
export function mayWrite({ path, element }: Override): boolean {
  return element === undefined && path.at(-1) !== 'serverImage' && !isContainerImage(path);
}

function isContainerImage(path: Path): boolean {
  return path.at(-1) === 'image' && ['containers', 'initContainers'].includes(String(path.at(-3)));
}

export interface Written {
  readonly edits: readonly Edit[];
  readonly findings: readonly Finding[];
}

export function writeField(
  resource: JsonObject,
  override: Override,
  unmirrored: UnmirroredImage,
  releases: Releases,
): Written {
  const { path, shape } = override;
  const place = { resource: override.resource, path };
  const frozen = frozenFinding(resource, path, unmirrored, releases);
  if (shape === 'reference') {
    const edit = setDeep(resource, path, formatReference(unmirrored.outcome.reference));
    return { edits: [edit], findings: [{ ...frozen, at: place }] };
  }
  const present = at(resource, path);
  const struct = isObject(present) ? present : {};
  const component = componentOf(resource, path);
  const base = restIsAssumed(unmirrored.image) ? undefined : override.base;
  const context = { shape, component, releases, ...(base === undefined ? {} : { base }) };
  const plan = planParts(struct, context, unmirrored.outcome);
  if ('error' in plan) {
    return {
      edits: [],
      findings: [{ ...plan.error, at: place }],
    };
  }
  const whole = completePartEdits(struct, context, plan.edits);
  const parts = Object.fromEntries(whole.map(({ part, after }) => [part, after]));
  // A struct with a tag never followed the operator's release.
  const findings = typeof struct.tag === 'string' && struct.tag !== '' ? [] : [{ ...frozen, at: place }];
  return { edits: [setDeep(resource, path, { ...struct, ...parts })], findings };
}

/** Whose image it is: of a part of a cluster, or of a resource of its own. */
function componentOf(resource: JsonObject, path: Path): Component {
  const names = [identify(resource).kind.toLowerCase(), ...path.filter((step) => typeof step === 'string')];
  if (names.at(-1) === 'initContainerImage') return 'reaper-init';
  return (['medusa', 'reaper'] as const).find((component) => names.includes(component)) ?? 'stargate';
}

function frozenFinding(resource: JsonObject, path: Path, unmirrored: UnmirroredImage, releases: Releases): Finding {
  const { image, source, outcome } = unmirrored;
  const [decided] = image.source;
  const release =
    releases.k8ssandraOperator === undefined ? 'today' : `k8ssandra-operator ${releases.k8ssandraOperator}`;
  return {
    code: 'implicit-frozen',
    message: `${nameOf(resource)} ${formatPath(path)} is added, for ${formatReference(source)} (${decided?.where ?? 'not in the input'}): it keeps the version of ${release} after an upgrade, until you change or remove it`,
    currentValue: formatReference(source),
    proposedValue: formatReference(outcome.reference),
  };
}
