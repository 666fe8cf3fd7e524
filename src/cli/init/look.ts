/** What a folder holds that tells which pipelines deliver it: marker files at its top, and objects of Flux and Argo CD. */
import { readdirSync } from 'node:fs';
import { posix as path } from 'node:path';
import { objectsOf, readResources } from '../../app/sources.ts';
import { groupOf } from '../../k8ssandra/api-group.ts';
import { findOperators, type OperatorDeployment } from '../../k8ssandra/operators/operator-deployments.ts';
import { type JsonObject, textAt } from '../../yaml/json.ts';
import { isKustomization } from '../folder/parts.ts';
import type { Loaded } from '../load.ts';

export interface Look {
  /** As a command can name it from where this one runs. */
  readonly folder: string;
  /** The configuration's file, named in the same way. */
  readonly config: string;
  readonly isKustomization: boolean;
  readonly isPackage: boolean;
  readonly isChart: boolean;
  /** The folders that Flux builds, and those that Argo CD builds: only those that are here. */
  readonly flux: readonly Delivered[];
  readonly argo: readonly Delivered[];
  /** Whether one of the two renders a chart in the cluster. */
  readonly rendersCharts: boolean;
  readonly operators: readonly OperatorDeployment[];
  /** How many resources of K8ssandra's clusters there are. */
  readonly clusters: number;
}

/** A folder that is built in the cluster, and whether it is a kustomization. */
export interface Delivered {
  readonly folder: string;
  readonly isKustomization: boolean;
}

const clusterKinds: ReadonlySet<unknown> = new Set(['K8ssandraCluster', 'CassandraDatacenter']);

export function lookAt(folder: string, config: string, { sources, config: mirror }: Loaded): Look {
  const names = namesIn(folder);
  const resources = objectsOf(readResources(sources, mirror));
  const items = sources.flatMap(({ input }) => input.items);
  const objectsIn = (group: string, kind: string): readonly JsonObject[] =>
    items.flatMap((item) => (item.kind === kind && groupOf(item.apiVersion ?? '') === group ? [item.json()] : []));
  const applications = objectsIn('argoproj.io', 'Application');
  return {
    folder,
    config,
    isKustomization: names.some(isKustomization),
    isPackage: names.includes('Kptfile'),
    isChart: names.includes('Chart.yaml'),
    flux: delivered(folder, objectsIn('kustomize.toolkit.fluxcd.io', 'Kustomization'), ['spec', 'path']),
    argo: delivered(folder, applications, ['spec', 'source', 'path']),
    rendersCharts:
      objectsIn('helm.toolkit.fluxcd.io', 'HelmRelease').length > 0 ||
      applications.some((application) => textAt(application, ['spec', 'source', 'chart']) !== undefined),
    operators: findOperators(resources),
    clusters: resources.filter(({ kind }) => clusterKinds.has(kind)).length,
  };
}

/** Their paths are relative to the repository, which the folder is taken for. */
function delivered(folder: string, objects: readonly JsonObject[], field: readonly string[]): readonly Delivered[] {
  const paths = new Set(objects.map((object) => path.normalize(`./${textAt(object, field) ?? ''}`).replace(/\/$/, '')));
  return [...paths]
    .filter((below) => below !== '.' && !below.startsWith('..'))
    .map((below) => path.join(folder, below))
    .filter((below) => namesIn(below).length > 0)
    .map((below) => ({ folder: below, isKustomization: namesIn(below).some(isKustomization) }));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
