/** What a start costs: nothing is loaded that it does not use, and the command starts from Node's cache, where there is one. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import os from 'node:os';
import path from 'node:path';

const root = path.join(__dirname, '..');
const command = path.join(root, 'dist', 'start.cjs');
const scratch = mkdtempSync(path.join(os.tmpdir(), 'start-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const list = `apiVersion: config.kubernetes.io/v1
kind: ResourceList
functionConfig:
  apiVersion: k8ssandra-image-mirror.dev/v1alpha1
  kind: ImageMirror
  metadata: {name: mirror}
  spec: {registry: mirror.example.com}
items:
- apiVersion: v1
  kind: Pod
  metadata: {name: a}
  spec:
    containers:
    - name: c
      image: quay.io/org/a:1
`;

function start(env: NodeJS.ProcessEnv, flags: readonly string[] = []): { status: number | null; said: string } {
  const options = { input: list, env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [...flags, command], options);
  expect(stdout).toContain('image: mirror.example.com/org/a:1\n');
  return { status, said: stderr };
}

test('the command is what npm installs', () => {
  expect(existsSync(command)).toBe(true);
  expect(module.createRequire(__filename)('../package.json').bin).toEqual({
    'k8ssandra-image-mirror': 'dist/start.cjs',
  });
});

test('a run of the function loads no cryptography, no network, no streams and no child processes', () => {
  const listing = path.join(scratch, 'list.cjs');
  const report = "require('node:fs').writeSync(2, process.moduleLoadList.join('\\n'))";
  const modules = /^NativeModule (?:crypto|https?|net|tls|child_process|internal\/streams\/duplex|tty)$/gm;
  writeFileSync(listing, `process.on('exit', () => ${report});`);
  const empty = path.join(scratch, 'empty.cjs');
  writeFileSync(empty, '');
  const bare = spawnSync(process.execPath, ['--require', listing, empty], { encoding: 'utf8' }).stderr;
  expect(start({}, ['--require', listing]).said.match(modules)).toEqual(bare.match(modules));
});

test('the code that was compiled is kept, where Node can do that', () => {
  const folder = path.join(scratch, 'cache');
  for (const _ of ['first', 'second']) expect(start({ NODE_COMPILE_CACHE: folder })).toEqual({ status: 0, said: '' });
  const kept = existsSync(folder) ? readdirSync(folder, { recursive: true }).length : 0;
  expect(kept > 0).toBe('enableCompileCache' in module);
});

beforeAll(() => writeFileSync(path.join(scratch, 'file'), ''));

test.each([
  ['is a file', 'file'],
  ['is below a file', path.join('file', 'folder')],
])('a cache folder that %s does not matter', (_, name) => {
  expect(start({ NODE_COMPILE_CACHE: path.join(scratch, name) })).toEqual({ status: 0, said: '' });
});

test('a folder for temporary files that cannot be made does not matter', () => {
  expect(start({ TMPDIR: path.join(scratch, 'file', 'folder') })).toEqual({ status: 0, said: '' });
});
