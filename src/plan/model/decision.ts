/** What the parts of the planner add to while they look at one resource after the other. */
import type { Finding, Location } from '../../finding/finding.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import { formatPath, type JsonObject } from '../../yaml/json.ts';
import { type ImageUse, imageUseKey } from './image-use.ts';

/** What one part of the planner decided about one resource. */
export interface Decision {
  readonly edits: readonly Edit[];
  readonly findings: readonly Finding[];
  readonly uses: readonly ImageUse[];
}

export const nothing: Decision = { edits: [], findings: [], uses: [] };

export function combine(decisions: readonly Decision[]): Decision {
  // Tens of thousands of them: three calls of `flatMap` are ten times as slow.
  const edits: Edit[] = [];
  const findings: Finding[] = [];
  const uses: ImageUse[] = [];
  for (const decision of decisions) {
    for (const edit of decision.edits) edits.push(edit);
    for (const finding of decision.findings) findings.push(finding);
    for (const use of decision.uses) uses.push(use);
  }
  return { edits, findings, uses };
}

/** What has been said, and what a later round has to add: it may meet an image at the same place once more. */
export function appendNew(earlier: Report, later: Report): Report {
  if (later.findings.length + later.uses.length === 0) return earlier;
  const said = new Set([...earlier.findings.map(findingKey), ...earlier.uses.map(imageUseKey)]);
  return {
    findings: [...earlier.findings, ...later.findings.filter((finding) => !said.has(findingKey(finding)))],
    uses: [...earlier.uses, ...later.uses.filter((use) => !said.has(imageUseKey(use)))],
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
