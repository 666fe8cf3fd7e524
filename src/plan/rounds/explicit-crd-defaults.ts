/**
 * Image defaults in the schemas of the operators' CRDs: what the API server will write into clusters that say nothing.
 * Rewritten only when asked to, for clusters that come later; those in the input are made explicit (implicit.ts).
 *
 * | default of                             | release of k8ssandra-operator   | is                                   |
 * |----------------------------------------|---------------------------------|--------------------------------------|
 * | a string (per-node configuration)      | 1.5-1.26                        | mirrored                             |
 * | a struct (Reaper, Stargate, JMX)       | up to 1.26; Stargate: all       | given the registry, or what it takes |
 * | the `registry` in a struct's schema    | up to 1.14                      | mirrored                             |
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import { groupOf, type Releases } from '../../k8ssandra/api-group.ts';
import type { Field } from '../../k8ssandra/fields/field.ts';
import { fieldsOf } from '../../k8ssandra/fields/field-templates.ts';
import { operatorFields } from '../../k8ssandra/fields/fields.ts';
import { assembleParts, type PartsContext } from '../../k8ssandra/fields/parts.ts';
import { planParts } from '../../k8ssandra/fields/plan-parts.ts';
import { mirror } from '../../mirror/match.ts';
import type { Mirrored } from '../../mirror/rules.ts';
import { formatReference } from '../../reference/grammar.ts';
import type { Reference } from '../../reference/reference.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import type { FieldPath } from '../../yaml/field-path.ts';
import { at, isList, isObject, type JsonObject, type Path } from '../../yaml/json.ts';
import { combine, type Decision, nothing, placeIn, type Subject } from '../model/decision.ts';
import { readReference } from '../model/references.ts';
import { identify } from '../model/resource.ts';

export function planCrdDefaults(subject: Subject, config: MirrorConfig, releases: Releases): Decision {
  const { apiVersion, kind } = identify(subject.object);
  if (config.crdDefaults === 'leave' || kind !== 'CustomResourceDefinition') return nothing;
  if (groupOf(apiVersion) !== 'apiextensions.k8s.io') return nothing;
  const [group, named] = [at(subject.object, ['spec', 'group']), at(subject.object, ['spec', 'names', 'kind'])];
  const versions = at(subject.object, ['spec', 'versions']);
  const fields =
    typeof group === 'string' && typeof named === 'string' ? fieldsOf(operatorFields, { group, kind: named }) : [];
  const roots = (isList(versions) ? versions : []).map(
    (_, index): Path => ['spec', 'versions', index, 'schema', 'openAPIV3Schema'],
  );
  return combine(
    roots.flatMap((root) =>
      fields.map((field) => planField(subject, field, [...root, ...schemaPath(field.path)], config, releases)),
    ),
  );
}

/** `spec.datacenters[].stargate`, as a schema has it. */
function schemaPath(path: FieldPath): Path {
  return path.flatMap((step) => (step === 'each' ? ['items'] : ['properties', step.key]));
}

function planField(
  subject: Subject,
  { shape, component }: Field,
  schema: Path,
  config: MirrorConfig,
  releases: Releases,
): Decision {
  const path = [...schema, 'default'];
  const value = at(subject.object, path);
  if (shape === 'reference') {
    const moved = typeof value === 'string' ? moveOf(value, config) : undefined;
    if (moved === undefined || typeof value !== 'string') return nothing;
    const edit: Edit = { op: 'set', path, before: value, after: formatReference(moved.outcome.reference) };
    return decided(subject, path, moved, [edit]);
  }
  const context: PartsContext = { shape, component, releases };
  return combine([
    isObject(value) ? planStructDefault(subject, path, value, context, config) : nothing,
    planRegistryDefault(subject, [...schema, 'properties', 'registry', 'default'], context, config),
  ]);
}

function planStructDefault(
  subject: Subject,
  path: Path,
  value: JsonObject,
  context: PartsContext,
  config: MirrorConfig,
): Decision {
  const moved = moveOf(assembleParts(value, context), config);
  if (moved === undefined) return nothing;
  const plan = planParts(value, context, moved.outcome);
  if ('error' in plan) return { ...nothing, findings: [{ ...plan.error, at: placeIn(subject, path) }] };
  const edits = plan.edits.map(
    ({ part, before, after }): Edit => ({ op: 'set', path: [...path, part], before, after }),
  );
  return decided(subject, path, moved, edits);
}

/** What the registry's default is for is the operator's own image: where that lies on the mirror, the default leads. */
function planRegistryDefault(subject: Subject, path: Path, context: PartsContext, config: MirrorConfig): Decision {
  const before = at(subject.object, path);
  if (typeof before !== 'string') return nothing;
  const moved = moveOf(assembleParts({ registry: before }, context), config);
  if (moved === undefined) return nothing;
  return decided(subject, path, moved, [{ op: 'set', path, before, after: moved.outcome.prefix }]);
}

interface Move {
  readonly source: Reference;
  readonly outcome: Mirrored;
}

function moveOf(text: string, config: MirrorConfig): Move | undefined {
  const source = readReference(text);
  if (typeof source === 'string') return undefined;
  const outcome = mirror(config.rules, source);
  return outcome.status === 'mirrored' ? { source, outcome } : undefined;
}

function decided(subject: Subject, path: Path, { source, outcome }: Move, edits: readonly Edit[]): Decision {
  return { edits, findings: [], uses: [{ place: placeIn(subject, path), source, outcome, effective: true }] };
}
