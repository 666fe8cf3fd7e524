import { mirrorSources } from '../../src/app/mirror-sources.ts';
import { readConfig } from '../../src/config/normalise.ts';
import { transformListInPieces } from '../../src/function/transform.ts';
import { type Item, locate } from '../../src/yaml/read/items.ts';

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
functionConfig:
  apiVersion: ${config.apiVersion}
  kind: ImageMirror
  spec:
    registry: ${config.spec.registry}
items:
${items.join('')}`;

const numbers = Array.from({ length: 50 }, (_, number) => number);

/** What was done with the items of an input. */
interface Work {
  /** How often an item was taken apart, and how many bytes that were, all in all. */
  readonly readings: number;
  readonly bytes: number;
  /** The items whose value was kept. */
  readonly kept: number;
}

/** Counts at the one seam: whoever reads an item asks the item. */
function workOn(text: string): Work {
  const input = locate(text);
  const kept = new Set<Item>();
  let readings = 0;
  let bytes = 0;
  const items = input.items.map((item): Item => {
    const taken = <T>(read: () => T): T => {
      readings++;
      bytes += item.end - item.start;
      return read();
    };
    return Object.create(item, {
      node: { value: () => taken(() => item.node()) },
      read: { value: () => taken(() => item.read()) },
      json: {
        value: () => {
          kept.add(item);
          return taken(() => item.json());
        },
      },
    });
  });
  mirrorSources([{ input: { ...input, items } }], readConfig(config));
  return { readings, bytes, kept: kept.size };
}

test('CRDs are never read', () => {
  expect(workOn(list(numbers.map(crd)))).toEqual({ readings: 0, bytes: 0, kept: 0 });
});

test('a workload is read once, edited or not, and not kept', () => {
  const items = numbers.map(deployment);
  const mirrored = items.map((item) => item.replace('quay.io', config.spec.registry));
  // Without the dash, and what stands in front of it.
  const bytes = items.join('').length - '- '.length * items.length;
  const once = { readings: items.length, bytes, kept: 0 };
  expect(workOn(list([...numbers.map(crd), ...items]))).toEqual(once);
  expect(workOn(list(mirrored))).toMatchObject({ readings: items.length, kept: 0 });
});

test('an item that counts for others is read again where it is edited, and not kept', () => {
  const operator = deployment(0).replace('quay.io/team/app', 'docker.io/k8ssandra/cass-operator');
  expect(workOn(list([operator, ...numbers.map(deployment)]))).toMatchObject({ readings: numbers.length + 2, kept: 0 });
});

/** The number of the pieces, and how many of their characters are not the input's own. */
function piecesOf(text: string): { readonly pieces: number; readonly made: number } {
  const { pieces, exitCode } = transformListInPieces(text);
  expect(exitCode).toBe(0);
  const all = [...pieces];
  const made = all.filter((_, index) => index % 2 === 1).reduce((sum, piece) => sum + piece.length, 0);
  return { pieces: all.length, made };
}

test('the output is parts of the input around the replacements: two pieces an edit, and the results', () => {
  const text = list(numbers.map(deployment));
  const { pieces, made } = piecesOf(text);
  expect(pieces).toBe(2 * (numbers.length + 1) + 1);
  const images = numbers.map((number) => `${config.spec.registry}/team/app:1.${number}`);
  expect(made - images.join('').length).toBe(resultsOf(text).length);
});

/** The entry at the end of the output, with the line end in front of it. */
function resultsOf(text: string): string {
  const output = [...transformListInPieces(text).pieces].join('');
  return output.slice(output.indexOf('\nresults:'), -1);
}
