/**
 * The plan as a verdict on the input: it passes if there is nothing left to do, and nothing wrong with it.
 *
 * | of the plan                                  | becomes                                                         |
 * |----------------------------------------------|-----------------------------------------------------------------|
 * | an image to mirror                           | error `not-mirrored`                                            |
 * | any other edit (a pull secret, a registry    | error `not-applied`, one for each resource                      |
 * | for all images of an ImageConfig, ...)       |                                                                 |
 * | a new resource                               | error `not-applied`                                             |
 * | what follows from edits (a restart, ...), or | nothing: nothing is edited                                      |
 * | goes along with them (Secrets to make)       |                                                                 |
 * | every other finding                          | itself                                                          |
 * | no image at all                              | warning `no-images`                                             |
 */
import type { FindingCode } from '../finding/codes.ts';
import type { Finding, Location } from '../finding/finding.ts';
import type { Addition } from '../plan/model/addition.ts';
import { formatPlacePath, nameOf } from '../plan/model/resource.ts';
import type { Plan } from '../plan/plan.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import { at, isList, isObject, type JsonObject, type Path } from '../yaml/json.ts';

/** Findings about edits, what comes of them, and what goes along with them. */
const consequences: ReadonlySet<FindingCode> = new Set([
  'datacenter-restart',
  'image-config-entry-added',
  'immutable-config-map',
  'implicit-frozen',
  'operator-restart-needed',
  'pull-secrets-needed',
  'refresh-task-added',
  'tag-made-explicit',
]);

/** What is to be said about resources that stay as they are. */
export function checkFindings(plan: Plan, resources: readonly JsonObject[]): readonly Finding[] {
  return [
    ...plan.findings
      .filter(({ code }) => !consequences.has(code))
      .map((finding) => (finding.code === 'image-mirrored' ? notMirrored(finding) : finding)),
    ...[...plan.edits].flatMap(([resource, edits]) => notApplied(resource, edits, plan, resources)),
    ...plan.additions.map(notAdded),
    ...(plan.uses.length === 0 && plan.before.length === 0 ? [noImages] : []),
  ];
}

const noImages: Finding = {
  code: 'no-images',
  message:
    'there is no image in the input: nothing was checked; a build that failed, and resources that are made elsewhere, look the same',
};

function notMirrored(finding: Finding): Finding {
  return { ...finding, code: 'not-mirrored', message: `not mirrored yet: ${finding.message}` };
}

function notAdded({ object, beside }: Addition): Finding {
  const message = `${nameOf(object)} is missing: transform would add it`;
  return { code: 'not-applied', message, at: { resource: beside, path: [] } };
}

/** The edits of a resource that no image accounts for. */
function notApplied(
  resource: number,
  edits: readonly Edit[],
  { uses }: Plan,
  resources: readonly JsonObject[],
): readonly Finding[] {
  const images = uses.flatMap(({ outcome, place }) => (outcome.status === 'mirrored' ? [place] : []));
  const places = edits
    .flatMap((edit) => placesOf(resource, edit))
    .filter((place) => !images.some((image) => isRelated(image, place) || decidesAbout(image, place)));
  const [first] = places;
  if (first === undefined) return [];
  const listed = [...new Set(places.map((place) => formatEdited(place, edits, resources[resource] ?? {})))].join(', ');
  const message = `${nameOf(resources[resource] ?? {})} does not suit the mirror yet: transform would change ${listed}`;
  return [{ code: 'not-applied', message, at: first }];
}

/** What no image depends on, in an ImageConfig. */
const ofPods: ReadonlySet<string | number | undefined> = new Set([
  'imagePullPolicy',
  'imagePullSecret',
  'pullPolicy',
  'pullSecrets',
]);

/** Whether a place of an ImageConfig decides about an image in another place of it, as `defaults.registry` does. */
function decidesAbout(image: Location, { resource, path, inner }: Location): boolean {
  if (image.resource !== resource || image.inner === undefined || inner === undefined) return false;
  const key = inner.findLast((step) => typeof step === 'string');
  return image.path.length === path.length && isAlong(image.path, path) && !ofPods.has(key);
}

function placesOf(resource: number, edit: Edit): readonly Location[] {
  if (edit.op === 'set') return [{ resource, path: edit.path }];
  return edit.edits.map(({ path: inner }) => ({ resource, path: edit.path, inner }));
}

/** The path, and of a variable its name, which stands beside the value that is edited. */
function formatEdited(place: Location, edits: readonly Edit[], resource: JsonObject): string {
  const edit = edits.find((one) => one.op === 'set' && one.path === place.path);
  const after = edit?.op === 'set' ? edit.after : undefined;
  const entry = isList(after) ? after[0] : (after ?? null);
  const beside = at(resource, place.path.slice(0, -1));
  const [name] = [entry, beside].flatMap((one) => (isObject(one) && typeof one.name === 'string' ? [one.name] : []));
  const isVariable = place.path.includes('env') && name !== undefined;
  return formatPlacePath(place) + (isVariable ? ` (${name})` : '');
}

/** Whether one place is, or lies in, the other. */
function isRelated(one: Location, other: Location): boolean {
  if (one.resource !== other.resource) return false;
  if (one.inner === undefined || other.inner === undefined) return isAlong(one.path, other.path);
  return isAlong(one.inner, other.inner) && one.path.length === other.path.length && isAlong(one.path, other.path);
}

function isAlong(one: Path, other: Path): boolean {
  const shorter = Math.min(one.length, other.length);
  return one.slice(0, shorter).every((step, index) => step === other[index]);
}
