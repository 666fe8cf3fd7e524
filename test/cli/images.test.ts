import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deployment, loneCluster } from './manifests.ts';
import { outputSchema } from './published.ts';
import { folderOf, run } from './run.ts';

const folder = folderOf({
  'app.yaml': deployment('nginx'),
  'other.yaml': deployment('m.io/corp/app:2'),
  'cluster.yaml': loneCluster,
});

test('one line for each image: source, tab, place on the mirror', async () => {
  expect(await run('images', '--registry', 'm.io', folder.at('app.yaml'), folder.at('other.yaml'))).toEqual({
    exitCode: 0,
    stdout: 'docker.io/library/nginx\tm.io/library/nginx\nm.io/corp/app:2\tm.io/corp/app:2\n',
    stderr: '2 images\n',
  });
});

test('a table on a terminal', async () => {
  const { isTTY } = process.stdout;
  process.stdout.isTTY = true;
  process.env.NO_COLOR = '1';
  try {
    expect((await run('images', '--registry', 'm.io', folder.at('app.yaml'))).stdout).toBe(
      ['IMAGE                    PULLED FROM', 'docker.io/library/nginx  m.io/library/nginx', ''].join('\n'),
    );
  } finally {
    process.stdout.isTTY = isTTY;
    delete process.env.NO_COLOR;
  }
});

test('what is not known is said on stderr', async () => {
  const { exitCode, stdout, stderr } = await run('images', '--registry', 'm.io', folder.at('cluster.yaml'));
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
  expect(stderr).toContain('[image-unknown]');
});

test('-o json is as published', async () => {
  const validate = outputSchema('images');
  const { stdout } = await run('images', '-o', 'json', '--registry', 'm.io', folder.at('app.yaml'));
  const images = JSON.parse(stdout);
  validate(images);
  expect(validate.errors).toBeNull();
  expect(images).toEqual([
    {
      image: 'docker.io/library/nginx',
      mirrored: 'm.io/library/nginx',
      usedBy: [
        { resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'demo', name: 'app' }, container: 'app' },
      ],
    },
  ]);
});

describe('copy lists', () => {
  const app = () => folder.at('app.yaml');

  test('are printed with what they are made of, and counted on stderr', async () => {
    const { exitCode, stdout, stderr } = await run('images', '-o', 'regsync', '--registry', 'm.io', app());
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '1 image to copy\n' });
    expect(stdout.split('\n').slice(-6)).toEqual([
      'sync:',
      '  # Deployment demo/app (app)',
      '  - source: "docker.io/library/nginx:latest"',
      '    target: "m.io/library/nginx:latest"',
      '    type: image',
      '',
    ]);
  });

  test('of what is on the mirror already: nothing is copied onto itself, and that is said', async () => {
    const { exitCode, stdout, stderr } = await run(
      'images',
      '-o',
      'list',
      '--registry',
      'm.io',
      folder.at('other.yaml'),
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' });
    expect(stderr).toMatch(
      /^warning: 1 image on the mirror not in the copy list: .*\(m\.io\/corp\/app:2\) \[source-unknown\]$/m,
    );
  });

  test('leave out what an earlier list has', async () => {
    const earlier = folder.at('earlier.json');
    writeFileSync(earlier, (await run('images', '-o', 'json', '--registry', 'm.io', app())).stdout);
    expect((await run('images', '-o', 'list', '--except', earlier, '--registry', 'm.io', app())).stdout).toBe('');
    expect((await run('images', '-o', 'list', '--except', earlier, '--registry', 'n.io', app())).stdout).toBe(
      'docker.io/library/nginx\n',
    );
    const wrong = await run('images', '--except', app(), '--registry', 'm.io', app());
    expect(wrong).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringContaining('--except ') });
  });

  test('for skopeo are a folder, without what an earlier list left there', async () => {
    const into = folder.at('lists');
    const write = () => run('images', '-o', 'skopeo', '--to', into, '--registry', 'm.io', app());
    expect(await write()).toEqual({ exitCode: 0, stdout: '', stderr: '1 image to copy\n' });
    expect(readdirSync(into)).toEqual(['copy.sh', 'sync-1.yaml']);
    writeFileSync(`${into}/sync-2.yaml`, readFileSync(`${into}/sync-1.yaml`));
    writeFileSync(`${into}/own.yaml`, 'mine\n');
    await write();
    expect(readdirSync(into)).toEqual(['copy.sh', 'own.yaml', 'sync-1.yaml']);
    writeFileSync(`${into}/copy.sh`, 'echo mine\n');
    expect(await write()).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('written by somebody else') });
    expect(readFileSync(`${into}/copy.sh`, 'utf8')).toBe('echo mine\n');
  });

  test.each([
    [['-o', 'skopeo'], 'say --to DIR'],
    [['-o', 'crane', '--to', 'lists'], '--to is for -o skopeo'],
    [['-o', 'ecr'], 'no image goes to Amazon ECR'],
  ])('refused: %j', async (flags, says) => {
    const { exitCode, stdout, stderr } = await run('images', ...flags, '--registry', 'm.io', app());
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(says);
  });

  test('say that signatures stay behind, where they were asked for and the tool has no way', async () => {
    const asked = (format: string) => run('images', '-o', format, '--referrers', '--registry', 'm.io', app());
    expect((await asked('crane')).stderr).toContain('[referrers-not-copied]');
    expect((await asked('oras')).stderr).not.toContain('[referrers-not-copied]');
  });
});

test('what is on the mirror already has its source, where the rules lead back to one', async () => {
  const mirrored = folder.at('mirrored.yaml');
  writeFileSync(mirrored, deployment('m.io/docker.io/library/nginx'));
  const flags = ['--layout', 'registry-path', '--registry', 'm.io', mirrored, folder.at('app.yaml')];
  expect((await run('images', ...flags)).stdout).toBe('docker.io/library/nginx\tm.io/docker.io/library/nginx\n');
  const [image, ...others] = JSON.parse((await run('images', '-o', 'json', ...flags)).stdout);
  expect(others).toEqual([]);
  expect(image.usedBy).toHaveLength(1);
});

test('several Kubernetes clusters have one list, without repeats', async () => {
  for (const name of ['east', 'west']) {
    mkdirSync(folder.at(`clusters/${name}`), { recursive: true });
    writeFileSync(folder.at(`clusters/${name}/app.yaml`), deployment('nginx'));
  }
  expect(await run('images', '-o', 'list', '--registry', 'm.io', folder.at('clusters'))).toEqual({
    exitCode: 0,
    stdout: 'docker.io/library/nginx\n',
    stderr: '1 image to copy\n',
  });
});

test('a whole install has the same copy list before it is mirrored and after', async () => {
  const flags = ['--registry', 'm.io/k', '--layout', 'registry-path'];
  const input = path.join(__dirname, '..', '..', 'examples', 'current-install', 'input');
  const mirrored = folder.at('install.yaml');
  writeFileSync(mirrored, (await run('transform', ...flags, input)).stdout);
  const before = await run('images', '-o', 'regsync', ...flags, input);
  expect(before.stdout).toContain('docker.io/k8ssandra/medusa');
  expect((await run('images', '-o', 'regsync', ...flags, mirrored)).stdout).toBe(before.stdout);
});
