/**
 * Configuration of single nodes: an init container that merges it into Cassandra's.
 *
 * It is there where a datacenter names a ConfigMap for it; and in all datacenters of a cluster where none does and each
 * sets `num_tokens` below 16, as k8ssandra-operator then computes the initial tokens and passes them on this way.
 *
 * Image: perNodeConfigInitContainerImage of the datacenter, else of the cluster, else hard-coded; from 1.27 on
 * `k8ssandra-client` of the ImageConfig. Up to 1.26 the CRD fills in both levels, and the datacenter's default beats what
 * the cluster sets.
 *
 * Source: pkg/cassandra/tokens.go (`collectTokenAllocationInfos`), pkg/nodeconfig/mount.go,
 * controllers/k8ssandra/per_node_config.go of k8ssandra-operator.
 */
import type { Json } from '../../yaml/json.ts';
import type { K8ssandraOperator } from '../operators/operators.ts';
import type { Override, Traced } from '../origins/effective-image.ts';
import { below, type Levels, pick, pickNumber } from '../origins/levels.ts';
import { builtInPerNodeConfig } from '../releases/built-in.ts';
import type { K8ssandraOperatorRules } from '../releases/pod-rules.ts';
import { ensure, openContainer, type PodTemplate, tracedField } from './pod.ts';

/** Whether each datacenter has a configuration for its nodes. @param datacenters each with its cluster behind it */
export function perNodeConfigs(datacenters: readonly Levels[], rules: K8ssandraOperatorRules): readonly boolean[] {
  if (rules.perNodeConfig === 'none') return datacenters.map(() => false);
  const named = datacenters.map(([datacenter]) => datacenter !== undefined && namesConfigMap([datacenter]));
  const tokens = named.includes(true) ? undefined : initialTokens(datacenters.map((levels) => tokensOf(levels, rules)));
  return named.map((isNamed, index) => isNamed || (tokens?.[index] ?? 0) > 0);
}

function namesConfigMap(datacenter: Levels): boolean {
  return pick(below(datacenter, 'perNodeConfigMapRef'), 'name') !== undefined;
}

interface Tokens {
  readonly count: number;
  readonly partitioner: string;
}

/** How many tokens are computed for each datacenter; `undefined` where upstream leaves it. */
function initialTokens(datacenters: readonly (Tokens | undefined)[]): readonly number[] | undefined {
  const [first] = datacenters;
  const alike = datacenters.every((tokens) => tokens !== undefined && tokens.partitioner === first?.partitioner);
  return alike ? datacenters.map((tokens) => tokens?.count ?? 0) : undefined;
}

function tokensOf(levels: Levels, { deepMerge }: K8ssandraOperatorRules): Tokens | undefined {
  const config = below(levels, 'config');
  const yaml = below(deepMerge ? config : config.slice(0, 1), 'cassandraYaml');
  const numTokens = wholeNumber(strongest(yaml, 'num_tokens'));
  const replicas = wholeNumber(strongest(yaml, 'allocate_tokens_for_local_replication_factor') ?? 3);
  const partitioner = partitionerIn(strongest(yaml, 'partitioner') ?? 'Murmur3Partitioner');
  if (numTokens === undefined || numTokens >= 16 || replicas === undefined || partitioner === undefined)
    return undefined;
  const size = pickNumber(levels.slice(0, 1), 'size') ?? 0;
  return { count: numTokens * Math.min(replicas, size), partitioner };
}

function partitionerIn(name: Json): string | undefined {
  return ['Murmur3Partitioner', 'RandomPartitioner'].find((known) => typeof name === 'string' && name.includes(known));
}

/** Without num_tokens there are 16 or more. */
function wholeNumber(value: Json | undefined): number | undefined {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  return /^[+-]?\d+$/.test(text) ? Number(text) : undefined;
}

function strongest(levels: Levels, key: string): Json | undefined {
  return levels.map(({ object }) => object[key]).find((value) => value !== undefined && value !== null);
}

/** @param levels of the datacenter and its cluster */
export function withPerNodeConfig(template: PodTemplate, levels: Levels, operator: K8ssandraOperator): PodTemplate {
  const init = ensure(template.init, 'server-config-init');
  return {
    ...template,
    init: [...init, { ...openContainer('per-node-config'), image: perNodeImage(levels, operator) }],
  };
}

function perNodeImage(levels: Levels, { rules, release, images, name }: K8ssandraOperator): Traced {
  const settable = rules.perNodeConfig === 'settable';
  const field = settable ? pick(levels, 'perNodeConfigInitContainerImage') : undefined;
  const override = settable ? overrideAt(levels) : undefined;
  if (field !== undefined) return tracedField(field, override);
  const image = builtInPerNodeConfig(release);
  const traced: Traced =
    image === undefined
      ? images.named('k8ssandra-client')
      : { image, status: 'resolved', source: [{ origin: 'hard-coded', where: `hard-coded in ${name}`, value: image }] };
  return override === undefined ? traced : { ...traced, override };
}

/** The datacenter's: what the cluster says does not reach it where the CRD fills it in. */
function overrideAt([datacenter]: Levels): Override | undefined {
  if (datacenter === undefined) return undefined;
  const { resource, path } = datacenter;
  return { resource: resource.index, path: [...path, 'perNodeConfigInitContainerImage'], shape: 'reference' };
}
