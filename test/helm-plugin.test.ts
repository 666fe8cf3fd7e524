/** plugin.yaml at the root of the package, which Helm 4 reads: it runs what the package has, and is as old. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const root = path.join(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const { name, version, bin, files } = JSON.parse(read('package.json'));
const plugin = parse(read('plugin.yaml'));

test('is the post-renderer of this package, in this version', () => {
  expect(plugin).toMatchObject({ apiVersion: 'v1', type: 'postrenderer/v1', runtime: 'subprocess', name, version });
});

test('runs the executable of the package', () => {
  const [{ command, args }] = plugin.runtimeConfig.platformCommand;
  expect([command, ...args]).toEqual(['node', `\${HELM_PLUGIN_DIR}/${bin[name]}`, 'transform']);
});

test('is in the package', () => {
  expect(files).toContain('plugin.yaml');
});
