import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** From the bottom up: a layer imports from those below it, and its own. */
const layers = [
  ['source', 'reference'],
  ['finding'],
  ['mirror'],
  ['config', 'k8ssandra'],
  ['plan'],
  ['report', 'write'],
  ['krm'],
  ['cli'],
  ['.'],
];

const src = path.join(__dirname, '..', 'src');
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

function layerOf(file: string): string {
  const [first = ''] = file.split(path.sep);
  return first === file ? '.' : first;
}

function importsOf(file: string): readonly string[] {
  const text = readFileSync(path.join(src, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:\bfrom|\bimport\()\s*'(\.[^']*)'/g)].map((match) => match[1] ?? '');
  return specifiers.map((specifier) => path.join(path.dirname(file), specifier));
}

/** The number of a layer, or -1 for a folder that has none. */
function heightOf(layer: string): number {
  return layers.findIndex((names) => names.includes(layer));
}

test('every folder of src has a layer', () => {
  expect([...new Set(files.map(layerOf))].filter((layer) => heightOf(layer) < 0)).toEqual([]);
});

test('imports point downward only', () => {
  const upward = files.flatMap((file) =>
    importsOf(file)
      .filter((imported) => {
        const [from, to] = [layerOf(file), layerOf(imported)];
        return from !== to && heightOf(to) >= heightOf(from);
      })
      .map((imported) => `${file} → ${imported}`),
  );
  expect(upward).toEqual([]);
});

test('the function does not load the kpt SDK', () => {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    importsOf(file).forEach(visit);
  };
  visit('krm/run.ts');
  expect(seen.size).toBeGreaterThan(20);
  const sdk = [...seen].filter((file) => /from 'kpt-functions'/.test(readFileSync(path.join(src, file), 'utf8')));
  expect(sdk).toEqual([]);
});
