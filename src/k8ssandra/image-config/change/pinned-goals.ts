/**
 * Pins, as far as an ImageConfig can follow them.
 *
 * | pin                                  | v1beta1                            | v1beta2                              |
 * |--------------------------------------|------------------------------------|--------------------------------------|
 * | of an image, any                     | written into the image             | tag and digest together in `tag`     |
 * | of Reaper, with a digest             | the same                           | tag and `digest`, from 1.28 on       |
 * | of a server, new name alone          | `defaults.<type>.repository`       | the entry under `types`              |
 * | of a server, for one version         | `images.<type>[version]`           | not expressible, if it is asked for  |
 * | of a server, new tag for all versions| for the versions that are asked for| not expressible                      |
 *
 * Reaper's tag is read as a release number, so no digest may stand in it.
 */
import { sameRepository } from '../../../mirror/places.ts';
import type { MirrorRules, Pin } from '../../../mirror/rules.ts';
import { formatReference } from '../../../reference/grammar.ts';
import type { Reference } from '../../../reference/reference.ts';
import { goalOf, type ImageGoal, type QueryResult, type Resolved } from './image-goals.ts';
import { labelOf, type ServerVersion, shown } from './image-queries.ts';
import type { LoadedImageConfig } from './loaded-image-config.ts';
import type { ImageConfigRemark } from './remark.ts';

/** The versions of servers that pins name by their tags: `5.0.6` for `k8ssandra/cass-management-api:5.0.6-ubi`. */
export function pinnedVersions(results: readonly QueryResult[], pins: readonly Pin[]): readonly ServerVersion[] {
  return results.flatMap((one) => (one.status === 'resolved' ? pins.flatMap((pin) => versionOf(one, pin)) : []));
}

function versionOf({ query, reference }: Resolved, { name, tag }: Pin): readonly ServerVersion[] {
  if (query.kind !== 'server' || query.covers !== 'unlisted') return [];
  const [prefix, suffix] = (reference.tag ?? '').split(query.version);
  if (tag === undefined || prefix === undefined || suffix === undefined || !sameRepository(name, reference)) return [];
  const fits = tag.startsWith(prefix) && tag.endsWith(suffix) && tag.length > prefix.length + suffix.length;
  return fits ? [{ serverType: query.serverType, version: tag.slice(prefix.length, tag.length - suffix.length) }] : [];
}

/** The goals of all images that have a reference; pins that cannot be followed are left out, and said. */
export function goalsFor(
  results: readonly QueryResult[],
  rules: MirrorRules,
  loaded: LoadedImageConfig,
): { readonly goals: readonly ImageGoal[]; readonly remarks: readonly ImageConfigRemark[] } {
  const planned = results
    .filter((one) => one.status === 'resolved')
    .map((one) => {
      const goal = goalOf(one, rules);
      return { one, goal, followed: follow(goal, loaded) };
    });
  const goals = planned.map(({ one, goal, followed }) =>
    typeof followed === 'string' ? goalOf(one, without(rules, goal.pin)) : followed,
  );
  // A pin for every version of a server is followed in those that clusters ask for.
  const inVersions = new Set(
    goals.flatMap(({ query, pin }) => (query.kind === 'server' && query.covers === 'version' ? [pin] : [])),
  );
  const refused = new Map<string, ImageConfigRemark>();
  for (const { goal, followed } of planned) {
    const place = JSON.stringify([goal.query.path, goal.pin?.tag]);
    if (typeof followed !== 'string' || inVersions.has(goal.pin) || refused.has(place)) continue;
    refused.set(place, notExpressible(goal, followed));
  }
  return { goals, remarks: [...refused.values()] };
}

function without(rules: MirrorRules, pin: Pin | undefined): MirrorRules {
  return { ...rules, pins: rules.pins.filter((other) => other !== pin) };
}

/** The goal as it can be written, or why it cannot. */
function follow(goal: ImageGoal, { format, rules }: LoadedImageConfig): ImageGoal | string {
  const { query, pin, wanted } = goal;
  if (pin === undefined) return goal;
  if (query.kind === 'server') {
    const isNameAlone = pin.tag === undefined && pin.newTag === undefined && pin.digest === undefined;
    if (isNameAlone || (format === 'v1beta1' && query.covers === 'version')) return goal;
    return format === 'v1beta1'
      ? 'it would hold for every version; give the pin a tag, or the version to a cluster in the input'
      : 'a v1beta2 ImageConfig has one image for all versions of a server type, of which a pin can change the name alone; set serverImage in the cluster instead';
  }
  if (format === 'v1beta1' || query.name !== 'reaper' || pin.digest === undefined) return goal;
  if (rules.digests) return { ...goal, wanted: withoutTag(wanted) };
  return 'Reaper’s tag can hold no digest, and cass-operator before 1.28 knows no other place for it; pin a tag, or upgrade';
}

function withoutTag({ registry, repository, digest }: Reference): Reference {
  return { registry, repository, ...(digest === undefined ? {} : { digest }) };
}

function notExpressible({ query, source, outcome }: ImageGoal, reason: string): ImageConfigRemark {
  const wanted = outcome.status === 'mirrored' ? shown(query, formatReference(outcome.reference)) : '';
  return {
    code: 'pin-not-expressible',
    message: `the ImageConfig cannot make ${labelOf(query)} ${wanted}, as a pin asks for: ${reason}`,
    path: query.path,
    currentValue: shown(query, formatReference(source)),
    proposedValue: wanted,
  };
}
