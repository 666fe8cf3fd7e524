import { pulledImages } from '../../src/report/pulled-images.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { cluster, deployment, imageConfig } from '../plan/planned.ts';
import { operator, reported } from './reported.ts';

function pulled(resources: readonly JsonObject[], spec: JsonObject = {}) {
  const { report, plan } = reported(resources, spec);
  return pulledImages(report, plan, resources);
}

/** `image → mirrored: who runs it`. */
function lines(resources: readonly JsonObject[], spec: JsonObject = {}): readonly string[] {
  return pulled(resources, spec).map(({ image, mirrored, usedBy }) => {
    const users = usedBy.map(({ resource, container }) => [resource.kind, container ?? ''].join(' ').trimEnd());
    return `${image} → ${mirrored ?? 'nowhere'}: ${users.join(', ')}`;
  });
}

const config = imageConfig(`
defaults: {registry: docker.io}
images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
  config-builder: {repository: datastax, name: cass-config-builder, tag: v2}
types:
  cassandra: {repository: k8ssandra, name: cass-management-api}
`);

const demo = cluster({
  cassandra: {
    serverVersion: '4.0.17',
    racks: [{ name: 'r1' }, { name: 'r2' }],
    datacenters: [
      { metadata: { name: 'dc1' }, size: 2 },
      { metadata: { name: 'dc2' }, size: 2 },
    ],
  },
});

test('an image is listed once, with its users', () => {
  const app = deployment({
    containers: [
      { name: 'b', image: 'busybox' },
      { name: 'a', image: 'docker.io/library/busybox' },
    ],
  });
  expect(pulled([app])).toEqual([
    {
      image: 'docker.io/library/busybox',
      mirrored: 'm.io/k/library/busybox',
      usedBy: ['b', 'a'].map((container) => ({
        resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'demo', name: 'app' },
        container,
      })),
    },
  ]);
});

test('what clusters make of an ImageConfig is listed, and nothing that it lists besides', () => {
  const operators = [operator('cass-operator', '1.30.2'), operator('k8ssandra-operator', '1.32.5')];
  const own = operators.map(({ metadata }) => `m.io/k/k8ssandra/${(metadata as JsonObject).name}`);
  const all = lines([...operators, { ...config }, demo]).filter((line) => !own.some((name) => line.startsWith(name)));
  expect(all).toEqual([
    'docker.io/datastax/cass-config-builder:v2 → m.io/k/datastax/cass-config-builder:v2: K8ssandraCluster server-config-init',
    'docker.io/k8ssandra/cass-management-api:4.0.17 → m.io/k/k8ssandra/cass-management-api:4.0.17: K8ssandraCluster cassandra',
    'docker.io/k8ssandra/system-logger:v1 → m.io/k/k8ssandra/system-logger:v1: K8ssandraCluster server-system-logger',
  ]);
});

test('an ImageConfig without clusters counts for those that come', () => {
  expect(lines([config])).toEqual([
    'docker.io/datastax/cass-config-builder:v2 → m.io/k/datastax/cass-config-builder:v2: ConfigMap',
    'docker.io/k8ssandra/system-logger:v1 → m.io/k/k8ssandra/system-logger:v1: ConfigMap',
  ]);
});

test.each([
  [
    'escapes',
    'quay.io/a/b:1',
    { mirrors: [{ source: 'docker.io', target: 'm.io' }] },
    ['quay.io/a/b:1 → nowhere: Deployment app'],
  ],
  ['is excluded', 'quay.io/a/b:1', { exclude: ['quay.io'] }, ['quay.io/a/b:1 → nowhere: Deployment app']],
  ['is on the mirror', 'm.io/k/a/b:1', {}, ['m.io/k/a/b:1 → m.io/k/a/b:1: Deployment app']],
  ['is no reference', 'Not An Image', {}, []],
])('an image that %s', (_, image, spec, expected) => {
  expect(lines([deployment({ containers: [{ name: 'app', image }] })], spec)).toEqual(expected);
});

test('what is not known is left out', () => {
  expect(lines([demo])).toEqual([]);
});
