/** Which of several ImageConfigs of a namespace the operators read: the others are edited as well, without effect. */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import { imageConfigKey } from '../../k8ssandra/image-config/read/detect.ts';
import type { Candidate } from '../../k8ssandra/operators/in-force.ts';
import { imageConfigsIn } from '../../k8ssandra/operators/installation.ts';
import { groupedBy } from '../../yaml/grouped.ts';
import { at, type JsonObject } from '../../yaml/json.ts';
import { nameOf } from '../model/resource.ts';

/** One finding for each namespace that has more than one; none where the input leaves open which is read. */
export function inForceFindings(
  resources: readonly JsonObject[],
  { release, context }: MirrorConfig,
): readonly Finding[] {
  const known = [...resources, ...context.resources];
  if (known.filter(carriesImageConfig).length < 2) return [];
  const { all, read } = imageConfigsIn({ resources: known }, release);
  return [...groupedBy(all, ({ namespace }) => namespace).values()].flatMap((together) => {
    const here = together.filter(({ foundBy }) => foundBy !== 'document');
    const inForce = here.filter((candidate) => read.has(candidate));
    const idle = here.filter((candidate) => !read.has(candidate));
    const [subject] = idle.filter(({ resource }) => resource < resources.length);
    if (inForce.length === 0 || subject === undefined) return [];
    const named = (some: readonly Candidate[]): string => namesOf(some, known);
    const message = `the ImageConfig in ${named(inForce)} is in force: no operator reads the one in ${named(idle)} beside it, and changes of that have no effect; remove it if it was left over`;
    return [{ code: 'image-config-in-force', message, at: { resource: subject.resource, path: subject.path } }];
  });
}

/** Enough to tell that there is nothing to choose from: no operator reads another key. */
function carriesImageConfig(resource: JsonObject): boolean {
  return typeof at(resource, ['data', imageConfigKey]) === 'string';
}

function namesOf(candidates: readonly Candidate[], resources: readonly JsonObject[]): string {
  return [...new Set(candidates.map(({ resource }) => nameOf(resources[resource] ?? {})))].join(', ');
}
