/**
 * The overlay: a kustomization that makes of its base what the plan makes of the base's build. As data; kustomization.ts
 * and additions.ts print it.
 *
 * Objects with an ImageConfig come first, the others follow by kind, namespace and name, whatever order the input has.
 */
import type { OverlayKind } from '../config/spec.ts';
import type { Finding } from '../finding/finding.ts';
import type { Addition } from '../plan/model/addition.ts';
import { type Identity, identify, nameOf } from '../plan/model/resource.ts';
import type { Plan } from '../plan/plan.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import { formatPath, type JsonObject } from '../yaml/json.ts';
import { partOf, pastPostRenderers } from './chart-parts.ts';
import { existencePatch, identityTests, needsGuard } from './guards.ts';
import { nameWithoutHash } from './hash-suffix.ts';
import { type Operation, operationsFor } from './json-patch.ts';
import { meets, targetOf } from './target.ts';

export interface Overlay {
  readonly kind: OverlayKind;
  /** What it stands on, as it writes it. A Component has nothing: it is applied to what its parent lists. */
  readonly resources: readonly string[];
  readonly patches: readonly JsonPatch[];
  /** New resources, for a file of their own: additions.ts prints it. */
  readonly additions: readonly Addition[];
  /** Patches without a target that change nothing: what has to be there. */
  readonly existing: readonly JsonObject[];
}

export interface JsonPatch {
  readonly target: JsonObject;
  readonly operations: readonly Operation[];
}

export interface OverlaySettings {
  readonly kind: OverlayKind;
  readonly resources: readonly string[];
  /** Whether a build fails where the base has changed below the patches. */
  readonly guard: boolean;
  /** Whether the objects are named as in the files that the overlay stands on, or as in the build of a kustomization. */
  readonly names: 'written' | 'built';
  /** What is patched. Parts of a chart go past the patches of post-renderers: chart-parts.ts. */
  readonly over: 'resources' | 'chart';
}

export interface MadeOverlay {
  readonly overlay: Overlay;
  /** Those that are errors: the overlay is not to be used. */
  readonly findings: readonly Finding[];
}

/**
 * How the objects of a base are named. Of files a kustomization takes the names as they are; what another kustomization
 * builds may have been generated.
 */
export function namesIn(resources: readonly string[]): OverlaySettings['names'] {
  return resources.every((resource) => /\.(ya?ml|json)$/i.test(resource)) ? 'written' : 'built';
}

/** An object that is edited, and how a patch gets at it. */
interface Subject {
  readonly resource: number;
  readonly object: JsonObject;
  readonly edits: readonly Edit[];
  /** By the name that it has when patches run. */
  readonly identity: Identity;
}

/** @param present - objects of the input, read for no other reason: those that a target could meet by mistake */
export function overlayOf(
  resources: readonly JsonObject[],
  { edits, additions }: Pick<Plan, 'edits' | 'additions'>,
  settings: OverlaySettings,
  present: readonly JsonObject[],
): MadeOverlay {
  const subjects = [...edits]
    .map(([resource, itsEdits]) => subjectOf(resource, resources[resource] ?? {}, itsEdits, settings))
    .filter((subject) => subject.edits.length > 0)
    .sort(inOrder);
  const { kind, guard, names, over } = settings;
  const isSureToBeThere = ({ object }: Subject): boolean => over === 'resources' || partOf(object) === 'manifest';
  const identities = present.map((object) => identityIn(object, names));
  return {
    overlay: {
      kind,
      resources: kind === 'Component' ? [] : settings.resources,
      patches: subjects.map((subject) => patchOf(subject, settings, identities)),
      additions,
      existing: guard ? subjects.filter(isSureToBeThere).map(({ identity }) => existencePatch(identity)) : [],
    },
    findings: [
      ...subjects.flatMap((subject) => problemsOf(subject, settings, identities)),
      ...(over === 'chart' ? subjects.flatMap(pastPostRenderers) : []),
    ],
  };
}

function subjectOf(resource: number, object: JsonObject, edits: readonly Edit[], { names }: OverlaySettings): Subject {
  return { resource, object, edits, identity: identityIn(object, names) };
}

function identityIn(object: JsonObject, names: OverlaySettings['names']): Identity {
  const identity = identify(object);
  return names === 'built' ? { ...identity, name: nameWithoutHash(object) } : identity;
}

function patchOf(
  { object, edits, identity }: Subject,
  { guard }: OverlaySettings,
  present: readonly Identity[],
): JsonPatch {
  const target = targetOf(identity, present);
  const operations = operationsFor(object, edits);
  if (!guard) return { target, operations: operations.filter(({ op }) => op !== 'test') };
  const nameIs = identity.name === identify(object).name ? 'written' : 'generated';
  return { target, operations: [...identityTests(identity, nameIs), ...operations] };
}

function problemsOf(
  { resource, object, edits, identity }: Subject,
  { guard }: OverlaySettings,
  present: readonly Identity[],
): readonly Finding[] {
  const at = { resource, path: [] };
  const name = nameOf(object);
  if (identity.name === '' || identity.apiVersion === '') {
    const message = `${name} cannot be patched: kustomize needs an apiVersion, a kind and a name; edit it where it is, with transform --in-place`;
    return [{ code: 'overlay-target', message, at }];
  }
  const met = present.filter((other) => meets(identity, other));
  if (met.length > 1) {
    const places = met.map(({ namespace }) => namespace || 'no namespace').join(', ');
    const message = `${name} cannot be patched: a target without a namespace meets each ${identity.kind} of that name (in ${places}); give it its namespace`;
    return [{ code: 'overlay-target', message, at }];
  }
  const indexed = guard ? undefined : edits.find(needsGuard);
  if (indexed === undefined) return [];
  const message = `${name}: overlay.guard is false, but ${formatPath(indexed.path)} is found by its index in a list, which may be another item's tomorrow; leave the guard on`;
  return [{ code: 'overlay-unguarded', message, at: { resource, path: indexed.path } }];
}

function inOrder(one: Subject, other: Subject): number {
  return rank(one) - rank(other) || compare(sortKey(one), sortKey(other));
}

function rank({ edits }: Subject): number {
  return edits.some(({ op }) => op === 'embed') ? 0 : 1;
}

function sortKey({ identity: { kind, namespace, name, apiVersion } }: Subject): string {
  return [kind, namespace, name, apiVersion].join('\0');
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
