/**
 * Images that can't be told: because something isn't in the input, or because the operator fails before there is a pod.
 * One finding for each resource and reason, with what would settle it.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { FindingCode } from '../../finding/codes.ts';
import type { Finding } from '../../finding/finding.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { readReference } from '../../reference/read-reference.ts';
import { isKnown } from '../model/effective.ts';

export function unresolvedFindings(images: readonly EffectiveImage[], { strict }: MirrorConfig): readonly Finding[] {
  return [
    ...grouped(images, 'unknown', () => '').map(([{ resource }, containers]) => ({
      ...finding(
        'image-unknown',
        resource,
        `the images of ${containers} can't be told from the input: ${reasonsOf(images, resource)}; mirror it together with the operators and their ImageConfig, give these as context, or say release.k8ssandraOperator and release.cassOperator`,
      ),
      ...(strict ? { severity: 'error' as const } : {}),
    })),
    ...grouped(images, 'unresolvable', ({ reason = '' }) => reason).map(([{ resource, reason = '' }, containers]) =>
      finding('image-unresolvable', resource, `${containers} will not run: ${reason}`),
    ),
    ...invalidFindings(images),
  ];
}

/** Why the images of a resource are unknown, each reason once. */
function reasonsOf(images: readonly EffectiveImage[], resource: number): string {
  const unknown = images.filter((image) => image.status === 'unknown' && image.resource === resource);
  return [...new Set(unknown.map(({ reason = '' }) => reason))].join(', ');
}

/** References that the operators put together and nobody can pull: an entry is missing, or a part of one. */
function invalidFindings(images: readonly EffectiveImage[]): readonly Finding[] {
  const invalid = images.filter((image) => isKnown(image) && readReference(image.image) === undefined);
  const texts = new Map(invalid.map((image) => [`${image.resource} ${image.container} ${image.image}`, image]));
  return [...texts.values()].map(({ resource, container, image, source: [decided] }) =>
    finding(
      'image-unresolvable',
      resource,
      `${container} would run ${JSON.stringify(image)}, which is no reference: mend ${decided?.where ?? 'its ImageConfig'}`,
    ),
  );
}

/** The images of one status, by resource and `also`: the first of each group, and the containers of all. */
function grouped(
  images: readonly EffectiveImage[],
  status: EffectiveImage['status'],
  also: (image: EffectiveImage) => string,
): readonly (readonly [first: EffectiveImage, containers: string])[] {
  const groups = new Map<string, EffectiveImage[]>();
  for (const image of images.filter((one) => one.status === status)) {
    const key = `${image.resource} ${also(image)}`;
    groups.set(key, [...(groups.get(key) ?? []), image]);
  }
  return [...groups.values()].flatMap((group) =>
    group
      .slice(0, 1)
      .map((first) => [first, [...new Set(group.map(({ container }) => container))].join(', ')] as const),
  );
}

function finding(code: FindingCode, resource: number, message: string): Finding {
  return { code, message, at: { resource, path: [] } };
}
