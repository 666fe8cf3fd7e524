/** What commands say beside their product: how much, in which order, and how it ends. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deployment, loneCluster } from './manifests.ts';
import { run } from './run.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'said-'));
  put('a.yaml', deployment('quay.io/a/b:1'));
  put('b.yaml', deployment('m.io/c/d:1').replace('name: app', 'name: other'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const put = (name: string, text: string): void => writeFileSync(at(name), text);
const imageConfig = [
  'apiVersion: v1',
  'kind: ConfigMap',
  'metadata: {name: c, labels: {k8ssandra.io/config: image}}',
  'data:',
  '  image_config.yaml: |',
  '    apiVersion: config.k8ssandra.io/v1beta2',
  '    kind: ImageConfig',
  '    images: {system-logger: {repository: k8ssandra, name: system-logger, tag: v1}}',
  '    defaults: {registry: docker.io}',
  '',
].join('\n');

const rules = [
  'apiVersion: k8ssandra-image-mirror.dev/v1alpha1',
  'kind: ImageMirror',
  'spec: {mirrors: [{source: docker.io, target: m.io}]}',
  '',
].join('\n');

const mirror = ['--registry', 'm.io'];

describe('transform', () => {
  test('says what was printed', async () => {
    const { stderr } = await run('transform', ...mirror, folder);
    expect(stderr).toBe('2 images in 2 resources: 1 on the mirror, 1 moved\n');
  });

  test('in place, names the files that it wrote', async () => {
    const ran = await run('transform', ...mirror, '--in-place', folder);
    expect(ran).toEqual({ exitCode: 0, stdout: '', stderr: `wrote ${at('a.yaml')}\nwrote 1 of 2 files: 1 image\n` });
    const again = await run('transform', ...mirror, '--in-place', folder);
    expect(again.stderr).toBe('wrote 0 of 2 files: 0 images\n');
  });

  test('as a diff, says what would change', async () => {
    const { stdout, stderr } = await run('transform', ...mirror, '--diff', folder);
    expect(stdout).toContain('+++ ');
    expect(stderr).toBe('would change 1 of 2 files: 1 image\n');
  });

  test('says what has to happen next', async () => {
    put('image-config.yaml', imageConfig);
    const { stderr } = await run('transform', ...mirror, '--pull-secrets', 's', folder);
    expect(stderr).toContain('[operator-restart-needed]');
    expect(stderr).toContain('[pull-secrets-needed]');
  });

  test('says that nothing was written where there are errors', async () => {
    put('c.yaml', deployment('nginx').replace('name: app', 'name: third'));
    put('rules.txt', rules);
    const flags = ['--config', at('rules.txt')];
    for (const more of [[], ['--in-place']]) {
      const ran = await run('transform', ...flags, ...more, folder);
      expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
      expect(ran.stderr).toMatch(/^error: quay.io\/a\/b:1 escapes[\s\S]*\n1 error: nothing was written\n$/);
    }
    const diff = await run('transform', ...flags, '--diff', folder);
    expect(diff.exitCode).toBe(1);
    expect(diff.stdout).toMatch(/^# nothing was written: there are errors\n--- [\s\S]*\n\+.*m\.io\/library\/nginx/);
    expect(diff.stderr).toMatch(/\n1 error: nothing was written\n$/);
    expect(readFileSync(at('c.yaml'), 'utf8')).toContain('nginx');
  });

  test('with --quiet says errors only, with --verbose every remark', async () => {
    put('cluster.yaml', loneCluster);
    await expect(run('transform', ...mirror, '--quiet', folder)).resolves.toMatchObject({ stderr: '' });
    await expect(run('transform', ...mirror, '--quiet', '--in-place', folder)).resolves.toMatchObject({ stderr: '' });
    const strict = await run('transform', ...mirror, '--quiet', '--strict', folder);
    expect(strict.stderr).toMatch(/^error: [\s\S]*1 error: nothing was written\n$/);
    put('a.yaml', deployment('quay.io/a/b:1'));
    const verbose = await run('transform', ...mirror, '--verbose', folder);
    expect(verbose.stderr).toMatch(/^warning: [\s\S]*\[image-unknown\][\s\S]*\ninfo: .*\[image-mirrored\]/);
    expect(verbose.stderr).toMatch(/\n1 warning: 2 images in 2 resources: 1 on the mirror, 1 moved\n$/);
  });

  test('refuses --quiet and --verbose together', async () => {
    const ran = await run('transform', ...mirror, '--quiet', '--verbose', folder);
    expect(ran).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--quiet and --verbose') });
  });
});

describe('check', () => {
  test('counts what it looked at', async () => {
    const { stdout } = await run('check', ...mirror, '--exclude', 'quay.io', folder);
    expect(stdout).toMatch(/\nok: 2 images in 2 resources: 1 on the mirror, 1 excluded\n$/);
  });

  test('says what it has not looked at', async () => {
    put('a.yaml', deployment('m.io/a/b:1'));
    put('play.yaml', '- hosts: all\n');
    put('cluster.yaml', loneCluster);
    const { stdout } = await run('check', ...mirror, folder);
    expect(stdout).toMatch(
      /\nnot looked at: 1 file, 1 group of unknown images; 1 assumption\nok: 2 images in 2 resources: 2 on the mirror; 1 warning\n$/,
    );
  });

  test('counts in JSON', async () => {
    put('play.yaml', '- hosts: all\n');
    const { stdout } = await run('check', ...mirror, '-o', 'json', folder);
    const counts = { images: 2, resources: 2, onMirror: 1, toMove: 1, excluded: 0, outside: 0, filesNotRead: 1 };
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, counts });
  });

  test('an input without any image is a warning', async () => {
    put('service.yaml', 'apiVersion: v1\nkind: Service\nmetadata: {name: s}\n');
    const ran = await run('check', ...mirror, at('service.yaml'));
    expect(ran).toEqual({
      exitCode: 0,
      stdout: expect.stringMatching(
        /^warning: there is no image in the input.*\[no-images\]\nok: 0 images in 0 resources; 1 warning\n$/,
      ),
      stderr: '',
    });
  });
});

test('errors come first, then warnings, each by its code', async () => {
  put('cluster.yaml', loneCluster);
  put('broken.yaml', 'apiVersion: v1\nkind: Pod\n a: [\n');
  put('x.yaml', deployment('Not An Image').replace('name: app', 'name: x'));
  put('y.yaml', deployment('a b').replace('name: app', 'name: y'));
  const { stderr } = await run('transform', ...mirror, folder);
  const said = stderr
    .split('\n')
    .flatMap((line) => /^(error|warning|info): .*\[([a-z-]+)\]$/.exec(line)?.slice(1).join(' ') ?? []);
  expect(said).toEqual([
    'error invalid-reference',
    'error invalid-reference',
    'warning file-skipped',
    'warning image-unknown',
  ]);
});
