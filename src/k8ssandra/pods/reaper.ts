/**
 * Reaper, which repairs. A K8ssandraCluster makes one in each datacenter that is not stopped, or (`SINGLE`) in the first
 * of these; with a `reaperRef` none, as it uses one that has its own resource.
 *
 * | container           | there                                        | image                                         |
 * |---------------------|----------------------------------------------|-----------------------------------------------|
 * | reaper-schema-init  | unless skipSchemaMigration; on local storage | up to 1.14: initContainerImage; then as reaper |
 * |                     | only from 1.32 on                            |                                               |
 * | reaper              | always                                       | containerImage over what is hard-coded; from  |
 * |                     |                                              | 1.27 over `reaper` of the ImageConfig          |
 * | reaper-vector-agent | where telemetry enables vector               | see vector.ts                                 |
 *
 * Until 1.20 skipSchemaMigration is a field of Reaper only, not of K8ssandraCluster.
 *
 * Pull secrets: up to 1.26 those of the environment and of the structs; from 1.27 those of the ImageConfig for `reaper`,
 * and then, once more, the one secret of the image.
 *
 * Source: pkg/reaper/deployment.go, pkg/reaper/resource.go, controllers/k8ssandra/reaper.go of k8ssandra-operator.
 */
import { UnresolvableImageError } from '../image-config/read/errors.ts';
import type { K8ssandraOperator } from '../operators/operators.ts';
import { type BuiltImage, buildImage, collectPullSecrets, partsOf } from '../origins/built-image.ts';
import { below, type Level, pick, pickFlag } from '../origins/levels.ts';
import { builtInReaper } from '../releases/built-in.ts';
import { failedPod, type Pod, type PodImage } from './pod.ts';
import { vectorAgent } from './vector.ts';

/** What a cluster adds to the template of its Reapers. */
export interface ReaperCircumstances {
  /** The schema is there already, and some datacenter is stopped. */
  readonly skipsSchemaMigration: boolean;
  /** The mode in which the cluster deploys it; absent for a Reaper with a resource of its own. */
  readonly deploymentMode?: string;
}

/** @param template `spec.reaper` of a cluster, or `spec` of a Reaper */
export function reaperPod(template: Level, operator: K8ssandraOperator, circumstances: ReaperCircumstances): Pod {
  const main = reaperImage(template, 'containerImage', operator);
  const first =
    operator.rules.reaperInit === 'containerImage' ? main : reaperImage(template, 'initContainerImage', operator);
  const migrates = migratesSchema(template, operator, circumstances);
  const images: readonly PodImage[] = [
    ...(migrates ? [podImage('init', 'reaper-schema-init', first)] : []),
    podImage('container', 'reaper', main),
    ...vectorAgent('reaper-vector-agent', [template], operator.images, operator.rules),
  ];
  const secrets = pullSecrets(migrates ? [main, first] : [main], operator);
  const failure = storageFailure(template, operator, circumstances) ?? secrets.failure;
  const pod: Pod = { images, pullSecrets: secrets.names };
  return failure === undefined ? pod : failedPod(pod, failure);
}

function reaperImage(
  template: Level,
  field: 'containerImage' | 'initContainerImage',
  operator: K8ssandraOperator,
): BuiltImage {
  const override = { resource: template.resource.index, path: [...template.path, field], shape: 'parts' } as const;
  const parts = partsOf(below([template], field));
  if (operator.rules.images === 'image-config') return operator.images.withParts('reaper', parts, override);
  return buildImage(parts, builtInReaper(operator.release), operator.environment, operator.name, override);
}

function migratesSchema(template: Level, { rules }: K8ssandraOperator, circumstances: ReaperCircumstances): boolean {
  if (isLocal(template, rules.reaperStorage) && !rules.localReaperInit) return false;
  const skippable = circumstances.deploymentMode === undefined || rules.skippableReaperInit;
  const skipped = skippable && pickFlag([template], 'skipSchemaMigration') === true;
  return !circumstances.skipsSchemaMigration && !skipped;
}

function isLocal(template: Level, reaperStorage: boolean): boolean {
  return reaperStorage && pick([template], 'storageType')?.value === 'local';
}

function storageFailure(
  template: Level,
  { rules }: K8ssandraOperator,
  { deploymentMode }: ReaperCircumstances,
): string | undefined {
  if (!isLocal(template, rules.reaperStorage)) return undefined;
  if (deploymentMode === 'PER_DC') {
    return "reaper with 'local' storage cannot have multiple instances needed for 'per-dc' deployment mode";
  }
  return below([template], 'storageConfig').length === 0 ? 'storageConfig is required for memory storage' : undefined;
}

function pullSecrets(built: readonly BuiltImage[], { rules, images, environment }: K8ssandraOperator): Secrets {
  if (rules.images === 'hard-coded') return { names: collectPullSecrets(environment, built) };
  const [main] = built;
  const own = main?.pullSecret === undefined ? [] : [main.pullSecret];
  try {
    return { names: [...images.pullSecrets('reaper'), ...own] };
  } catch (error) {
    if (!(error instanceof UnresolvableImageError)) throw error;
    return { names: own, failure: error.message };
  }
}

interface Secrets {
  readonly names: readonly string[];
  readonly failure?: string;
}

function podImage(kind: PodImage['kind'], name: string, { traced, pullPolicy }: BuiltImage): PodImage {
  return { kind, name, traced, pullPolicy };
}
