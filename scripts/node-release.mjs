// Prints the folder of a Node executable, which npm serves as a package, to be put first in the PATH:
//
//   node scripts/node-release.mjs 24        the last release of Node 24
//   node scripts/node-release.mjs latest    the current one
//
// It is fetched once, into node_modules/.cache.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const self = fileURLToPath(import.meta.url);

/** @param release what npm takes behind the @: `24`, `22.1.0`, `latest` */
export function nodeFolder(release) {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = path.join(path.dirname(self), '..', 'node_modules', '.cache', 'node', release);
  const bin = path.join(folder, 'node_modules', name, 'bin');
  if (existsSync(path.join(bin, 'node'))) return bin;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"private": true}\n');
  const flags = ['--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--silent'];
  execFileSync('npm', ['install', ...flags, `${name}@${release}`], { cwd: folder, stdio: 'inherit' });
  return bin;
}

if (process.argv[1] === self) process.stdout.write(`${nodeFolder(process.argv[2] ?? 'latest')}\n`);
