/**
 * What becomes of a registry, whichever of its images is pulled: for a field that says the registry, while the rest of
 * the reference stands somewhere else.
 */
import { mirror } from './match.ts';
import { InvalidPlaceError, liesIn, parsePlace, placeOf } from './places.ts';
import type { MirrorRules, Place } from './rules.ts';

/**
 * The registry, perhaps with a path, that takes the place of one; `undefined` where the rules leave it alone, or treat
 * its images differently.
 */
export function registryForAll(text: string, rules: MirrorRules): string | undefined {
  const place = placeIn(text);
  if (place === undefined || isDivided(place, rules)) return undefined;
  const path = place.path === '' ? anyImage : `${place.path}/${anyImage}`;
  const outcome = mirror(rules, { registry: place.registry, repository: path });
  if (outcome.status !== 'mirrored') return undefined;
  const { registry, repository } = outcome.reference;
  const moved = `${registry}/${repository}`;
  return moved.endsWith(`/${anyImage}`) ? moved.slice(0, -anyImage.length - 1) : undefined;
}

/** Two components, as a layout may cut off the first. */
const anyImage = 'any/image';

function placeIn(text: string): Place | undefined {
  try {
    return parsePlace(text);
  } catch (error) {
    if (error instanceof InvalidPlaceError) return undefined;
    throw error;
  }
}

/** Whether some rule is for a part of a place. */
function isDivided(place: Place, { mirrors, exclude, pins }: MirrorRules): boolean {
  const places = [
    ...exclude,
    ...mirrors.flatMap(({ source, target }) => (source === '*' ? [target] : [source, target])),
    ...pins.flatMap(({ name, newName }) => [name, ...(newName === undefined ? [] : [newName])].map(placeOf)),
  ];
  return places.some((other) => liesIn(other, place) && !liesIn(place, other));
}
