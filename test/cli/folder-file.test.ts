import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deployment } from './manifests.ts';
import { run } from './run.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'folder-'));
  writeFileSync(path.join(folder, 'app.yaml'), deployment('quay.io/a/b:1'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const transform = (given: string) => run('transform', '--registry', 'm.io', given);

test.each([
  ['a list', 'site.yaml', '- hosts: all\n', 'no Kubernetes objects'],
  ['JSON with comments', 'tsconfig.json', '{\n  "module": "es2022" // as Node.js\n}\n', 'no Kubernetes objects'],
  ['a template', 'a.yaml', 'apiVersion: v1\nkind: Pod\n{{- if .x }}\n a: b\n{{ end }}\n', 'a template'],
])('%s in a folder is passed over, and as a file is refused', async (_, name, text, reason) => {
  writeFileSync(at(name), text);
  const ran = await transform(folder);
  expect(ran).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('m.io/') });
  expect(ran.stderr).toContain(`not read: ${reason}`);
  await expect(transform(at(name))).resolves.toMatchObject({ exitCode: 2, stdout: '' });
});

test.each([
  '- apiVersion: k8ssandra.io/v1alpha1\n',
  'kind: ImageConfig\n\t: {\n',
  'apiVersion: v1\nkind: Pod\n a: [\n',
])('what may hold images and cannot be read is an error: %j', async (text) => {
  writeFileSync(at('broken.yaml'), text);
  await expect(transform(folder)).resolves.toMatchObject({ exitCode: 2, stdout: '' });
});

test('links to nothing and pipes are not opened', async () => {
  symlinkSync('/nonexistent', at('link.yaml'));
  execFileSync('mkfifo', [at('pipe.yaml')]);
  const ran = await transform(folder);
  expect(ran.exitCode).toBe(0);
  expect(ran.stderr).toContain('a link to nothing');
  expect(ran.stderr).toContain('a device or a pipe');
});
