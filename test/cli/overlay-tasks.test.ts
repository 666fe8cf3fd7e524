/** Overlays with refresh tasks: the file beside the kustomization, and what becomes of it. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { type Ran, run } from './run.ts';

const root = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'overlay-tasks-'));
  process.chdir(folder);
  write('plain/a.yaml', install('docker.io', 'dc1', 'dc2'));
});

afterEach(() => {
  process.chdir(root);
  rmSync(folder, { recursive: true, force: true });
});

const tasks = 'plain/refresh-tasks.yaml';
const kustomization = 'plain/kustomization.yaml';

function install(registry: string, ...datacenters: readonly string[]): string {
  const imageConfig = `apiVersion: v1
kind: ConfigMap
metadata:
  name: image-config
  namespace: demo
  labels: {k8ssandra.io/config: image}
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
    defaults: {registry: ${registry}}
    images:
      system-logger: {repository: k8ssandra, name: system-logger, tag: v1.30.2}
      config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
      k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.8}
    types:
      cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
`;
  const datacenter = (name: string): string => `---
apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: ${name}, namespace: demo}
spec: {clusterName: demo, serverType: cassandra, serverVersion: 4.1.8}
`;
  return [imageConfig, ...datacenters.map(datacenter)].join('');
}

function write(name: string, text: string): void {
  mkdirSync(path.dirname(name), { recursive: true });
  writeFileSync(name, text);
}

function written(name: string): string {
  return readFileSync(name, 'utf8');
}

function overlay(updateDatacenters: 'task' | 'never', ...args: readonly string[]): Promise<Ran> {
  const flags = ['--registry', 'm.io', '--rollout-update-datacenters', updateDatacenters];
  return run('overlay', ...flags, 'plain', '-o', 'plain', ...args);
}

const done = expect.objectContaining({ exitCode: 0, stdout: '' });

function refused(message: RegExp): object {
  return { exitCode: 2, stdout: '', stderr: expect.stringMatching(message) };
}

test('one task for each datacenter, in a file that the kustomization lists', async () => {
  expect(await overlay('task')).toEqual(done);
  expect(parse(written(kustomization)).resources).toEqual(['a.yaml', 'refresh-tasks.yaml']);
  expect(parseAllDocuments(written(tasks)).map((document) => document.toJS())).toMatchObject([
    { kind: 'CassandraTask', spec: { datacenter: { name: 'dc1', namespace: 'demo' } } },
    { kind: 'CassandraTask', spec: { datacenter: { name: 'dc2', namespace: 'demo' } } },
  ]);
  expect(written(tasks).split('\n').slice(0, 3)).toEqual([
    '# Made by k8ssandra-image-mirror of plain: lets running datacenters take up new images, once.',
    '# Edits of this file are lost. When what it was made of changes, refresh it:',
    '#   cd ..',
  ]);
});

test('a Component lists its own file', async () => {
  expect(await overlay('task', '--overlay-kind', 'Component')).toEqual(done);
  expect(parse(written(kustomization))).toMatchObject({ kind: 'Component', resources: ['refresh-tasks.yaml'] });
});

test('twice is once: its own file is no part of the base', async () => {
  await overlay('task');
  const once = [kustomization, tasks].map(written);
  expect(await overlay('task')).toEqual(done);
  expect([kustomization, tasks].map(written)).toEqual(once);
});

test('its own file goes when there are no tasks any more', async () => {
  await overlay('task');
  expect(await overlay('never')).toEqual(done);
  expect(existsSync(tasks)).toBe(false);
  expect(parse(written(kustomization)).resources).toEqual(['a.yaml']);
});

test("somebody else's file of that name is a part of the base like any other, where there are no tasks", async () => {
  write(tasks, install('docker.io').replace('image-config', 'other'));
  const own = written(tasks);
  expect(await overlay('never')).toEqual(done);
  expect(parse(written(kustomization)).resources).toEqual(['a.yaml', 'refresh-tasks.yaml']);
  expect(written(tasks)).toBe(own);
});

describe('--check', () => {
  beforeEach(() => overlay('task'));

  test('passes where nothing has changed', async () => {
    expect(await overlay('task', '--check')).toEqual(done);
  });

  test('fails where another ImageConfig asks for other tasks, and writes nothing', async () => {
    const before = written(tasks);
    write('plain/a.yaml', install('docker.io', 'dc1', 'dc2').replace('v0.8.8', 'v0.8.9'));
    const ran = await overlay('task', '--check');
    expect(ran).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ran.stderr).toMatch(/^plain\/refresh-tasks.yaml is stale: [\s\S]*^plain\/kustomization.yaml is stale: /m);
    expect(written(tasks)).toBe(before);
  });

  test('fails where somebody has edited the tasks alone', async () => {
    write(tasks, written(tasks).replace('command: refresh', 'command: restart'));
    const ran = await overlay('task', '--check');
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/refresh-tasks.yaml is stale/) });
    expect(ran.stderr).not.toContain('kustomization.yaml is stale');
  });

  test('fails where the tasks are missing, or left over', async () => {
    expect((await overlay('never', '--check')).stderr).toContain(`${tasks} is left over: run the same command`);
    expect(existsSync(tasks)).toBe(true);
    rmSync(tasks);
    const ran = await overlay('task', '--check');
    expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(`${tasks} is missing: run`) });
  });
});

describe('is refused, and writes nothing', () => {
  const elsewhere = ['overlay', '--registry', 'm.io', '--resources', 'plain', 'plain', '-o'];

  function into(output: string, ...args: readonly string[]): Promise<Ran> {
    return run(...elsewhere, output, '--rollout-update-datacenters', 'task', ...args);
  }

  test('over a file of somebody else, unless forced', async () => {
    write('other/refresh-tasks.yaml', 'theirs\n');
    expect(await into('other')).toEqual(refused(/other\/refresh-tasks.yaml was written by somebody else: .*--force/));
    expect(written('other/refresh-tasks.yaml')).toBe('theirs\n');
    expect(existsSync('other/kustomization.yaml')).toBe(false);
    expect(await into('other', '--force')).toEqual(done);
    expect(written('other/refresh-tasks.yaml')).toMatch(/^# Made by /);
  });

  test('without the tasks over a kustomization of somebody else', async () => {
    write('other/kustomization.yaml', 'resources: []\n');
    expect(await into('other')).toEqual(refused(/other\/kustomization.yaml was written by somebody else/));
    expect(existsSync('other/refresh-tasks.yaml')).toBe(false);
  });

  test('over a file that it stands on, even when forced', async () => {
    write(tasks, install('docker.io').replace('image-config', 'other'));
    const own = written(tasks);
    expect(await overlay('task', '--force')).toEqual(refused(/it stands on it: rename the file/));
    expect(written(tasks)).toBe(own);
  });

  test('through a link, even when forced; without tasks, the link is left alone', async () => {
    write('outside.yaml', '# Made by k8ssandra-image-mirror\n');
    mkdirSync('linked');
    symlinkSync('../outside.yaml', 'linked/refresh-tasks.yaml');
    expect(await into('linked', '--force')).toEqual(refused(/linked\/refresh-tasks.yaml is a link/));
    expect(await run(...elsewhere, 'linked')).toEqual(done);
    expect(written('linked/refresh-tasks.yaml')).toBe('# Made by k8ssandra-image-mirror\n');
  });
});
