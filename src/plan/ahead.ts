/** Resources that stand alone are planned before all others, one by one, so that none has to be kept until all are read. */
import type { MirrorConfig } from '../config/normalise.ts';
import type { JsonObject } from '../yaml/json.ts';
import type { Decision, Subject } from './model/decision.ts';
import { type ExplicitImagesContext, fieldsOf, planExplicitImages } from './rounds/explicit-images.ts';
import { standsAlone } from './stands-alone.ts';

/** What was decided about a resource that stands alone, and is still of interest when it has been edited. */
export interface DecidedAhead extends Decision {
  readonly edits: readonly [];
}

/** Resources that stand alone count for nothing but what is said of them: in their places stand empty ones. */
export function maskPlanned(
  ahead: ReadonlyMap<number, DecidedAhead>,
  resources: readonly JsonObject[],
): readonly JsonObject[] {
  if (ahead.size === 0) return resources;
  const empty: JsonObject = {};
  return resources.map((resource, index) => (ahead.has(index) ? empty : resource));
}

/** @returns a function that plans a resource, and gives nothing for one that has to be planned with the others */
export function planAhead(config: MirrorConfig): (subject: Subject) => Decision | undefined {
  const structs = { releases: {}, governedBy: () => undefined, goalOf: () => undefined };
  const context: ExplicitImagesContext = { config, fields: fieldsOf(config), structs };
  return (subject) => (standsAlone(subject.object) ? planExplicitImages(subject, context) : undefined);
}
