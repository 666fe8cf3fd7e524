import { type ChartPart, partOf } from '../../src/overlay/chart-parts.ts';
import { overlayOf } from '../../src/overlay/overlay.ts';
import type { JsonObject } from '../../src/yaml/json.ts';

const crd: JsonObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'things.example.com' },
  spec: { group: 'example.com' },
};

test.each<[part: ChartPart, what: string, object: JsonObject]>([
  ['hook', 'an annotation of Helm', { kind: 'Job', metadata: { annotations: { 'helm.sh/hook': 'pre-upgrade' } } }],
  ['manifest', 'another annotation of Helm', { kind: 'Job', metadata: { annotations: { 'helm.sh/weight': '1' } } }],
  ['manifest', 'no annotations', { kind: 'Job', metadata: {} }],
  ['manifest', 'no metadata', { kind: 'Job' }],
  ['crd', 'the kind', crd],
])('%s: told by %s', (part, _, object) => {
  expect(partOf(object)).toBe(part);
});

test.each([
  ['chart', [], ['past-post-renderers']],
  ['resources', [{ apiVersion: crd.apiVersion, kind: crd.kind, metadata: crd.metadata }], []],
] as const)('over a %s, a CustomResourceDefinition that is patched has to be there: %j', (over, existing, codes) => {
  const settings = { kind: 'Kustomization', resources: [], guard: true, names: 'written', over } as const;
  const edits = new Map([
    [0, [{ op: 'set', path: ['spec', 'group'], before: 'example.com', after: 'other.com' } as const]],
  ]);
  const { overlay, findings } = overlayOf([crd], { edits, additions: [] }, settings, [crd]);
  expect(overlay.existing).toEqual(existing);
  expect(findings.map(({ code }) => code)).toEqual(codes);
});
