// The declarations that users can reach from the package's entries. The rest describes what is inside, and names packages
// that are not installed with this one.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What a declaration may name that is not ours: those who use `./kpt` have it. */
const peers = new Set(['kpt-functions']);

// Imports, also those inside of types; comments are matched to be passed over, as examples in them import things too.
const imports = /\/\*[\s\S]*?\*\/|(\bfrom |\bimport\()['"]([^'"]+)['"]/g;

/**
 * @param folder where the compiler wrote the declarations
 * @param entries file names in it
 * @returns text by file name, in the order of names; imports end in `.js`, as every compiler understands them
 * @throws Error where a package is named that users do not have
 */
export function publicTypes(folder, entries) {
  const texts = new Map();
  const waiting = [...entries];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (texts.has(name)) continue;
    const { text, imported } = withEndings(readFileSync(path.join(folder, name), 'utf8'));
    for (const specifier of imported) {
      if (specifier.startsWith('.')) waiting.push(path.posix.join(path.posix.dirname(name), declarationOf(specifier)));
      else if (!peers.has(specifier))
        throw new Error(`${name} names ${specifier}, which is not installed with the types`);
    }
    texts.set(name, text);
  }
  return [...texts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function withEndings(source) {
  const imported = [];
  const text = source.replaceAll(imports, (whole, before, specifier) => {
    if (specifier === undefined) return whole;
    imported.push(specifier);
    return `${before}'${specifier.replace(/\.ts$/, '.js')}'`;
  });
  return { text, imported };
}

function declarationOf(specifier) {
  return specifier.replace(/\.ts$/, '.d.ts');
}
