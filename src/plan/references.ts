/** Images that are written as one string: each is read, held against the rules, and replaced if they move it. */
import type { MirrorConfig } from '../config/normalise.ts';
import type { ReferenceSite } from '../k8ssandra/site.ts';
import { mirror } from '../mirror/match.ts';
import { formatReference, InvalidReferenceError, parseReference } from '../reference/grammar.ts';
import type { Reference } from '../reference/reference.ts';
import type { Edit } from '../source/edit.ts';
import { at } from '../source/json.ts';
import { type Decision, nothing, placeIn, type Subject } from './decision.ts';

export function planReference(subject: Subject, site: ReferenceSite, config: MirrorConfig): Decision {
  const place = placeIn(subject, site.path);
  const source = readReference(site.value);
  if (typeof source === 'string') {
    const finding = { code: 'invalid-reference', message: source, at: place, currentValue: site.value } as const;
    return { ...nothing, findings: [finding] };
  }
  const outcome = mirror(config.rules, source);
  const sightings = [{ place, source, outcome, effective: site.effective }];
  if (outcome.status !== 'mirrored') return { ...nothing, sightings };
  const after = formatReference(outcome.reference);
  const edits: Edit[] = [{ op: 'set', path: site.path, before: site.value, after }];
  return { findings: [], sightings, edits: [...edits, ...pullPolicyEdits(subject, site, config.pullPolicy)] };
}

/** The pull policy beside an image that a rule moves, where the field has one and it isn't that already. */
export function pullPolicyEdits(
  subject: Subject,
  { policyPath, path }: Pick<ReferenceSite, 'policyPath' | 'path'>,
  policy: string | undefined,
): readonly Edit[] {
  if (policy === undefined || policyPath === undefined) return [];
  const before = at(subject.object, policyPath);
  if (before === policy) return [];
  const sibling = path.at(-1);
  const follows = path.length === policyPath.length && typeof sibling === 'string' ? { follows: sibling } : {};
  return [{ op: 'set', path: policyPath, before, after: policy, ...follows }];
}

/** The reference that a text is; or what is wrong with it, as a text. */
export function readReference(text: string): Reference | string {
  try {
    return parseReference(text);
  } catch (error) {
    if (error instanceof InvalidReferenceError) return error.message;
    throw error;
  }
}
