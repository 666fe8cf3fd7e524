// Measures whole commands in turn on the same input: A B C A B C ... What is quoted are medians, and ratios round by
// round, so that a machine whose speed drifts spoils neither.
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';

/** What one run of a contender has cost: seconds, and bytes where it can tell. Its output is read and thrown away. */
function run({ name, command, args, counts }, file) {
  const input = file === undefined ? 'ignore' : openSync(file, 'r');
  const started = process.hrtime.bigint();
  const child = spawn(command, args, { stdio: [input, 'pipe', 'pipe', 'pipe'] });
  const said = ['', ''];
  child.stdout.resume();
  child.stderr.on('data', (text) => {
    said[0] += text;
  });
  child.stdio[3].on('data', (text) => {
    said[1] += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (file !== undefined) closeSync(input);
      if (code !== 0) return reject(new Error(`${name} ended with ${code}: ${said[0].slice(0, 2000)}`));
      resolve({ wall: Number(process.hrtime.bigint() - started) / 1e9, ...(counts ? JSON.parse(said[1]) : {}) });
    });
  });
}

export function median(values) {
  const sorted = values.filter((value) => value !== undefined).toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}

/**
 * One row for each contender, compared with the first. One that is slow can have a number of rounds of its own.
 *
 * @param rounds counted runs; one more goes before them, unless there is but one, or their number is the contender's own
 */
export async function measure({ title, size, contenders, rounds }, file) {
  const runs = contenders.map(() => []);
  for (let round = rounds > 1 ? -1 : 0; round < rounds; round++) {
    for (const [index, contender] of contenders.entries()) {
      if (contender.rounds !== undefined && (round < 0 || round >= contender.rounds)) continue;
      const figures = await run(contender, file);
      if (round >= 0) runs[index].push(figures);
    }
  }
  const [base] = runs;
  const over = (index, key) =>
    runs[index].map((figures, round) => (figures[key] === undefined ? undefined : figures[key] / base[round][key]));
  return contenders.map(({ name }, index) => ({
    input: title,
    size,
    contender: name,
    wall: median(runs[index].map(({ wall }) => wall)),
    cpu: median(runs[index].map(({ cpu }) => cpu)),
    peak: median(runs[index].map(({ peak }) => peak)),
    ratio: median(over(index, 'wall')),
    cpuRatio: median(over(index, 'cpu')),
    over: median(runs[index].map(({ wall }, round) => wall - base[round].wall)),
  }));
}
