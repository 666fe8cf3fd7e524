/**
 * Whether the policies that `enforce` prints are in force where a pod is made: then new pods are rewritten at admission,
 * whatever makes them. They are looked for in the input and the context, and compared with what the rules of this run
 * make of them.
 */
import { policies } from '../../admission/policies.ts';
import type { MirrorConfig } from '../../config/normalise.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { isEqual } from '../../yaml/equal.ts';
import { at, isList, isObject, type JsonObject, textAt } from '../../yaml/json.ts';

export const policyKinds: ReadonlySet<string> = new Set(['MutatingAdmissionPolicy', 'MutatingAdmissionPolicyBinding']);

/**
 * - `off`: the configuration does not say that there are policies.
 * - `missing`: none that binds the namespace is among the resources.
 * - `stale`: one does, and it does not hold the rules of this run.
 */
export type GuardState =
  | { readonly state: 'off' | 'missing' | 'stale' }
  | { readonly state: 'in-force'; readonly policy: string };

export type Guard = (image: EffectiveImage) => GuardState;

/** @param input the resources of the Kubernetes cluster that the pods are in, unless an image names another */
export function guardIn(input: readonly JsonObject[], { guard, rules, context }: MirrorConfig): Guard {
  if (guard === undefined) return () => ({ state: 'off' });
  const inOwn = policiesAmong([...input, ...context.resources]);
  return ({ k8sContext, namespace = '' }) => {
    const found = k8sContext === undefined ? inOwn : policiesAmong(context.k8sContexts[k8sContext] ?? []);
    const binding = found.filter(({ bindings }) => bindings.some((selector) => covers(selector, namespace)));
    const [first] = binding;
    if (first === undefined) return { state: 'missing' };
    const current = binding.find(({ policy }) => holds(policy, rules));
    return current === undefined ? { state: 'stale' } : { state: 'in-force', policy: current.name };
  };
}

interface FoundPolicy {
  readonly name: string;
  readonly policy: JsonObject;
  /** The namespace selectors of its bindings. */
  readonly bindings: readonly JsonObject[];
}

function policiesAmong(resources: readonly JsonObject[]): readonly FoundPolicy[] {
  const bindings = resources.filter(({ kind }) => kind === 'MutatingAdmissionPolicyBinding');
  return resources
    .filter(({ kind }) => kind === 'MutatingAdmissionPolicy')
    .map((policy) => {
      const name = textAt(policy, ['metadata', 'name']);
      const own = bindings.filter((binding) => textAt(binding, ['spec', 'policyName']) === name);
      return { name, policy, bindings: own.map(selectorOf) };
    });
}

function selectorOf(binding: JsonObject): JsonObject {
  const selector = at(binding, ['spec', 'matchResources', 'namespaceSelector']);
  return isObject(selector) ? selector : {};
}

/** Of the labels of a namespace, only its name is known. */
function covers(selector: JsonObject, namespace: string): boolean {
  const expressions = isList(selector.matchExpressions) ? selector.matchExpressions : [];
  const labels = isObject(selector.matchLabels) ? Object.keys(selector.matchLabels) : [];
  return (
    labels.length === 0 &&
    expressions.every((expression) => {
      const values = at(expression, ['values']);
      const isNamed = textAt(expression, ['key']) === 'kubernetes.io/metadata.name';
      return isNamed && textAt(expression, ['operator']) === 'In' && isList(values) && values.includes(namespace);
    })
  );
}

/** Whether a policy rewrites new pods by exactly these rules. */
function holds(policy: JsonObject, rules: MirrorConfig['rules']): boolean {
  const kubernetes = policy.apiVersion === 'admissionregistration.k8s.io/v1' ? '1.36' : '1.34';
  const settings = {
    name: textAt(policy, ['metadata', 'name']),
    kubernetes,
    action: 'Deny',
    namespaceSelector: {},
  } as const;
  const [wanted] = policies(rules, settings);
  return wanted !== undefined && isEqual(policy.spec, wanted.spec);
}
