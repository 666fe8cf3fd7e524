/** Checks texts: nothing is edited, and what is not as the mirror needs it is an error. */
import type { MirrorConfig } from '../config/normalise.ts';
import { hasError } from '../finding/finding.ts';
import { checkFindings } from '../report/check-findings.ts';
import { countUses, type UseCounts } from '../report/use-counts.ts';
import type { Mirrored } from './mirror-sources.ts';
import { planSources, withScopes } from './plan-sources.ts';
import { toResults } from './results.ts';
import { objectsOf, readResources, type Source } from './sources.ts';

export interface Checked extends Mirrored {
  readonly counts: UseCounts;
}

/** @throws InputError for an item that has to be read and is broken */
export function checkSources(sources: readonly Source[], config: MirrorConfig): Checked {
  const resources = readResources(sources, config);
  const objects = objectsOf(resources);
  const { plan: made } = planSources(resources, config);
  const findings = checkFindings(made, objects);
  return {
    splices: sources.map(() => []),
    results: toResults(findings, withScopes(resources, made)),
    failed: hasError(findings),
    counts: countUses(made.uses),
  };
}
