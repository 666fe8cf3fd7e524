/**
 * Pods of a resource where the input leaves open which operators, with which ImageConfig, make them. Each candidate is
 * asked once, the first of one namespace along with the first of another: not all combinations of them.
 */

import type { Operators } from '../operators/operators.ts';
import { mostCandidates } from '../operators/survey.ts';
import type { ResolveContext } from './resource-pods.ts';
import { imagesOf, type RunningPod } from './running-pod.ts';

/** The candidates for a namespace of a Kubernetes cluster; never none. */
export type CandidatesOf = (k8sContext: string, namespace: string) => readonly Operators[];

/** A resource whose images depend on which of several candidates is the one. */
export interface OpenChoice {
  readonly resource: number;
  readonly candidates: readonly ChoiceCandidate[];
}

/** The resources that a candidate is told by, by index; of another Kubernetes cluster none. */
export interface ChoiceCandidate {
  readonly resources: readonly number[];
}

interface ByCandidates {
  readonly pods: readonly RunningPod[];
  /** Empty where all give the same images. */
  readonly candidates: readonly ChoiceCandidate[];
}

export function byCandidates(
  candidatesOf: CandidatesOf,
  podsOf: (operators: ResolveContext['operators']) => readonly RunningPod[],
): ByCandidates {
  const asked = new Map<readonly Operators[], readonly ChoiceCandidate[]>();
  let count = 1;
  const ask = (turn: number): readonly RunningPod[] =>
    podsOf((k8sContext, namespace) => {
      const candidates = candidatesOf(k8sContext, namespace);
      if (candidates.length > 1 && !asked.has(candidates)) {
        asked.set(
          candidates,
          candidates.map((one) => originOf(one, k8sContext)),
        );
        count = Math.max(count, candidates.length);
      }
      return inTurn(candidates, turn);
    });
  const first = ask(0);
  if (count === 1) return { pods: first, candidates: [] };
  const all = [first];
  for (let turn = 1; turn < count; turn++) all.push(ask(turn));
  const isOpen = count > mostCandidates || new Set(all.map(essence)).size > 1;
  return { pods: all.flat(), candidates: isOpen ? [...asked.values()].flat() : [] };
}

function inTurn(candidates: readonly Operators[], turn: number): Operators {
  const candidate = candidates[turn % candidates.length];
  if (candidate === undefined) throw new RangeError('a namespace without candidates');
  return candidate;
}

function originOf({ cass, k8ssandra }: Operators, k8sContext: string): ChoiceCandidate {
  const { from } = cass;
  const all = [from.deployment, k8ssandra.from.deployment, from.imageConfig, k8ssandra.from.imageConfig];
  const known = k8sContext === '' ? all.filter((index) => index !== undefined) : [];
  return { resources: [...new Set(known)] };
}

/** What is pulled, and whether that is known. */
function essence(pods: readonly RunningPod[]): string {
  return JSON.stringify(
    pods.flatMap(imagesOf).map((image) => {
      const { datacenter, workload, rack, kind, container, status } = image;
      return [datacenter, workload, rack, kind, container, status, image.image];
    }),
  );
}
