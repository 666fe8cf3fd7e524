/**
 * Fields that several containers are made from: a container listed for all datacenters of a cluster, say, where one
 * has an image of its own, or another version.
 */
import { containerKey } from '../../k8ssandra/origins/container-key.ts';
import type { JsonObject } from '../../yaml/json.ts';
import { applyEdits, type EditsByResource } from './apply.ts';
import { type Pulled, pulledBy } from './container-goals.ts';
import { referenceOf } from './effective.ts';

/** Whether edits give a container an image that it neither pulls today nor is to pull. */
export function changesOtherContainers(
  edits: EditsByResource,
  resources: readonly JsonObject[],
  { resolve, goalOf }: Pulled,
): boolean {
  const present = new Set(resolve(resources).expected.map((image) => `${containerKey(image)} ${image.image}`));
  return resolve(applyEdits(resources, edits)).expected.some((image) => {
    const found = referenceOf(image);
    const goal = goalOf(image);
    if (found === undefined || goal === undefined || present.has(`${containerKey(image)} ${image.image}`)) return false;
    return ![goal.source, goal.outcome.reference].map(pulledBy).includes(pulledBy(found));
  });
}
