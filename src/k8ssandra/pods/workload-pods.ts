/** Kubernetes' own workloads: their pods run what is written. */
import { type JsonObject, textAt } from '../../yaml/json.ts';
import { groupOf } from '../api-group.ts';
import { type PlaceKind, workloads } from '../fields/workloads.ts';
import { levelAt } from '../origins/levels.ts';
import type { Container, PodImage } from './pod.ts';
import { podSpecTemplate } from './pod-template.ts';
import type { RunningPod } from './running-pod.ts';

/** The pods of a workload; none for resources of another kind. */
export function workloadPods(object: JsonObject, index: number): readonly RunningPod[] {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  const group = groupOf(apiVersion);
  const workload = workloads.find((known) => known.kind === kind && known.groups.includes(group));
  if (workload === undefined) return [];
  const podSpec = levelAt({ index, written: object, defaulted: object }, workload.podSpec.split('.'));
  const { init, containers, ephemeral, volumes, pullSecrets } = podSpecTemplate(podSpec);
  const images = [
    ...init.flatMap((container) => written('init', container)),
    ...containers.flatMap((container) => written('container', container)),
    ...ephemeral.flatMap((container) => written('ephemeral', container)),
    ...volumes.flatMap((container) => written('volume', container)),
  ];
  const [name, namespace] = [textAt(object, ['metadata', 'name']), textAt(object, ['metadata', 'namespace'])];
  return [
    {
      resource: index,
      workload: `${kind}/${name}`,
      ...(namespace === '' ? {} : { namespace }),
      pod: { images, pullSecrets },
      assumptions: [],
    },
  ];
}

/** Where no image is written, there is none: patches leave out what they do not change. */
function written(kind: PlaceKind, { name, image, pullPolicy }: Container): readonly PodImage[] {
  return image === undefined ? [] : [{ kind, name, traced: image, pullPolicy }];
}
