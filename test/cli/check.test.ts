import path from 'node:path';
import { deployment, loneCluster } from './manifests.ts';
import { outputSchema } from './published.ts';
import { folderOf, run } from './run.ts';

const examples = path.join(__dirname, '..', '..', 'examples');
const folder = folderOf({
  'mirrored.yaml': deployment('m.io/a/b:1'),
  'public.yaml': deployment('quay.io/a/b:1'),
  'cluster.yaml': loneCluster,
  'broken.yaml': 'a: [',
  'nothing.yaml': '---\n# what a pipe leaves of a build that failed\n',
  'rules.yaml':
    'apiVersion: k8ssandra-image-mirror.dev/v1alpha1\nkind: ImageMirror\nspec: {mirrors: [{source: docker.io, target: m.io}]}\n',
});

test('an install that is not transformed fails, the transformed one passes', async () => {
  const install = path.join(examples, 'current-install');
  const config = ['--config', path.join(install, 'mirror.yaml')];
  const before = await run('check', path.join(install, 'input'), ...config);
  expect(before.exitCode).toBe(1);
  expect(before.stdout).toContain(
    'error: not mirrored yet: docker.io/k8ssandra/cass-operator:v1.30.2 → mirror.example.com',
  );
  expect(await run('check', path.join(install, 'expected'), ...config)).toEqual({
    exitCode: 0,
    stdout: 'ok: 10 images in 4 resources: 10 on the mirror\n',
    stderr: '',
  });
});

test.each([
  ['ok', 'mirrored.yaml', { exitCode: 0, stdout: 'ok: 1 image in 1 resource: 1 on the mirror\n', stderr: '' }],
  [
    'an error, with image and place',
    'public.yaml',
    {
      exitCode: 1,
      stdout: expect.stringMatching(
        /^error: not mirrored yet: quay.io\/a\/b:1 → m.io\/a\/b:1 .*\[not-mirrored\]\n {2}at .*public.yaml: Deployment demo\/app spec.template.spec.containers\[0\].image\n1 error: 1 image in 1 resource: 1 to be moved\n$/,
      ),
      stderr: '',
    },
  ],
  [
    'what is wrong with the input',
    'broken.yaml',
    { exitCode: 2, stdout: '', stderr: expect.stringContaining('broken.yaml') },
  ],
  [
    'that there is nothing to check',
    'nothing.yaml',
    { exitCode: 2, stdout: '', stderr: expect.stringContaining('there are no resources in the input') },
  ],
])('prints %s', async (_, file, expected) => {
  expect(await run('check', '--registry', 'm.io', folder.at(file))).toEqual(expected);
});

test.each([
  ['unknown images pass with a warning', [], 0, 'warning: the images of '],
  ['unknown images fail where that is asked for', ['--strict'], 1, 'error: the images of '],
])('%s', async (_, flags, exitCode, message) => {
  const ran = await run('check', '--registry', 'm.io', ...flags, folder.at('cluster.yaml'));
  expect(ran.exitCode).toBe(exitCode);
  expect(ran.stdout).toContain(message);
});

test('escapes fail, unless they are asked to be warnings', async () => {
  const rest = ['--config', folder.at('rules.yaml'), folder.at('public.yaml')];
  expect(await run('check', ...rest)).toMatchObject({
    exitCode: 1,
    stdout: expect.stringMatching(/^error: .* escapes/),
  });
  expect(await run('check', '--on-escape', 'warn', ...rest)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^warning: [\s\S]*\nok: 1 image in 1 resource: 1 outside the mirror; 1 warning\n$/),
  });
});

test.each(['mirrored.yaml', 'public.yaml', 'cluster.yaml'])('-o json for %s is as published', async (file) => {
  const validate = outputSchema('check');
  const { stdout, exitCode } = await run('check', '-o', 'json', '--registry', 'm.io', folder.at(file));
  const verdict = JSON.parse(stdout);
  validate(verdict);
  expect(validate.errors).toBeNull();
  expect(verdict.ok).toBe(exitCode === 0);
});

test('without a configuration, what is missing is said in flags', async () => {
  expect(await run('check', folder.at('cluster.yaml'))).toMatchObject({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringContaining('there is no configuration: say --registry REGISTRY, or --config FILE'),
  });
});
