/**
 * What a release of an operator pulls by itself: images that are written in its code, or in the defaults of its CRDs, and
 * the field that governs each.
 *
 * k8ssandra-operator's are not looked up in tables again: the resolver is asked about clusters that ask for everything
 * and say nothing about images. cass-operator has nothing but repositories of servers, for what a v1beta1 ImageConfig
 * leaves out; with v1beta2, the ImageConfig says all.
 */
import { type Operator, operatorNames } from '../k8ssandra/api-group.ts';
import { containerKey } from '../k8ssandra/origins/container-key.ts';
import type { EffectiveImage } from '../k8ssandra/origins/effective-image.ts';
import { effectiveImages } from '../k8ssandra/pods/effective-images.ts';
import { rulesOf } from '../k8ssandra/releases/image-config-rules.ts';
import { k8ssandraOperatorRules } from '../k8ssandra/releases/pod-rules.ts';
import { formatReference, parseReference } from '../reference/grammar.ts';
import { formatPath, type JsonObject } from '../yaml/json.ts';

export interface ImplicitImage {
  /** In full; the tag `<serverVersion>` stands for what a cluster asks for. */
  readonly image: string;
  /** `workload/container` each. */
  readonly runsIn: readonly string[];
  /** What would have to be written to pull another image; empty where nothing moves it. */
  readonly governedBy: readonly string[];
  /** How to do without it, where nothing moves it. */
  readonly avoidedBy?: string;
}

/** @param release without a leading `v` */
export function implicitImages(operator: Operator, release: string): readonly ImplicitImage[] {
  return operator === 'cassOperator' ? serverFallbacks(release) : builtIn(release);
}

function serverFallbacks(release: string): readonly ImplicitImage[] {
  const { formats, servers, defaults, componentPolicies } = rulesOf(release);
  if (!formats.includes('v1beta1')) return [];
  return Object.entries(servers).flatMap(([type, { repository }]) => {
    if (repository === '') return [];
    const key = componentPolicies || defaults.includes(type) ? `defaults.${type}.repository` : `images.${type}`;
    return [
      {
        image: `docker.io/${repository}:<serverVersion>`,
        runsIn: ['cassandra/cassandra'],
        governedBy: [`ImageConfig ${key}`, 'CassandraDatacenter spec.serverImage'],
      },
    ];
  });
}

/** One server of each kind that Stargate has a build for. */
const servers: readonly JsonObject[] = [
  { serverType: 'cassandra', serverVersion: '3.11.19' },
  { serverType: 'cassandra', serverVersion: '4.0.17' },
  { serverType: 'dse', serverVersion: '6.8.50' },
];

const telemetry = { vector: { enabled: true } };

function clusterOf(server: JsonObject): JsonObject {
  const datacenter = { metadata: { name: 'dc1' }, size: 1, perNodeConfigMapRef: { name: 'nodes' } };
  return {
    apiVersion: 'k8ssandra.io/v1alpha1',
    kind: 'K8ssandraCluster',
    metadata: { name: 'demo' },
    spec: {
      cassandra: { ...server, telemetry, datacenters: [datacenter] },
      medusa: {},
      reaper: { telemetry },
      stargate: { size: 1, telemetry },
    },
  };
}

const variable = { name: 'DEFAULT_REGISTRY', value: 'registry.test' };

function operatorDeployment(release: string): JsonObject {
  const container = { name: 'manager', image: `k8ssandra/k8ssandra-operator:v${release}`, env: [variable] };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'k8ssandra-operator' },
    spec: { template: { spec: { containers: [container] } } },
  };
}

function builtIn(release: string): readonly ImplicitImage[] {
  const options = { release: { k8ssandraOperator: release } };
  const clusters = servers.map(clusterOf);
  const reached = new Set(
    effectiveImages([...clusters, operatorDeployment(release)], options)
      .filter(({ image }) => image.startsWith(`${variable.value}/`))
      .map(containerKey),
  );
  const images = new Map<string, ImplicitImage>();
  for (const image of effectiveImages(clusters, options).filter(isImplicit)) {
    const name = formatReference(parseReference(image.image));
    const known = images.get(name);
    const avoidedBy = known === undefined ? remedyFor(image, release) : known.avoidedBy;
    const fields = [
      ...fieldOf(image),
      ...(reached.has(containerKey(image)) ? [`${variable.name} of the operator`] : []),
    ];
    images.set(name, {
      image: name,
      runsIn: [...new Set([...(known?.runsIn ?? []), placeOf(image)])],
      governedBy: [...new Set([...(known?.governedBy ?? []), ...fields])],
      ...(avoidedBy === undefined ? {} : { avoidedBy }),
    });
  }
  return [...images.values()].sort((one, other) => (one.image < other.image ? -1 : 1));
}

/** The clusters have no ImageConfig: what it would say is unknown. */
function isImplicit({ status, source }: EffectiveImage): boolean {
  return status === 'resolved' && source.some(({ origin }) => origin === 'hard-coded' || origin === 'crd-default');
}

/** Stargate's container has the name of its Deployment, and that the name of the cluster. */
function placeOf({ workload, container }: EffectiveImage): string {
  return `${workload}/${container.endsWith('-stargate-deployment') ? workload : container}`;
}

function fieldOf({ override }: EffectiveImage): readonly string[] {
  if (override === undefined) return [];
  return [`K8ssandraCluster ${formatPath(override.path).replaceAll(/\[\d+\]/g, '[]')}`];
}

function remedyFor({ workload, override }: EffectiveImage, release: string): string | undefined {
  if (override !== undefined) return undefined;
  if (workload === 'medusa-purge' && k8ssandraOperatorRules(release).purgeOptional) {
    return 'K8ssandraCluster spec.medusa.purgeBackups: false';
  }
  return `another release of ${operatorNames.k8ssandraOperator}`;
}
