/**
 * Images that cannot be told: because something is not in the input, or because the operator fails before there is a pod.
 * One finding for all that the same would settle, with what that is.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { FindingCode } from '../../finding/codes.ts';
import type { Finding } from '../../finding/finding.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { readReference } from '../../reference/read-reference.ts';
import type { JsonObject } from '../../yaml/json.ts';
import { isKnown } from '../model/effective.ts';
import { nameOf } from '../model/resource.ts';

/** @param resources what the images are for, by the index that they have */
export function unresolvedFindings(
  images: readonly EffectiveImage[],
  resources: readonly JsonObject[],
  { strict }: MirrorConfig,
): readonly Finding[] {
  return [
    ...unknownFindings(images, resources).map((one) => (strict ? { ...one, severity: 'error' as const } : one)),
    ...grouped(images, ({ status }) => status === 'unresolvable', resourceAndReason).map((group) =>
      finding('image-unresolvable', group[0].resource, `${containersOf(group)} will not run: ${group[0].reason ?? ''}`),
    ),
    ...invalidFindings(images),
  ];
}

/** One for all resources that the same would help. */
function unknownFindings(images: readonly EffectiveImage[], resources: readonly JsonObject[]): readonly Finding[] {
  const groups = grouped(
    images,
    ({ status }) => status === 'unknown',
    ({ remedy = '', reason = '' }) => remedy || reason,
  );
  return groups.map((group) => {
    const [{ resource, remedy }] = group;
    const reasons = [...new Set(group.map(({ reason = '' }) => reason))].join(', and ');
    const message = `the images of ${containersOf(group)} in ${resourcesOf(group, resources)} cannot be determined from the input: ${reasons}`;
    return finding('image-unknown', resource, remedy === undefined ? message : `${message}; ${remedy}`);
  });
}

type Group = readonly [EffectiveImage, ...EffectiveImage[]];

const namesShown = 3;

/** More would be a wall of text: which containers there are, goes by the release. */
const containersShown = 8;

function resourcesOf(group: Group, resources: readonly JsonObject[]): string {
  return listed([...new Set(group.map(({ resource }) => nameOf(resources[resource] ?? {})))], namesShown);
}

function containersOf(group: Group): string {
  return listed([...new Set(group.map(({ container }) => container))], containersShown);
}

function listed(names: readonly string[], shown: number): string {
  const more = names.length > shown ? ` and ${names.length - shown} more` : '';
  return names.slice(0, shown).join(', ') + more;
}

function resourceAndReason({ resource, reason = '' }: EffectiveImage): string {
  return `${resource} ${reason}`;
}

/** References that the operators put together and nobody can pull: an entry is missing, or a part of one. */
function invalidFindings(images: readonly EffectiveImage[]): readonly Finding[] {
  const invalid = images.filter((image) => isKnown(image) && readReference(image.image) === undefined);
  const texts = new Map(invalid.map((image) => [`${image.resource} ${image.container} ${image.image}`, image]));
  return [...texts.values()].map(({ resource, container, image, source: [decided] }) =>
    finding(
      'image-unresolvable',
      resource,
      `${container} would run ${JSON.stringify(image)}, which is not an image reference: correct ${decided?.where ?? 'its ImageConfig'}`,
    ),
  );
}

function grouped(
  images: readonly EffectiveImage[],
  isMeant: (image: EffectiveImage) => boolean,
  keyOf: (image: EffectiveImage) => string,
): readonly Group[] {
  const groups = new Map<string, [EffectiveImage, ...EffectiveImage[]]>();
  for (const image of images.filter(isMeant)) {
    const group = groups.get(keyOf(image));
    if (group === undefined) groups.set(keyOf(image), [image]);
    else group.push(image);
  }
  return [...groups.values()];
}

function finding(code: FindingCode, resource: number, message: string): Finding {
  return { code, message, at: { resource, path: [] } };
}
