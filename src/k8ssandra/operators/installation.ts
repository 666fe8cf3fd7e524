/**
 * The operators of one Kubernetes cluster, as far as its resources, and what the user says about releases, let them be known.
 */
import { recalled } from '../../yaml/grouped.ts';
import type { JsonObject } from '../../yaml/json.ts';
import type { Operator } from '../api-group.ts';
import { hardCodedPart, type ImageEnvironment } from '../origins/built-image.ts';
import { unknownImages } from '../origins/image-source.ts';
import type { Found } from '../origins/levels.ts';
import { builtInPurge } from '../releases/built-in.ts';
import { type Format, type OperatorRules, rulesOf } from '../releases/image-config-rules.ts';
import { cassOperatorRules, type K8ssandraOperatorRules, k8ssandraOperatorRules } from '../releases/pod-rules.ts';
import { completeReleases, type KnownReleases, type ReleasePair } from '../releases/releases.ts';
import { type Alike, alikeCandidates } from './alike.ts';
import { assumedImageConfig, type PrepareImageConfig } from './assumed-image-config.ts';
import { assumedDocument, assumedRelease, uncertainty, withoutImageConfig } from './doubts.ts';
import { imagesBy } from './image-config-source.ts';
import { type Candidate, findCandidates, type InForce, inForceAmong } from './in-force.ts';
import {
  commonRelease,
  findOperators,
  type OperatorDeployment,
  type OperatorsFor,
  operatorsAmong,
} from './operator-deployments.ts';
import type { CassOperator, K8ssandraOperator, Operators } from './operators.ts';
import { paired } from './paired.ts';

/** What one Kubernetes cluster is known by. */
export interface Cluster {
  readonly resources: readonly JsonObject[];
  /** Its name as a `k8sContext`: links don't point into its resources. Absent: the cluster of the input. */
  readonly k8sContext?: string;
  /** By resource, the releases of operators that are known already: an edit may change the tag that told one. */
  readonly releases?: ReadonlyMap<number, string>;
  /** What becomes of an ImageConfig that is assumed; absent: none is assumed. */
  readonly prepare?: PrepareImageConfig;
}

/**
 * The operators that may look after a namespace: several where the input leaves open which. Those that read alike are one,
 * and beyond `mostCandidates` one more is the last.
 */
export type Installation = (namespace: string) => readonly Operators[];

/** Of more, nobody reads what follows from each. */
export const mostCandidates = 16;

/** @param configuredReleases the releases that the user names: they count before what the images of the operators say */
export function installationIn(cluster: Cluster, configuredReleases: KnownReleases): Installation {
  const survey = surveyOf(cluster);
  const { deployed } = survey;
  const select = (operator: Operator, namespace: string): readonly (OperatorDeployment | undefined)[] => {
    const found = deployed(operator, namespace);
    return found.length === 0 ? absent : found;
  };
  const combine = combiner();
  const find = (
    cassDeployments: readonly (OperatorDeployment | undefined)[],
    deployments: readonly (OperatorDeployment | undefined)[],
  ): readonly Operators[] => {
    const found = new Map<string, Operators>();
    for (const [cassDeployment, deployment] of paired(cassDeployments, deployments, (one) => one?.namespace)) {
      const near = { cassOperator: cassDeployment, k8ssandraOperator: deployment };
      const circumstances = circumstancesOf(survey, configuredReleases, near);
      const k8ssandra = k8ssandraOperators(deployment, circumstances);
      const cass = cassOperators(cassDeployment, circumstances);
      for (const [one, other] of paired(cass, k8ssandra, ({ imageConfig }) => imageConfig)) {
        recalled(found, JSON.stringify([one.reads, other.reads]), () => combine(one.make(), other.make()));
        if (found.size > mostCandidates) return [...found.values()];
      }
    }
    return [...found.values()];
  };
  // Namespaces without operators of their own share the lists of those that watch them.
  const known = new Map<unknown, Map<unknown, readonly Operators[]>>();
  return (namespace) => {
    const cass = select('cassOperator', namespace);
    const k8ssandra = select('k8ssandraOperator', namespace);
    const byCass = recalled(known, cass, () => new Map<unknown, readonly Operators[]>());
    return recalled(byCass, k8ssandra, () => find(cass, k8ssandra));
  };
}

const absent: readonly undefined[] = [undefined];

/** The same two operators are the same one thing wherever they are met. */
function combiner(): (cass: CassOperator, k8ssandra: K8ssandraOperator) => Operators {
  const known = new Map<CassOperator, Map<K8ssandraOperator, Operators>>();
  return (cass, k8ssandra) => {
    const byCass = recalled(known, cass, () => new Map<K8ssandraOperator, Operators>());
    return recalled(byCass, k8ssandra, () => ({ cass, k8ssandra }));
  };
}

/** The ImageConfigs of one Kubernetes cluster. */
export interface ImageConfigs {
  readonly all: readonly Candidate[];
  /** Those among them that an operator reads, or may read where the input leaves that open. */
  readonly read: ReadonlySet<Candidate>;
}

/** @param configuredReleases as for `installationIn` */
export function imageConfigsIn(cluster: Cluster, configuredReleases: KnownReleases): ImageConfigs {
  const survey = surveyOf(cluster);
  const { deployments, candidates } = survey;
  // Without any operator among the resources, both are somewhere else.
  const readers: readonly Reader[] =
    deployments.length > 0
      ? deployments.map((deployment) => ({ operator: deployment.operator, deployment }))
      : [{ operator: 'cassOperator' }, { operator: 'k8ssandraOperator' }];
  const read = readers.flatMap(({ operator, deployment }) => {
    const circumstances = circumstancesOf(survey, configuredReleases, { [operator]: deployment });
    return operator === 'cassOperator'
      ? readByCassOperator(deployment, circumstances)
      : readByK8ssandraOperator(deployment, circumstances);
  });
  return { all: candidates, read: new Set(read) };
}

/** Who reads an ImageConfig; one that isn't deployed among the resources has no deployment. */
interface Reader {
  readonly operator: Operator;
  readonly deployment?: OperatorDeployment;
}

/** What the resources of a cluster say about its operators. */
interface Survey {
  readonly cluster: Cluster;
  readonly deployments: readonly OperatorDeployment[];
  readonly deployed: OperatorsFor;
  readonly candidates: readonly Candidate[];
  readonly formats: ReadonlySet<Format>;
  readonly inForce: InForce;
  /** The namespaces that have an operator of a kind. */
  readonly taken: Readonly<Record<Operator, ReadonlySet<string>>>;
  /** The release that all operators of a kind have in common. */
  readonly common: KnownReleases;
  readonly alike: Alike;
  /** The operators met so far, by their resources and release. */
  readonly cassOperators: Map<string, CassOperator>;
  readonly k8ssandraOperators: Map<string, K8ssandraOperator>;
}

function surveyOf(cluster: Cluster): Survey {
  const { resources, releases } = cluster;
  const deployments = findOperators(resources).map((deployment) => {
    const release = releases?.get(deployment.resource);
    return release === undefined ? deployment : { ...deployment, release };
  });
  const candidates = findCandidates(resources);
  const namespacesOf = (operator: Operator): ReadonlySet<string> =>
    new Set(deployments.flatMap((one) => (one.operator === operator ? [one.namespace] : [])));
  return {
    cluster,
    deployments,
    deployed: operatorsAmong(deployments),
    candidates,
    formats: new Set(candidates.map(({ format }) => format)),
    inForce: inForceAmong(candidates),
    taken: { cassOperator: namespacesOf('cassOperator'), k8ssandraOperator: namespacesOf('k8ssandraOperator') },
    common: {
      cassOperator: commonRelease(deployments, 'cassOperator'),
      k8ssandraOperator: commonRelease(deployments, 'k8ssandraOperator'),
    },
    alike: alikeCandidates(mostCandidates + 1),
    cassOperators: new Map(),
    k8ssandraOperators: new Map(),
  };
}

interface Circumstances extends Survey {
  readonly configuredReleases: KnownReleases;
  readonly known: KnownReleases;
  readonly releases: ReleasePair;
}

/** @param near the deployments in question: their releases count before one that all have in common */
function circumstancesOf(
  survey: Survey,
  configuredReleases: KnownReleases,
  near: { readonly [operator in Operator]?: OperatorDeployment | undefined },
): Circumstances {
  const { common, formats } = survey;
  const releaseOf = (operator: Operator): string | undefined =>
    configuredReleases[operator] ?? near[operator]?.release ?? common[operator];
  const known = { cassOperator: releaseOf('cassOperator'), k8ssandraOperator: releaseOf('k8ssandraOperator') };
  return { ...survey, configuredReleases, known, releases: completeReleases(known, formats) };
}

/** An operator that may be the one, which is made when it is the first of those that read alike. */
interface Option<T> {
  /** The same for all that read alike: the same rules, environment and ImageConfig. */
  readonly reads: string;
  readonly imageConfig: number | undefined;
  readonly make: () => T;
}

function cassOperators(
  deployment: OperatorDeployment | undefined,
  circumstances: Circumstances,
): readonly Option<CassOperator>[] {
  const { known, releases, alike } = circumstances;
  const rules = rulesOf(releases.cassOperator);
  const podRules = cassOperatorRules(releases.cassOperator);
  const said = [alike.numberOf(rules), podRules, known.cassOperator === undefined && releases.cassOperator];
  return imageConfigsOf(readByCassOperator(deployment, circumstances), circumstances).map(({ candidate, number }) => {
    const from = { deployment: deployment?.resource, imageConfig: candidate?.resource };
    const make = (): CassOperator => ({
      rules: podRules,
      ...imagesFor('cassOperator', candidate, rules, circumstances),
      from,
    });
    const key = JSON.stringify([from, releases.cassOperator]);
    return {
      reads: JSON.stringify([...said, number]),
      imageConfig: candidate?.resource,
      make: () => recalled(circumstances.cassOperators, key, make),
    };
  });
}

function k8ssandraOperators(
  deployment: OperatorDeployment | undefined,
  circumstances: Circumstances,
): readonly Option<K8ssandraOperator>[] {
  const { cluster, known, releases } = circumstances;
  const release = releases.k8ssandraOperator.replace(/^v/, '');
  const rules = k8ssandraOperatorRules(release);
  const { k8sContext, resources, prepare } = cluster;
  const isGiven = k8sContext === undefined || resources.length > 0;
  const uncertain = uncertainty(k8sContext, known, { isGiven, isAssumed: prepare !== undefined });
  const environment = environmentOf(cluster, deployment, rules);
  const purges = builtInPurge(release) === undefined ? undefined : deployment?.namespace;
  const isAssumed = known.k8ssandraOperator === undefined;
  const said = [release, isAssumed, environment.registry.value, environment.pullSecrets, purges];
  return imageConfigsOf(readByK8ssandraOperator(deployment, circumstances), circumstances).map(
    ({ candidate, number }) => {
      const from = { deployment: deployment?.resource, imageConfig: candidate?.resource };
      const make = (): K8ssandraOperator => ({
        release,
        rules,
        name: `k8ssandra-operator ${release}`,
        ...(uncertain === undefined ? {} : { uncertain }),
        ...imagesFor('k8ssandraOperator', candidate, rulesOf(rules.imageLibrary), circumstances),
        environment,
        from,
        ...(deployment === undefined ? {} : { namespace: deployment.namespace }),
      });
      const key = JSON.stringify([from, release]);
      return {
        reads: JSON.stringify([...said, number]),
        imageConfig: candidate?.resource,
        make: () => recalled(circumstances.k8ssandraOperators, key, make),
      };
    },
  );
}

/** Each ImageConfig that may be in force, of those that read alike one; without a candidate where there is none. */
function imageConfigsOf(
  read: readonly Candidate[],
  { alike }: Circumstances,
): readonly { readonly candidate?: Candidate; readonly number: number }[] {
  return read.length === 0 ? [{ number: 0 }] : alike.different(read);
}

function readByCassOperator(
  deployment: OperatorDeployment | undefined,
  circumstances: Circumstances,
): readonly Candidate[] {
  return readBy('cassOperator', deployment, rulesOf(circumstances.releases.cassOperator).formats, circumstances);
}

function readByK8ssandraOperator(
  deployment: OperatorDeployment | undefined,
  circumstances: Circumstances,
): readonly Candidate[] {
  const { images } = k8ssandraOperatorRules(circumstances.releases.k8ssandraOperator.replace(/^v/, ''));
  return images === 'hard-coded' ? [] : readBy('k8ssandraOperator', deployment, ['v1beta2'], circumstances);
}

/** The ImageConfigs that an operator may read. One that is not there may be in any namespace without one. */
function readBy(
  operator: Operator,
  deployment: OperatorDeployment | undefined,
  formats: readonly Format[],
  { inForce, taken }: Circumstances,
): readonly Candidate[] {
  if (deployment === undefined) return inForce({ formats, taken: nowhere });
  return inForce({ formats, taken: taken[operator], operator: deployment });
}

const nowhere: ReadonlySet<string> = new Set();

/** The images by an ImageConfig that may be in force, and what is assumed about them. */
function imagesFor(
  operator: Operator,
  read: Candidate | undefined,
  rules: OperatorRules,
  { cluster, known, releases, configuredReleases }: Circumstances,
): Pick<CassOperator, 'images' | 'assumptions'> {
  const { k8sContext, prepare } = cluster;
  const assumptions = assumedRelease(k8sContext, operator, known, releases);
  if (read !== undefined) {
    const { document, format, resource, path } = read;
    const place = k8sContext === undefined ? { resource, path } : { path };
    return { images: imagesBy(document, format, rules, place), assumptions };
  }
  const [format] = operator === 'cassOperator' ? rules.formats : formatsOfK8ssandraOperator(rules);
  const assumed = format && assumedImageConfig(operator, configuredReleases, format);
  if (assumed === undefined || prepare === undefined) {
    return { images: unknownImages(withoutImageConfig(k8sContext, operator, known), rules), assumptions };
  }
  const { release } = assumed;
  return {
    images: imagesBy(prepare(assumed), assumed.format, rules, { path: [], assumedOf: release }),
    assumptions: [...assumptions, assumedDocument(k8sContext, release)],
  };
}

/** It reads none before 1.27, and then v1beta2 alone. */
function formatsOfK8ssandraOperator({ formats }: OperatorRules): readonly Format[] {
  return formats.filter((format) => format === 'v1beta2');
}

/** An empty `DEFAULT_REGISTRY` counts: it means no registry at all. */
function environmentOf(
  { k8sContext }: Cluster,
  deployment: OperatorDeployment | undefined,
  rules: K8ssandraOperatorRules,
): ImageEnvironment {
  const variables = rules.environment ? deployment?.environment : undefined;
  const registry = variables?.get('DEFAULT_REGISTRY');
  const secrets = variables?.get('IMAGE_PULL_SECRETS')?.value.split(',') ?? [];
  const local = registry === undefined || k8sContext === undefined ? registry : withoutResource(registry);
  return { registry: local ?? dockerHub, pullSecrets: secrets };
}

const dockerHub: Found = hardCodedPart('registry', 'docker.io', 'k8ssandra-operator');

function withoutResource({ value, link: { resource: _, ...link } }: Found): Found {
  return { value, link };
}
