// Builds dist/ of one commit to the same bytes everywhere: the executable (one CommonJS file), what npm installs as the
// command (it starts the executable from Node's cache), the library (ES modules and their types) and the licences of the
// packages that are bundled into both. None needs node_modules.
//
// It is made in a folder of its own and moved into place when it is complete: what runs meanwhile sees the former one.
// Types that do not hold fail the build, but what was made is kept: it does not depend on them.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildExecutable, buildLibrary } from './bundle.mjs';
import { bundledLicences } from './bundled-licences.mjs';
import { publicTypes } from './public-types.mjs';

// A package carries the modes of its files, and a container runs them as somebody else.
process.umask(0o022);

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const dist = path.join(root, 'dist');

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
  const metafiles = await Promise.all([
    buildExecutable(root, executable).then(({ metafile }) => metafile),
    buildLibrary(root, path.join(made, 'lib')).then(({ metafile }) => metafile),
  ]);
  const start = path.join(made, 'start.cjs');
  copyFileSync(path.join(root, 'scripts', 'start.cjs'), start);
  for (const file of [executable, start]) chmodSync(file, 0o755);
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
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
