/**
 * Rule sets that contradict themselves, and would make of a mirrored image yet another one:
 *
 * - two mirrors for one source, two pins for one reference;
 * - a source, or a pin's name, at or below a target: what is there counts as mirrored;
 * - on an excluded image, a pin to a version that another pin changes again;
 *
 * and a layout that cannot write the source it is given for.
 */
import { formatReference } from '../reference/grammar.ts';
import { registryInPathProblem } from './layouts.ts';
import { mirror } from './match.ts';
import { applyPin } from './pins.ts';
import { indexPlaces, type PlaceIndex } from './place-index.ts';
import { formatPlace, placeKey, placeOf } from './places.ts';
import type { Mirror, MirrorRules, Pin, Place, Source } from './rules.ts';

/** What is wrong with one rule; earlier rules of its list are taken as given. */
export interface Contradiction {
  readonly list: 'mirrors' | 'pins';
  readonly index: number;
  readonly message: string;
}

/** Every rule that contradicts another. Empty for a sound rule set. */
export function contradictions(rules: MirrorRules): readonly Contradiction[] {
  const targets = indexPlaces(
    [
      ...rules.mirrors.map(({ target }) => target),
      ...rules.pins.flatMap(({ newName }) => (newName === undefined ? [] : [placeOf(newName)])),
    ],
    (place) => place,
  );
  const sources = repeats(rules.mirrors.map(({ source }) => sourceKey(source)));
  const pinned = repeats(rules.pins.map(pinKey));
  return [
    ...rules.mirrors.flatMap((rule, index) =>
      present([repeated(sources, index, 'source'), mirrored(rule.source, targets), layoutProblem(rule)]).map(
        (message) => ({ list: 'mirrors' as const, index, message }),
      ),
    ),
    ...rules.pins.flatMap((pin, index) =>
      present([repeated(pinned, index, 'image'), mirrored(placeOf(pin.name), targets), chain(rules, pin)]).map(
        (message) => ({ list: 'pins' as const, index, message }),
      ),
    ),
  ];
}

/** The keys that stand before already, by index. */
function repeats(keys: readonly string[]): ReadonlyMap<number, string> {
  const seen = new Set<string>();
  const found = new Map<number, string>();
  for (const [index, key] of keys.entries()) {
    if (seen.has(key)) found.set(index, key);
    else seen.add(key);
  }
  return found;
}

function repeated(keys: ReadonlyMap<number, string>, index: number, what: string): string | undefined {
  const key = keys.get(index);
  if (key === undefined) return undefined;
  return `two entries for the ${what} ${key}: keep one`;
}

function mirrored(source: Source, targets: PlaceIndex<Place>): string | undefined {
  const target = source === '*' ? undefined : targets.longest(source)?.item;
  if (source === '*' || target === undefined) return undefined;
  return `${formatPlace(source)} lies at or below the target ${formatPlace(target)}: what is there is mirrored already`;
}

function layoutProblem({ source, layout }: Mirror): string | undefined {
  return source === '*' || layout !== 'registry-path' ? undefined : registryInPathProblem(source.registry);
}

/** Where a pin's version stays on its excluded repository, the next run would meet it again. */
function chain(rules: MirrorRules, pin: Pin): string | undefined {
  const pinned = applyPin(pin, pin.name);
  if (mirror({ ...rules, pins: noPins }, pinned).status !== 'excluded') return undefined;
  const next = mirror(rules, pinned);
  if (next.status !== 'mirrored') return undefined;
  return `${formatReference(pinned)} is changed again, to ${formatReference(next.reference)}, by another entry: write the last one here`;
}

const noPins: readonly Pin[] = [];

function sourceKey(source: Source): string {
  return source === '*' ? source : placeKey(source);
}

function pinKey({ name, tag }: Pin): string {
  const key = placeKey(placeOf(name));
  return tag === undefined ? key : `${key}:${tag}`;
}

function present(messages: readonly (string | undefined)[]): readonly string[] {
  return messages.filter((message) => message !== undefined);
}
