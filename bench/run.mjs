// Measures what a run costs, beside what people use instead, and holds it against the targets. Writes bench/results.json.
//
//   npm run bench                 all of it, about ten minutes
//   npm run bench -- --node 24    the same on another Node, which npm serves
//   npm run bench -- --smoke      everything once on small inputs, for crashes: nothing is judged
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { nodeFolder } from '../scripts/node-release.mjs';
import { bareNode, cat, isInstalled, others, ours, oursAlone, passThrough } from './contenders.mjs';
import { fleetSuites } from './fleet.mjs';
import { imageConfigInProcess } from './in-process.mjs';
import { makeInput } from './inputs.mjs';
import { measure } from './measure.mjs';
import { tableOf, verdictTable } from './tables.mjs';
import { verdicts } from './targets.mjs';
import { installSize, kptContenders, kustomizeContenders, overlayContenders } from './tools.mjs';
import { verifySuites } from './verify.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const { node: release, smoke = false } = parseArgs({
  options: { node: { type: 'string' }, smoke: { type: 'boolean' } },
}).values;
const megabyte = 1_000_000;

/** The slow ones take minutes for a large input, and no more than one round tells what they take. */
const rarely = others.map((contender) => ({ ...contender, rounds: 1 }));

/** From input to contenders, the first of which the others are compared with. */
const suites = [
  {
    title: 'start',
    input: () => makeInput('start'),
    contenders: [bareNode, ours, oursAlone, passThrough, ...others],
    rounds: 15,
  },
  { title: 'install', input: () => makeInput('install'), contenders: [passThrough, ours, cat, ...others], rounds: 9 },
  ...sizes('CRD-heavy', 'crd-heavy', { 1: 5, 10: 5, 50: 9, 200: 3 }, [cat, ...rarely]),
  // The slow ones take minutes for it, js-yaml two and a half.
  ...sizes('all to rewrite', 'rewrite-all', { 1: 5, 10: 5, 50: 5, 200: 3 }, [cat]),
  ...fleetSuites(smoke),
];

/**
 * @param rounds by megabytes
 * @param more contenders on the input of 50 MB
 */
function sizes(name, input, rounds, more) {
  return Object.entries(rounds).map(([size, count]) => ({
    title: `${name}, ${size} MB${smoke ? ' (cut to 0.2)' : ''}`,
    input: () => makeInput(input, (smoke ? 0.2 : size) * megabyte),
    contenders: [passThrough, ours, ...(size === '50' ? more : [])],
    rounds: count,
  }));
}

/** A build takes seconds, and what is asked of it are some hundredths of one: that takes many rounds to tell. */
const tools = [
  { command: 'kustomize', title: 'kustomize build', contendersIn: kustomizeContenders, rounds: 25 },
  { command: 'kustomize', title: 'kustomize build, no function', contendersIn: overlayContenders, rounds: 25 },
  { command: 'kpt', title: 'kpt fn eval', contendersIn: kptContenders, rounds: 7 },
];

async function measureAll(folder) {
  const rows = [];
  const file = path.join(folder, 'input.yaml');
  for (const { title, input, contenders, rounds } of suites) {
    const text = input();
    writeFileSync(file, text);
    rows.push(
      ...(await measure({ title, size: Buffer.byteLength(text), contenders, rounds: smoke ? 1 : rounds }, file)),
    );
  }
  for (const { command, title, contendersIn, rounds } of tools) {
    if (!isInstalled(command)) process.stdout.write(`${command} is not installed: not measured\n`);
    else {
      const contenders = contendersIn(folder);
      rows.push(...(await measure({ title, size: installSize, contenders, rounds: smoke ? 1 : rounds })));
    }
  }
  const { suites: verifying, close } = await verifySuites(folder, smoke ? [5, 50] : [500, 10_000]);
  for (const { title, input, contenders, rounds } of verifying) {
    writeFileSync(file, input);
    rows.push(
      ...(await measure({ title, size: Buffer.byteLength(input), contenders, rounds: smoke ? 1 : rounds }, file)),
    );
  }
  close();
  rows.push({ input: 'ImageConfig in process', contender: 'ours', wall: imageConfigInProcess() / 1e3 });
  return rows;
}

async function bench() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-'));
  try {
    const load = os.loadavg()[0].toFixed(1);
    const rows = await measureAll(folder);
    const machine = `${os.cpus()[0]?.model} × ${os.cpus().length}, Node ${process.version}, load ${load} at the start`;
    process.stdout.write(`${machine}\n\n${tableOf(rows)}\n`);
    if (!smoke) {
      const judged = verdicts(rows);
      process.stdout.write(verdictTable(judged));
      writeFileSync(
        path.join(here, 'results.json'),
        `${JSON.stringify({ machine, rows, verdicts: judged }, null, 2)}\n`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Functions that kustomize and kpt start find their Node by the PATH. */
function onOtherNode() {
  const node = nodeFolder(release);
  const env = { ...process.env, PATH: `${node}${path.delimiter}${process.env.PATH}` };
  const args = [fileURLToPath(import.meta.url), ...(smoke ? ['--smoke'] : [])];
  return spawnSync(path.join(node, 'node'), args, { env, stdio: 'inherit' }).status ?? 1;
}

if (release === undefined) await bench();
else process.exitCode = onOtherNode();
