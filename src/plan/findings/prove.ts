/**
 * Holds the result against the rules: every image that will be pulled is computed once from the input and once from what
 * the plan makes of it. Each must have become what the rules want, or have stayed what it was. A plan that changes
 * anything else about an image is a mistake of this program, and is refused.
 */

import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import { containerKey } from '../../k8ssandra/origins/container-key.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { locked } from '../../mirror/lock.ts';
import { endsOnMirror, mirror } from '../../mirror/match.ts';
import { formatReference } from '../../reference/grammar.ts';
import type { Reference } from '../../reference/reference.ts';
import { pulledBy } from '../model/container-goals.ts';
import { referenceOf } from '../model/effective.ts';

export function prove(
  before: readonly EffectiveImage[],
  after: readonly EffectiveImage[],
  config: MirrorConfig,
): readonly Finding[] {
  const allowed = new Map<string, Map<string, Reference>>();
  const open = new Set<string>();
  for (const image of before) {
    const [key, source] = [containerKey(image), referenceOf(image)];
    if (source === undefined) {
      open.add(key);
      continue;
    }
    const ofContainer = allowed.get(key) ?? new Map<string, Reference>();
    for (const reference of allowedFor(source, config)) ofContainer.set(pulledBy(reference), reference);
    allowed.set(key, ofContainer);
  }
  return after.flatMap((image) => {
    const key = containerKey(image);
    const [found, permitted] = [referenceOf(image), allowed.get(key)];
    if (found === undefined || permitted === undefined) return [];
    // Two containers may share a name, and one of them may have had no image until an entry was added for it.
    if (open.has(key) && mirror(config.rules, found).status !== 'mirrored') return [];
    return permitted.has(pulledBy(found)) ? [] : [changed(image, found, [...permitted.values()])];
  });
}

/** What an image may be afterwards; what could not be moved stays, and has a finding of its own. */
function allowedFor(source: Reference, { rules }: MirrorConfig): readonly Reference[] {
  const outcome = mirror(rules, source);
  const allowed = outcome.status === 'mirrored' ? [outcome.reference, source] : [source];
  // A lock holds what is on the mirror where a field can; what cannot be held has a finding of its own.
  return rules.lock === undefined || !endsOnMirror(outcome)
    ? allowed
    : [...allowed, ...allowed.map((reference) => locked(rules.lock, reference))];
}

function changed(
  { workload, container, cluster, datacenter, resource }: EffectiveImage,
  found: Reference,
  permitted: readonly Reference[],
): Finding {
  const where = [cluster, datacenter, workload, container].filter((part) => part !== undefined).join(' ');
  return {
    code: 'resolution-changed',
    message: `${where} would pull ${formatReference(found)} instead of ${permitted.map(formatReference).join(' or ')}: this is a mistake in k8ssandra-image-mirror, and nothing is written; please report it with the input`,
    at: { resource, path: [] },
  };
}
