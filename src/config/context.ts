/** Resources that are read and not edited: what the input is deployed beside. */
import { isList, isObject, type JsonObject } from '../yaml/json.ts';
import { ConfigError } from './problem.ts';

export interface Context {
  /** In the Kubernetes cluster of the input. */
  readonly resources: readonly JsonObject[];
  /** In others, by the name that `k8sContext` has for them. */
  readonly k8sContexts: Readonly<Record<string, readonly JsonObject[]>>;
}

/**
 * @param entries resources, lists of them, and `{k8sContext, resources}`
 * @throws ConfigError
 */
export function readContext(entries: readonly unknown[]): Context {
  const resources: JsonObject[] = [];
  const k8sContexts: Record<string, readonly JsonObject[]> = {};
  for (const [index, entry] of entries.entries()) {
    if (!isObject(entry)) continue;
    if (typeof entry.kind === 'string') resources.push(...flattened(entry));
    else if (typeof entry.k8sContext === 'string' && isList(entry.resources)) {
      const own = entry.resources.filter(isObject).flatMap(flattened);
      k8sContexts[entry.k8sContext] = [...(k8sContexts[entry.k8sContext] ?? []), ...own];
    } else throw new ConfigError([{ path: ['spec', 'context', index], message: neither }]);
  }
  return { resources, k8sContexts };
}

const neither = 'is neither a resource (it has no kind) nor {k8sContext, resources}';

function flattened(resource: JsonObject): readonly JsonObject[] {
  const isListKind = typeof resource.kind === 'string' && resource.kind.endsWith('List');
  return isListKind && isList(resource.items) ? resource.items.filter(isObject) : [resource];
}
