/** Which folders are Kubernetes clusters of their own, where nobody says so: the layouts that are in use. */
import { divide } from '../../src/scope/divide.ts';
import type { JsonObject } from '../../src/yaml/json.ts';

const named = (apiVersion: string, kind: string, name: string, rest: JsonObject = {}): JsonObject => ({
  apiVersion,
  kind,
  metadata: { name },
  ...rest,
});

const operator = (tag = '1.32.2'): JsonObject =>
  named('apps/v1', 'Deployment', 'k8ssandra-operator', {
    spec: { template: { spec: { containers: [{ name: 'm', image: `k8ssandra/k8ssandra-operator:v${tag}` }] } } },
  });

const imageConfig = (registry = 'docker.io'): JsonObject =>
  named('v1', 'ConfigMap', 'image-config', {
    data: {
      'image_config.yaml': `apiVersion: config.k8ssandra.io/v1beta2\nkind: ImageConfig\ndefaults: {registry: ${registry}}`,
    },
  });

const cluster = (name = 'demo', namespace?: string): JsonObject => {
  const metadata = { name, ...(namespace === undefined ? {} : { namespace }) };
  return { apiVersion: 'k8ssandra.io/v1alpha1', kind: 'K8ssandraCluster', metadata, spec: {} };
};

const patch = named('apps/v1', 'Deployment', 'k8ssandra-operator', { spec: { replicas: 2 } });
const bare = { apiVersion: 'config.k8ssandra.io/v1beta2', kind: 'ImageConfig', metadata: { name: 'image-config' } };
const namespace = named('v1', 'Namespace', 'data');
const task = named('control.k8ssandra.io/v1alpha1', 'K8ssandraTask', 'restart', { spec: {} });

type Files = Readonly<Record<string, readonly JsonObject[]>>;

function scopesIn(files: Files): readonly string[] {
  const resources = Object.entries(files).flatMap(([file, objects]) =>
    objects.map((object) => ({ object, file, folder: file.split('/').slice(0, -1) })),
  );
  const { scopes, found } = divide(resources, []);
  expect(new Set(scopes.flatMap(({ members }) => members)).size).toBe(resources.length);
  return found.length === 0 ? [] : scopes.map(({ name }) => name ?? '');
}

const install = [operator(), imageConfig(), cluster()];

test.each<[string, Files, readonly string[]]>([
  ['one folder a cluster', { 'east/all.yaml': install, 'west/all.yaml': install }, ['east', 'west']],
  [
    'with folders of its own in each',
    {
      'clusters/east/ops/a.yaml': [operator(), imageConfig()],
      'clusters/east/apps/a.yaml': [cluster()],
      'clusters/west/a.yaml': install,
    },
    ['east', 'west'],
  ],
  [
    'different releases in each',
    { 'dc1/a.yaml': [operator('1.20.4'), cluster()], 'dc2/a.yaml': [operator('1.30.2')] },
    ['dc1', 'dc2'],
  ],
  [
    'environments, and clusters in each: the topmost that hold none twice',
    { 'dev/a.yaml': install, 'prod/east/a.yaml': install, 'prod/west/a.yaml': install },
    ['dev', 'east', 'west'],
  ],
  [
    'clusters of one name in two environments are named by their paths',
    Object.fromEntries(
      ['dev/east', 'dev/west', 'prod/east', 'prod/west'].map((folder) => [`${folder}/a.yaml`, install]),
    ),
    ['dev/east', 'dev/west', 'prod/east', 'prod/west'],
  ],
  [
    'what decides nothing may lie anywhere',
    { 'east/a.yaml': install, 'west/a.yaml': install, 'shared/a.yaml': [namespace, task, patch, bare] },
    ['east', 'west', ''],
  ],
  [
    'data planes: a hub with the cluster, and operators in each',
    { 'hub/a.yaml': install, 'east/a.yaml': [operator(), imageConfig()], 'west/a.yaml': [operator(), imageConfig()] },
    ['hub', 'east', 'west'],
  ],
  [
    'an absent namespace equals any',
    { 'east/a.yaml': [cluster('demo', 'data')], 'west/a.yaml': [cluster('demo')] },
    ['east', 'west'],
  ],
  [
    'equal copies in one folder are one object',
    { 'east/a.yaml': install, 'east/b.yaml': [operator()], 'west/a.yaml': install },
    ['east', 'west'],
  ],
])('plain: %s', (_title, files, expected) => {
  expect([...scopesIn(files)].sort()).toEqual([...expected].sort());
});

test.each<[string, Files]>([
  ['one cluster', { 'ops/a.yaml': [operator(), imageConfig()], 'apps/a.yaml': [cluster()] }],
  ['all in one folder', { 'a.yaml': install, 'b.yaml': install }],
  [
    'folders by application first',
    {
      'infrastructure/east/a.yaml': [operator(), imageConfig()],
      'infrastructure/west/a.yaml': [operator(), imageConfig()],
      'apps/east/a.yaml': [cluster()],
      'apps/west/a.yaml': [cluster()],
    },
  ],
  [
    'a shared base',
    { 'base/a.yaml': [operator(), imageConfig()], 'east/a.yaml': [cluster()], 'west/a.yaml': [cluster()] },
  ],
  [
    'operators that all share, beside clusters of their own namespaces',
    { 'ops/a.yaml': [operator(), imageConfig()], 'team-a/a.yaml': [cluster('a')], 'team-b/a.yaml': [cluster('b')] },
  ],
  [
    'clashing files of its own and clashing subfolders',
    { 'a.yaml': install, 'east/a.yaml': install, 'west/a.yaml': install },
  ],
  [
    'one folder of alternatives',
    {
      'alternatives/small.yaml': [cluster()],
      'alternatives/large.yaml': [{ ...cluster(), spec: { cassandra: {} } }],
      'ops/a.yaml': [operator()],
    },
  ],
  ['samples beside a fleet', { 'east/a.yaml': install, 'west/a.yaml': install, 'samples/a.yaml': [cluster('sample')] }],
  ['an ImageConfig in some only', { 'east/a.yaml': install, 'west/a.yaml': [operator(), cluster()] }],
  [
    'namespaces tell the objects apart',
    { 'east/a.yaml': [cluster('demo', 'one')], 'west/a.yaml': [cluster('demo', 'two')] },
  ],
  [
    'only what decides nothing is there twice',
    { 'east/a.yaml': [namespace, patch], 'west/a.yaml': [namespace, patch, cluster()] },
  ],
])('not plain: %s', (_title, files) => {
  expect(scopesIn(files)).toEqual([]);
});
