/** The plan for what was read of some sources: each Kubernetes cluster gets what is its own. */
import type { MirrorConfig } from '../config/normalise.ts';
import type { Finding } from '../finding/finding.ts';
import type { DecidedAhead } from '../plan/model/decision.ts';
import { fileOf } from '../plan/model/resource.ts';
import { type Plan, planRest } from '../plan/plan.ts';
import { type Division, divide, type PlacedResource } from '../scope/divide.ts';
import { isDivided, type Layout, scopeNames } from '../scope/scope.ts';
import type { SourceResource } from './sources.ts';

export interface PlannedSources {
  readonly plan: Plan;
  readonly division: Division;
}

export function planSources(
  resources: readonly SourceResource[],
  config: MirrorConfig,
  ahead: ReadonlyMap<number, DecidedAhead> = new Map(),
): PlannedSources {
  return planPlaced(resources.map(placed), config, ahead);
}

export function planPlaced(
  resources: readonly PlacedResource[],
  config: MirrorConfig,
  ahead: ReadonlyMap<number, DecidedAhead> = new Map(),
): PlannedSources {
  const division = divide(resources, config.scopes);
  const objects = resources.map(({ object }) => object);
  const plan = planRest(objects, config, ahead, division);
  return { division, plan: { ...plan, findings: [...divisionFindings(division), ...plan.findings] } };
}

function placed({ object, source }: SourceResource): PlacedResource {
  const { placed: place, input } = source;
  return input.form === 'resource-list' || place === undefined ? placedByAnnotation(object) : { object, ...place };
}

/** An object of a package, whose file its annotations name. */
export function placedByAnnotation(object: PlacedResource['object']): PlacedResource {
  const file = fileOf(object);
  return { object, file, folder: file?.split('/').slice(0, -1) ?? [] };
}

const shown = 8;

function divisionFindings({ found, scopes, unused }: Division): readonly Finding[] {
  const named = scopes.flatMap(({ name }) => (name === undefined ? [] : [name]));
  const split: readonly Finding[] =
    found.length === 0
      ? []
      : [
          {
            code: 'input-split',
            message: `the input is split into ${found.length} Kubernetes clusters, as folders hold the same names: ${named.slice(0, shown).join(', ')}${named.length > shown ? `, and ${named.length - shown} more` : ''}; say scopes to have it otherwise`,
          },
        ];
  const idle = unused.map(
    (glob): Finding => ({
      code: 'scope-unused',
      message: `scopes: no resource is in ${glob}; mend the glob, or remove it`,
    }),
  );
  return [...split, ...idle];
}

/** The resources with the names of their scopes, where there are several. */
export function withScopes<T extends object>(
  resources: readonly T[],
  layout: Pick<Layout, 'scopes'>,
): readonly (T & { readonly scope?: string })[] {
  if (!isDivided(layout)) return resources;
  const namesOf = scopeNames(layout);
  return resources.map((resource, index) => {
    const names = namesOf(index).filter((name) => name !== undefined);
    return names.length === 0 ? resource : { ...resource, scope: names.join(', ') };
  });
}
