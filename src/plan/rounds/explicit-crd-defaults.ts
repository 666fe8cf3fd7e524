/**
 * Image defaults in the schemas of the operators' CRDs: what the API server will write into clusters that say nothing.
 * Rewritten only when asked to, and where no cluster of the input is led elsewhere by it (safe-crd-defaults.ts).
 *
 * | default of                             | release of k8ssandra-operator   | is                                   |
 * |----------------------------------------|---------------------------------|--------------------------------------|
 * | a string (per-node configuration)      | 1.5-1.26                        | mirrored                             |
 * | a struct (Reaper, Stargate, JMX)       | up to 1.26; Stargate: all       | given the registry, or what it takes |
 * | the `registry` in a struct's schema    | up to 1.14                      | mirrored                             |
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Releases } from '../../k8ssandra/api-group.ts';
import type { Field } from '../../k8ssandra/fields/field.ts';
import { fieldsOf } from '../../k8ssandra/fields/field-templates.ts';
import { operatorFields } from '../../k8ssandra/fields/fields.ts';
import { assembleParts, type PartsContext } from '../../k8ssandra/fields/parts.ts';
import { planParts } from '../../k8ssandra/fields/plan-parts.ts';
import { isCrd, schemaPath, schemaRoots } from '../../k8ssandra/pods/installed-defaults.ts';
import { mirror } from '../../mirror/match.ts';
import type { Mirrored } from '../../mirror/rules.ts';
import { registryForAll } from '../../mirror/whole-registry.ts';
import { formatReference } from '../../reference/grammar.ts';
import { readReference } from '../../reference/read-reference.ts';
import type { Reference } from '../../reference/reference.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import { at, formatPath, isObject, type JsonObject, type Path } from '../../yaml/json.ts';
import { type Decision, nothing, placeIn, type Subject } from '../model/decision.ts';

/** What is known of the operator that fills in what a default leaves open. */
export interface CrdDefaultContext {
  readonly config: MirrorConfig;
  readonly releases: Releases;
  /** Its DEFAULT_REGISTRY; absent: not set, or not known. */
  readonly registry?: string;
}

/** What is to become of the defaults of one CRD, each a decision by itself. */
export function planCrdDefaults(subject: Subject, context: CrdDefaultContext): readonly Decision[] {
  const { object } = subject;
  const [group, named] = [at(object, ['spec', 'group']), at(object, ['spec', 'names', 'kind'])];
  if (!isCrd(object) || typeof group !== 'string' || typeof named !== 'string') return [];
  const fields = fieldsOf(operatorFields, { group, kind: named });
  return schemaRoots(object).flatMap((root) =>
    fields.flatMap((field) => planField(subject, field, [...root, ...schemaPath(field.path)], context)),
  );
}

function planField(
  subject: Subject,
  { shape, component }: Field,
  schema: Path,
  { config, releases, registry }: CrdDefaultContext,
): readonly Decision[] {
  const path = [...schema, 'default'];
  const value = at(subject.object, path);
  if (shape === 'reference') {
    const moved = typeof value === 'string' ? moveOf(value, config) : undefined;
    if (moved === undefined || typeof value !== 'string') return [];
    const edit: Edit = { op: 'set', path, before: value, after: formatReference(moved.outcome.reference) };
    return [decided(subject, path, moved, [edit])];
  }
  if (shape === 'repository') return [];
  const context: PartsContext = {
    shape,
    component,
    releases,
    ...(registry === undefined ? {} : { base: { registry } }),
  };
  return [
    ...(isObject(value) ? planStructDefault(subject, path, value, context, config) : []),
    ...planRegistryDefault(subject, [...schema, 'properties', 'registry', 'default'], context, config),
  ];
}

function planStructDefault(
  subject: Subject,
  path: Path,
  value: JsonObject,
  context: PartsContext,
  config: MirrorConfig,
): readonly Decision[] {
  const moved = moveOf(assembleParts(value, context), config);
  if (moved === undefined) return [];
  const plan = planParts(value, context, moved.outcome);
  if ('error' in plan) return [{ ...nothing, findings: [{ ...plan.error, at: placeIn(subject, path) }] }];
  const edits = plan.edits.map(
    ({ part, before, after }): Edit => ({ op: 'set', path: [...path, part], before, after }),
  );
  return [decided(subject, path, moved, edits)];
}

/** It is filled into every struct that names no registry, whatever image that is for. */
function planRegistryDefault(
  subject: Subject,
  path: Path,
  context: PartsContext,
  config: MirrorConfig,
): readonly Decision[] {
  const before = at(subject.object, path);
  if (typeof before !== 'string') return [];
  const moved = moveOf(assembleParts({ registry: before }, context), config);
  if (moved === undefined) return [];
  const after = registryForAll(before, config.rules);
  if (after === undefined) return [{ ...nothing, findings: [differs(subject, path, before)] }];
  return [decided(subject, path, moved, [{ op: 'set', path, before, after }])];
}

function differs(subject: Subject, path: Path, registry: string): Finding {
  return {
    code: 'crd-default-unsafe',
    message: `${formatPath(path)} stays ${registry}: no one registry is right for all images that are filled in with it; name the registry in each cluster`,
    at: placeIn(subject, path),
    currentValue: registry,
  };
}

interface Move {
  readonly source: Reference;
  readonly outcome: Mirrored;
}

function moveOf(text: string, config: MirrorConfig): Move | undefined {
  const source = readReference(text);
  if (source === undefined) return undefined;
  const outcome = mirror(config.rules, source);
  return outcome.status === 'mirrored' ? { source, outcome } : undefined;
}

function decided(subject: Subject, path: Path, { source, outcome }: Move, edits: readonly Edit[]): Decision {
  return { edits, findings: [], uses: [{ place: placeIn(subject, path), source, outcome, effective: true }] };
}
