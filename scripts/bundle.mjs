// How esbuild bundles what is built. The executable is one CommonJS file; the library is not minified, so that stack traces
// of those who use it say something.
//
// What few runs need is loaded when one of its functions is first called: some modules of Node take longer to load than a
// small input takes in all, and the `yaml` package has to come to life as well.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';

const loadNow = createRequire(import.meta.url);

function bundling(root) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    legalComments: 'none',
    // Parts of the page that `explain` prints.
    loader: { '.css': 'text', '.script': 'text' },
    metafile: true,
    define: { IMAGE_MIRROR_VERSION: JSON.stringify(version) },
    // The ESM build of `yaml`: its CommonJS build cannot be tree-shaken, and fails in an ES module.
    alias: { yaml: './node_modules/yaml/browser/index.js' },
  };
}

export function buildExecutable(root, outfile) {
  const banner = { js: '#!/usr/bin/env node' };
  const entryPoints = ['src/main.ts'];
  return build({ ...bundling(root), entryPoints, outfile, banner, format: 'cjs', minify: true, plugins: [lazily] });
}

/** What the entries share is shared. */
export function buildLibrary(root, outdir) {
  const entryPoints = ['src/index.ts', 'src/kpt.ts'];
  return build({ ...bundling(root), entryPoints, outdir, format: 'esm', splitting: true });
}

const lazyBuiltins = /^node:(?:child_process|crypto|http|https|net|tls)$/;
const fullReader = /\/read\/yaml\.ts$/;

const lazily = {
  name: 'lazily',
  setup({ onLoad, onResolve }) {
    const inPlace = ({ kind, namespace }) => kind === 'import-statement' && namespace !== 'lazily';
    onResolve({ filter: lazyBuiltins }, (asked) =>
      inPlace(asked) ? { path: asked.path, namespace: 'lazily', sideEffects: false } : undefined,
    );
    onResolve({ filter: /\/yaml\.ts$/ }, (asked) => {
      const file = path.join(asked.resolveDir, asked.path);
      return inPlace(asked) && fullReader.test(file) ? { path: file, namespace: 'lazily' } : undefined;
    });
    onLoad({ filter: /./, namespace: 'lazily' }, ({ path: module }) => ({
      contents: standIn(module, lazyBuiltins.test(module) ? functionsOfBuiltin(module) : functionsOfSource(module)),
      resolveDir: path.dirname(module),
    }));
  },
};

const functionsOfBuiltin = (module) =>
  Object.entries(loadNow(module)).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));

const functionsOfSource = (file) =>
  [...readFileSync(file, 'utf8').matchAll(/^export function\*? (\w+)/gm)].map(([, name]) => name);

/** A module with the functions of another, which is loaded when one of them is called, made anew, or asked for a member. */
function standIn(module, names) {
  return [
    'let loaded;',
    `const all = () => (loaded ??= require(${JSON.stringify(module)}));`,
    'export default /* @__PURE__ */ new Proxy({}, { get: (_, key) => all()[key] });',
    'const one = (name) => new Proxy(function () {}, {',
    '  apply: (_, self, args) => all()[name](...args),',
    '  construct: (_, args) => new (all()[name])(...args),',
    '  get: (_, key) => all()[name][key],',
    '});',
    ...names.map((name) => `export const ${name} = /* @__PURE__ */ one('${name}');`),
  ].join('\n');
}
