/**
 * The container, built by a real engine from the Dockerfile as it is.
 *
 * Not covered: the default base. Its registry cannot be reached from everywhere these tests run, so they give the
 * Dockerfile a base that is imported from this machine's own Node. What can be said of the default without pulling it
 * is in container-dockerfile.test.ts.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { docker, engineNeeds, runLocked } from './container/engine.ts';
import { base, config, image, withImage } from './container/image.ts';
import { root } from './package/checkout.ts';
import { describeOn } from './tools.ts';
import { executable, outputOf, type Workspace, workspace } from './workspace.ts';

const manifests = readFileSync(path.join(root, 'examples', 'kustomize-transformer', 'expected-base.yaml'), 'utf8');

function resourceList(functionConfig: string): string {
  const items = manifests.split(/^---\n/m).map((text) => indent(text).replace(/^ {2}/, '- '));
  const head = 'apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n';
  return `${head}${items.join('')}functionConfig:\n${indent(functionConfig)}`;
}

function indent(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}

function inspect(work: Workspace, name: string): { readonly Size: number; readonly Config: object } {
  return JSON.parse(docker(work, 'image', 'inspect', name))[0];
}

/** The files in an image. */
function filesIn(work: Workspace, name: string): readonly string[] {
  const container = docker(work, 'create', name).trim();
  docker(work, 'export', '--output', 'image.tar', container);
  docker(work, 'rm', container);
  const paths = outputOf(work.run(['tar', '--list', '--file', 'image.tar']))
    .trimEnd()
    .split('\n');
  return paths.filter((name) => !name.endsWith('/'));
}

describeOn("the image, on a base imported from this machine's Node instead of the default", engineNeeds(), () => {
  withImage();

  test('adds four files to its base, less than 1 MB', () => {
    const work = workspace();
    const before = new Set(filesIn(work, base));
    const added = filesIn(work, image).filter((name) => !before.has(name));
    expect(added.sort()).toEqual([
      'k8ssandra-image-mirror/LICENSE',
      'k8ssandra-image-mirror/NOTICE',
      'k8ssandra-image-mirror/THIRD-PARTY-LICENSES.txt',
      'k8ssandra-image-mirror/k8ssandra-image-mirror.cjs',
    ]);
    const size = inspect(work, image).Size - inspect(work, base).Size;
    expect(size).toBeGreaterThan(0);
    expect(size).toBeLessThanOrEqual(1_000_000);
  });

  test('says what it is, and starts nothing but the function', () => {
    const { Config } = inspect(workspace(), image);
    expect(Config).not.toHaveProperty('ExposedPorts');
    expect(Config).toMatchObject({
      User: '65534:65534',
      Entrypoint: ['node', '/k8ssandra-image-mirror/k8ssandra-image-mirror.cjs'],
      Cmd: null,
      Volumes: null,
      Labels: {
        'org.opencontainers.image.title': 'k8ssandra-image-mirror',
        'org.opencontainers.image.licenses': 'Apache-2.0',
        'org.opencontainers.image.base.name': base,
      },
    });
  });

  test('is the function: without network, capabilities, privileges or a place to write', () => {
    const work = workspace();
    const input = resourceList(config);
    const outcome = runLocked(work, image, [], input);
    expect(outcome.status).toBe(0);
    expect(outcome.stdout).toContain('image: mirror.example.com:5000/k8ssandra/k8ssandra/cass-operator');
    expect(outcome).toEqual(work.run([executable], { input }));
  });

  test('is the command line when there is a command, and explains itself on stdout', () => {
    const work = workspace();
    expect(runLocked(work, image, ['--help'], '')).toEqual(work.run([executable, '--help']));
    const { stdout } = runLocked(work, image, ['transform', '--registry', 'mirror.example.com'], manifests);
    expect(stdout).toContain('image: mirror.example.com/k8ssandra/cass-operator');
  });

  test.each([
    ['input that is no YAML', 'items: [', 2],
    ['an image that escapes', resourceList(escaping(config)), 1],
  ])('fails as the executable does: %s', (_, input, status) => {
    const work = workspace();
    const outcome = runLocked(work, image, [], input);
    expect(outcome).toMatchObject({ status, stderr: expect.stringContaining('error') });
    expect(outcome).toEqual(work.run([executable], { input }));
  });

  // kpt --as-current-user makes it anyone.
  test.each(['0', '12345:12345'])('runs as user %s', (user) => {
    const locked = ['--network', 'none', '--read-only', '--user', user];
    const work = workspace();
    const version = outputOf(work.run([executable, '--version']));
    expect(docker(work, 'run', '--rm', ...locked, image, '--version')).toBe(version);
  });

  test('adds no shell', () => {
    const shell = ['--entrypoint', '/bin/sh', image, '-c', 'true'];
    expect(workspace().run(['docker', 'run', '--rm', '--network', 'none', ...shell]).status).toBe(127);
  });
});

/** The configuration, for one registry that is not theirs. */
function escaping(functionConfig: string): string {
  return functionConfig.replace(/^ {2}registry:.*$/m, '  mirrors: [{source: quay.io, target: mirror.example.com}]');
}
