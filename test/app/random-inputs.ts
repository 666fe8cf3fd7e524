/** Small installations in random dress, and random rules. Few words, so that rules meet images, and images each other. */
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { JsonObject } from '../../src/yaml/json.ts';

const digest = `@sha256:${'0123456789abcdef'.repeat(4)}`;
const registries = [
  '',
  '',
  'docker.io/',
  'quay.io/',
  'm.io/k8s/',
  'm.io/other/',
  'localhost:5000/',
  'cr.k8ssandra.io/',
];
const paths = ['nginx', 'org/app', 'other/app', 'k8ssandra/system-logger', 'k8ssandra/medusa', 'a/b/c'];
const versions = ['', ':1', ':1', ':v2.0-ubi', digest, `:1${digest}`];

function oneOf<T>(values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

const reference = fc.tuple(oneOf(registries), oneOf(paths), oneOf(versions)).map((parts) => parts.join(''));
const invalid = oneOf(['Nginx', 'quay.io/Org/app:1', 'a//b', ':1']);
const image = fc.oneof({ weight: 40, arbitrary: reference }, { weight: 1, arbitrary: invalid });

const container = fc
  .record(
    { name: oneOf(['a', 'b']), image, imagePullPolicy: oneOf(['Always', 'Never']) },
    { requiredKeys: ['name', 'image'] },
  )
  .map((one): JsonObject => one);

const podSpec = fc
  .record(
    {
      initContainers: fc.array(container, { maxLength: 2 }),
      containers: fc.array(container, { minLength: 1, maxLength: 3 }),
      imagePullSecrets: fc.array(fc.constant({ name: 'own' }), { maxLength: 1 }),
      volumes: fc.constant([{ name: 'v', rbd: { image: 'disk' } }]),
    },
    { requiredKeys: ['containers'] },
  )
  .map((spec): JsonObject => spec);

function resource(apiVersion: string, kind: string, rest: JsonObject): JsonObject {
  return { apiVersion, kind, metadata: { name: kind.toLowerCase(), namespace: 'demo' }, ...rest };
}

const workload: fc.Arbitrary<JsonObject> = fc.oneof(
  podSpec.map((spec) => resource('v1', 'Pod', { spec })),
  podSpec.map((spec) => resource('apps/v1', 'Deployment', { spec: { template: { spec } } })),
  podSpec.map((spec) => resource('batch/v1', 'CronJob', { spec: { jobTemplate: { spec: { template: { spec } } } } })),
);

const struct = fc
  .record(
    {
      registry: oneOf(['docker.io', 'quay.io', 'm.io/k8s', 'm.io']),
      repository: oneOf(['k8ssandra', 'a/b']),
      name: oneOf(['medusa', 'app']),
      tag: oneOf(['0.29.1', '1']),
    },
    { requiredKeys: [] },
  )
  .map((one): JsonObject => one);

const cluster: fc.Arbitrary<JsonObject> = fc
  .record({
    serverVersion: oneOf(['3.11.14', '4.0.11', '4.1.8']),
    serverImage: fc.option(reference, { nil: undefined }),
    medusa: fc.option(struct, { nil: undefined }),
    reaper: fc.option(struct, { nil: undefined }),
    stargate: fc.option(struct, { nil: undefined }),
  })
  .map(({ serverVersion, serverImage, medusa, reaper, stargate }) =>
    resource('k8ssandra.io/v1alpha1', 'K8ssandraCluster', {
      spec: {
        cassandra: {
          serverVersion,
          ...(serverImage === undefined ? {} : { serverImage }),
          datacenters: [
            {
              metadata: { name: 'dc1' },
              size: 1,
              ...(stargate === undefined ? {} : { stargate: { size: 1, containerImage: stargate } }),
            },
          ],
        },
        ...(medusa === undefined ? {} : { medusa: { containerImage: medusa } }),
        ...(reaper === undefined ? {} : { reaper: { containerImage: reaper } }),
      },
    }),
  );

const imageConfig: fc.Arbitrary<JsonObject> = fc.oneof(v1beta1(), v1beta2());

function v1beta1(): fc.Arbitrary<JsonObject> {
  const document = fc.record(
    {
      images: fc.record({ 'system-logger': reference, 'config-builder': reference, 'k8ssandra-client': reference }),
      imageRegistry: oneOf(['localhost:5000', 'm.io/k8s', 'quay.io']),
      imageNamespace: oneOf(['ns', '']),
      defaults: fc.record({
        cassandra: fc.record({ repository: oneOf(['k8ssandra/cass-management-api', 'quay.io/a/b']) }),
      }),
    },
    { requiredKeys: ['images'] },
  );
  return document.map((one) => configMap('v1beta1', one, {}));
}

function v1beta2(): fc.Arbitrary<JsonObject> {
  const entry = fc.record(
    {
      registry: oneOf(['docker.io', 'quay.io', 'm.io/k8s']),
      repository: oneOf(['k8ssandra', 'a/b']),
      name: oneOf(['medusa', 'x']),
      tag: fc.constant('1'),
    },
    { requiredKeys: ['name', 'tag'] },
  );
  const policy = fc.record(
    { registry: oneOf(['docker.io', 'quay.io']), repository: oneOf(['all', '']) },
    { requiredKeys: [] },
  );
  const document = fc.record(
    {
      images: fc.record({
        'system-logger': entry,
        'config-builder': entry,
        'k8ssandra-client': entry,
        medusa: entry,
        reaper: entry,
      }),
      types: fc.record({ cassandra: entry, dse: entry }),
      defaults: policy,
      overrides: policy,
    },
    { requiredKeys: ['images', 'types'] },
  );
  return document.map((one) => configMap('v1beta2', one, { 'k8ssandra.io/config': 'image' }));
}

function configMap(version: string, document: object, labels: JsonObject): JsonObject {
  const text = stringify({ apiVersion: `config.k8ssandra.io/${version}`, kind: 'ImageConfig', ...document });
  const commented = text.replaceAll(/^(?=images|defaults)/gm, '# what is pulled\n');
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `config-${version}`, namespace: 'demo', labels },
    data: { 'image_config.yaml': commented },
  };
}

const other = oneOf<JsonObject>([
  resource('v1', 'Service', { spec: { ports: [{ port: 80 }] } }),
  resource('example.com/v1', 'Thing', { spec: { image: 'nginx' } }),
  resource('v1', 'Secret', { data: { a: 'b' } }),
]);

const object = fc.oneof(
  { weight: 4, arbitrary: workload },
  { weight: 2, arbitrary: cluster },
  { weight: 2, arbitrary: imageConfig },
  { weight: 1, arbitrary: other },
);

/** How people and tools write the same thing. */
const dress = fc.record({
  indent: oneOf([2, 4]),
  indentSeq: fc.boolean(),
  defaultStringType: oneOf(['PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE'] as const),
  collectionStyle: fc.oneof(
    { weight: 5, arbitrary: fc.constant('any' as const) },
    { weight: 1, arbitrary: fc.constant('flow' as const) },
  ),
  comments: fc.boolean(),
});

/** Documents of a stream, without their separators. */
const document = fc.tuple(object, dress).map(([value, { comments, ...options }]) => {
  const text = stringify(value, { ...options, lineWidth: 0 });
  return comments ? text.replaceAll(/^(?=kind|spec|data)/gm, '# a comment\n').replace(/\n$/, ' # the last\n') : text;
});

export const documents: fc.Arbitrary<readonly string[]> = fc.array(document, { minLength: 1, maxLength: 5 });

const place = oneOf(['m.io/k8s', 'm.io', 'mirror.example.com:5000', 'docker.io/mirrororg']);

/** Some of them contradict themselves. */
export const spec: fc.Arbitrary<JsonObject> = fc
  .record(
    {
      registry: place,
      layout: oneOf(['path', 'path', 'registry-path', 'name']),
      mirrors: fc.array(
        fc.record({ source: oneOf(['docker.io', 'quay.io', 'docker.io/k8ssandra', 'm.io/other']), target: place }),
        { maxLength: 2 },
      ),
      exclude: fc.subarray(['quay.io', 'localhost:5000', 'docker.io/other']),
      pullPolicy: oneOf(['Always', 'IfNotPresent']),
      pullSecrets: fc.subarray(['own', 'mirror']),
      onEscape: oneOf(['error', 'warn', 'warn']),
      fix: fc.boolean(),
      release: oneOf([{ k8ssandraOperator: '1.32.5' }, { k8ssandraOperator: '1.20.4', cassOperator: '1.22.4' }]),
    },
    { requiredKeys: [] },
  )
  .map((one): JsonObject => one);
