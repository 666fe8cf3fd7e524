// What is measured, each a whole command that reads a ResourceList on standard input.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const { resolve } = createRequire(import.meta.url);

function node(name, ...args) {
  return { name, command: process.execPath, args: ['--require', path.join(here, 'peak.cjs'), ...args], counts: true };
}

function script(name, source, module) {
  return node(name, '--eval', source.replace('MODULE', JSON.stringify(module && resolve(module))));
}

const readAll = "require('node:fs').readFileSync(0, 'utf8')";

export const bareNode = script('node -e 0', '0');
export const passThrough = script('Node pass-through', 'process.stdin.pipe(process.stdout)');
export const ours = node('ours', path.join(here, '../dist/k8ssandra-image-mirror.cjs'));

/** What a small input can be given to: the slow ones take minutes for a large one. */
export const others = [
  { name: 'cat', command: 'cat', args: [], counts: false },
  script(
    'yaml parse + print',
    `const yaml = require(MODULE); process.stdout.write(yaml.stringify(yaml.parse(${readAll})))`,
    'yaml',
  ),
  script(
    'js-yaml load + dump',
    `const yaml = require(MODULE); process.stdout.write(yaml.dump(yaml.load(${readAll})))`,
    'js-yaml',
  ),
  script('kpt-functions no-op', 'require(MODULE).run(async () => {})', 'kpt-functions'),
];

/** A tool that isn't installed is said to be missing, and is no contender. */
export function isInstalled(command) {
  return spawnSync(command, ['version'], { stdio: 'ignore' }).status === 0;
}
