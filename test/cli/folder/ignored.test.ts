/** Files that are left out of a folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deployment } from '../manifests.ts';
import { type Ran, run } from '../run.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'folder-'));
  put('app.yaml', deployment('quay.io/a/b:1'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const transform = (...given: readonly string[]): Promise<Ran> => run('transform', '--registry', 'm.io', ...given);

function put(name: string, text: string): void {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
}

const cluster = 'apiVersion: k8ssandra.io/v1alpha1\nkind: K8ssandraCluster\nmetadata: {name: demo}\n';

describe('ignored', () => {
  beforeEach(() => {
    put('ci/deep/broken.yaml', `${cluster}\t: {\n`);
    put('ci/other.yaml', `${cluster}\t: {\n`);
  });

  test.each([
    ['a folder', ['--ignore', 'ci']],
    ['by two globs', ['--ignore', '**/broken.yaml', '--ignore', 'ci/o*']],
    ['from the given folder on', ['--ignore', 'ci/**']],
  ])('%s', async (_, flags) => {
    const ran = await transform(...flags, folder);
    expect(ran).toMatchObject({ exitCode: 0, stdout: deployment('m.io/a/b:1') });
    expect(ran.stderr).toContain('not read: as `ignore` says');
  });

  test('by the configuration', async () => {
    const spec = '{registry: m.io, ignore: [ci]}';
    put('mirror/x.yaml', `apiVersion: k8ssandra-image-mirror.dev/v1alpha1\nkind: ImageMirror\nspec: ${spec}\n`);
    const ran = await run('transform', '--config', at('mirror/x.yaml'), '--ignore', 'ci', '--ignore', 'mirror', folder);
    expect(ran).toMatchObject({ exitCode: 0, stdout: deployment('m.io/a/b:1') });
  });

  test('a path that only begins alike is read', async () => {
    await expect(transform('--ignore', 'c', folder)).resolves.toMatchObject({ exitCode: 2 });
  });

  test('a named file is read, whatever is ignored', async () => {
    const ran = await transform('--ignore', '**', at('ci/other.yaml'));
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  });
});
