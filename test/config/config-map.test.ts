import { readConfig } from '../../src/config/normalise.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { configMap, problemsOf, readSpec } from './read.ts';

test.each<[string, JsonObject, JsonObject]>([
  ['a text', { registry: 'm.io:5000/k', layout: 'name' }, { registry: 'm.io:5000/k', layout: 'name' }],
  ['a list', { registry: 'm.io', pullSecrets: 'a,b' }, { registry: 'm.io', pullSecrets: ['a', 'b'] }],
  [
    'a list with blanks',
    { registry: 'm.io', exclude: ' a.io , b.io/x, ' },
    { registry: 'm.io', exclude: ['a.io', 'b.io/x'] },
  ],
  ['an empty list', { registry: 'm.io', exclude: '' }, { registry: 'm.io', exclude: [] }],
  [
    'a list of mappings in YAML',
    { mirrors: "- {source: '*', target: m.io}\n- source: quay.io\n  target: m.io/q\n" },
    {
      mirrors: [
        { source: '*', target: 'm.io' },
        { source: 'quay.io', target: 'm.io/q' },
      ],
    },
  ],
  [
    'the same in JSON',
    { mirrors: '[{"source": "*", "target": "m.io"}]' },
    { mirrors: [{ source: '*', target: 'm.io' }] },
  ],
  [
    'a mapping in YAML',
    { registry: 'm.io', release: 'cassOperator: 1.22.4' },
    { registry: 'm.io', release: { cassOperator: '1.22.4' } },
  ],
  [
    'flags',
    { registry: 'm.io', 'pull-secrets': 'a,b', 'release-cass-operator': 'v1.22.4' },
    { registry: 'm.io', pullSecrets: ['a', 'b'], release: { cassOperator: '1.22.4' } },
  ],
  [
    'a field and a flag that reaches inside of it',
    { 'release-cass-operator': '1.22.4', release: '{k8ssandraOperator: 1.20.4}', registry: 'm.io' },
    { registry: 'm.io', release: { cassOperator: '1.22.4', k8ssandraOperator: '1.20.4' } },
  ],
  [
    'flags two levels down',
    { registry: 'm.io', 'image-config-selector-name': 'x' },
    { registry: 'm.io', imageConfig: { selector: { name: 'x' } } },
  ],
])('%s', (_, data, spec) => {
  expect(readConfig(configMap(data))).toEqual(readSpec(spec));
});

test.each<[string, JsonObject, string]>([
  [
    'nothing',
    {},
    'data: names no mirror: give it a registry, like mirror.example.com/k8ssandra, or mirrors, or images to pin',
  ],
  ['a misspelt key', { registy: 'm.io' }, 'data.registy: is not known: did you mean registry?'],
  [
    'a misspelt flag',
    { registry: 'm.io', 'release-cas-operator': '1.22.4' },
    'data.release-cas-operator: is not known: did you mean release-cass-operator?',
  ],
  [
    'another key',
    { registry: 'm.io', verbosity: '3' },
    expect.stringMatching(/^data\.verbosity: is not known; known are registry, layout, mirrors, /),
  ],
  [
    'a value that is no text',
    { registry: 5000 },
    'data.registry: must be a text, not the number 5000 (quotes make it a text)',
  ],
  ['a value without a text', { registry: null }, 'data.registry: is empty: it must be a text, or be left out'],
  [
    'broken YAML',
    { mirrors: '- {source: a' },
    expect.stringMatching(/^data\.mirrors: is not YAML: .*\n1 \| - \{source: a\n/),
  ],
  [
    'YAML that Kubernetes refuses',
    { mirrors: '- {source: !!int x}' },
    expect.stringMatching(/^data\.mirrors: is not YAML for Kubernetes: /),
  ],
  [
    'a text where mappings belong',
    { registry: 'm.io', release: '1.22.4' },
    'data.release: must be a mapping, not "1.22.4"',
  ],
  [
    'a number inside of YAML',
    { images: '[{name: x, newTag: 5.0}]' },
    'data.images[0].newTag: must be a text, not the number 5 (quotes make it a text)',
  ],
  [
    'a bad name inside of YAML',
    { mirrors: '[{source: quay.io, target: mirror}]' },
    expect.stringMatching(/^data\.mirrors\[0\]\.target: "mirror" starts with no registry host/),
  ],
  [
    'a bad value of a flag',
    { registry: 'm.io', 'release-cass-operator': '1' },
    'data.release-cass-operator: must be a full release, like 1.22.4',
  ],
  [
    'a bad item of a list',
    { registry: 'm.io', 'pull-secrets': 'a,B' },
    'data.pull-secrets[1]: must be the name of a Secret: a-z, 0-9, "-" and "."',
  ],
  [
    'a field twice',
    { registry: 'm.io', pullSecrets: 'a', 'pull-secrets': 'b' },
    'data.pull-secrets: is set by another key as well',
  ],
])('refused: %s', (_, data, problem) => {
  expect(problemsOf(configMap(data))).toEqual([problem]);
});

test('refused: no data, or none that is a mapping', () => {
  expect(problemsOf({ apiVersion: 'v1', kind: 'ConfigMap' })).toEqual([
    expect.stringMatching(/^data: names no mirror/),
  ]);
  expect(problemsOf(configMap('registry'))).toEqual(['data: must be a mapping, not "registry"']);
});
