/**
 * `images`: everything that will be pulled, each image once, with where it comes from on the mirror and who runs it. The
 * shape is published as function-config/images-output.schema.json and is kept.
 *
 * | in the input                                    | listed                                                          |
 * |-------------------------------------------------|-----------------------------------------------------------------|
 * | what runs: clusters, workloads, own fields      | what its containers pull                                        |
 * | an ImageConfig, and a cluster that it serves    | nothing more                                                    |
 * | an ImageConfig, and no resource of the operators| what it lists, for the clusters that come                       |
 *
 * Left out: what cannot be determined from the input, and what is no reference.
 */
import { groupOf, operatorOf } from '../k8ssandra/api-group.ts';
import { isImageConfig } from '../k8ssandra/image-config/read/detect.ts';
import { endsOnMirror } from '../mirror/match.ts';
import type { ImageUse } from '../plan/model/image-use.ts';
import { identify } from '../plan/model/resource.ts';
import type { Plan } from '../plan/plan.ts';
import { formatReference } from '../reference/grammar.ts';
import { readReference } from '../reference/read-reference.ts';
import type { JsonObject } from '../yaml/json.ts';
import { nameResource, type ResourceName } from './explained-images.ts';
import type { ImageReport } from './image-report.ts';

export interface PulledImage {
  /** In full: with registry and `library/`. */
  readonly image: string;
  /** Null: it is not pulled from the mirror. */
  readonly mirrored: string | null;
  readonly usedBy: readonly User[];
}

export interface User {
  readonly resource: ResourceName;
  /** Absent where no container is known yet. */
  readonly container?: string;
}

/** By image, in the order of the alphabet. */
export function pulledImages(
  { images }: ImageReport,
  { uses }: Plan,
  resources: readonly JsonObject[],
): readonly PulledImage[] {
  const pulled: readonly Pull[] = [
    ...images.map(({ image, mirrored, before }) => ({
      image,
      mirrored,
      user: { resource: nameResource(resources[before.resource] ?? {}), container: before.container },
    })),
    ...(resources.some(asksForImages) ? [] : uses.flatMap((use) => listed(use, resources))),
  ];
  const byImage = new Map<string, PulledImage>();
  for (const { image, mirrored, user } of pulled) {
    const reference = readReference(image);
    if (reference === undefined) continue;
    const name = formatReference(reference);
    const known = byImage.get(name);
    byImage.set(name, {
      image: name,
      mirrored: known?.mirrored ?? mirrored ?? null,
      usedBy: withUser(known?.usedBy ?? [], user),
    });
  }
  return [...byImage.values()].sort((one, other) => (one.image < other.image ? -1 : 1));
}

interface Pull {
  readonly image: string;
  readonly mirrored: string | undefined;
  readonly user: User;
}

/** Racks and datacenters of one resource are one user. */
function withUser(users: readonly User[], user: User): readonly User[] {
  const key = JSON.stringify(user);
  return users.some((other) => JSON.stringify(other) === key) ? users : [...users, user];
}

/** Whether the operators make pods of a resource: by its images an ImageConfig is read. */
function asksForImages(resource: JsonObject): boolean {
  return operatorOf(groupOf(identify(resource).apiVersion)) !== undefined && !isImageConfig(resource);
}

/** What an ImageConfig lists. */
function listed({ place, source, outcome }: ImageUse, resources: readonly JsonObject[]): readonly Pull[] {
  const resource = resources[place.resource] ?? {};
  if (place.inner === undefined && !isImageConfig(resource)) return [];
  const image = formatReference(source);
  const mirrored = outcome.status === 'mirrored' ? formatReference(outcome.reference) : image;
  return [
    { image, mirrored: endsOnMirror(outcome) ? mirrored : undefined, user: { resource: nameResource(resource) } },
  ];
}
