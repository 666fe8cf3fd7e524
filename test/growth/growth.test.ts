/** Twice as much of anything is at most 2.3 times the work. */
import type { transform as Transform } from '../../src/index.ts';
import { type Dimension, dimensions } from './dimensions.ts';
import { startCounting, stopCounting, workOf } from './work.ts';

const mostGrowth = 2.3;
let transform: typeof Transform;

beforeAll(async () => {
  startCounting();
  ({ transform } = await import('../../src/index.ts'));
});

afterAll(stopCounting);

function workFor({ input, spec }: Dimension, count: number): number {
  const text = input(count);
  const functionConfig = {
    apiVersion: 'k8ssandra-image-mirror.dev/v1alpha1',
    kind: 'ImageMirror',
    spec: { ...('mirrors' in (spec?.(1) ?? {}) ? {} : { registry: 'mirror.example.com/k8ssandra' }), ...spec?.(count) },
  };
  return workOf(() => {
    const { exitCode } = transform(text, { functionConfig });
    if (exitCode === 2) throw new Error('the input is unusable');
  });
}

test.each(dimensions.map((dimension) => [dimension.name, dimension] as const))('%s', (_name, dimension) => {
  const { from = 60 } = dimension;
  workFor(dimension, 2);
  const [once = 0, twice = 0, fourTimes = 0] = [from, 2 * from, 4 * from].map((count) => workFor(dimension, count));
  // What a start takes is left out.
  expect((fourTimes - twice) / (twice - once)).toBeLessThan(mostGrowth);
});
