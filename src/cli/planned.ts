/** The plan for an input, for the commands that report on it. */
import { planSources, withScopes } from '../app/plan-sources.ts';
import { errorsFirst, hasErrorResult, type Result, toResults } from '../app/results.ts';
import { objectsOf, readResources } from '../app/sources.ts';
import type { Plan } from '../plan/plan.ts';
import { type ImageReport, reportImages } from '../report/image-report.ts';
import type { JsonObject } from '../yaml/json.ts';
import type { Loaded } from './load.ts';

export interface Planned {
  readonly resources: readonly JsonObject[];
  readonly plan: Plan;
  readonly report: ImageReport;
  readonly results: readonly Result[];
  /** Whether there is an error among the results. */
  readonly failed: boolean;
}

/** @throws InputError for what cannot be read */
export function planLoaded({ sources, notRead, config }: Loaded): Planned {
  const read = readResources(sources, config);
  const resources = objectsOf(read);
  const { plan: made } = planSources(read, config);
  const report = reportImages(resources, made, config);
  const results = errorsFirst([...notRead, ...toResults(made.findings, withScopes(read, made))]);
  return {
    resources,
    plan: made,
    report,
    results,
    failed: hasErrorResult(results),
  };
}
