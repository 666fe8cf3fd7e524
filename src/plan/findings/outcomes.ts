/**
 * What is said about the images themselves: one finding for each distinct image and outcome, not one for each field,
 * with a count and the first places.
 */
import type { FindingCode, Severity } from '../../finding/codes.ts';
import type { Finding } from '../../finding/finding.ts';
import type { Outcome } from '../../mirror/rules.ts';
import { formatReference } from '../../reference/grammar.ts';
import type { Reference } from '../../reference/reference.ts';
import type { JsonObject } from '../../yaml/json.ts';
import { type ImageUse, outcomeKey } from '../model/image-use.ts';
import { nameOfPlace } from '../model/resource.ts';

const placesShown = 3;

/** How an escape counts: as an error, or as a warning for those who asked for it. */
export type OnEscape = 'error' | 'warn';

export function outcomeFindings(
  uses: readonly ImageUse[],
  resources: readonly JsonObject[],
  onEscape: OnEscape,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const group of groups(uses)) {
    const [first] = group;
    const said = sayingOf(formatReference(first.source), first.outcome, onEscape);
    if (said === undefined) continue;
    const { code, severity, text } = said;
    findings.push({
      code,
      ...(severity === undefined ? {} : { severity }),
      message: `${text}${first.by === undefined ? '' : ` by ${first.by}`}${formatPlaces(group, resources)}`,
      at: first.place,
      currentValue: formatReference(first.source),
      ...(first.outcome.status === 'mirrored' ? { proposedValue: formatReference(first.outcome.reference) } : {}),
    });
  }
  return findings;
}

type Group = [ImageUse, ...ImageUse[]];

function groups(uses: readonly ImageUse[]): Iterable<Group> {
  const found = new Map<string, Group>();
  // The planner shares what it knows of an image between the places that name it.
  const bySource = new Map<Reference, Group>();
  for (const use of uses) {
    const sharing = bySource.get(use.source);
    if (sharing?.[0].outcome.status === use.outcome.status) {
      sharing.push(use);
      continue;
    }
    const key = outcomeKey(use);
    const present = found.get(key);
    const group: Group = present ?? [use];
    if (present === undefined) found.set(key, group);
    else group.push(use);
    bySource.set(use.source, group);
  }
  return found.values();
}

export interface Saying {
  readonly code: FindingCode;
  readonly severity?: Severity;
  readonly text: string;
}

/** An image that lies on the mirror already is nothing to report: a second run says nothing new. */
export function sayingOf(image: string, outcome: Outcome, onEscape: OnEscape): Saying | undefined {
  switch (outcome.status) {
    case 'mirrored':
      return { code: 'image-mirrored', text: `${image} → ${formatReference(outcome.reference)}` };
    case 'already':
      return undefined;
    case 'excluded':
      return { code: 'image-excluded', text: `${image} stays as it is: excluded` };
    case 'on-mirror-host':
      return {
        code: 'on-mirror-host',
        text: `${image} is on the mirror's host, but outside its path, and stays as it is: list its host as a source under mirrors, or exclude it`,
      };
    case 'escaped':
      return {
        code: 'escaped',
        ...(onEscape === 'warn' ? { severity: 'warning' } : {}),
        text: `${image} escapes the mirror: no rule covers it; give it a source under mirrors, or exclude it`,
      };
    case 'inexpressible':
      return { code: 'layout-not-expressible', text: `${image}: ${outcome.message}` };
  }
}

/** In parentheses: the first places of some images, and how many there are. A single one is that of the finding. */
export function formatPlaces(group: readonly ImageUse[], resources: readonly JsonObject[]): string {
  if (group.length === 1) return '';
  const shown = group.slice(0, placesShown).map(({ place }) => nameOfPlace(resources, place));
  const more = group.length > placesShown ? `, and ${group.length - placesShown} more` : '';
  return ` (${group.length} places: ${shown.join(', ')}${more})`;
}
