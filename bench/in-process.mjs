// The library on an ImageConfig alone, in a process that has done it before.
import { transform } from '../dist/lib/index.js';
import { functionConfig, imageConfigMap } from './inputs.mjs';
import { median } from './measure.mjs';

const warmUp = 2000;
const runs = 2001;

/** @returns milliseconds of one `transform` */
export function imageConfigInProcess() {
  const taken = [];
  for (let run = -warmUp; run < runs; run++) {
    const started = performance.now();
    const { exitCode } = transform(imageConfigMap, { functionConfig });
    if (exitCode !== 0) throw new Error(`transform ended with ${exitCode}`);
    if (run >= 0) taken.push(performance.now() - started);
  }
  return median(taken);
}
