// Bundles the targets into one file, whose blocks V8 can count, and runs it with the words given.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';

const folder = mkdtempSync(path.join(os.tmpdir(), 'image-mirror-fuzz-'));
const outfile = path.join(folder, 'fuzz.cjs');
try {
  await build({
    entryPoints: [path.join(import.meta.dirname, 'fuzz.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
