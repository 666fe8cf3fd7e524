/** Resources that stand alone are planned before all others, one by one, so that none has to be kept until all are read. */
import type { MirrorConfig } from '../config/normalise.ts';
import type { Decision, Subject } from './model/decision.ts';
import { type ExplicitImagesContext, fieldsOf, planExplicitImages } from './rounds/explicit-images.ts';
import { standsAlone } from './stands-alone.ts';

/** @returns a function that plans a resource, and gives nothing for one that has to be planned with the others */
export function planAhead(config: MirrorConfig): (subject: Subject) => Decision | undefined {
  const structs = {
    releases: {},
    governedBy: () => undefined,

    goalOf: () => undefined,
  };
  const context: ExplicitImagesContext = { config, fields: fieldsOf(config), structs };
  return (subject) => (standsAlone(subject.object) ? planExplicitImages(subject, context) : undefined);
}
