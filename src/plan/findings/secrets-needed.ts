/**
 * Where the pull secrets that were asked for must exist: in every namespace where a pod pulls from the mirror. The
 * operators make pods in the namespaces of datacenters, some of them in other Kubernetes clusters; nobody copies Secrets
 * there.
 */
import type { MirrorConfig } from '../../config/normalise.ts';
import type { Finding } from '../../finding/finding.ts';
import { workloads } from '../../k8ssandra/fields/workloads.ts';
import type { EffectiveImage } from '../../k8ssandra/origins/effective-image.ts';
import { endsOnMirror } from '../../mirror/match.ts';
import { type Layout, scopeNames } from '../../scope/scope.ts';
import { groupedBy } from '../../yaml/grouped.ts';
import type { JsonObject } from '../../yaml/json.ts';
import { isOnMirror } from '../model/effective.ts';
import type { ImageUse } from '../model/image-use.ts';
import { identify, nameOf } from '../model/resource.ts';

/** Pods that pull from the mirror, or may. */
interface Puller {
  /** Empty where the input is that of one Kubernetes cluster. */
  readonly scope: string;
  readonly k8sContext: string;
  readonly namespace: string;
  readonly resource: number;
  /** What the operators run for the resource; empty for a workload of its own. */
  readonly workload: string;
}

/**
 * @param images what the operators will run
 * @param uses what workloads name
 */
export function secretsNeeded(
  images: readonly EffectiveImage[],
  uses: readonly ImageUse[],
  resources: readonly JsonObject[],
  config: MirrorConfig,
  layout: Layout,
): readonly Finding[] {
  if (config.pullSecrets.length === 0) return [];
  const names = new Set(layout.scopes.map(({ name }) => name));
  const pullers = [...workloadPullers(uses, resources, layout), ...operatorPullers(images, config)].map((puller) =>
    names.has(puller.k8sContext) ? { ...puller, scope: puller.k8sContext, k8sContext: '' } : puller,
  );
  const byNamespace = groupedBy(pullers, ({ scope, k8sContext, namespace }) =>
    JSON.stringify([scope, k8sContext, namespace]),
  );
  return [...byNamespace.values()].flatMap((group) => needOf(group, resources, config));
}

const workloadKinds: ReadonlySet<string> = new Set(workloads.map(({ kind }) => kind));

function workloadPullers(
  uses: readonly ImageUse[],
  resources: readonly JsonObject[],
  layout: Layout,
): readonly Puller[] {
  const scopesOf = scopeNames(layout);
  return uses.flatMap(({ place: { resource }, outcome }) => {
    const { kind, namespace } = identify(resources[resource] ?? {});
    const pulls = workloadKinds.has(kind) && endsOnMirror(outcome);
    if (!pulls) return [];
    return scopesOf(resource).map((scope = '') => ({ scope, k8sContext: '', namespace, resource, workload: '' }));
  });
}

/** An image that cannot be told may well lie on the mirror. */
function operatorPullers(images: readonly EffectiveImage[], config: MirrorConfig): readonly Puller[] {
  return images
    .filter((image) => image.status === 'unknown' || isOnMirror(image, config))
    .map(({ scope = '', k8sContext = '', namespace = '', resource, workload }) => ({
      scope,
      k8sContext,
      namespace,
      resource,
      workload,
    }));
}

function needOf(
  pullers: readonly Puller[],
  resources: readonly JsonObject[],
  { pullSecrets }: MirrorConfig,
): readonly Finding[] {
  const [first] = pullers;
  if (first === undefined) return [];
  const { scope, k8sContext, namespace, resource } = first;
  const where = namespace === '' ? 'the namespace that the manifests are applied to' : `namespace ${namespace}`;
  const context =
    (k8sContext === '' ? '' : ` of k8sContext ${k8sContext}`) + (scope === '' ? '' : ` of scope ${scope}`);
  const secrets = `${pullSecrets.length === 1 ? 'Secret' : 'Secrets'} ${pullSecrets.join(', ')}`;
  const message = `${where}${context} needs the ${secrets}: pods of ${listed(pullers, resources)} pull from the mirror`;
  return [{ code: 'pull-secrets-needed', message, at: { resource, path: [] } }];
}

/** `K8ssandraCluster demo (cassandra, reaper), Deployment app` */
function listed(pullers: readonly Puller[], resources: readonly JsonObject[]): string {
  const byResource = new Map<number, Set<string>>();
  for (const { resource, workload } of pullers) {
    const made = byResource.get(resource) ?? new Set();
    if (workload !== '') made.add(workload);
    byResource.set(resource, made);
  }
  return [...byResource]
    .map(
      ([resource, made]) => nameOf(resources[resource] ?? {}) + (made.size === 0 ? '' : ` (${[...made].join(', ')})`),
    )
    .join(', ');
}
