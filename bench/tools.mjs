// The installation as the tools run functions on it: `kustomize build` of a folder, `kpt fn eval` of a package. What the
// tools take for themselves is in the row of the pass-through.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { executable } from './contenders.mjs';
import { makeInput } from './inputs.mjs';

const install = makeInput('install');
const items = install.slice(install.indexOf('\nitems:\n') + 8);
const functionConfig = install
  .slice(install.indexOf('functionConfig:\n') + 16, install.indexOf('items:\n'))
  .replaceAll(/^ {2}/gm, '');
const manifests = items
  .split(/^- /m)
  .slice(1)
  .map((item) => `---\n  ${item}`.replaceAll(/^ {2}/gm, ''))
  .join('');

export const installSize = Buffer.byteLength(manifests);

/** Kustomize's own way: images are listed one by one, and what no manifest names is not seen. */
const imagesField = `images:
- {name: docker.io/k8ssandra/cass-operator, newName: registry.example.com/mirror/k8ssandra/cass-operator}
- {name: docker.io/k8ssandra/k8ssandra-operator, newName: registry.example.com/mirror/k8ssandra/k8ssandra-operator}
`;

/** Writes the folders of the contenders, which then need no input. */
export function kustomizeContenders(folder) {
  const contender = (name, kustomization, files = {}) => {
    const overlay = folderWith(folder, `kustomize ${name}`, {
      'all.yaml': manifests,
      'kustomization.yaml': `resources: [all.yaml]\n${kustomization}`,
      ...files,
    });
    const args = ['build', '--enable-alpha-plugins', '--enable-exec', overlay];
    return { name: `kustomize build, ${name}`, command: 'kustomize', args, counts: false };
  };
  const withFunction = (file) => ({ 'mirror.yaml': functionConfig.replace('  name: mirror\n', runs(file)) });
  const transformers = 'transformers: [mirror.yaml]\n';
  return [
    contender('pass-through as function', transformers, withFunction(passing(folder))),
    contender('ours as function', transformers, withFunction(executable)),
    contender('images:', imagesField),
  ];
}

/** What the written overlay costs at each build, beside its base: there is no function then. */
export function overlayContenders(folder) {
  const base = folderWith(folder, 'kustomize base', {
    'all.yaml': manifests,
    'kustomization.yaml': 'resources: [all.yaml]\n',
  });
  const config = path.join(folder, 'mirror.yaml');
  writeFileSync(config, functionConfig);
  const overlay = path.join(folder, 'kustomize-overlay');
  const built = execFileSync('kustomize', ['build', base], { maxBuffer: 10 * installSize });
  execFileSync(executable, ['overlay', '--config', config, '--resources', base, '-o', overlay], {
    input: built,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const contender = (name, target) => {
    return { name: `kustomize build, ${name}`, command: 'kustomize', args: ['build', target], counts: false };
  };
  return [contender('base', base), contender('overlay', overlay)];
}

function runs(file) {
  const annotation = `    config.kubernetes.io/function: |\n      exec: {path: ${JSON.stringify(file)}}\n`;
  return `  name: mirror\n  annotations:\n${annotation}`;
}

export function kptContenders(folder) {
  const kptfile = 'apiVersion: kpt.dev/v1\nkind: Kptfile\nmetadata:\n  name: bench\n';
  const inPackage = folderWith(folder, 'kpt package', { Kptfile: kptfile, 'all.yaml': manifests });
  const config = path.join(folder, 'function-config.yaml');
  writeFileSync(config, functionConfig);
  const contender = (name, file) => {
    const args = ['fn', 'eval', inPackage, '--exec', file, '--fn-config', config, '--output', 'stdout'];
    return { name: `kpt fn eval, ${name}`, command: 'kpt', args, counts: false };
  };
  return [contender('pass-through', passing(folder)), contender('ours', executable)];
}

function passing(folder) {
  const file = path.join(folder, 'pass-through.cjs');
  writeFileSync(file, '#!/usr/bin/env node\nprocess.stdin.pipe(process.stdout);\n', { mode: 0o755 });
  return file;
}

function folderWith(parent, name, files) {
  const folder = path.join(parent, name.replaceAll(/\W+/g, '-'));
  mkdirSync(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  return folder;
}
