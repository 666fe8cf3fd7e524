// Measures whole commands in turn on the same input: A B C A B C ... What is quoted are medians, and ratios round by
// round, so that a machine whose speed drifts spoils neither. Writes bench/results.json.
//
//   npm run bench                 all of it, some minutes
//   npm run bench -- --smoke      every contender once on small inputs, for crashes: no time is judged
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bareNode, isInstalled, others, ours, passThrough } from './contenders.mjs';
import { makeInput } from './inputs.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const smoke = process.argv.includes('--smoke');
const megabyte = 1_000_000;
const large = smoke ? megabyte : 50 * megabyte;

const suites = [
  {
    title: 'start, 5 items',
    input: makeInput('start'),
    contenders: [bareNode, passThrough, ours, ...others],
    rounds: 15,
  },
  { title: 'install with CRDs', input: makeInput('install'), contenders: [passThrough, ours, ...others], rounds: 7 },
  {
    title: `CRD-heavy, ${large / megabyte} MB`,
    input: makeInput('crd-heavy', large),
    contenders: [passThrough, ours],
    rounds: 5,
  },
  {
    title: 'all to rewrite, 1 MB',
    input: makeInput('rewrite-all', megabyte),
    contenders: [passThrough, ours],
    rounds: 5,
  },
  {
    title: `all to rewrite, ${large / megabyte} MB`,
    input: makeInput('rewrite-all', large),
    contenders: [passThrough, ours],
    rounds: 3,
  },
];

function run({ name, command, args, counts }, file) {
  const input = openSync(file, 'r');
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
      closeSync(input);
      if (code !== 0) return reject(new Error(`${name} ended with ${code}: ${said[0].slice(0, 2000)}`));
      resolve({ wall: Number(process.hrtime.bigint() - started) / 1e9, ...(counts ? JSON.parse(said[1]) : {}) });
    });
  });
}

function median(values) {
  const sorted = values.filter((value) => value !== undefined).toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)];
}

async function measure({ title, input, contenders, rounds }, file) {
  writeFileSync(file, input);
  const runs = contenders.map(() => []);
  for (let round = smoke ? 0 : -1; round < (smoke ? 1 : rounds); round++) {
    for (const [index, contender] of contenders.entries()) {
      const figures = await run(contender, file);
      if (round >= 0) runs[index].push(figures);
    }
  }
  const size = Buffer.byteLength(input);
  const [base] = runs;
  return contenders.map(({ name }, index) => ({
    input: title,
    size,
    contender: name,
    wall: median(runs[index].map(({ wall }) => wall)),
    cpu: median(runs[index].map(({ cpu }) => cpu)),
    peak: median(runs[index].map(({ peak }) => peak)),
    ratio: median(runs[index].map(({ wall }, round) => wall / base[round].wall)),
    cpuRatio: median(runs[index].map(({ cpu }, round) => (cpu === undefined ? undefined : cpu / base[round].cpu))),
  }));
}

function printed(value, digits, factor = 1) {
  return value === undefined ? '' : (value * factor).toFixed(digits);
}

function table(rows) {
  const head =
    '| input | contender | ms | CPU ms | × first | × first, CPU | MB/s | peak MB |\n|---|---|---|---|---|---|---|---|\n';
  const lines = rows.map(({ input, size, contender, wall, cpu, peak, ratio, cpuRatio }) =>
    [
      input,
      contender,
      printed(wall, 0, 1e3),
      printed(cpu, 0, 1e3),
      printed(ratio, 2),
      printed(cpuRatio, 2),
      printed(size / wall, 1, 1e-6),
      printed(peak, 0, 1e-6),
    ].join(' | '),
  );
  return head + lines.map((line) => `| ${line} |\n`).join('');
}

/** `kustomize build` of the installation, with the function and with one that only passes the bytes. */
function underKustomize(folder) {
  if (!isInstalled('kustomize')) return 'kustomize: not installed\n';
  const install = makeInput('install');
  const items = install
    .slice(install.indexOf('\n- ') + 1)
    .split(/^- /m)
    .slice(1);
  const config = install.slice(install.indexOf('functionConfig:\n') + 16, install.indexOf('items:\n'));
  const manifests = items.map((item) => `---\n  ${item}`.replaceAll(/^ {2}/gm, '')).join('');
  const builds = { ours: ours.args.at(-1), 'pass-through': path.join(folder, 'pass.cjs') };
  writeFileSync(builds['pass-through'], '#!/usr/bin/env node\nprocess.stdin.pipe(process.stdout);\n', { mode: 0o755 });
  for (const [name, executable] of Object.entries(builds)) {
    const overlay = path.join(folder, name);
    mkdirSync(overlay);
    writeFileSync(path.join(overlay, 'all.yaml'), manifests);
    writeFileSync(path.join(overlay, 'kustomization.yaml'), 'resources: [all.yaml]\ntransformers: [mirror.yaml]\n');
    const annotation = `  name: mirror\n  annotations:\n    config.kubernetes.io/function: |\n      exec: {path: ${executable}}\n`;
    writeFileSync(
      path.join(overlay, 'mirror.yaml'),
      config.replaceAll(/^ {2}/gm, '').replace('  name: mirror\n', annotation),
    );
  }
  const taken = { ours: [], 'pass-through': [] };
  for (let round = 0; round < (smoke ? 1 : 9); round++) {
    for (const name of Object.keys(builds)) {
      const started = performance.now();
      const args = ['build', '--enable-alpha-plugins', '--enable-exec', path.join(folder, name)];
      const { status, stderr } = spawnSync('kustomize', args, { encoding: 'utf8', maxBuffer: 100 * megabyte });
      if (status !== 0) throw new Error(`kustomize build with ${name}: ${stderr.slice(0, 2000)}`);
      taken[name].push(performance.now() - started);
    }
  }
  const differences = taken.ours.map((time, round) => time - taken['pass-through'][round]);
  return `kustomize build: ours ${printed(median(taken.ours), 0)} ms, pass-through ${printed(median(taken['pass-through']), 0)} ms, difference ${printed(median(differences), 0)} ms\n`;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
try {
  const rows = [];
  for (const suite of suites) rows.push(...(await measure(suite, path.join(folder, 'input.yaml'))));
  const machine = `${os.cpus()[0]?.model} × ${os.cpus().length}, Node ${process.version}, load ${printed(os.loadavg()[0], 1)}`;
  process.stdout.write(`${machine}\n\n${table(rows)}\n`);
  process.stdout.write(underKustomize(folder));
  if (!smoke) writeFileSync(path.join(here, 'results.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
