/**
 * Images at places that no table knows.
 *
 * | in                         | pods                                              | other fields                          |
 * |----------------------------|---------------------------------------------------|---------------------------------------|
 * | kinds that nobody knows    | the image is replaced, as kustomize does          | said, with what to configure          |
 * | K8ssandra's kinds          | nothing reads them there: replaced, and said       | the same                              |
 * | Kubernetes' own kinds      | the tables know them                              | arguments and variables are said       |
 * | policies, CRDs, charts     | left alone                                        | left alone                            |
 *
 * What there is no reference, in a kind that nobody knows, is none of our business, and never an error.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import { fieldKindOf, imagesOutsideTables, isForeign, isLocalConfig, isOfPod } from '../../foreign/foreign-images.ts';
import { type FoundImage, type FoundText, searchWords } from '../../foreign/search.ts';
import { operatorOf } from '../../k8ssandra/api-group.ts';
import { compileField } from '../../k8ssandra/fields/field.ts';
import { formerDefaults } from '../../k8ssandra/fields/former-kinds.ts';
import { whereItBelongs } from '../../k8ssandra/fields/misplaced.ts';
import type { ImageSites, ReferenceSite } from '../../k8ssandra/fields/site.ts';
import { ineffective } from '../../k8ssandra/fields/site-remarks.ts';
import { workloadOf } from '../../k8ssandra/fields/workloads.ts';
import { versionsIn } from '../../k8ssandra/servers.ts';
import { mirror } from '../../mirror/match.ts';
import { readReference } from '../../reference/read-reference.ts';
import { type FieldPath, formatFieldPath } from '../../yaml/field-path.ts';
import { at, type Path } from '../../yaml/json.ts';
import { settingsLeft } from '../findings/foreign-settings.ts';
import { heldInsideFindings } from '../findings/held-inside.ts';
import { combine, type Decision, nothing, placeIn, type Subject } from '../model/decision.ts';
import { planReference } from '../model/references.ts';
import { nameOf } from '../model/resource.ts';
import { placeholdersAt, type Unhandled } from '../model/unhandled.ts';

/** @param known what the tables, and the user's own fields, have found in the resource */
export function planOtherImages(subject: Subject, known: ImageSites, config: MirrorConfig): Decision {
  const kind = fieldKindOf(subject.object);
  const workload = workloadOf(kind);
  if (workload !== undefined) {
    return sightWords(subject, searchWords(subject.object, workload.podSpec.split('.')), config);
  }
  if (operatorOf(kind.group) !== undefined) {
    // An ImageConfig is read by its own rules.
    if (kind.group === 'config.k8ssandra.io') return nothing;
    const versions = versionsIn(subject.object).flatMap(({ path, text }) =>
      placeholdersAt(placeIn(subject, path), text),
    );
    const misplaced = planMisplaced(subject, imagesOutsideTables(subject.object, known), config);
    return combine([misplaced, { ...nothing, unhandled: versions }]);
  }
  if (!isForeign(kind) || isLocalConfig(subject.object)) return nothing;
  return combine([
    planForeign(subject, imagesOutsideTables(subject.object, known), config),
    missingImages(subject, config),
    { ...nothing, findings: heldInsideFindings(subject, config) },
  ]);
}

/** Images of K8ssandra's former operators, which stand in their code. */
function missingImages(subject: Subject, { strict }: MirrorConfig): Decision {
  const { group, kind } = fieldKindOf(subject.object);
  const findings = formerDefaults.flatMap((row): readonly Finding[] => {
    const value = at(subject.object, row.path.split('.')) ?? '';
    if (row.group !== group || row.kind !== kind || value !== '') return [];
    const message = `${nameOf(subject.object)} names no image, so that its operator runs one of its own, from ${row.image}: write ${row.path}`;
    const finding: Finding = { code: 'image-unknown', message, at: placeIn(subject, []) };
    return [strict ? { ...finding, severity: 'error' } : finding];
  });
  return findings.length === 0 ? nothing : { ...nothing, findings };
}

function planForeign(subject: Subject, found: readonly FoundImage[], config: MirrorConfig): Decision {
  const pods = combine(found.map((image) => (isOfPod(image) ? planForeignContainer(subject, image, config) : nothing)));
  const others = found.flatMap((image) => (isOfPod(image) ? [] : sightingsOf(subject, image, config)));
  return combine([pods, { ...nothing, findings: settingsLeft(subject, pods.uses, config), unhandled: others }]);
}

function planForeignContainer(subject: Subject, image: FoundText, config: MirrorConfig): Decision {
  const unhandled = placeholderAt(subject, image);
  if (unhandled !== undefined) return { ...nothing, unhandled };
  if (readReference(image.value) === undefined) return nothing;
  return planReference(subject, siteAt(subject, image, true), config);
}

/** Nothing reads an image at a place that no CRD of K8ssandra has. */
function planMisplaced(subject: Subject, found: readonly FoundImage[], config: MirrorConfig): Decision {
  return combine(
    found.map((image) => {
      // Free-form places of a CRD, such as `config`, may hold any text.
      if (image.form === 'word' || image.form === 'text')
        return sightWords(subject, [{ ...image, form: 'word' }], config);
      const reason = whereItBelongs(fieldKindOf(subject.object), formatFieldPath(fieldPathOf(image.path)));
      const { path, ...remark } = ineffective(image.path, image.value, reason);
      const said: Decision = { ...nothing, findings: [{ ...remark, at: placeIn(subject, path) }] };
      const isText = image.form !== 'parts' && readReference(image.value) !== undefined;
      return isText ? combine([planReference(subject, siteAt(subject, image, false), config), said]) : said;
    }),
  );
}

function sightWords(subject: Subject, found: readonly FoundText[], config: MirrorConfig): Decision {
  return found.length === 0
    ? nothing
    : { ...nothing, unhandled: found.flatMap((image) => sightingsOf(subject, image, config)) };
}

/** What lies on the mirror, or may stay where it is, is nothing to speak of. */
function sightingsOf(
  subject: Subject,
  { form, path, value, images }: FoundImage,
  { rules }: MirrorConfig,
): readonly Unhandled[] {
  const place = placeIn(subject, path);
  const placeholders = placeholderAt(subject, { path, value });
  if (placeholders !== undefined) return placeholders;
  const isSettled = images.every((image) => {
    const reference = readReference(image);
    if (reference === undefined) return false;
    const { status } = mirror(rules, reference);
    return status === 'already' || status === 'excluded';
  });
  if (isSettled) return [];
  if (form === 'word') return [{ seen: 'word', place, value }];
  return [
    { seen: 'field', place, ...fieldKindOf(subject.object), path: fieldPathOf(path), shape: shapeOf(value), value },
  ];
}

/** What is to be said about a placeholder in an image; `undefined` where there is none. */
function placeholderAt(
  subject: Subject,
  { path, value }: Pick<FoundImage, 'path' | 'value'>,
): readonly Unhandled[] | undefined {
  const unhandled = typeof value === 'string' ? placeholdersAt(placeIn(subject, path), value) : [];
  return unhandled.length === 0 ? undefined : unhandled;
}

function shapeOf(value: FoundImage['value']): 'reference' | 'parts' | 'repository' {
  if (typeof value === 'string') return 'reference';
  return value.name === undefined ? 'repository' : 'parts';
}

function fieldPathOf(path: Path): FieldPath {
  return path.map((step) => (typeof step === 'number' ? 'each' : { key: step }));
}

function siteAt(subject: Subject, { path, value }: FoundText, effective: boolean): ReferenceSite {
  const field = compileField({ ...fieldKindOf(subject.object), path: fieldPathOf(path), shape: 'reference' });
  const none = { policyPath: undefined, secretsPath: undefined };
  return { path, field, component: field.component, role: 'spec', effective, ...none, shape: 'reference', value };
}
