/** What the parts of the planner add to while they look at one resource after the other. */
import type { Finding, Location } from '../finding/finding.ts';
import type { Edit } from '../source/edit.ts';
import type { JsonObject } from '../source/json.ts';
import type { Sighting } from './sighting.ts';

/** What one part of the planner decided about one resource. */
export interface Decision {
  readonly edits: readonly Edit[];
  readonly findings: readonly Finding[];
  readonly sightings: readonly Sighting[];
}

export const nothing: Decision = { edits: [], findings: [], sightings: [] };

export function combine(decisions: readonly Decision[]): Decision {
  // Tens of thousands of them: three calls of `flatMap` are ten times as slow.
  const edits: Edit[] = [];
  const findings: Finding[] = [];
  const sightings: Sighting[] = [];
  for (const decision of decisions) {
    for (const edit of decision.edits) edits.push(edit);
    for (const finding of decision.findings) findings.push(finding);
    for (const sighting of decision.sightings) sightings.push(sighting);
  }
  return { edits, findings, sightings };
}

/** A resource and where it stands among those that are planned together. */
export interface Subject {
  readonly index: number;
  readonly object: JsonObject;
}

export function placeIn(subject: Subject, path: Location['path'], inner?: Location['path']): Location {
  return inner === undefined ? { resource: subject.index, path } : { resource: subject.index, path, inner };
}
