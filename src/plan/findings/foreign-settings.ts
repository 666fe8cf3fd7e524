/**
 * Pull policy and pull secrets of pods in kinds that nobody knows: they belong to fields of the pod, which such a kind may
 * have elsewhere or not at all, so none is set. What is there already is seen.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding, Location } from '../../finding/finding.ts';
import { pullSecretsKey } from '../../k8ssandra/fields/workloads.ts';
import { endsOnMirror } from '../../mirror/match.ts';
import { at, isList, isObject, type JsonObject, type Path } from '../../yaml/json.ts';
import type { Subject } from '../model/decision.ts';
import type { ImageUse } from '../model/image-use.ts';
import { nameOf } from '../model/resource.ts';

/** @param uses the images of the containers and volumes of the subject */
export function settingsLeft(
  { object }: Subject,
  uses: readonly ImageUse[],
  { pullPolicy, pullSecrets }: MirrorConfig,
): readonly Finding[] {
  const mirrored = uses.filter(({ outcome, place }) => endsOnMirror(outcome) && isOfPod(place));
  const unset = mirrored.find(({ place }) => pullPolicy !== undefined && policyOf(object, place) !== pullPolicy);
  const lacking = mirrored.find(({ place }) => pullSecrets.some((secret) => !hasSecret(object, place, secret)));
  const about = `${nameOf(object)} runs pods, and nothing is known of its kind but their images`;
  return [
    ...(lacking === undefined
      ? []
      : [
          {
            code: 'pull-secret-ineffective',
            message: `${about}: the pull secrets ${pullSecrets.join(', ')} are not added; add them there, or to the ServiceAccount of the pods`,
            at: lacking.place,
          } as const,
        ]),
    ...(unset === undefined
      ? []
      : [
          {
            code: 'pull-policy-ineffective',
            message: `${about}: the pull policy ${pullPolicy} is not set; set it there`,
            at: unset.place,
          } as const,
        ]),
  ];
}

/** The container or volume that an image is in, and the steps to it from its list. */
function itemOf({ path }: Location): { readonly item: Path; readonly list: string | number | undefined } {
  const index = path.findLastIndex((step) => typeof step === 'number');
  return { item: path.slice(0, index + 1), list: path[index - 1] };
}

/** The images that a bundle of OLM lists are run by what it installs, and have no settings there. */
function isOfPod(place: Location): boolean {
  return itemOf(place).list !== 'relatedImages';
}

function policyOf(object: JsonObject, place: Location): unknown {
  const { item, list } = itemOf(place);
  return at(object, [...item, ...(list === 'volumes' ? ['image', 'pullPolicy'] : ['imagePullPolicy'])]);
}

function hasSecret(object: JsonObject, place: Location, secret: string): boolean {
  const present = at(object, [...itemOf(place).item.slice(0, -2), pullSecretsKey]);
  return isList(present) && present.some((entry) => isObject(entry) && entry.name === secret);
}
