// The programs that the executable holds:
//
// | name     | is                                                                                                   |
// |----------|------------------------------------------------------------------------------------------------------|
// | `main`   | the function and the command line                                                                    |
// | `reader` | the full YAML reader, with the package that it stands on: `main` loads it where the fast reader isn't sure |
// | `registry` | what asks registries: `main` loads it for the commands that do                                      |
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** How everything is bundled, also the library. */
export function bundling(root) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return {
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
}

/** What the reader throws is told from other errors by its class, so there must be but one: `main` hands it over. */
const sharedClass = { module: '../error.ts', name: 'SourceError' };

/** Modules in whose place stand functions that load them when one is first called: few runs need them. */
const lazyModules = [
  { filter: /^node:crypto$/, names: ['createHash'], from: "require('node:crypto')" },
  {
    filter: /\/read\/yaml\.ts$/,
    names: ['readYaml', 'readFirstYaml', 'readYamlStream', 'readYamlPart'],
    from: `load('reader', () => ({ ${sharedClass.name} }))`,
    imports: `import { ${sharedClass.name} } from '${sharedClass.module}';`,
  },
  {
    filter: /\/registry\/registry\.ts$/,
    names: ['verifyImages', 'settingsProblem', 'summaryLine', 'verifiedMarkdown', 'verifiedJunit'],
    from: "load('registry', (name) => require(name))",
  },
];

const lazily = {
  name: 'lazily',
  setup({ onLoad, onResolve }) {
    for (const { filter, names, from, imports = '' } of lazyModules) {
      const contents = [
        imports,
        'let loaded;',
        `const all = () => (loaded ??= ${from});`,
        ...names.map((name) => `export const ${name} = (...args) => all().${name}(...args);`),
      ].join('\n');
      if (filter.source.startsWith('^node:')) {
        onResolve({ filter }, ({ path: module, kind }) =>
          kind === 'require-call' ? undefined : { path: module, namespace: 'lazily' },
        );
        onLoad({ filter, namespace: 'lazily' }, () => ({ contents }));
      } else onLoad({ filter }, ({ path: file }) => ({ contents, resolveDir: path.dirname(file) }));
    }
  },
};

/** @returns the text of each program, by its name, and esbuild's metafiles */
export async function buildPrograms(root) {
  const program = (entry, more) =>
    build({ ...bundling(root), entryPoints: [entry], write: false, format: 'cjs', minify: true, ...more });
  const built = {
    main: await program('src/main.ts', { plugins: [lazily] }),
    reader: await program('src/yaml/read/yaml.ts', { external: [sharedClass.module, './error.ts'] }),
    registry: await program('src/registry/registry.ts', {}),
  };
  refuseOtherClasses(root, built.reader.metafile, []);
  refuseOtherClasses(root, built.registry.metafile, ['src/registry/']);
  return {
    programs: Object.fromEntries(Object.entries(built).map(([name, { outputFiles }]) => [name, outputFiles[0].text])),
    metafiles: Object.values(built).map(({ metafile }) => metafile),
  };
}

/**
 * A class of which two programs had one would be two classes to `instanceof`.
 *
 * @param own folders that are in this program alone
 */
function refuseOtherClasses(root, { inputs }, own) {
  const shared = Object.keys(inputs).filter(
    (input) => input.startsWith('src/') && !own.some((folder) => input.startsWith(folder)),
  );
  const classes = shared.filter((input) => /^(?:export )?class /m.test(readFileSync(path.join(root, input), 'utf8')));
  if (classes.length > 0) throw new Error(`a program has classes of main for itself, in ${classes}: share them`);
}
