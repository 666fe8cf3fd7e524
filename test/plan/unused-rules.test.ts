import { readConfig } from '../../src/config/normalise.ts';
import { severityOf } from '../../src/finding/finding.ts';
import { plan } from '../../src/plan/plan.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { cluster, deployment, imageConfig, planned } from './planned.ts';

const app = (...images: readonly string[]): JsonObject =>
  deployment({ containers: images.map((image, index) => ({ name: `c${index}`, image })) });
const config = imageConfig(`images:
  system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
  config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
  k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v1}
defaults: {registry: docker.io}
types:
  cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
`);

function unused(resources: readonly JsonObject[], spec: JsonObject): readonly string[] {
  const { findings } = plan(
    resources,
    readConfig({
      apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
      kind: 'ImageMirror',
      spec: { registry: 'mirror.example.com', ...spec },
    }),
  );
  const own = findings.filter(({ code }) => code === 'rule-unused');
  return own.map((finding) => `${severityOf(finding)}: ${finding.message}`);
}

const nothing = 'meets nothing in the input: correct it, or remove it';

test.each<[string, readonly JsonObject[], JsonObject, readonly string[]]>([
  [
    'a pin with a misspelt name',
    [app('k8ssandra/medusa:1')],
    { images: [{ name: 'k8ssandra/medsua', newTag: '2' }] },
    ['warning: the pin k8ssandra/medsua meets nothing in the input: did you mean k8ssandra/medusa?'],
  ],
  [
    'a pin of an image that is not there',
    [app('nginx:1')],
    { images: [{ name: 'quay.io/org/other', tag: '3', newTag: '4' }] },
    [`warning: the pin quay.io/org/other:3 ${nothing}`],
  ],
  ['a pin that is met', [app('nginx:1')], { images: [{ name: 'nginx', newTag: '2' }] }, []],
  [
    'a pin that is met on the mirror',
    [app('mirror.example.com/library/nginx:2')],
    { images: [{ name: 'nginx', newTag: '2' }] },
    [],
  ],
  [
    'a pin that is met at its new name',
    [app('mirror.example.com/own/x:2')],
    { images: [{ name: 'nginx', newName: 'mirror.example.com/own/x' }] },
    [],
  ],
  [
    'a pin of the server in an ImageConfig',
    [config],
    { images: [{ name: 'k8ssandra/cass-management-api', newName: 'mirror.example.com/corp/api' }] },
    [],
  ],
  [
    'a pin that the same image of another registry meets',
    [app('cr.k8ssandra.io/k8ssandra/system-logger:1')],
    { images: [{ name: 'k8ssandra/system-logger', newTag: '2' }] },
    [],
  ],
  [
    'a source and an exclude',
    [app('nginx:1')],
    { mirrors: [{ source: 'quay.io/org', target: 'mirror.example.com/q' }], exclude: ['registry.corp.example.com'] },
    [`info: the source quay.io/org of a mirror ${nothing}`, `info: the exclude registry.corp.example.com ${nothing}`],
  ],
  [
    'a source and an exclude that are met in part of their path',
    [app('quay.io/org/deep/x:1', 'registry.corp.example.com:5000/a/b:1')],
    {
      mirrors: [{ source: 'quay.io/org', target: 'mirror.example.com/q' }],
      exclude: ['registry.corp.example.com:5000/a'],
    },
    [],
  ],
  [
    'a source whose images are on its target already',
    [app('mirror.example.com/q/org/x:1')],
    { mirrors: [{ source: 'quay.io/org', target: 'mirror.example.com/q' }] },
    [],
  ],
  ['the source of everything', [], {}, []],
  [
    'a field of a kind that is spelt otherwise',
    [{ apiVersion: 'example.com/v1', kind: 'Worker', metadata: { name: 'w' }, spec: { image: 'nginx:1' } }],
    { fields: [{ group: 'example.com', kind: 'Wroker', path: 'spec.image', shape: 'reference' }] },
    ['warning: the field spec.image of Wroker meets nothing in the input: did you mean Worker?'],
  ],
  [
    'a field that no resource has',
    [{ apiVersion: 'example.com/v1', kind: 'Worker', metadata: { name: 'w' }, spec: {} }],
    { fields: [{ group: 'example.com', kind: 'Worker', path: 'spec.image', shape: 'reference' }] },
    [`warning: the field spec.image of Worker ${nothing}`],
  ],
  [
    'a field that is met',
    [{ apiVersion: 'example.com/v1', kind: 'Worker', metadata: { name: 'w' }, spec: { all: [{ image: 'nginx:1' }] } }],
    { fields: [{ group: 'example.com', kind: 'Worker', path: 'spec.all[].image', shape: 'reference' }] },
    [],
  ],
])('%s', (_, resources, spec, expected) => {
  expect(unused(resources, spec)).toEqual(expected);
});

test('at most ten lines, warnings first', () => {
  const pins = Array.from({ length: 5000 }, (_, index) => ({ name: `corp/image-${index}`, newTag: '2' }));
  const exclude = Array.from({ length: 20 }, (_, index) => `registry-${index}.example.com`);
  const said = unused([app('nginx:1')], { images: pins, exclude });
  expect(said).toHaveLength(10);
  expect(said.at(-1)).toBe('warning: 5011 more rules meet nothing');
  const infos = unused([app('nginx:1')], { exclude });
  expect(infos).toHaveLength(10);
  expect(infos.at(-1)).toBe('info: 11 more rules meet nothing');
});

describe('an ImageConfig that a selector misses', () => {
  const named = (name: string, namespace = 'k8ssandra-operator'): JsonObject => ({
    ...config,
    metadata: { name, namespace, labels: { 'k8ssandra.io/config': 'image' } },
  });
  const said = (resources: readonly JsonObject[], selector: JsonObject) =>
    planned(resources, { imageConfig: { selector } }).said.filter((text) => text.startsWith('selector-unmatched'));

  test.each<[string, readonly JsonObject[], JsonObject, number]>([
    ['another name', [named('a')], { name: 'nope' }, 1],
    ['another namespace', [named('a')], { namespace: 'elsewhere' }, 1],
    ['another key', [named('a')], { name: 'a', key: 'other.yaml' }, 1],
    ['a prefix that came later', [named('prefix-a')], { name: 'a' }, 1],
    ['one of two that operators read', [named('a', 'one'), named('b', 'two')], { name: 'a' }, 1],
    ['none: it is selected', [named('a')], { name: 'a' }, 0],
    ['none: it is selected, with a hash', [named('a-7fc4dm2k9h')], { name: 'a' }, 0],
    ['none: there is no ImageConfig', [app('nginx:1')], { name: 'a' }, 0],
  ])('%s', (_, resources, selector, count) => {
    expect(said(resources, selector)).toHaveLength(count);
  });
});

test('a cluster without pins of its own has nothing to say', () => {
  expect(unused([cluster({ cassandra: { serverVersion: '4.0.17', datacenters: [{}] } })], {})).toEqual([]);
});
