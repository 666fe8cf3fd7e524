/**
 * The operators of one Kubernetes cluster, as far as its resources, and what the user says about releases, let them be known.
 */
import type { JsonObject } from '../../yaml/json.ts';
import type { Operator } from '../api-group.ts';
import { ImageConfigError } from '../image-config/read/errors.ts';
import { loadWithRules } from '../image-config/read/parse.ts';
import { hardCodedPart, type ImageEnvironment } from '../origins/built-image.ts';
import type { Assumption, Link } from '../origins/effective-image.ts';
import { type ImageConfigPlace, originsIn } from '../origins/image-config-origins.ts';
import { configuredImages, type ImageSource, unknownImages, unresolvableImages } from '../origins/image-source.ts';
import type { Found } from '../origins/levels.ts';
import { type Format, type OperatorRules, rulesOf } from '../releases/image-config-rules.ts';
import { cassOperatorRules, type K8ssandraOperatorRules, k8ssandraOperatorRules } from '../releases/pod-rules.ts';
import { completeReleases, type KnownReleases, type ReleasePair } from '../releases/releases.ts';
import { type Candidate, findCandidates, inForce } from './in-force.ts';
import { commonRelease, findOperators, type OperatorDeployment, operatorsFor } from './operator-deployments.ts';
import type { CassOperator, K8ssandraOperator, Operators } from './operators.ts';

/** What one Kubernetes cluster is known by. */
export interface Cluster {
  readonly resources: readonly JsonObject[];
  /** Its name as a `k8sContext`: links don't point into its resources. Absent: the cluster of the input. */
  readonly k8sContext?: string;
  /** By resource, the releases of operators that are known already: an edit may change the tag that told one. */
  readonly releases?: ReadonlyMap<number, string>;
}

/** The operators that may look after a namespace: several where the input leaves open which. */
export type Installation = (namespace: string) => readonly Operators[];

/** @param configuredReleases the releases that the user names: they count before what the images of the operators say */
export function installationIn(cluster: Cluster, configuredReleases: KnownReleases): Installation {
  const survey = surveyOf(cluster);
  const select = (operator: Operator, namespace: string): readonly (OperatorDeployment | undefined)[] => {
    const found = operatorsFor(survey.deployments, operator, namespace);
    return found.length === 0 ? [undefined] : found;
  };
  return (namespace) =>
    select('cassOperator', namespace).flatMap((cassDeployment) =>
      select('k8ssandraOperator', namespace).flatMap((deployment) => {
        const near = { cassOperator: cassDeployment, k8ssandraOperator: deployment };
        const circumstances = circumstancesOf(survey, configuredReleases, near);
        const k8ssandra = k8ssandraOperators(deployment, circumstances);
        return cassOperators(cassDeployment, circumstances).flatMap((cass) =>
          k8ssandra.map((operator) => ({ cass, k8ssandra: operator })),
        );
      }),
    );
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
  readonly candidates: readonly Candidate[];
}

function surveyOf(cluster: Cluster): Survey {
  const { resources, releases } = cluster;
  const deployments = findOperators(resources).map((deployment) => {
    const release = releases?.get(deployment.resource);
    return release === undefined ? deployment : { ...deployment, release };
  });
  return { cluster, deployments, candidates: findCandidates(resources) };
}

interface Circumstances extends Survey {
  readonly known: KnownReleases;
  readonly releases: ReleasePair;
}

/** @param near the deployments in question: their releases count before one that all have in common */
function circumstancesOf(
  survey: Survey,
  configuredReleases: KnownReleases,
  near: { readonly [operator in Operator]?: OperatorDeployment | undefined },
): Circumstances {
  const { deployments, candidates } = survey;
  const releaseOf = (operator: Operator): string | undefined =>
    configuredReleases[operator] ?? near[operator]?.release ?? commonRelease(deployments, operator);
  const known = { cassOperator: releaseOf('cassOperator'), k8ssandraOperator: releaseOf('k8ssandraOperator') };
  const formats = new Set(candidates.map(({ format }) => format));
  return { ...survey, known, releases: completeReleases(known, formats) };
}

function cassOperators(
  deployment: OperatorDeployment | undefined,
  circumstances: Circumstances,
): readonly CassOperator[] {
  const { cluster, releases } = circumstances;
  const rules = rulesOf(releases.cassOperator);
  const read = readByCassOperator(deployment, circumstances);
  const assumptions = assumptionsAbout('cassOperator', circumstances);
  return sourcesOf(read, rules, cluster, 'cass-operator').map((images) => ({
    rules: cassOperatorRules(releases.cassOperator),
    images,
    assumptions,
  }));
}

function k8ssandraOperators(
  deployment: OperatorDeployment | undefined,
  circumstances: Circumstances,
): readonly K8ssandraOperator[] {
  const { cluster, known, releases } = circumstances;
  const release = releases.k8ssandraOperator.replace(/^v/, '');
  const rules = k8ssandraOperatorRules(release);
  const read = readByK8ssandraOperator(deployment, circumstances);
  const uncertain = uncertainty(cluster, known);
  return sourcesOf(read, rulesOf(rules.imageLibrary), cluster, 'k8ssandra-operator').map((images) => ({
    release,
    rules,
    name: `k8ssandra-operator ${release}`,
    ...(uncertain === undefined ? {} : { uncertain }),
    images,
    assumptions: assumptionsAbout('k8ssandraOperator', circumstances),
    environment: environmentOf(cluster, deployment, rules),
  }));
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
  { deployments, candidates }: Circumstances,
): readonly Candidate[] {
  const others = deployments.filter((other) => other.operator === operator && other !== deployment);
  const taken = new Set(deployment === undefined ? [] : others.map(({ namespace }) => namespace));
  return inForce(candidates, { formats, taken, ...(deployment === undefined ? {} : { operator: deployment }) });
}

/** The images by each of the ImageConfigs that may be in force. */
function sourcesOf(
  read: readonly Candidate[],
  rules: OperatorRules,
  cluster: Cluster,
  operator: string,
): readonly ImageSource[] {
  if (read.length === 0)
    return [unknownImages(`no ImageConfig that ${operator} would read is among ${nameOf(cluster)}`, rules)];
  return read.map(({ document, format, resource, path }) => {
    const place: ImageConfigPlace = cluster.k8sContext === undefined ? { resource, path } : { path };
    if (document instanceof ImageConfigError) return unresolvableImages(document, brokenLink(place, document));
    try {
      return configuredImages(loadWithRules(document, format, rules), originsIn(document, format, rules, place));
    } catch (error) {
      if (error instanceof ImageConfigError) return unresolvableImages(error, brokenLink(place, error));
      throw error;
    }
  });
}

function brokenLink(place: ImageConfigPlace, { path }: ImageConfigError): Link {
  return {
    origin: 'written',
    where: 'ImageConfig',
    ...place,
    ...(path === undefined ? {} : { inner: path }),
    value: '',
  };
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

function uncertainty(cluster: Cluster, { k8ssandraOperator }: KnownReleases): string | undefined {
  if (cluster.k8sContext !== undefined && cluster.resources.length === 0) return `${nameOf(cluster)} are not given`;
  return k8ssandraOperator === undefined
    ? `${nameOf(cluster)} don't tell the release of k8ssandra-operator`
    : undefined;
}

const operatorNames = { cassOperator: 'cass-operator', k8ssandraOperator: 'k8ssandra-operator' } as const;

function assumptionsAbout(operator: Operator, { cluster, known, releases }: Circumstances): readonly Assumption[] {
  if (known[operator] !== undefined) return [];
  const message = `${nameOf(cluster)} don't tell the release of ${operatorNames[operator]}: ${releases[operator]} is assumed; say it as release.${operator}`;
  return [{ message }];
}

function nameOf({ k8sContext }: Cluster): string {
  return k8sContext === undefined ? 'the resources' : `the resources of k8sContext ${k8sContext}`;
}
