/**
 * Which rule decides about a reference.
 *
 * 1. A pin for the reference. With `newName` it says all; without, the pinned reference goes on through the rest, and
 *    where that leaves the image outside the mirror, the pin does nothing: a pin frees nobody from mirroring.
 * 2. A pin's `newName` is mirrored already.
 * 3. The longest of what covers the reference, in whole components, among excludes, targets and sources (`*` has
 *    length 0); on a tie an exclude before a target before a source.
 *
 * A reference on a target's host but outside the target belongs to someone else on that host: `*` does not move it,
 * only a source that names the host does. `docker.io` is no such host: a mirror there still serves all of it.
 *
 * `cr.k8ssandra.io` and `cr.dtsx.io` serve the images of Docker Hub: what no rule names there is met by pins and sources
 * for `docker.io`, as if it were there.
 *
 * Law: what `mirror` makes of a reference, it leaves alone. See contradictions.ts for the rule sets it is refused to.
 */
import { formatReference } from '../reference/grammar.ts';
import { dockerHub } from '../reference/normalise.ts';
import type { Reference } from '../reference/reference.ts';
import { arrange } from './layouts.ts';
import { applyPin, pinFor } from './pins.ts';
import { indexPlaces, madeOnce } from './place-index.ts';
import { depthOf, matchingHost, placeKey, placeOf, servesDockerHub } from './places.ts';
import type { Mirror, Mirrored, MirrorRules, Outcome, Pin, Place } from './rules.ts';

/** What the rules make of a normalised reference. */
export function mirror(rules: MirrorRules, reference: Reference): Outcome {
  const pin = pinFor(rules.pins, reference) ?? pinOnDockerHub(rules, reference);
  if (pin !== undefined) return followPin(rules, pin, reference);
  if (newNames(rules.pins).has(placeKey(placeOf(reference)))) {
    return { status: 'already' };
  }
  return followMirrors(rules, reference);
}

/** The pin for the same image on Docker Hub, of a registry that serves its images and that no rule names. */
function pinOnDockerHub(rules: MirrorRules, reference: Reference): Pin | undefined {
  if (rules.pins.length === 0 || !servesDockerHub(reference.registry) || isNamed(rules, reference)) return undefined;
  return pinFor(rules.pins, { ...reference, registry: dockerHub });
}

function isNamed({ mirrors, exclude, pins }: MirrorRules, reference: Reference): boolean {
  const place = placeOf(reference);
  const indexes = [excludes(exclude), targets(mirrors), sources(mirrors)];
  return indexes.some((index) => index.longest(place) !== undefined) || newNames(pins).has(placeKey(place));
}

function followPin(rules: MirrorRules, pin: Pin, reference: Reference): Outcome {
  const pinned = applyPin(pin, reference);
  const outcome = pin.newName === undefined ? followMirrors(rules, pinned) : inPlace(pinned);
  if (outcome.status === 'mirrored') return { ...outcome, pin };
  // An excluded image may stay where it is, so it gets its pinned version there.
  const moved = outcome.status === 'excluded' && formatReference(pinned) !== formatReference(reference);
  return moved ? { ...inPlace(pinned), pin } : outcome;
}

function inPlace(reference: Reference): Mirrored {
  return { status: 'mirrored', reference, prefix: reference.registry, rest: reference.repository };
}

function followMirrors(rules: MirrorRules, reference: Reference): Outcome {
  const place = placeOf(reference);
  const excluded = excludes(rules.exclude).longest(place)?.depth ?? 0;
  const onTarget = targets(rules.mirrors).longest(place)?.depth ?? 0;
  const rule = longestRule(rules.mirrors, place);
  const fromSource = rule === undefined ? 0 : sourceDepth(rule);

  if (excluded > 0 && excluded >= Math.max(onTarget, fromSource)) return { status: 'excluded' };
  if (onTarget > 0 && onTarget >= fromSource) return { status: 'already' };
  const onHub = fromSource === 0 && servesDockerHub(reference.registry) ? hubRule(rules, reference) : undefined;
  if (onHub !== undefined) return move(onHub, { ...reference, registry: dockerHub });
  if (fromSource === 0 && besideTarget(rules.mirrors, reference)) return { status: 'on-mirror-host' };
  return rule === undefined ? { status: 'escaped' } : move(rule, reference);
}

/** The source on Docker Hub that covers the same image. */
function hubRule({ mirrors }: MirrorRules, { repository }: Reference): Mirror | undefined {
  return sources(mirrors).longest({ registry: dockerHub, path: repository })?.item;
}

function move({ layout, target }: Mirror, reference: Reference): Outcome {
  const placement = arrange(layout, target, reference);
  if (typeof placement === 'string') return { status: 'inexpressible', message: placement };
  const { repository, prefix, rest } = placement;
  return { status: 'mirrored', reference: { ...reference, ...repository }, prefix, rest };
}

const excludes = madeOnce((places: readonly Place[]) => indexPlaces(places, (place) => place));
const targets = madeOnce((mirrors: readonly Mirror[]) => indexPlaces(mirrors, ({ target }) => target));
const sources = madeOnce((mirrors: readonly Mirror[]) =>
  indexPlaces(mirrors, ({ source }) => (source === '*' ? undefined : source)),
);
const forAll = madeOnce((mirrors: readonly Mirror[]) => mirrors.find(({ source }) => source === '*'));
const targetHosts = madeOnce(
  (mirrors: readonly Mirror[]): ReadonlySet<string> =>
    new Set(mirrors.map(({ target }) => matchingHost(target.registry))),
);
const newNames = madeOnce(
  (pins: readonly Pin[]): ReadonlySet<string> =>
    new Set(pins.flatMap(({ newName }) => (newName === undefined ? [] : [placeKey(placeOf(newName))]))),
);

function longestRule(mirrors: readonly Mirror[], place: Place): Mirror | undefined {
  return sources(mirrors).longest(place)?.item ?? forAll(mirrors);
}

function sourceDepth({ source }: Mirror): number {
  return source === '*' ? 0 : depthOf(source);
}

function besideTarget(mirrors: readonly Mirror[], { registry }: Reference): boolean {
  const host = matchingHost(registry);
  return host !== dockerHub && targetHosts(mirrors).has(host);
}

/** Whether an image with this outcome is pulled from the mirror: moved there, or there already. */
export function endsOnMirror({ status }: Pick<Outcome, 'status'>): boolean {
  return status === 'mirrored' || status === 'already';
}
