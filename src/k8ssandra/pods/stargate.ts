/**
 * Stargate, which serves APIs. A K8ssandraCluster makes one where the cluster or the datacenter has a template and the
 * datacenter is not stopped; a Stargate has one Deployment for each rack that gets at least one of its pods.
 *
 * | image      | of the template of the rack over that of the datacenter over that of the cluster, field by field; else  |
 * |------------|----------------------------------------------------------------------------------------------------------|
 * | registry   | `DEFAULT_REGISTRY`, else docker.io: the ImageConfig is not asked in any release                            |
 * | repository | stargateio                                                                                               |
 * | name       | stargate-dse-68 for DSE (from 1.11 on), stargate-3_11 for versions that begin with 3, else stargate-4_0   |
 * | tag        | hard-coded                                                                                               |
 *
 * The CRD fills in repository and tag at every level that has no `containerImage`. Telemetry of racks is not read.
 *
 * Source: pkg/stargate/deployments.go, apis/stargate/v1alpha1/stargate_types.go of k8ssandra-operator.
 */

import type { K8ssandraOperator } from '../operators/operators.ts';
import { buildImage, collectPullSecrets, partsOf } from '../origins/built-image.ts';
import type { Override } from '../origins/effective-image.ts';
import { below, items, type Levels, pickNumber } from '../origins/levels.ts';
import { builtInStargate, type StargateBuild } from '../releases/built-in.ts';
import { kubernetesName } from './kubernetes-name.ts';
import type { Pod } from './pod.ts';
import { vectorAgent } from './vector.ts';

/** The datacenter that a Stargate stands before. */
export interface StargateDatacenter {
  readonly clusterName: string;
  /** Of its resource. */
  readonly name: string;
  /** What it is called in Cassandra, where that is something else. */
  readonly datacenterName: string | undefined;
  readonly serverType: string;
  readonly serverVersion: string;
  readonly racks: readonly string[];
}

/** What a Stargate is made of. */
export interface StargateTemplate {
  /** Of the datacenter and of the cluster, or `spec` of a Stargate. */
  readonly levels: Levels;
  /** Where racks are set apart: not at cluster level. */
  readonly racks: Levels;
}

/** The pods of one Deployment. */
export interface StargatePod {
  readonly rack: string;
  readonly pod: Pod;
}

/** Racks get pods in turn: with fewer pods than racks, the last racks get none. */
export function stargatePods(
  template: StargateTemplate,
  datacenter: StargateDatacenter,
  operator: K8ssandraOperator,
): readonly StargatePod[] {
  const racks = datacenter.racks.slice(0, pickNumber(template.levels, 'size') ?? 0);
  return racks.map((rack) => ({ rack, pod: stargatePod(template, rack, datacenter, operator) }));
}

function stargatePod(
  template: StargateTemplate,
  rack: string,
  datacenter: StargateDatacenter,
  operator: K8ssandraOperator,
): Pod {
  const { rules, release, environment, name, images } = operator;
  const own = items(template.racks, 'racks').find((item) => item.name === rack)?.levels ?? [];
  const all = [...own, ...template.levels];
  const levels = rules.deepMerge ? all : all.slice(0, 1);
  const builtIn = builtInStargate(release, buildFor(datacenter, operator));
  const built = buildImage(partsOf(below(levels, 'containerImage')), builtIn, environment, name, overrideAt(levels));
  const container = {
    kind: 'container',
    name: deploymentName(rack, datacenter, operator),
    traced: built.traced,
    pullPolicy: built.pullPolicy,
  } as const;
  return {
    images: [container, ...vectorAgent('stargate-vector-agent', template.levels, images, rules)],
    pullSecrets: collectPullSecrets(environment, [built]),
  };
}

function buildFor({ serverType, serverVersion }: StargateDatacenter, { rules }: K8ssandraOperator): StargateBuild {
  if (serverType === 'dse' && rules.stargateForDse) return 'stargate-dse-68';
  return serverVersion.startsWith('3') ? 'stargate-3_11' : 'stargate-4_0';
}

/** The container has the name of its Deployment. */
function deploymentName(rack: string, datacenter: StargateDatacenter, { rules }: K8ssandraOperator): string {
  const { clusterName, name, datacenterName } = datacenter;
  const called = rules.stargateByDatacenterName ? (datacenterName ?? name) : name;
  return kubernetesName(`${clusterName}-${called}-${rack}-stargate-deployment`);
}

/** The strongest level: its defaults would beat what is written below it. */
function overrideAt(levels: Levels): Override {
  const [strongest] = levels;
  return {
    resource: strongest?.resource.index ?? 0,
    path: [...(strongest?.path ?? []), 'containerImage'],
    shape: 'parts',
  };
}
