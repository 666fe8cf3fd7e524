// Builds dist/ of one commit to the same bytes everywhere: the executable (one CommonJS file), the library (ES modules
// and their types) and the licences of the packages that are bundled into both. Neither needs node_modules. The code cache
// alone is of this machine's Node, and no part of the package.
//
// It is made in a folder of its own and moved into place when it is complete: what runs meanwhile sees the former one.
// Types that don't hold fail the build, but what was made is kept: it doesn't depend on them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { makeInput } from '../bench/inputs.mjs';
import { bundledLicences } from './bundled-licences.mjs';
import { writeCodeCache, writeExecutable } from './launcher.mjs';
import { buildPrograms, bundling } from './programs.mjs';
import { publicTypes } from './public-types.mjs';

// A package carries the modes of its files, and a container runs them as somebody else.
process.umask(0o022);

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');

/** Not minified: stack traces of those who use it should say something. What the entries share is shared. */
function buildLibrary(outdir) {
  const entryPoints = ['src/index.ts', 'src/kpt.ts'];
  return build({ ...bundling(root), entryPoints, outdir, format: 'esm', splitting: true });
}

function declareTypes(outDir) {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  const flags = ['-p', 'tsconfig.build.json', '--emitDeclarationOnly', '--stripInternal', '--outDir', outDir];
  return spawnSync(process.execPath, [tsc, ...flags], { cwd: root, stdio: 'inherit' }).status === 0;
}

// Beside the packages, as a rename must not leave the file system.
const workshop = path.join(root, 'node_modules', '.cache');
mkdirSync(workshop, { recursive: true });
const work = mkdtempSync(path.join(workshop, 'build-'));
try {
  const made = path.join(work, 'dist');
  const executable = path.join(made, 'k8ssandra-image-mirror.cjs');
  const [{ programs, metafiles }, library] = await Promise.all([
    buildPrograms(root),
    buildLibrary(path.join(made, 'lib')),
  ]);
  writeExecutable(executable, programs);
  writeCodeCache(executable, programs.main, makeInput('start'), work);
  const inputs = [library.metafile, ...metafiles].flatMap((metafile) => Object.keys(metafile.inputs));
  writeFileSync(path.join(made, 'THIRD-PARTY-LICENSES.txt'), bundledLicences(root, inputs));

  const typesHold = declareTypes(path.join(work, 'types'));
  for (const [name, text] of publicTypes(path.join(work, 'types'), ['index.d.ts', 'kpt.d.ts'])) {
    mkdirSync(path.dirname(path.join(made, 'lib', name)), { recursive: true });
    writeFileSync(path.join(made, 'lib', name), text);
  }
  rmSync(dist, { recursive: true, force: true });
  renameSync(made, dist);
  if (!typesHold) process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
