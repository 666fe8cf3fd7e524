/** Checks texts: nothing is edited, and what is not as the mirror needs it is an error. */
import type { MirrorConfig } from '../config/normalise.ts';
import { hasError } from '../finding/finding.ts';
import { plan } from '../plan/plan.ts';
import { checkFindings } from '../report/check-findings.ts';
import { type Mirrored, readSources, type Source } from './sources.ts';

/** @throws InputError for an item that has to be read and is broken */
export function checkSources(sources: readonly Source[], config: MirrorConfig): Mirrored {
  const { resources, origins } = readSources(sources, config);
  const findings = checkFindings(plan(resources, config), resources);
  const failed = hasError(findings);
  return { splices: sources.map(() => []), findings, resources, origins, failed };
}
