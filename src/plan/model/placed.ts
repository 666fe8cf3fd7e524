/** What was planned for a part of the resources, with places that count in all of them. */
import type { Finding, Location } from '../../finding/finding.ts';
import type { EffectiveImage, Link } from '../../k8ssandra/origins/effective-image.ts';
import type { DecidedAhead } from './decision.ts';
import type { PulledImages } from './effective.ts';
import type { PlanState } from './round.ts';

/** Finds the place of a resource of a part among all. */
export type PlaceOf = (resource: number) => number;

/** @param count how many resources there are in all: what is given as context stands behind them */
export function placeAmong(members: readonly number[], count: number): PlaceOf {
  return (resource) => members[resource] ?? count + resource - members.length;
}

export function placedState(state: PlanState, placeOf: PlaceOf): Omit<PlanState, 'resources'> {
  const at = (place: Location): Location => ({ ...place, resource: placeOf(place.resource) });
  return {
    edits: new Map([...state.edits].map(([resource, edits]) => [placeOf(resource), edits])),
    additions: state.additions.map((addition) => ({ ...addition, beside: placeOf(addition.beside) })),
    findings: state.findings.map((finding) => placedFinding(finding, placeOf)),
    uses: state.uses.map((use) => ({ ...use, place: at(use.place) })),
    unhandled: state.unhandled.map((one) => ({ ...one, place: at(one.place) })),
    atAdmission: state.atAdmission.map((moved) => ({ ...moved, image: placedImage(moved.image, placeOf) })),
  };
}

/** A decision about one resource, which is all that its places are in. */
export function placedDecision({ findings, uses, unhandled = [] }: DecidedAhead, placeOf: PlaceOf): DecidedAhead {
  const {
    edits: _edits,
    additions: _additions,
    atAdmission: _atAdmission,
    ...placed
  } = placedState(
    { resources: [], edits: new Map(), additions: [], findings, uses, unhandled, atAdmission: [] },
    placeOf,
  );
  return { edits: [], ...placed };
}

/** Several that are of different resources, or of different scopes. */
export function joinPulled(all: readonly PulledImages[]): PulledImages {
  const assumptions = all.flatMap((one) => one.assumptions);
  return {
    images: all.flatMap(({ images }) => images),
    expected: all.flatMap(({ expected }) => expected),
    open: all.flatMap(({ open }) => open),
    assumptions: [...new Map(assumptions.map((assumption) => [assumption.message, assumption])).values()],
  };
}

export function placedFinding(finding: Finding, placeOf: PlaceOf): Finding {
  return finding.at === undefined
    ? finding
    : { ...finding, at: { ...finding.at, resource: placeOf(finding.at.resource) } };
}

export function placedImages({ images, expected, open, assumptions }: PulledImages, placeOf: PlaceOf): PulledImages {
  return {
    images: images.map((image) => placedImage(image, placeOf)),
    expected: expected.map((image) => placedImage(image, placeOf)),
    open: open.map(({ resource, candidates }) => ({
      resource: placeOf(resource),
      candidates: candidates.map(({ resources }) => ({ resources: resources.map(placeOf) })),
    })),
    assumptions,
  };
}

export function placedImage(image: EffectiveImage, placeOf: PlaceOf): EffectiveImage {
  const { override, source } = image;
  return {
    ...image,
    resource: placeOf(image.resource),
    source: source.map((link) => placedLink(link, placeOf)),
    ...(override === undefined ? {} : { override: { ...override, resource: placeOf(override.resource) } }),
  };
}

function placedLink(link: Link, placeOf: PlaceOf): Link {
  return link.resource === undefined ? link : { ...link, resource: placeOf(link.resource) };
}
