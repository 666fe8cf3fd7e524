/** What a folder brings that is not in it: kustomizations and charts that install K8ssandra. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deployment } from '../manifests.ts';
import { run } from '../run.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'installs-'));
  put('app.yaml', deployment('m.io/a/b:1'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

test.each([
  [
    'a chart',
    'kustomization.yaml',
    'helmCharts: [{name: k8ssandra-operator, repo: "https://helm.k8ssandra.io/stable"}]\n',
  ],
  [
    'an address',
    'base/kustomization.yaml',
    'resources: ["github.com/k8ssandra/cass-operator/config/deployments/default?ref=v1.22.4"]\n',
  ],
  [
    'a setting of images',
    'kustomization.yml',
    'resources: [app.yaml]\nimages: [{name: k8ssandra/cass-operator, newTag: v1}]\n',
  ],
  [
    'a chart around it',
    'chart/Chart.yaml',
    'apiVersion: v2\nname: db\ndependencies: [{name: cass-operator, repository: "https://helm.k8ssandra.io/stable"}]\n',
  ],
])('%s is a warning, an error under strict', async (_, name, text) => {
  put(name, text);
  const lenient = await run('check', '--registry', 'm.io', folder);
  expect(lenient.exitCode).toBe(0);
  expect(lenient.stdout).toMatch(/^warning: 1 file is not read, and brings K8ssandra .* \[rendered-elsewhere\]$/m);
  expect(lenient.stdout).toContain(path.join(folder, name));
  const strict = await run('check', '--strict', '--registry', 'm.io', folder);
  expect(strict.exitCode).toBe(1);
  expect(strict.stdout).toMatch(/^error: .* \[rendered-elsewhere\]$/m);
});

test.each([
  [
    'images on the mirror',
    'kustomization.yaml',
    'resources: [app.yaml]\nimages: [{name: k8ssandra/cass-operator, newName: m.io/k8ssandra/cass-operator}]\n',
  ],
  ['files', 'kustomization.yaml', 'resources: [app.yaml, ../k8ssandra]\n'],
  ['another chart', 'kustomization.yaml', 'helmCharts: [{name: grafana, repo: "https://charts.example.com"}]\n'],
  ['a chart with other charts', 'chart/Chart.yaml', 'apiVersion: v2\nname: db\ndependencies: [{name: redis}]\n'],
])('%s: none of it', async (_, name, text) => {
  put(name, text);
  const { exitCode, stdout } = await run('check', '--strict', '--registry', 'm.io', folder);
  expect(stdout).not.toContain('rendered-elsewhere');
  expect(exitCode).toBe(0);
});
