import { type Generated, generateConfigMap } from '../../src/app/generate-config-map.ts';
import { readConfig } from '../../src/config/normalise.ts';
import { parseImageConfig } from '../../src/k8ssandra/image-config/read/parse.ts';
import { knownReleases } from '../../src/k8ssandra/releases/known-releases.ts';
import { completeReleases } from '../../src/k8ssandra/releases/releases.ts';
import { at, type JsonObject } from '../../src/yaml/json.ts';
import { resource } from '../config/read.ts';
import { transformList } from './list.ts';

const mirror = 'mirror.example.com/k8s';

function generate(spec: JsonObject): Generated {
  return generateConfigMap(readConfig(resource({ registry: mirror, ...spec })));
}

function textIn({ configMap }: Generated): string {
  return String(at(configMap, ['data', 'image_config.yaml']));
}

const releases = [
  ...knownReleases.cassOperator.map((cassOperator) => ({ cassOperator })),
  ...knownReleases.k8ssandraOperator.map((k8ssandraOperator) => ({ k8ssandraOperator })),
];

test.each(releases)('the ImageConfig of %j is on the mirror', (release) => {
  const made = generate({ release });
  expect(made.failed).toBe(false);
  const { cassOperator } = completeReleases(release, new Set());
  const config = parseImageConfig(textIn(made), { cassOperator });
  expect(config.serverImage('cassandra', '3.11.14')).toMatch(`${mirror}/k8ssandra/cass-management-api:3.11.14`);
  for (const name of ['system-logger', 'config-builder']) expect(config.image(name)).toMatch(`${mirror}/`);
  expect(made.behavior).toBe(config.format === 'v1beta1' ? 'merge' : 'replace');
  expect(textIn(made)).toMatch(/^# Made by k8ssandra-image-mirror of the ImageConfig of (cass|k8ssandra)-operator \d/);
});

const from = {
  apiVersion: 'config.k8ssandra.io/v1beta1',
  kind: 'ImageConfig',
  images: { 'system-logger': 'quay.io/own/logger:1' },
};

test('a given ImageConfig', () => {
  const made = generate({ generate: { from, name: 'own', namespace: 'db' } });
  expect(made.configMap.metadata).toEqual({ name: 'own', namespace: 'db' });
  expect(made.behavior).toBe('merge');
  expect(parseImageConfig(textIn(made)).image('system-logger')).toBe(`${mirror}/own/logger:1`);
});

test('empty texts are what absent ones are', () => {
  const release = { k8ssandraOperator: '1.32.5' };
  const empty = { from: 'release', behavior: '', name: '', namespace: '', format: '' };
  expect(generate({ release, generate: empty })).toEqual(generate({ release }));
});

test.each<[string, JsonObject, RegExp]>([
  ['no release', {}, /^spec\.release: is missing/],
  [
    'a release of later days',
    { release: { cassOperator: '9.0.0' } },
    /^spec\.release\.cassOperator: is 9\.0\.0, .*1\.32\.0/,
  ],
  [
    'a format that the release does not read',
    { release: { cassOperator: '1.32.0' }, generate: { format: 'v1beta1' } },
    /^spec\.generate\.format: is not read by that release: it reads v1beta2/,
  ],
  [
    'to replace a ConfigMap that holds more',
    { release: { cassOperator: '1.22.4' }, generate: { behavior: 'replace' } },
    /^spec\.generate\.behavior: must be merge for v1beta1/,
  ],
  ['the same of a given one', { generate: { from, behavior: 'replace' } }, /^spec\.generate\.behavior: must be merge/],
  ['two formats', { generate: { from, format: 'v1beta2' } }, /^spec\.generate\.format: is not that of from/],
  [
    'another document',
    { generate: { from: { kind: 'ImageConfig' } } },
    /^spec\.generate\.from: must be an ImageConfig/,
  ],
  [
    'another word',
    { generate: { from: 'latest' } },
    /^spec\.generate\.from: must be the word release, or an ImageConfig/,
  ],
  [
    'another behavior',
    { generate: { behavior: 'create' } },
    /^spec\.generate\.behavior: must be one of merge, replace,/,
  ],
])('refuses %s', (_, spec, message) => {
  expect(() => generate(spec)).toThrow(message);
});

describe('as a function', () => {
  const functionConfig = resource({ registry: mirror, mode: 'generate', release: { k8ssandraOperator: '1.32.5' } });
  const head = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- kind: Own\n  apiVersion: v1\n';
  const input = `${head}functionConfig: ${JSON.stringify(functionConfig)}\n`;

  test('adds the ConfigMap, with the word for kustomize', () => {
    const { output, exitCode } = transformList(input);
    expect(exitCode).toBe(0);
    expect(output.startsWith(`${head}- apiVersion: v1\n  kind: ConfigMap\n`)).toBe(true);
    expect(output).toContain('\n      kustomize.config.k8s.io/behavior: replace\n');
    expect(output).toContain('\n    image_config.yaml: |\n      # Made by');
  });

  test('twice is once', () => {
    const { output } = transformList(input);
    expect(transformList(output).output).toBe(output);
  });
});
