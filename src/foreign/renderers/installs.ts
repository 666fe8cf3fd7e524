/**
 * Whether a resource that installs something installs K8ssandra.
 *
 * | told by                                                             | example                                            |
 * |---------------------------------------------------------------------|----------------------------------------------------|
 * | the chart, the repository, the path, the package that it names        | `chart: k8ssandra-operator`                         |
 * | the resource that it names as its source                            | `chartRef` of an OCIRepository of K8ssandra          |
 * | values for a chart of K8ssandra inside another, its images and kinds | `cass-operator: {image: ...}`                       |
 * | its own name, where it names no chart                                | an Application `k8ssandra-operator` of a folder      |
 *
 * One that names this program, as a plugin say, has it look at what comes out.
 * Where something is installed to, what it waits for, and what an application connects to, says nothing.
 */
import { isList, isObject, type Json, type JsonObject, textAt } from '../../yaml/json.ts';

export type Installs =
  | 'k8ssandra'
  | 'something else'
  /** Nothing is rendered from it that is not in the input, or that this program does not get to see. */
  | 'nothing';

/** @param sources the resources among which it may name its source */
export function installedBy(resource: JsonObject, sources: readonly JsonObject[]): Installs {
  const { apiVersion: _apiVersion, kind, metadata = null, status: _status, ...body } = resource;
  if ((kind === 'Kustomization' || kind === 'Component') && body.spec === undefined && !rendersMore(body))
    return 'nothing';
  const texts = whatIsInstalled(body);
  if (texts.some(({ text }) => text.includes('k8ssandra-image-mirror'))) return 'nothing';
  const origins = texts.filter(({ key }) => originKeys.has(key)).map(({ text }) => text);
  const charts = texts.filter(({ key }) => chartKeys.has(key)).map(({ text }) => text);
  const others = texts.filter(({ key }) => !originKeys.has(key)).map(({ text }) => text);
  const names = charts.length > 0 ? charts : [...others, textAt(metadata, ['name'])];
  const ofSources = sourcesOf(body, metadata, sources).flatMap(({ spec = null }) => textsOf(spec));
  const isNamed = names.some(isOurs) || origins.some(isOurOrigin) || ofSources.some(isOurOrigin);
  const isOnlyNamedByRepository = charts.length === 0 && others.every(isGeneral) && origins.some(isOurs);
  if (isNamed || isOnlyNamedByRepository) return 'k8ssandra';
  return settingsOf(body).some(speaksOfOurs) ? 'k8ssandra' : 'something else';
}

interface Named {
  readonly key: string;
  readonly text: string;
}

function isOurs(text: string): boolean {
  return /k8ssandra|cass-operator|cassandra-reaper|(?:^|[/-])(?:reaper|medusa)-operator/i.test(text);
}

/** K8ssandra's own chart repositories, registries and organisations; and addresses that end in a chart of it. */
function isOurOrigin(text: string): boolean {
  return (
    /(?:^|[/.])k8ssandra\.io(?:[/:]|$)|[/:]k8ssandra\/|datastax\.github\.io/.test(text) ||
    /\/(?:k8ssandra-operator|cass-operator)(?:\.git)?(?:[/?@:]|$)/.test(text)
  );
}

/** Words of a repository that do not say what is in it. */
function isGeneral(text: string): boolean {
  return /^[./]*$|^(?:HEAD|main|master|v?\d[\w.*-]*|[./]*(?:base|deploy|manifests?|charts?|helm|overlays?|envs?|prod\w*|dev\w*|staging)(?:\/\w*)?|\w+Repository|\d+[smh])$/.test(
    text,
  );
}

/** Of these, a value says which chart it is. */
const chartKeys: ReadonlySet<string> = new Set([
  'chart',
  'chartArgs',
  'chartName',
  'chartname',
  'helmCharts',
  'helmChartInflationGenerator',
  'packageName',
]);

/** Of these, a value says where a chart or a folder is from. */
const originKeys: ReadonlySet<string> = new Set([
  'repo',
  'repoURL',
  'repository',
  'repositoryURL',
  'repoUrl',
  'url',
  'git',
]);

/** Below these stand settings of what is installed. */
const settingKeys: ReadonlySet<string> = new Set([
  'values',
  'valuesObject',
  'valuesContent',
  'valuesInline',
  'valuesTemplate',
  'valuesLiteral',
  'helmValues',
  'parameters',
  'images',
  'patches',
  'patchesStrategicMerge',
  'patchesJson6902',
  'postRenderers',
  'set',
  'setString',
  'packageOverrides',
  'properties',
  'templatePatch',
]);

/** Below these stand places and conditions. */
const elsewhereKeys: ReadonlySet<string> = new Set([
  'namespace',
  'targetNamespace',
  'storageNamespace',
  'destination',
  'destinations',
  'server',
  'project',
  'dependsOn',
  'healthChecks',
  'syncPolicy',
  'ignoreDifferences',
  'info',
  'labels',
  'commonLabels',
  'annotations',
  'commonAnnotations',
  'kubeConfig',
  'serviceAccountName',
  'sourceNamespace',
  'selector',
  'clusterSelector',
  'targets',
  'revisionHistoryLimit',
  'namePrefix',
  'nameSuffix',
]);

/** What a body names outside of settings and places. */
function whatIsInstalled(body: Json, key = ''): readonly Named[] {
  if (typeof body === 'string') return body === '' ? [] : [{ key, text: body }];
  if (isList(body)) return body.flatMap((item) => whatIsInstalled(item, key));
  if (!isObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if (settingKeys.has(name) || elsewhereKeys.has(name)) return [];
    // `chart: {spec: {chart: x}}` of Flux; `chart: {name: x}` of others; `helmCharts: [{name: x}]` of kustomize.
    return whatIsInstalled(value, name === 'name' && chartKeys.has(key) ? key : name);
  });
}

/** The texts and keys of the settings, those in texts that hold YAML included. */
function settingsOf(body: Json): readonly string[] {
  if (isList(body)) return body.flatMap(settingsOf);
  if (!isObject(body)) return [];
  return Object.entries(body).flatMap(([key, value]) => (settingKeys.has(key) ? textsOf(value) : settingsOf(value)));
}

function textsOf(value: Json): readonly string[] {
  if (typeof value === 'string') return value.split('\n');
  if (isList(value)) return value.flatMap(textsOf);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => [`${key}:`, ...textsOf(child)]);
}

/** A chart inside the chart, an image or a kind of K8ssandra. */
function speaksOfOurs(line: string): boolean {
  return (
    /^\s*["']?(?:k8ssandra(?:-operator|-common)?|cass-operator|k8ssandra-cluster)["']?\s*[:.]/.test(line) ||
    /(?:^|[\s"'/=])(?:k8ssandra|stargateio)\/[a-z]|(?:^|[\s"'/=])datastax\/(?:cass|dse)|thelastpickle\/cassandra-reaper/.test(
      line,
    ) ||
    /cr\.(?:k8ssandra|dtsx)\.io|(?:k8ssandra\.io|cassandra\.datastax\.com)\/v\d|kind:\s*["']?(?:K8ssandraCluster|CassandraDatacenter)\b/.test(
      line,
    )
  );
}

/** A kustomization brings more than what it lists by charts and by addresses. */
function rendersMore(body: JsonObject): boolean {
  const lists = ['helmCharts', 'helmChartInflationGenerator', 'images'];
  if (lists.some((key) => isList(body[key]) && body[key].length > 0)) return true;
  return ['resources', 'bases', 'components'].some((key) =>
    textsOf(body[key] ?? null).some((text) => /:\/\/|^[\w.-]+\.[a-z]+\/|\?ref=/.test(text)),
  );
}

function sourcesOf(body: Json, metadata: Json | undefined, sources: readonly JsonObject[]): readonly JsonObject[] {
  return referencesIn(body).flatMap((reference) => {
    const namespace = textAt(reference, ['namespace']) || textAt(metadata, ['namespace']);
    return sources.filter(
      (source) =>
        source.kind === reference.kind &&
        textAt(source, ['metadata', 'name']) === reference.name &&
        [namespace, ''].includes(textAt(source, ['metadata', 'namespace'])),
    );
  });
}

function referencesIn(body: Json): readonly JsonObject[] {
  if (isList(body)) return body.flatMap(referencesIn);
  if (!isObject(body)) return [];
  return Object.entries(body).flatMap(([key, value]) =>
    isObject(value) && /^(?:chart|source)Ref$/.test(key) ? [value] : referencesIn(value),
  );
}
