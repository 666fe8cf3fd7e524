// Builds dist/ of one commit to the same bytes everywhere: the executable (one CommonJS file), the library (ES modules
// and their types) and the licences of the packages that are bundled into both. Neither needs node_modules. The code cache
// alone is of this machine's Node, and no part of the package.
//
// It is made in a folder of its own and moved into place when it is complete: what runs meanwhile sees the former one.
// Types that don't hold fail the build, but what was made is kept: it doesn't depend on them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { makeInput } from '../bench/inputs.mjs';
import { bundledLicences } from './bundled-licences.mjs';
import { writeCodeCache, writeLauncher } from './launcher.mjs';
import { publicTypes } from './public-types.mjs';

// A package carries the modes of its files, and a container runs them as somebody else.
process.umask(0o022);

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const dist = path.join(root, 'dist');

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  metafile: true,
  define: { IMAGE_MIRROR_VERSION: JSON.stringify(version) },
  // The ESM build of `yaml`: its CommonJS build can't be tree-shaken, and fails in an ES module.
  alias: { yaml: './node_modules/yaml/browser/index.js' },
};

/**
 * Functions that few runs need, of modules that take long to load: each module is loaded when one of its functions is first
 * called. Node's own modules, the full reader with the package it stands on, and the modes that write an overlay or generate.
 */
const lazyModules = [
  { filter: /^node:crypto$/, names: ['createHash'] },
  { filter: /\/yaml\.ts$/, names: ['readYaml', 'readFirstYaml', 'readYamlStream', 'readYamlPart'] },
  { filter: /\/config-map\.ts$/, names: ['specOfConfigMap'] },
  { filter: /\/overlay-item\.ts$/, names: ['addOverlay'] },
  { filter: /\/generate-item\.ts$/, names: ['addConfigMap'] },
];

const lazily = {
  name: 'lazily',
  setup({ onResolve, onLoad }) {
    for (const { filter, names } of lazyModules) {
      onResolve({ filter }, ({ path: module, resolveDir, kind }) => {
        if (kind === 'require-call') return undefined;
        return { path: module, namespace: 'lazily', pluginData: { names, module, resolveDir } };
      });
    }
    onLoad({ filter: /./, namespace: 'lazily' }, ({ pluginData: { names, module, resolveDir } }) => ({
      contents: names
        .map((name) => `export const ${name} = (...args) => require(${JSON.stringify(module)}).${name}(...args);`)
        .join('\n'),
      resolveDir,
    }));
  },
};

/** One file that starts fast. */
async function buildProgram() {
  const { outputFiles, metafile } = await build({
    ...shared,
    entryPoints: ['src/main.ts'],
    write: false,
    format: 'cjs',
    minify: true,
    plugins: [lazily],
  });
  return { program: outputFiles[0].text, metafile };
}

/** Not minified: stack traces of those who use it should say something. What the entries share is shared. */
function buildLibrary(outdir) {
  return build({ ...shared, entryPoints: ['src/index.ts', 'src/kpt.ts'], outdir, format: 'esm', splitting: true });
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
  const bundles = await Promise.all([buildProgram(), buildLibrary(path.join(made, 'lib'))]);
  const [{ program }] = bundles;
  writeLauncher(executable, program);
  writeCodeCache(executable, program, makeInput('start'), work);
  const inputs = bundles.flatMap(({ metafile }) => Object.keys(metafile.inputs));
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
