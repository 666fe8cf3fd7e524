/**
 * The digests of a lock, added to what lies on the mirror when everything has been moved: by the same means as pins, as
 * the lock is a set of pins of images where they are. Only fields that are written get one: no field is added for it.
 *
 * A digest can lead others astray: in an ImageConfig it goes before the tag of a struct that leaves the rest to it. Such
 * a digest is not added. What cannot be held is said, and what the lock does not have.
 */
import { containerKey } from '../../k8ssandra/origins/container-key.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { type Lock, locked } from '../../mirror/lock.ts';
import { endsOnMirror, mirror } from '../../mirror/match.ts';
import type { Pin } from '../../mirror/rules.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import { isEqual } from '../../yaml/equal.ts';
import type { JsonObject } from '../../yaml/json.ts';
import { unlockedFindings } from '../findings/unlocked.ts';
import { applyEdits, type EditsByResource, joinEdits } from '../model/apply.ts';
import { pulledBy } from '../model/container-goals.ts';
import type { DecidedAhead } from '../model/decision.ts';
import { referenceOf } from '../model/effective.ts';
import type { PlanContext, PlanState, Round } from '../model/round.ts';
import { moveWrittenImages } from './explicit-images.ts';
import { moveImageConfigs } from './image-configs.ts';

/** @param ahead what was planned ahead: with the lock already */
export function followLock(ahead: ReadonlyMap<number, DecidedAhead>): Round {
  return (state, context) => {
    const { lock } = context.config.rules;
    if (lock === undefined) return {};
    const { edits, expected } = safely(lock, state, context, ahead);
    const pulled = expected.flatMap((image) => {
      const reference = referenceOf(image);
      if (reference === undefined || !endsOnMirror(mirror(context.config.rules, reference))) return [];
      return [{ reference, place: image.override ?? { resource: image.resource, path: [] } }];
    });
    return { edits, findings: unlockedFindings(pulled, state.uses, lock) };
  };
}

interface Held {
  readonly edits: EditsByResource;
  /** What is pulled then. */
  readonly expected: readonly EffectiveImage[];
}

/** With all pins of the lock but those that make another image of something. */
function safely(lock: Lock, state: PlanState, context: PlanContext, ahead: ReadonlyMap<number, DecidedAhead>): Held {
  const before = context.resolve(state.resources).expected;
  let { pins } = lock.rules;
  for (;;) {
    const held = hold(pins, state, context, ahead);
    const astray = digestsAstray(before, held.expected, lock);
    const safe = pins.filter(({ digest }) => !astray.has(digest));
    if (astray.size === 0) return held;
    if (safe.length === pins.length) return { edits: new Map(), expected: before };
    pins = safe;
  }
}

function hold(
  pins: readonly Pin[],
  state: PlanState,
  context: PlanContext,
  ahead: ReadonlyMap<number, DecidedAhead>,
): Held {
  const rules = { mirrors: [], exclude: [], pins };
  const config = { ...context.config, rules, pullPolicy: undefined, pullSecrets: [] };
  const inPlace: PlanContext = { ...context, config, goalOf: () => undefined };
  const ofImageConfigs = changesOf(moveImageConfigs(state, inPlace).edits);
  const staged: readonly JsonObject[] = applyEdits(state.resources, ofImageConfigs);
  const written = changesOf(moveWrittenImages(ahead)({ ...state, resources: staged }, inPlace).edits);
  const { expected } = context.resolve(applyEdits(staged, written));
  return { edits: joinEdits(ofImageConfigs, written), expected };
}

/** The digests of images that have become neither what the lock says of them, nor stayed what they were. */
function digestsAstray(
  before: readonly EffectiveImage[],
  after: readonly EffectiveImage[],
  lock: Lock,
): ReadonlySet<string | undefined> {
  const permitted = new Map<string, Set<string>>();
  const open = new Set<string>();
  for (const image of before) {
    const [key, reference] = [containerKey(image), referenceOf(image)];
    if (reference === undefined) {
      open.add(key);
      continue;
    }
    const ofContainer = permitted.get(key) ?? new Set();
    permitted.set(key, ofContainer.add(pulledBy(reference)).add(pulledBy(locked(lock, reference))));
  }
  const astray = after.flatMap((image) => {
    const [key, reference] = [containerKey(image), referenceOf(image)];
    if (reference === undefined || open.has(key)) return [];
    return permitted.get(key)?.has(pulledBy(reference)) === false ? [reference.digest] : [];
  });
  return new Set(astray);
}

/** Without edits that change nothing: an image that has its digest is pinned to what it is. */
function changesOf(edits: EditsByResource = new Map()): EditsByResource {
  const changes = [...edits].map(([resource, ofResource]) => [resource, ofResource.filter(isChange)] as const);
  return new Map(changes.filter(([, ofResource]) => ofResource.length > 0));
}

function isChange(edit: Edit): boolean {
  return edit.op === 'embed' ? edit.edits.some(isChange) : !isEqual(edit.before, edit.after);
}
