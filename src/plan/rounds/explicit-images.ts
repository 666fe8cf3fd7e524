/** What is to be done about the images that are written in one resource, whatever stands beside it. */
import type { MirrorConfig } from '../../config/normalise.ts';
import { compileField, type FieldIndex } from '../../k8ssandra/fields/field.ts';
import type { ImageSite, SiteRemark } from '../../k8ssandra/fields/site.ts';
import { imageSites, knownFields } from '../../k8ssandra/fields/sites.ts';
import { isMadeByPeople } from '../../k8ssandra/operators/operator-made.ts';
import { endsOnMirror } from '../../mirror/match.ts';
import type { Edit } from '../../yaml/edit/edit.ts';
import type { Path } from '../../yaml/json.ts';
import { combine, type DecidedAhead, type Decision, nothing, placeIn, type Subject } from '../model/decision.ts';
import { governors } from '../model/effective.ts';
import { planReference } from '../model/references.ts';
import { forEachResource, type Round } from '../model/round.ts';
import { placeholdersAt } from '../model/unhandled.ts';
import { planOtherImages } from './other-images.ts';
import { pullSecretEdits } from './pull-secrets.ts';
import { planRepository } from './repositories.ts';
import { planStruct, type StructContext } from './structs.ts';

/** What a resource is planned with. */
export interface ExplicitImagesContext {
  readonly config: MirrorConfig;
  readonly fields: FieldIndex;
  readonly structs: StructContext;
}

/** @param ahead what is decided already, by index */
export function moveWrittenImages(ahead: ReadonlyMap<number, DecidedAhead>): Round {
  return ({ resources }, { config, found, resolve, goalOf }) => {
    const governedBy = governors(() => resolve(resources).expected);
    const structs = { releases: found.releases, governedBy, goalOf };
    const context = { config, fields: fieldsOf(config), structs };
    return forEachResource(resources, (subject) => {
      const decided = ahead.get(subject.index);
      if (decided !== undefined) return decided;
      return isMadeByPeople(subject.object) ? planExplicitImages(subject, context) : nothing;
    });
  };
}

export function planExplicitImages(subject: Subject, { config, fields, structs }: ExplicitImagesContext): Decision {
  const known = imageSites(subject.object, fields, structs.releases);
  const { sites, remarks } = known;
  const editable = sites.filter(({ role }) => role === 'spec');
  const decisions = editable.map((site) => {
    if (site.shape === 'reference') return planReference(subject, site, config);
    if (site.shape === 'repository') return planRepository(subject, site, config);
    return planStruct(subject, site, config, structs);
  });
  const secrets = secretsFor(subject, editable, decisions, config);
  const said = remarks.map((remark) => sayRemark(subject, remark));
  return combine([...decisions, { ...nothing, edits: secrets }, ...said, planOtherImages(subject, known, config)]);
}

function sayRemark(subject: Subject, { path, ...remark }: SiteRemark): Decision {
  const place = placeIn(subject, path);
  return remark.code === 'placeholder'
    ? { ...nothing, unhandled: placeholdersAt(place, remark.message) }
    : { ...nothing, findings: [{ ...remark, at: place }] };
}

function secretsFor(
  { object }: Subject,
  sites: readonly ImageSite[],
  decisions: readonly Decision[],
  { pullSecrets }: MirrorConfig,
): readonly Edit[] {
  const lists = pullSecrets.length === 0 ? [] : listsToFill(sites, decisions);
  return pullSecretEdits(object, lists, pullSecrets);
}

/** The lists of pull secrets of pods that pull from the mirror. */
function listsToFill(sites: readonly ImageSite[], decisions: readonly Decision[]): readonly Path[] {
  return sites.flatMap(({ secretsPath }, index) => {
    const pulled = decisions[index]?.uses.some(({ outcome }) => endsOnMirror(outcome));
    return secretsPath !== undefined && pulled ? [secretsPath] : [];
  });
}

/** The fields that are known, and the user's own. */
export function fieldsOf({ fields }: MirrorConfig): FieldIndex {
  return knownFields(fields.map(compileField));
}
