import { headerLines, isOurs, withoutHeader } from '../../src/write/header.ts';
import { kustomizationLines } from '../../src/write/kustomization.ts';
import type { Overlay } from '../../src/write/overlay.ts';

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
  const text = [...headerLines('base', ['cd x', 'make']), printed].join('\n');
  expect(isOurs(text)).toBe(true);
  expect(isOurs(printed)).toBe(false);
  expect(withoutHeader(text)).toBe(printed);
  expect(text.split('\n')[3]).toBe('#   make');
});
