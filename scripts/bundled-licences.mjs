// The licences of the packages that a bundle holds, as their terms ask for: a copy goes wherever the bundle goes.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * @param root the folder that the inputs are relative to
 * @param inputs the files of the bundle, with `/` between folders, as esbuild's metafile names them
 * @throws Error for a package without a licence file: nobody can say then on what terms it is passed on
 */
export function bundledLicences(root, inputs) {
  const folders = [...new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []))];
  const packages = folders.map((folder) => licenceOf(path.join(root, folder)));
  return [
    'The files of this folder contain code of these packages:',
    ...packages
      .sort((a, b) => (a.title < b.title ? -1 : 1))
      .map(({ title, licence, text }) => `${'-'.repeat(80)}\n${title} (${licence})\n\n${text.trim()}`),
  ]
    .join('\n\n')
    .concat('\n');
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder)
    .sort()
    .find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  if (file === undefined) throw new Error(`${name} ${version} is bundled and has no licence file`);
  const text = readFileSync(path.join(folder, file), 'utf8').replaceAll('\r\n', '\n');
  return { title: `${name} ${version}`, licence: license, text };
}
