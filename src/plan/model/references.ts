/** Images that are written as one string: each is read, held against the rules, and replaced if they move it. */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { ReferenceSite } from '../../k8ssandra/fields/site.ts';
import { locked } from '../../mirror/lock.ts';
import { mirror } from '../../mirror/match.ts';
import type { MirrorRules, Outcome } from '../../mirror/rules.ts';
import { formatReference } from '../../reference/grammar.ts';
import { readReference, referenceProblem } from '../../reference/read-reference.ts';
import type { Reference } from '../../reference/reference.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import { at } from '../../yaml/json.ts';
import { type Decision, nothing, placeIn, type Subject } from './decision.ts';
import { placeholdersAt } from './unhandled.ts';

export function planReference(subject: Subject, site: ReferenceSite, config: MirrorConfig): Decision {
  const place = placeIn(subject, site.path);
  const verdict = verdictOn(site.value, config.rules);
  if ('problem' in verdict) {
    const unhandled = placeholdersAt(place, site.value);
    if (unhandled.length > 0) return { ...nothing, unhandled };
    const { problem: message } = verdict;
    const finding = { code: 'invalid-reference', message, at: place, currentValue: site.value } as const;
    return { ...nothing, findings: [finding] };
  }
  const { source, outcome, after } = verdict;
  const uses = [{ place, source, outcome, effective: site.effective }];
  if (after === undefined) return { ...nothing, uses };
  const edit: Edit = { op: 'set', path: site.path, before: site.value, after };
  const policy = outcome.status === 'mirrored' ? config.pullPolicy : undefined;
  return { findings: [], uses, edits: [edit, ...pullPolicyEdits(subject, site, policy)] };
}

/** What a text is, and what the rules make of it. */
type Verdict =
  | { readonly problem: string }
  | { readonly source: Reference; readonly outcome: Outcome; readonly after: string | undefined };

/** By rules, then by text: a few images stand in thousands of places, and each is looked at, and kept, once. */
const verdicts = new WeakMap<MirrorRules, Map<string, Verdict>>();

function verdictOn(text: string, rules: MirrorRules): Verdict {
  const ofRules = verdicts.get(rules) ?? new Map<string, Verdict>();
  const known = ofRules.get(text);
  if (known !== undefined) return known;
  const verdict = judge(text, rules);
  verdicts.set(rules, ofRules.set(text, verdict));
  return verdict;
}

function judge(text: string, rules: MirrorRules): Verdict {
  const source = readReference(text);
  if (source === undefined) return { problem: referenceProblem(text) };
  const outcome = mirror(rules, source);
  if (outcome.status === 'already') {
    const held = locked(rules.lock, source);
    return { source, outcome, after: held === source ? undefined : formatReference(held) };
  }
  if (outcome.status !== 'mirrored') return { source, outcome, after: undefined };
  const reference = locked(rules.lock, outcome.reference);
  return { source, outcome: { ...outcome, reference }, after: formatReference(reference) };
}

/** The pull policy beside an image that a rule moves, where the field has one and it is not that already. */
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
