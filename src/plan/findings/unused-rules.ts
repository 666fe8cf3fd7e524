/**
 * Rules that meet nothing in the input: a name may be misspelt, or the image may be gone. What lies where a rule leads to
 * counts as met by it: the input may have been mirrored before.
 *
 * | rule                        | is met by                                                        | severity |
 * |-----------------------------|------------------------------------------------------------------|----------|
 * | a pin                       | its image; what it and the mirrors make of that                  | warning  |
 * | an entry of `fields`        | a value at its path, in a resource of its kind                   | warning  |
 * | a mirror's source           | an image in it, or in the mirror's target                        | info     |
 * | an exclude                  | an image in it                                                   | info     |
 */
import { closest } from '../../config/closest.ts';
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { arrange } from '../../mirror/layouts.ts';
import { formatPlace, placeKey, placeOf, servesDockerHub } from '../../mirror/places.ts';
import type { Mirror, MirrorRules, Pin, Place, Repository } from '../../mirror/rules.ts';
import { dockerHub } from '../../reference/normalise.ts';
import { readReference } from '../../reference/read-reference.ts';
import type { Reference } from '../../reference/reference.ts';
import { type FieldPath, follow, formatFieldPath } from '../../yaml/field-path.ts';
import { groupedBy } from '../../yaml/grouped.ts';
import type { JsonObject, Path } from '../../yaml/json.ts';
import { referenceOf } from '../model/effective.ts';
import { groupKindOf } from '../model/resource.ts';
import type { PlanState } from '../model/round.ts';

/** More would be a wall of text. */
const linesShown = 10;

/** What the input has, by which rules are met. */
interface Met {
  /** Every registry, folder and repository that an image lies in, or lay in before it was mirrored. */
  readonly places: ReadonlySet<string>;
  /** The same on Docker Hub, for images of the registries that serve its images. */
  readonly onHub: ReadonlySet<string>;
  /** Repositories, as messages name them. */
  readonly repositories: ReadonlySet<string>;
}

/** @param images what the operators pull for the input */
export function unusedRules(
  state: PlanState,
  images: readonly EffectiveImage[],
  config: MirrorConfig,
): readonly Finding[] {
  const { mirrors, exclude, pins } = config.rules;
  const movedTo = mover(mirrors);
  const references = [
    ...state.uses.map(({ source }) => source),
    ...images.flatMap((image) => referenceOf(image) ?? []),
    ...state.findings.flatMap(({ currentValue }) => serverReference(currentValue) ?? []),
  ];
  const met = metBy(references, config.rules);
  const isMetAt = (place: Place): boolean => met.places.has(placeKey(place)) || met.onHub.has(placeKey(place));
  const unused = [
    ...pins.filter((pin) => !isMet(pin, isMetAt, movedTo)).map((pin) => unusedPin(pin, met)),
    ...unusedFields(state, config),
    ...mirrors.flatMap(({ source }): readonly Unused[] => {
      if (source === '*' || isMetAt(source)) return [];
      return [{ severity: 'info', what: `the source ${formatPlace(source)} of a mirror` }];
    }),
    ...exclude.flatMap((place): readonly Unused[] =>
      met.places.has(placeKey(place)) ? [] : [{ severity: 'info', what: `the exclude ${formatPlace(place)}` }],
    ),
  ];
  if (unused.length <= linesShown) return unused.map(findingFor);
  const shown = unused.slice(0, linesShown - 1);
  const rest = unused.slice(linesShown - 1);
  const severity = rest.some((one) => one.severity === 'warning') ? 'warning' : 'info';
  return [
    ...shown.map(findingFor),
    { code: 'rule-unused', severity, message: `${rest.length} more rules meet nothing` },
  ];
}

interface Unused {
  readonly severity: 'warning' | 'info';
  readonly what: string;
  /** What may have been meant; looked for only where it is shown. */
  readonly near?: () => string | undefined;
}

function findingFor({ severity, what, near }: Unused): Finding {
  const meant = near?.();
  const advice = meant === undefined ? 'correct it, or remove it' : `did you mean ${meant}?`;
  return { code: 'rule-unused', severity, message: `${what} meets nothing in the input: ${advice}` };
}

function metBy(references: readonly Reference[], { mirrors, pins }: MirrorRules): Met {
  const met = { places: new Set<string>(), onHub: new Set<string>(), repositories: new Set<string>() };
  for (const { registry, repository } of new Set(references)) {
    const name = nameOf({ registry, repository });
    if (met.repositories.has(name)) continue;
    met.repositories.add(name);
    addPlaces(met.places, { registry, path: repository });
    if (servesDockerHub(registry)) addPlaces(met.onHub, { registry: dockerHub, path: repository });
  }
  // What was moved from somewhere in an earlier run.
  for (const { name, newName } of pins) {
    if (newName !== undefined && met.places.has(placeKey(placeOf(newName)))) addPlaces(met.places, placeOf(name));
  }
  for (const { source, target } of mirrors) {
    if (source !== '*' && met.places.has(placeKey(target))) addPlaces(met.places, source);
  }
  return met;
}

/** A place, and those that it lies in. */
function addPlaces(places: Set<string>, { registry, path }: Place): void {
  const components = path === '' ? [] : path.split('/');
  for (let length = components.length; length >= 0; length--) {
    const key = placeKey({ registry, path: components.slice(0, length).join('/') });
    if (places.has(key)) return;
    places.add(key);
  }
}

/** A server image of an ImageConfig is written without its version. */
function serverReference(value: unknown): Reference | undefined {
  if (typeof value !== 'string' || !value.includes('<version>')) return undefined;
  const reference = readReference(value.replace('<version>', '0'));
  return typeof reference === 'string' ? undefined : reference;
}

/** Docker Hub's images by the names that people know. */
function nameOf({ registry, repository }: Repository): string {
  return registry === dockerHub ? repository.replace(/^library\//, '') : `${registry}/${repository}`;
}

/** @param movedTo where the mirrors put a repository */
function isMet(
  { name, newName }: Pin,
  isMetAt: (place: Place) => boolean,
  movedTo: (repository: Repository) => Repository | undefined,
): boolean {
  if (isMetAt(placeOf(name))) return true;
  const moved = newName ?? movedTo(name);
  return moved !== undefined && isMetAt(placeOf(moved));
}

/** By the longest source: looked up, as there may be as many pins as mirrors. */
function mover(mirrors: readonly Mirror[]): (repository: Repository) => Repository | undefined {
  const bySource = new Map(mirrors.map((one) => [one.source === '*' ? '*' : placeKey(one.source), one]));
  return (repository) => {
    const components = placeKey(placeOf(repository)).split('/');
    const sources = components.map((_, index) => components.slice(0, components.length - index).join('/'));
    const found = [...sources, '*'].flatMap((source) => bySource.get(source) ?? [])[0];
    const placement = found === undefined ? undefined : arrange(found.layout, found.target, repository);
    return typeof placement === 'object' ? placement.repository : undefined;
  };
}

function unusedPin({ name, tag }: Pin, { repositories }: Met): Unused {
  const what = `the pin ${nameOf(name)}${tag === undefined ? '' : `:${tag}`}`;
  return { severity: 'warning', what, near: () => closest(nameOf(name), [...repositories]) };
}

/** A resource that was planned ahead is there by its header alone, and what was found in it by its uses. */
function unusedFields({ resources, uses, findings }: PlanState, { fields }: MirrorConfig): readonly Unused[] {
  if (fields.length === 0) return [];
  const byKind = groupedBy(resources.entries(), ([, resource]) => groupKindOf(resource));
  const places = groupedBy(
    [...uses.map(({ place }) => place), ...findings.flatMap(({ at }) => at ?? [])],
    ({ resource }) => resource,
  );
  return fields.flatMap(({ group, kind, path }): readonly Unused[] => {
    const ofKind = byKind.get(`${group}/${kind}`) ?? [];
    const isFound = ofKind.some(
      ([index, resource]) =>
        isThere(resource, path) || places.get(index)?.some((place) => leadsTo(path, place.path)) === true,
    );
    if (isFound) return [];
    const what = `the field ${formatFieldPath(path)} of ${kind}`;
    const kinds = [...byKind.keys()].filter((known) => known.startsWith(`${group}/`));
    const near = (): string | undefined =>
      ofKind.length > 0
        ? undefined
        : closest(
            kind,
            kinds.map((known) => known.slice(group.length + 1)),
          );
    return [{ severity: 'warning', what, near }];
  });
}

function isThere(resource: JsonObject, path: FieldPath): boolean {
  const { found, blocked } = follow(resource, path, 'exact');
  return found.length + blocked.length > 0;
}

function leadsTo(path: FieldPath, place: Path): boolean {
  return (
    place.length >= path.length &&
    path.every((step, index) => (step === 'each' ? typeof place[index] === 'number' : step.key === place[index]))
  );
}
