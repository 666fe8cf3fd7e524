/** Checks texts: nothing is edited, and what is not as the mirror needs it is an error. */
import type { MirrorConfig } from '../config/normalise.ts';
import { hasError } from '../finding/finding.ts';
import { plan } from '../plan/plan.ts';
import { checkFindings } from '../report/check-findings.ts';
import type { Mirrored } from './mirror-sources.ts';
import { toResults } from './results.ts';
import { objectsOf, readResources, type Source } from './sources.ts';

/** @throws InputError for an item that has to be read and is broken */
export function checkSources(sources: readonly Source[], config: MirrorConfig): Mirrored {
  const resources = readResources(sources, config);
  const objects = objectsOf(resources);
  const findings = checkFindings(plan(objects, config), objects);
  return { splices: sources.map(() => []), results: toResults(findings, resources), failed: hasError(findings) };
}
