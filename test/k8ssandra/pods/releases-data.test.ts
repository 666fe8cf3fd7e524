/** The tables of images by release, against docs/releases/data.json; and that file against facts/. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Operator } from '../../../src/k8ssandra/api-group.ts';
import { fieldsAt } from '../../../src/k8ssandra/fields/field-templates.ts';
import { operatorFields } from '../../../src/k8ssandra/fields/fields.ts';
import { shippedImage, shippedServer } from '../../../src/k8ssandra/image-config/shipped/shipped.ts';
import { crdDefaults } from '../../../src/k8ssandra/pods/crd-defaults.ts';
import {
  type BuiltInParts,
  builtInJmx,
  builtInMedusa,
  builtInPerNodeConfig,
  builtInPurge,
  builtInReaper,
  builtInStargate,
  builtInVector,
  type StargateBuild,
} from '../../../src/k8ssandra/releases/built-in.ts';
import type { Format } from '../../../src/k8ssandra/releases/image-config-rules.ts';
import { knownReleases } from '../../../src/k8ssandra/releases/known-releases.ts';
import { k8ssandraOperatorRules } from '../../../src/k8ssandra/releases/pod-rules.ts';
import { completeReleases } from '../../../src/k8ssandra/releases/releases.ts';
import { formatFieldPath } from '../../../src/yaml/field-path.ts';
import { isObject, type Json } from '../../../src/yaml/json.ts';

const ofOperators = operatorFields.flatMap(fieldsAt);

type Project = 'cass-operator' | 'k8ssandra-operator';

interface Data {
  readonly releases: { readonly [project in Project]: readonly string[] };
  readonly installs: Readonly<Record<string, string>>;
  readonly pulls: readonly {
    readonly operator: Project;
    readonly component: string;
    readonly reference: string;
    readonly releases: readonly string[];
  }[];
  readonly imageConfigs: readonly {
    readonly operator: Project;
    readonly format: 'v1beta1' | 'v1beta2';
    readonly component: string;
    readonly reference: string;
    readonly releases: readonly string[];
  }[];
  readonly crdDefaults: readonly {
    readonly operator: Project;
    readonly kind: string;
    readonly path: string;
    readonly level: 'struct' | 'properties' | 'string';
    readonly default: Json;
    readonly releases: readonly string[];
  }[];
  readonly fields: readonly {
    readonly operator: Project;
    readonly kind: string;
    readonly path: string;
    readonly shape: string;
    readonly first: string;
  }[];
}

const root = path.join(__dirname, '..', '..', '..');
const data: Data = JSON.parse(readFileSync(path.join(root, 'docs', 'releases', 'data.json'), 'utf8'));
const releases = data.releases['k8ssandra-operator'];

test.each<[Project, Operator]>([
  ['cass-operator', 'cassOperator'],
  ['k8ssandra-operator', 'k8ssandraOperator'],
])('all releases of %s are known', (project, operator) => {
  expect(knownReleases[operator]).toEqual(data.releases[project]);
});

test.each(releases)('the images in the code of k8ssandra-operator %s', (release) => {
  const rules = k8ssandraOperatorRules(release);
  const unlessConfigured = (image: string | undefined): readonly string[] =>
    image === undefined || rules.images === 'image-config' ? [] : [image];
  const builds: readonly StargateBuild[] = ['stargate-3_11', 'stargate-4_0', 'stargate-dse-68'];
  const expected = {
    medusa: unlessConfigured(referenceOf(builtInMedusa(release))),
    reaper: unlessConfigured(referenceOf(builtInReaper(release))),
    // 1.4 has it in pkg/nodeconfig/mount.go alone, which upstream's catalog leaves out.
    'per-node-config init': rules.perNodeConfig === 'fixed' ? [] : unlessConfigured(builtInPerNodeConfig(release)),
    'medusa-purge CronJob kubectl': unlessConfigured(builtInPurge(release)),
    stargate: builds
      .filter((build) => build !== 'stargate-dse-68' || rules.stargateForDse)
      .map((build) => referenceOf(builtInStargate(release, build))),
    'jmx-credentials init': rules.jmxContainer ? [referenceOf(builtInJmx)] : [],
    'vector (reaper/stargate agent)':
      rules.cassandraVector === 'none' || rules.agentsFromImageConfig ? [] : [builtInVector],
  };
  const pulled = data.pulls
    .filter((row) => row.operator === 'k8ssandra-operator' && row.releases.includes(release))
    .map(({ component, reference }) => `${component}: ${reference}`);
  const tables = Object.entries(expected).flatMap(([component, images]) =>
    images.map((image) => `${component}: ${image}`),
  );
  expect(tables.toSorted()).toEqual(pulled.toSorted());
});

test.each([
  ...data.releases['cass-operator'].map((release) => ['cass-operator', { cassOperator: release }, release] as const),
  ...releases.map((release) => ['k8ssandra-operator', { k8ssandraOperator: release }, release] as const),
])('the entries of the ImageConfig of %s %j', (operator, known, release) => {
  const entries = data.imageConfigs.filter((row) => row.operator === operator && row.releases.includes(release));
  for (const { component, reference, format } of entries) {
    const [, type] = /^server-(\w+)$/.exec(component) ?? [];
    const image = type === undefined ? shippedImage(component, known, formatOf(format)) : undefined;
    const server = type === undefined ? undefined : shippedServer(type, known, formatOf(format));
    const tag = image?.tag ?? `{serverVersion}${server?.suffix ?? ''}`;
    const { registry, repository, name } = image ?? server ?? {};
    expect(`${registry}/${repository}/${name}:${tag}`).toBe(normalised(reference));
  }
});

function formatOf(text: string): Format {
  if (text !== 'v1beta1' && text !== 'v1beta2') throw new Error(`no format: ${text}`);
  return text;
}

test.each(releases)('the images that the CRDs of k8ssandra-operator %s fill in', (release) => {
  const expected = data.crdDefaults
    // The kind Medusa is read by no release.
    .filter((row) => row.operator === 'k8ssandra-operator' && row.kind !== 'Medusa' && row.releases.includes(release))
    .flatMap(({ kind, path: field, level, default: value }) =>
      level === 'properties' && isObject(value)
        ? Object.entries(value).map(([key, own]) => lineOf(kind, `${field}.${key}`, own))
        : [lineOf(kind, field, value)],
    );
  const tables = ['K8ssandraCluster', 'Reaper', 'Stargate'].flatMap((kind) =>
    crdDefaults(kind, release)
      .filter(({ path: field }) => field.includes('Image'))
      .map(({ path: field, value }) => lineOf(kind, field, value)),
  );
  expect(tables.toSorted()).toEqual(expected.toSorted());
});

test.each(Object.entries(data.installs))('k8ssandra-operator %s installs cass-operator %s', (release, installed) => {
  expect(completeReleases({ k8ssandraOperator: release }, new Set()).cassOperator).toBe(installed);
});

test.each(data.fields.map((field) => [`${field.kind} ${field.path}`, field] as const))('%s is known', (_, field) => {
  const suffix = field.shape === 'imageVolumeSource' ? '.reference' : '';
  const known = ofOperators.find(
    ({ kind, path: own }) => kind === field.kind && formatFieldPath(own) === `${field.path}${suffix}`,
  );
  expect(`v${known?.since}`).toBe(field.first);
});

test('docs/releases/data.json is what the tables of facts/ say', () => {
  const { status, stderr } = spawnSync('node', ['scripts/releases.mjs', '--check'], { cwd: root, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

/** Upstream wrote Docker Hub's images with and without it. */
function normalised(reference: string): string {
  return reference.split('/').length === 2 ? `docker.io/${reference}` : reference;
}

function referenceOf({ repository, name, tag }: BuiltInParts): string {
  return `docker.io/${repository}/${name}:${tag}`;
}

function lineOf(kind: string, field: string, value: Json): string {
  const entries = isObject(value) ? Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)) : [];
  return `${kind} ${field} ${JSON.stringify(isObject(value) ? Object.fromEntries(entries) : value)}`;
}
