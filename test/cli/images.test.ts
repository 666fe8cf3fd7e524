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
