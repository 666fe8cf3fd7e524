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
import { scopeNames } from '../scope/scope.ts';
import { recalled } from '../yaml/grouped.ts';
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
  /** The name of the Kubernetes cluster, where the input is that of several. */
  readonly scope?: string;
}

/** By image, in the order of the alphabet. */
export function pulledImages(
  { images }: ImageReport,
  plan: Plan,
  resources: readonly JsonObject[],
): readonly PulledImage[] {
  const pulled: readonly Pull[] = [
    ...images.map(({ image, mirrored, before }) => ({
      image,
      mirrored,
      user: {
        resource: nameResource(resources[before.resource] ?? {}),
        container: before.container,
        ...(before.scope === undefined ? {} : { scope: before.scope }),
      },
    })),
    ...listedForLater(plan, resources),
  ];
  const byImage = new Map<
    string,
    { readonly image: string; mirrored: string | null; readonly users: Map<string, User> }
  >();
  for (const { image, mirrored, user } of pulled) {
    const reference = readReference(image);
    if (reference === undefined) continue;
    const name = formatReference(reference);
    const known = recalled(byImage, name, () => ({ image: name, mirrored: null, users: new Map() }));
    known.mirrored ??= mirrored ?? null;
    // Racks and datacenters of one resource are one user.
    recalled(known.users, JSON.stringify(user), () => user);
  }
  return [...byImage.values()]
    .sort((one, other) => (one.image < other.image ? -1 : 1))
    .map(({ image, mirrored, users }) => ({ image, mirrored, usedBy: [...users.values()] }));
}

/** What the ImageConfigs list of Kubernetes clusters that have nothing else to pull for. */
function listedForLater({ uses, scopes }: Plan, resources: readonly JsonObject[]): readonly Pull[] {
  const later = scopes.filter(({ members }) => !members.some((member) => asksForImages(resources[member] ?? {})));
  if (later.length === 0) return [];
  const scopesOf = scopeNames({ scopes: later });
  const members = new Set(later.flatMap((scope) => scope.members));
  return uses
    .filter(({ place }) => members.has(place.resource))
    .flatMap((use) =>
      scopesOf(use.place.resource).flatMap((scope) =>
        listed(use, resources).map((pull) => (scope === undefined ? pull : { ...pull, user: { ...pull.user, scope } })),
      ),
    );
}

interface Pull {
  readonly image: string;
  readonly mirrored: string | undefined;
  readonly user: User;
}

/** Whether the operators make pods of a resource: by its images an ImageConfig is read. */
export function asksForImages(resource: JsonObject): boolean {
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
