// What is measured, each a whole command that reads a ResourceList on standard input.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const { resolve } = createRequire(import.meta.url);

export const executable = path.join(here, '../dist/k8ssandra-image-mirror.cjs');

export function node(name, ...args) {
  return { name, command: process.execPath, args: ['--require', path.join(here, 'peak.cjs'), ...args], counts: true };
}

function script(name, source, module) {
  return node(name, '--eval', source.replace('MODULE', JSON.stringify(module)));
}

const readAll = "require('node:fs').readFileSync(0, 'utf8')";
const kptFunctions = resolve('kpt-functions');

export const bareNode = script('node -e 0', '0');
export const passThrough = script('Node pass-through', 'process.stdin.pipe(process.stdout)');
/** What npm installs as the command, and the executable without what lies beside it. */
export const ours = node('ours', path.join(here, '../dist/start.cjs'));
export const oursAlone = node('ours, the one file', executable);
export const cat = { name: 'cat', command: 'cat', args: [], counts: false };

/** What people use instead: each takes a large input apart, and puts it together again. */
export const others = [
  script(
    'yaml parse + print',
    `const yaml = require(MODULE); process.stdout.write(yaml.stringify(yaml.parse(${readAll})))`,
    resolve('yaml'),
  ),
  // Not a dependency of ours, but of the SDK's: this is the release that the SDK runs with.
  script(
    'js-yaml load + dump',
    `const yaml = require(MODULE); process.stdout.write(yaml.dump(yaml.load(${readAll})))`,
    createRequire(kptFunctions).resolve('js-yaml'),
  ),
  script('kpt-functions no-op', 'require(MODULE).run(async () => {})', kptFunctions),
];

/** A tool that is not installed is said to be missing, and is no contender. */
export function isInstalled(command) {
  return spawnSync(command, ['version'], { stdio: 'ignore' }).status === 0;
}
