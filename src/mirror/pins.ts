/**
 * Pins: which one applies to a reference, and what it makes of it.
 *
 * The vocabulary is that of kustomize's `images:` (api/filters/imagetag), with these differences:
 * - `name` is compared normalised: `k8ssandra/x` and `docker.io/k8ssandra/x` are one;
 * - `tag` narrows a pin to one tag, and such a pin goes before one for the whole repository. A reference without tag
 *   and digest has the tag `latest`, as for everything that pulls it;
 * - `digest` stands beside the tag instead of replacing it, so that people and tools that read tags still can.
 *
 * As there, `newTag` drops the digest that a reference had: it names other content.
 */
import type { Reference } from '../reference/reference.ts';
import { groupedBy } from '../yaml/grouped.ts';
import { madeOnce } from './place-index.ts';
import { placeKey, placeOf } from './places.ts';
import type { Pin } from './rules.ts';

const byName = madeOnce((pins: readonly Pin[]) => groupedBy(pins, ({ name }) => placeKey(placeOf(name))));

/** The pin for a reference: the one for its tag, else the one for its repository. */
export function pinFor(pins: readonly Pin[], reference: Reference): Pin | undefined {
  const tag = reference.tag ?? (reference.digest === undefined ? 'latest' : undefined);
  const named = byName(pins).get(placeKey(placeOf(reference))) ?? [];
  return named.find((pin) => pin.tag !== undefined && pin.tag === tag) ?? named.find((pin) => pin.tag === undefined);
}

/** The reference that a pin asks for; without `newName` still where the source is. */
export function applyPin(pin: Pin, reference: Reference): Reference {
  const { registry, repository } = pin.newName ?? reference;
  const tag = pin.newTag ?? pin.tag ?? reference.tag;
  const digest = pin.digest ?? (pin.newTag === undefined ? reference.digest : undefined);
  return {
    registry,
    repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}
