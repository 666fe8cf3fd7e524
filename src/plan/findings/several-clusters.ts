/**
 * Resources for which the input leaves open which operator or ImageConfig counts, where that makes a difference: the
 * input holds what several Kubernetes clusters get. What would be made of it is right for one of them at most.
 */
import type { Finding } from '../../finding/finding.ts';
import { mostCandidates } from '../../k8ssandra/operators/survey.ts';
import type { ChoiceCandidate, OpenChoice } from '../../k8ssandra/pods/candidates.ts';
import type { Layout } from '../../scope/scope.ts';
import { suggestScopes } from '../../scope/suggest.ts';
import type { JsonObject } from '../../yaml/json.ts';
import { visible } from '../../yaml/visible.ts';
import { fileOf, nameOf } from '../model/resource.ts';
import type { Round } from '../model/round.ts';

const shown = 3;

/** One finding for the resources of the same candidates. */
export const severalClusters: Round = ({ resources, findings }, { input, before, resolve, layout }) => {
  const said = new Set(findings.flatMap(({ code, at }) => (code === 'several-clusters' ? [at?.resource] : [])));
  const groups = new Map<string, OpenChoice[]>();
  for (const choice of new Map(
    [...before.open, ...resolve(resources).open].map((one) => [one.resource, one]),
  ).values()) {
    const key = JSON.stringify(choice.candidates);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [choice]);
    else group.push(choice);
  }
  return {
    findings: [...groups.values()].flatMap((group) => {
      const [first] = group;
      return first === undefined || said.has(first.resource) ? [] : [finding(group, first, input, layout)];
    }),
  };
};

function finding(
  group: readonly OpenChoice[],
  { resource, candidates }: OpenChoice,
  input: readonly JsonObject[],
  { files }: Layout,
): Finding {
  const filesOf = (index: number): string | undefined => files[index] ?? fileOf(input[index] ?? {});
  const named = (index: number): string => {
    const object = input[index];
    const file = filesOf(index);
    const place = index < input.length && file !== undefined ? ` (${file})` : '';
    return object === undefined ? 'what is given as context' : `${nameOf(object)}${place}`;
  };
  const all = differing(candidates);
  const some = all.slice(0, shown).map(named).join(', ');
  const rest = all.length > shown ? `, and ${all.length - shown} more` : '';
  const subjects = group.slice(0, shown).map((one) => named(one.resource));
  const others = group.length > shown ? `, and ${group.length - shown} more` : '';
  const what =
    candidates.length > mostCandidates
      ? `more than ${mostCandidates} different ones are there`
      : 'they lead to different images';
  const inputFiles = input.map((_, index) => filesOf(index)).filter((file) => file !== undefined);
  const suggestion = suggestScopes(
    all.map(filesOf).filter((file) => file !== undefined),
    inputFiles,
  );
  return {
    code: 'several-clusters',
    message: `the input leaves open which operators and ImageConfig count for ${subjects.join(', ')}${others}, and ${what}: ${some}${rest}; if they are of several Kubernetes clusters, give each its scope${suggestion.length === 0 ? ', or give them one by one' : ', such as'}`,
    ...(suggestion.length === 0 ? {} : { excerpt: suggestion.map((line) => visible(`  ${line}`)).join('\n') }),
    at: { resource, path: [] },
  };
}

/** What tells the candidates apart: the resources that not all of them have. */
function differing(candidates: readonly ChoiceCandidate[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const { resources } of candidates) {
    for (const resource of resources) counts.set(resource, (counts.get(resource) ?? 0) + 1);
  }
  const some = [...counts].filter(([, count]) => count < candidates.length);
  return (some.length === 0 ? [...counts] : some).map(([resource]) => resource);
}
