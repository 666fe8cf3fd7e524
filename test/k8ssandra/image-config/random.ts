/** Random ImageConfigs and rules, of few words, so that they meet each other. */
import fc from 'fast-check';
import { stringify } from 'yaml';
import type { ServerVersion } from '../../../src/k8ssandra/image-config/change/image-queries.ts';
import type { Format } from '../../../src/k8ssandra/releases/image-config-rules.ts';
import { contradictions } from '../../../src/mirror/contradictions.ts';
import { parsePlace } from '../../../src/mirror/places.ts';
import type { Layout, MirrorRules, Pin } from '../../../src/mirror/rules.ts';
import { parseReference } from '../../../src/reference/grammar.ts';
import type { Json, JsonObject } from '../../../src/yaml/json.ts';

/** What is asked of every ImageConfig. */
export const askedImages: readonly string[] = ['system-logger', 'config-builder', 'k8ssandra-client', 'reaper'];
export const askedServers: readonly ServerVersion[] = [
  { serverType: 'cassandra', version: '4.0.1' },
  { serverType: 'cassandra', version: '5.0.3' },
  { serverType: 'dse', version: '6.8.4' },
  { serverType: 'hcd', version: '1.2.3' },
];

/** An object of some of the keys. */
function some(keys: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<JsonObject> {
  const entries = Object.entries(keys).map(([key, value]) => fc.option(value.map((json) => [key, json] as const)));
  return fc.tuple(...entries).map((chosen) => Object.fromEntries(chosen.filter((entry) => entry !== null)));
}

const registry = fc.constantFrom('docker.io', 'quay.io', 'localhost:5000', 'm.io:5000', 'm.io:5000/a', 'q.io/');
const namespace = fc.constantFrom('', 'a', 'a/b', null);
const image = fc.constantFrom(
  'a/x:1',
  'b/w:2',
  'docker.io/a/x:1',
  'quay.io/b/z:3',
  'm.io:5000/a/a/x:1',
  'busybox:1',
  'localhost/a/x:1',
  'quay.io/a/b/c:1',
  '',
);
const repository = fc.constantFrom('a/x', 'docker.io/b/w', 'quay.io/a/b/s', 'm.io:5000/a/s', 's');

const component = some({
  repository,
  suffix: fc.constantFrom('-ubi', ''),
  imageRegistry: registry,
  imagePullPolicy: fc.constantFrom('Always', ''),
  imagePullSecret: fc.constant({ name: 'own' }),
});

const v1beta1 = some({
  images: some({
    'system-logger': image,
    'config-builder': image,
    'k8ssandra-client': image,
    reaper: image,
    cassandra: some({ '4.0.1': image }),
    dse: some({ '6.8.4': image }),
  }),
  defaults: some({ cassandra: component, dse: component, hcd: component, reaper: component }),
  imageRegistry: registry,
  imageNamespace: namespace,
  imagePullSecret: fc.constant({ name: 'first' }),
});

const parts = {
  registry: fc.oneof(registry, fc.constant(null)),
  repository: fc.constantFrom('a', 'b', 'a/b', 'docker.io/a', ''),
  name: fc.constantFrom('x', 'w', 'a/z'),
  pullSecret: fc.constant('own'),
};
const entry = some({
  ...parts,
  tag: fc.constantFrom('1', '2'),
  digest: fc.constantFrom('', `sha256:${'0'.repeat(64)}`),
});
const server = some({
  ...parts,
  prefix: fc.constant('v'),
  suffix: fc.constant('-ubi'),
  pullPolicy: fc.constant('Always'),
});
const settings = some({
  registry: fc.oneof(registry, fc.constantFrom('', null)),
  repository: fc.constantFrom('a', 'b', '', null),
  pullSecrets: fc.constantFrom(['first'], [], null),
});

const v1beta2 = some({
  images: some({ 'system-logger': entry, 'config-builder': entry, 'k8ssandra-client': entry, reaper: entry }),
  types: some({ cassandra: server, dse: server, hcd: server }),
  defaults: settings,
  overrides: fc.oneof(settings, fc.constant(null)),
});

/** Texts in both formats, as YAML and as JSON. */
export const imageConfigs: fc.Arbitrary<{ readonly format: Format; readonly text: string }> = fc
  .tuple(
    fc.oneof(
      fc.record({ format: fc.constant<Format>('v1beta1'), body: v1beta1 }),
      fc.record({ format: fc.constant<Format>('v1beta2'), body: v1beta2 }),
    ),
    fc.boolean(),
  )
  .map(([{ format, body }, asJson]) => {
    const document = { apiVersion: `config.k8ssandra.io/${format}`, kind: 'ImageConfig', ...body };
    return { format, text: asJson ? JSON.stringify(document) : stringify(document) };
  });

const place = fc.constantFrom('docker.io', 'docker.io/a', 'quay.io', 'quay.io/b', 'localhost').map(parsePlace);
const target = fc
  .constantFrom('m.io:5000/a', 'm.io:5000', 'n.io', 'localhost:5000', 'docker.io/mirror')
  .map(parsePlace);

const mirrors = fc.array(
  fc.record({
    source: fc.oneof({ weight: 3, arbitrary: fc.constant('*' as const) }, { weight: 1, arbitrary: place }),
    target,
    layout: fc.constantFrom<Layout>('path', 'path', 'registry-path', 'name'),
  }),
  { minLength: 1, maxLength: 2 },
);

export const rulesWithoutPins: fc.Arbitrary<MirrorRules> = fc
  .record({ mirrors, exclude: fc.array(place, { maxLength: 1 }), pins: fc.constant([]) })
  .filter((rules) => contradictions(rules).length === 0);

const pin: fc.Arbitrary<Pin> = fc
  .record(
    {
      name: fc.constantFrom('a/x', 'b/w', 'quay.io/b/z', 'a/s').map(parseReference),
      tag: fc.constantFrom('1', '2', '4.0.1', '5.0.3-ubi'),
      newName: fc.constantFrom('m.io:5000/a/new', 'other.io/new').map(parseReference),
      newTag: fc.constant('9'),
      digest: fc.constant(`sha256:${'1'.repeat(64)}`),
    },
    { requiredKeys: ['name'] },
  )
  .filter(({ newName, newTag, digest }) => newName !== undefined || newTag !== undefined || digest !== undefined);

export const rulesWithPins: fc.Arbitrary<MirrorRules> = fc
  .record({ mirrors, exclude: fc.array(place, { maxLength: 1 }), pins: fc.array(pin, { minLength: 1, maxLength: 2 }) })
  .filter((rules) => contradictions(rules).length === 0);
