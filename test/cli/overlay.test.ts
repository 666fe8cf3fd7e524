import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { deployment } from './manifests.ts';
import { type Ran, run } from './run.ts';

const root = process.cwd();
let folder: string;

/** The paths of a command are relative to the working directory, and so are those of these tests. */
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'overlay-'));
  process.chdir(folder);
  write('install.yaml', deployment('quay.io/a/b:1'));
  write('base/install.yaml', deployment('quay.io/a/b:1'));
  write('base/kustomization.yaml', 'resources: [install.yaml]\n');
});

afterEach(() => {
  process.chdir(root);
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  mkdirSync(path.dirname(name), { recursive: true });
  writeFileSync(name, text);
}

function overlay(...args: readonly string[]): Promise<Ran> {
  return run('overlay', '--registry', 'm.io', ...args);
}

function written(name: string): string {
  return readFileSync(name, 'utf8');
}

const done = { exitCode: 0, stdout: '', stderr: expect.stringMatching(/^(?:wrote .*|.* is up to date)\n$/) };

function refused(message: RegExp): object {
  return { exitCode: 2, stdout: '', stderr: expect.stringMatching(message) };
}

test('stands on the files that it was made from, beside them', async () => {
  expect(await overlay('install.yaml', '-o', '.')).toEqual(done);
  const text = written('kustomization.yaml');
  expect(text.split('\n').slice(0, 3)).toEqual([
    '# Made by k8ssandra-image-mirror of install.yaml: points every image at the mirror, without functions.',
    '# Edits of this file are lost. When what it was made of changes, refresh it:',
    '#   k8ssandra-image-mirror overlay --registry m.io install.yaml -o .',
  ]);
  const { resources, patches } = parse(text);
  expect(resources).toEqual(['install.yaml']);
  expect(patches[0].target).toMatchObject({ kind: 'Deployment', name: '^app$', namespace: '^demo$' });
});

test('a folder is the files in it, the overlay itself left out', async () => {
  write('plain/a.yaml', deployment('quay.io/a/b:1'));
  write('plain/b/c.yaml', deployment('quay.io/a/b:1').replace('name: app', 'name: other'));
  for (const _ of ['made', 'made again']) {
    expect(await overlay('plain', '-o', 'plain')).toEqual(done);
    expect(parse(written('plain/kustomization.yaml')).resources).toEqual(['a.yaml', 'b/c.yaml']);
  }
});

test('paths are written relative to the overlay', async () => {
  expect(await overlay('install.yaml', '--resources', 'base', '--resources=./base/../base', '-o', 'a/b')).toEqual(done);
  expect(parse(written('a/b/kustomization.yaml')).resources).toEqual(['../../base', '../../base']);
  expect(written('a/b/kustomization.yaml')).toContain('#   cd ../..\n');
});

test('a remote base is written as it is', async () => {
  const base = 'https://github.com/k8ssandra/k8ssandra-operator/config/deployments/control-plane?ref=v1.32.5';
  expect(await overlay('install.yaml', '--resources', base, '-o', 'a')).toEqual(done);
  expect(parse(written('a/kustomization.yaml')).resources).toEqual([base]);
});

test('resources of the configuration are written as they are', async () => {
  const spec = '{registry: m.io, overlay: {path: a/b, resources: [../elsewhere]}}';
  write('mirror.txt', `apiVersion: k8ssandra-image-mirror.dev/v1alpha1\nkind: ImageMirror\nspec: ${spec}\n`);
  expect(await overlay('install.yaml', '--config', 'mirror.txt')).toEqual(done);
  expect(parse(written('a/b/kustomization.yaml')).resources).toEqual(['../elsewhere']);
});

test('a Component', async () => {
  expect(await overlay('install.yaml', '--overlay-kind', 'Component', '-o', 'c')).toEqual(done);
  expect(parse(written('c/kustomization.yaml'))).toMatchObject({
    apiVersion: 'kustomize.config.k8s.io/v1alpha1',
    kind: 'Component',
  });
  expect(parse(written('c/kustomization.yaml')).resources).toBeUndefined();
});

test('twice is once', async () => {
  await overlay('install.yaml', '-o', '.');
  const text = written('kustomization.yaml');
  expect(await overlay('install.yaml', '-o', '.')).toEqual(done);
  expect(written('kustomization.yaml')).toBe(text);
});

test('words of the command are quoted for the shell', async () => {
  write("it's here/a b.yaml", deployment('quay.io/a/b:1'));
  expect(await overlay("it's here/a b.yaml", '-o', "it's here")).toEqual(done);
  expect(written("it's here/kustomization.yaml")).toContain(
    String.raw`overlay --registry m.io 'it'\''s here/a b.yaml' -o 'it'\''s here'`,
  );
});

describe('--check', () => {
  beforeEach(() => overlay('install.yaml', '-o', '.'));

  test('passes where nothing has changed', async () => {
    expect(await overlay('install.yaml', '-o', '.', '--check')).toEqual(done);
  });

  test('passes where a checkout has changed the line ends', async () => {
    write('kustomization.yaml', written('kustomization.yaml').replaceAll('\n', '\r\n'));
    expect(await overlay('install.yaml', '-o', '.', '--check')).toEqual(done);
  });

  test('passes where only the command was written another way', async () => {
    expect(await run('overlay', './install.yaml', '--registry=m.io', '-o', './', '--check')).toEqual(done);
  });

  test('fails with a diff where the base has changed, and writes nothing', async () => {
    const text = written('kustomization.yaml');
    write('install.yaml', deployment('quay.io/a/b:2'));
    const ran = await overlay('install.yaml', '-o', '.', '--check');
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ran.stderr).toMatch(/^kustomization.yaml is stale: [\s\S]*\n-.*m.io\/a\/b:1\n\+.*m.io\/a\/b:2\n/);
    expect(written('kustomization.yaml')).toBe(text);
  });

  test('fails where somebody has edited it', async () => {
    write('kustomization.yaml', written('kustomization.yaml').replace('m.io/a/b:1', 'm.io/a/b:latest'));
    expect((await overlay('install.yaml', '-o', '.', '--check')).exitCode).toBe(1);
  });

  test('fails where there is none', async () => {
    expect(await overlay('install.yaml', '--resources', 'base', '-o', 'none', '--check')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        'none/kustomization.yaml is missing: run the same command without --check\nthe overlay in none is not up to date\n',
    });
  });
});

describe('is refused, and writes nothing', () => {
  test('without a folder', async () => {
    expect(await overlay('install.yaml')).toEqual(refused(/needs a folder: -o DIR/));
  });

  test('over a kustomization of somebody else, unless forced', async () => {
    const own = written('base/kustomization.yaml');
    write('other/kustomization.yaml', own);
    const args = ['install.yaml', '--resources', 'base', '-o', 'other'];
    expect(await overlay(...args)).toEqual(
      refused(/other\/kustomization.yaml was written by somebody else: .*--force/),
    );
    expect(written('other/kustomization.yaml')).toBe(own);
    expect(await overlay(...args, '--force')).toEqual(done);
    expect(parse(written('other/kustomization.yaml')).resources).toEqual(['../base']);
  });

  test.each(['kustomization.yml', 'Kustomization'])('beside a %s', async (name) => {
    write(`other/${name}`, 'resources: []\n');
    const ran = await overlay('install.yaml', '--resources', 'base', '-o', 'other', '--force');
    expect(ran).toEqual(refused(new RegExp(`other/${name} is there already`)));
  });

  test('through a link, even when forced', async () => {
    write('outside.yaml', 'x');
    mkdirSync('linked');
    symlinkSync('../outside.yaml', 'linked/kustomization.yaml');
    const ran = await overlay('install.yaml', '--resources', 'base', '-o', 'linked', '--force');
    expect(ran).toEqual(refused(/linked\/kustomization.yaml is a link/));
    expect(written('outside.yaml')).toBe('x');
  });

  test('into a folder of that name', async () => {
    mkdirSync('odd/kustomization.yaml', { recursive: true });
    expect(await overlay('install.yaml', '--resources', 'base', '-o', 'odd')).toEqual(refused(/is no file/));
  });

  test('for a folder with a kustomization, with the command to use', async () => {
    expect(await overlay('base', '-o', 'a b')).toEqual(
      refused(
        /base\/kustomization.yaml is a kustomization, .*: kustomize build base \| k8ssandra-image-mirror overlay - --resources base --registry m.io -o 'a b'\n/,
      ),
    );
  });

  test('for a file that kustomize would not read', async () => {
    expect(await overlay('install.yaml', '-o', 'a')).toEqual(
      refused(/install.yaml is outside of a, and kustomize reads no file from there: .*kustomize create/),
    );
  });

  test('inside of its base', async () => {
    expect(await overlay('install.yaml', '--resources', 'base', '-o', 'base/mirror')).toEqual(
      refused(/base contains base\/mirror, and kustomize refuses that/),
    );
  });

  test('on a base that is not there', async () => {
    expect(await overlay('install.yaml', '--resources', 'bas', '-o', 'a')).toEqual(
      refused(/bas: no such file or folder/),
    );
  });

  test('as a Component with resources', async () => {
    const ran = await overlay('install.yaml', '--overlay-kind', 'Component', '--resources', 'base', '-o', 'a');
    expect(ran).toEqual(refused(/a Component has no --resources/));
  });

  test('where there are errors', async () => {
    write('install.yaml', deployment('quay.io/A/b:1'));
    const ran = await overlay('install.yaml', '-o', '.');
    expect(ran).toMatchObject({ exitCode: 1, stdout: '', stderr: expect.stringContaining('[invalid-reference]') });
    expect(() => written('kustomization.yaml')).toThrow();
  });

  test('for a document with a key twice', async () => {
    write(
      'install.yaml',
      deployment('quay.io/a/b:1').replace('kind: Deployment\n', 'kind: Deployment\nkind: Deployment\n'),
    );
    const ran = await overlay('install.yaml', '-o', '.');
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('[duplicate-key]') });
  });
});

test.each(['transform', 'check', 'explain'])('mode overlay is for functions, and not for %s', async (command) => {
  expect(await run(command, '--registry', 'm.io', '--mode', 'overlay', 'install.yaml')).toEqual(
    refused(/--mode is for functions: here the command says it/),
  );
});

test('of nothing no overlay is written', async () => {
  write('nothing.yaml', '---\n');
  expect(await overlay('nothing.yaml', '-o', 'none')).toEqual(refused(/there are no resources in the input/));
  expect(existsSync('none')).toBe(false);
});

describe('the build of the overlay itself', () => {
  const built = 'built.yaml';
  const make = async (...more: readonly string[]): Promise<Ran> => {
    // What kustomize makes of the overlay, without kustomize: the base with the images of the mirror.
    write(built, deployment('m.io/a/b:1'));
    return overlay(built, '--resources', 'base', '-o', 'overlays/mirror', ...more);
  };

  test('is refused, with the command that builds what it stands on', async () => {
    expect(await overlay('install.yaml', '--resources', 'base', '-o', 'overlays/mirror')).toEqual(done);
    const before = written('overlays/mirror/kustomization.yaml');
    expect(await make()).toEqual(
      refused(/is the build of overlays\/mirror itself.*kustomize build base \| k8ssandra-image-mirror overlay/s),
    );
    expect(await make('--check')).toEqual(refused(/is the build of overlays\/mirror itself/));
    expect(written('overlays/mirror/kustomization.yaml')).toBe(before);
  });

  test('is taken by force', async () => {
    expect(await overlay('install.yaml', '--resources', 'base', '-o', 'overlays/mirror')).toEqual(done);
    expect(await make('--force')).toEqual(done);
  });

  test('is not what another build of the base is', async () => {
    expect(await overlay('install.yaml', '--resources', 'base', '-o', 'overlays/mirror')).toEqual(done);
    write('changed.yaml', deployment('quay.io/a/b:2'));
    expect(await overlay('changed.yaml', '--resources', 'base', '-o', 'overlays/mirror')).toEqual(done);
    expect(await overlay('changed.yaml', '--resources', 'base', '-o', 'overlays/mirror', '--check')).toMatchObject({
      exitCode: 0,
    });
  });
});
