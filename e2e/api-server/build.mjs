// Builds kube-apiserver from the Go module proxy, once: the binary stays in the user's cache folder. Prints its path.
//
// The version is the first argument.
//
// k8s.io/kubernetes names its staging modules by path; a module of our own replaces each with the one that is released.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const version = process.argv[2] ?? 'v1.34.2';
const staging = version.replace(/^v1/, 'v0');
const cache = path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'k8ssandra-image-mirror');
const binary = path.join(cache, `kube-apiserver-${version}`);

if (!existsSync(binary)) build();
console.info(binary);

function build() {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, 'build-'));
  const go = (...args) =>
    execFileSync('go', args, { cwd: folder, encoding: 'utf8', env: { ...process.env, GOFLAGS: '' } });
  try {
    const { GoMod: file } = JSON.parse(go('mod', 'download', '-json', `k8s.io/kubernetes@${version}`));
    const modules = [...readFileSync(file, 'utf8').matchAll(/^\s*(k8s\.io\/\S+) => \.\/staging\//gm)].map(
      ([, name]) => name,
    );
    writeFileSync(
      path.join(folder, 'go.mod'),
      [
        'module apiserver',
        'go 1.24.0',
        `require k8s.io/kubernetes ${version}`,
        ...modules.map((name) => `replace ${name} => ${name} ${staging}`),
        '',
      ].join('\n'),
    );
    writeFileSync(
      path.join(folder, 'main.go'),
      'package main\n\nimport _ "k8s.io/kubernetes/cmd/kube-apiserver/app"\n\nfunc main() {}\n',
    );
    go('mod', 'tidy');
    const flags = `-s -w -X k8s.io/component-base/version.gitVersion=${version}`;
    go('build', '-mod=mod', '-ldflags', flags, '-o', 'kube-apiserver', 'k8s.io/kubernetes/cmd/kube-apiserver');
    renameSync(path.join(folder, 'kube-apiserver'), binary);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
