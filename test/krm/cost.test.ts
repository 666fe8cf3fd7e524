import { readConfig } from '../../src/config/normalise.ts';
import { mirrorSources } from '../../src/krm/sources.ts';
import { transformListInPieces } from '../../src/krm/transform.ts';
import { type Item, locate } from '../../src/source/items.ts';

const crd = (number: number): string => `- apiVersion: apiextensions.k8s.io/v1
  kind: CustomResourceDefinition
  metadata:
    name: widgets${number}.example.com
`;

const deployment = (number: number): string => `- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: app${number}
  spec:
    template:
      spec:
        containers:
        - image: quay.io/team/app:1.${number}
          name: app
`;

const config = {
  apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
  kind: 'ImageMirror',
  spec: { registry: 'registry.example.com/mirror' },
};

const list = (items: readonly string[]): string => `apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig: {apiVersion: ${config.apiVersion}, kind: ImageMirror, spec: {registry: ${config.spec.registry}}}
items:
${items.join('')}`;

const numbers = Array.from({ length: 50 }, (_, number) => number);

/** Counts how often items are taken apart, and decoded. */
function counted(text: string): { readonly nodes: number; readonly jsons: number } {
  const input = locate(text);
  const decoded = new Set<Item>();
  let nodes = 0;
  const items = input.items.map((item) => {
    const counting: Item = Object.create(item, {
      node: {
        value: () => {
          nodes++;
          return item.node();
        },
      },
      json: {
        value: () => {
          decoded.add(item);
          return item.json();
        },
      },
    });
    return counting;
  });
  mirrorSources([{ input: { ...input, items } }], readConfig(config));
  return { nodes, jsons: decoded.size };
}

test('CRDs are never read', () => {
  expect(counted(list(numbers.map(crd)))).toEqual({ nodes: 0, jsons: 0 });
});

test('a workload is decoded once, and taken apart a fixed number of times when it is edited', () => {
  const { nodes, jsons } = counted(list([...numbers.map(crd), ...numbers.map(deployment)]));
  expect(jsons).toBe(numbers.length);
  expect(nodes).toBeLessThanOrEqual(numbers.length);
});

test('the output is parts of the input around the replacements: two pieces an edit, and the results', () => {
  const { pieces, exitCode } = transformListInPieces(list(numbers.map(deployment)));
  expect(exitCode).toBe(0);
  expect([...pieces]).toHaveLength(2 * (numbers.length + 1) + 1);
});
