import { additionLines } from '../../src/overlay/additions.ts';
import { headerLines, isOurs, withoutHeader } from '../../src/overlay/header.ts';
import { kustomizationLines } from '../../src/overlay/kustomization.ts';
import type { Overlay } from '../../src/overlay/overlay.ts';
import type { JsonObject } from '../../src/yaml/json.ts';
import { readValue } from '../sweep/documents.ts';

const overlay: Overlay = {
  kind: 'Kustomization',
  resources: ['../../base'],
  patches: [
    {
      target: { version: 'v1', kind: 'ConfigMap', name: '^a$' },
      operations: [
        { op: 'test', path: '/data/x', value: 'a: 1\n' },
        { op: 'replace', path: '/data/x', value: '# new\na: 2\n' },
        { op: 'add', path: '/list/-', value: { name: 'yes', env: [{ name: 'A', value: '1' }], none: [] } },
      ],
    },
  ],
  additions: [],
  existing: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', namespace: 'demo' } }],
};

const printed = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
- ../../base
patches:
- target:
    version: v1
    kind: ConfigMap
    name: "^a$"
  patch: |
    - op: test
      value: |
        a: 1
      path: /data/x
    - op: replace
      value: |
        # new
        a: 2
      path: /data/x
    - op: add
      path: /list/-
      value:
        name: "yes"
        env:
        - name: A
          value: "1"
        none: []
- patch: |
    apiVersion: v1
    kind: ConfigMap
    metadata:
      name: a
      namespace: demo
`;

function print(one: Overlay): string {
  return `${kustomizationLines(one, undefined).join('\n')}\n`;
}

const task: JsonObject = {
  apiVersion: 'control.k8ssandra.io/v1alpha1',
  kind: 'CassandraTask',
  metadata: { name: 'refresh-dc1' },
  spec: { datacenter: { name: 'dc1' }, jobs: [{ name: 'refresh', command: 'refresh' }] },
};

describe('new resources', () => {
  const additions = [
    { object: task, beside: 0 },
    { object: { ...task, metadata: { name: 'yes' } }, beside: 1 },
  ];

  test.each([
    [
      'a Kustomization, behind what it stands on',
      'Kustomization',
      ['../../base'],
      ['../../base', 'refresh-tasks.yaml'],
    ],
    ['a Component, which lists nothing else', 'Component', [], ['refresh-tasks.yaml']],
  ] as const)('are listed by %s', (_, kind, resources, listed) => {
    expect(readValue(print({ ...overlay, kind, resources, additions }))).toMatchObject({ kind, resources: listed });
  });

  test('are documents of a file of their own', () => {
    expect(additionLines(additions).join('\n')).toBe(`apiVersion: control.k8ssandra.io/v1alpha1
kind: CassandraTask
metadata:
  name: refresh-dc1
spec:
  datacenter:
    name: dc1
  jobs:
  - name: refresh
    command: refresh
---
apiVersion: control.k8ssandra.io/v1alpha1
kind: CassandraTask
metadata:
  name: "yes"
spec:
  datacenter:
    name: dc1
  jobs:
  - name: refresh
    command: refresh`);
  });
});

test('is printed for people to read', () => {
  expect(print(overlay)).toBe(printed);
});

test('a Component', () => {
  expect(print({ ...overlay, kind: 'Component', resources: [], patches: [], existing: [] })).toBe(
    'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n',
  );
});

test('metadata stands where Kubernetes has it', () => {
  expect(kustomizationLines(overlay, { name: 'x' }).slice(0, 4)).toEqual([
    'apiVersion: kustomize.config.k8s.io/v1beta1',
    'kind: Kustomization',
    'metadata:',
    '  name: x',
  ]);
});

test('the header is what tells our files from others, and is no part of what they say', () => {
  const text = [...headerLines({ from: 'base', refresh: ['cd x', 'make'] }, 'kustomization'), printed].join('\n');
  expect(isOurs(text)).toBe(true);
  expect(isOurs(printed)).toBe(false);
  expect(withoutHeader(text)).toBe(printed);
  expect(text.split('\n')[3]).toBe('#   make');
});
