/** What the parts of the planner add to while they look at one resource after the other. */
import type { Finding, Location } from '../../finding/finding.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import { formatPath, type JsonObject } from '../../yaml/json.ts';
import { type ImageUse, imageUseKey } from './image-use.ts';
import type { Unhandled } from './unhandled.ts';

/** What one part of the planner decided about one resource. */
export interface Decision {
  readonly edits: readonly Edit[];
  readonly findings: readonly Finding[];
  readonly uses: readonly ImageUse[];
  readonly unhandled?: readonly Unhandled[];
}

/** What was decided about a resource that has been edited already, and is still of interest. */
export interface DecidedAhead extends Decision {
  readonly edits: readonly [];
}

export const nothing: Decision = { edits: [], findings: [], uses: [] };

export function combine(decisions: readonly Decision[]): Decision {
  // Tens of thousands of them: three calls of `flatMap` are ten times as slow.
  const edits: Edit[] = [];
  const findings: Finding[] = [];
  const uses: ImageUse[] = [];
  const unhandled: Unhandled[] = [];
  for (const decision of decisions) {
    for (const edit of decision.edits) edits.push(edit);
    for (const finding of decision.findings) findings.push(finding);
    for (const use of decision.uses) uses.push(use);
    if (decision.unhandled !== undefined) for (const one of decision.unhandled) unhandled.push(one);
  }
  return unhandled.length === 0 ? { edits, findings, uses } : { edits, findings, uses, unhandled };
}

/** What a later round has to add to what an earlier one has said: it may meet an image at the same place once more. */
export function newIn(later: Report, earlier: Report): Report {
  if (later.findings.length + later.uses.length === 0) return later;
  const said = new Set([...earlier.findings.map(findingKey), ...earlier.uses.map(imageUseKey)]);
  return {
    findings: later.findings.filter((finding) => !said.has(findingKey(finding))),
    uses: later.uses.filter((use) => !said.has(imageUseKey(use))),
  };
}

type Report = Pick<Decision, 'findings' | 'uses'>;

function findingKey({ code, message, at }: Finding): string {
  return [code, at?.resource, formatPath(at?.path ?? []), message].join(' ');
}

/** A resource and where it stands among those that are planned together. */
export interface Subject {
  readonly index: number;
  readonly object: JsonObject;
}

export function placeIn(subject: Subject, path: Location['path'], inner?: Location['path']): Location {
  return inner === undefined ? { resource: subject.index, path } : { resource: subject.index, path, inner };
}
