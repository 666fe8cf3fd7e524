/** Folders of several Kubernetes clusters on the command line. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { outputSchema } from './published.ts';
import { run } from './run.ts';

const root = process.cwd();
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'scopes-'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(root);
  rmSync(folder, { recursive: true, force: true });
});

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(name), { recursive: true });
    writeFileSync(name, text);
  }
}

const operators = (release: string, medusa: string, registry = 'docker.io'): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: k8ssandra-operator}
spec: {template: {spec: {containers: [{name: m, image: k8ssandra/k8ssandra-operator:v${release}}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: cass-operator}
spec: {template: {spec: {containers: [{name: m, image: k8ssandra/cass-operator:v1.30.2}]}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: image-config, labels: {k8ssandra.io/config: image}}
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
    images:
      system-logger: {repository: k8ssandra, name: system-logger, tag: v1}
      config-builder: {repository: datastax, name: cass-config-builder, tag: "1"}
      k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8}
      medusa: {repository: k8ssandra, name: medusa, tag: ${medusa}}
    types:
      cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
    defaults: {registry: ${registry}}
`;

const cluster = (k8sContext?: string): string => `apiVersion: k8ssandra.io/v1alpha1
kind: K8ssandraCluster
metadata: {name: demo}
spec:
  medusa: {}
  cassandra:
    serverVersion: 4.1.8
    datacenters:
      - metadata: {name: dc1}
        size: 3${k8sContext === undefined ? '' : `\n        k8sContext: ${k8sContext}`}
`;

const fleet = {
  'clusters/east/operators.yaml': operators('1.32.2', '0.24.0'),
  'clusters/east/cluster.yaml': cluster(),
  'clusters/west/operators.yaml': operators('1.31.0', '0.27.0'),
  'clusters/west/cluster.yaml': cluster(),
};

const byApp = {
  'infrastructure/east/operators.yaml': operators('1.32.2', '0.24.0'),
  'infrastructure/west/operators.yaml': operators('1.31.0', '0.27.0'),
  'apps/east/cluster.yaml': cluster(),
  'apps/west/cluster.yaml': cluster(),
};

const registry = ['--registry', 'm.io/x'];
const medusas = (stdout: string): readonly string[] => stdout.split('\n').filter((line) => line.includes('medusa'));

describe('folders with the same names', () => {
  test('are split, and one line says so', async () => {
    write(fleet);
    const { exitCode, stdout, stderr } = await run('images', ...registry, 'clusters');
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^info: the input is split into 2 Kubernetes clusters, .*: east, west; .*\[input-split\]$/m);
    expect(medusas(stdout)).toEqual([
      'docker.io/k8ssandra/medusa:0.24.0\tm.io/x/k8ssandra/medusa:0.24.0',
      'docker.io/k8ssandra/medusa:0.27.0\tm.io/x/k8ssandra/medusa:0.27.0',
    ]);
  });

  test.each([
    ['the folder above', ['.']],
    ['the folders one by one', ['clusters/east', 'clusters/west']],
    ['said scopes', ['--scope', 'clusters/*', '.']],
    ['said scopes with names', ['--scope', 'east=clusters/east', '--scope', 'west=clusters/west', '.']],
  ])('%s: the same images of the same scopes', async (_title, args) => {
    write(fleet);
    const { stdout } = await run('explain', ...registry, '-o', 'json', ...args);
    const explained = JSON.parse(stdout);
    expect(outputSchema('explain')(explained)).toBe(true);
    const images: readonly { container: string; scope: string; image: string }[] = explained.images;
    expect(
      images.flatMap(({ container, scope, image }) => (container === 'medusa' ? [`${scope} ${image}`] : [])),
    ).toEqual(['east docker.io/k8ssandra/medusa:0.24.0', 'west docker.io/k8ssandra/medusa:0.27.0']);
  });

  test('explain names the scope of each resource, in Markdown as well', async () => {
    write(fleet);
    expect((await run('explain', ...registry, 'clusters')).stdout).toMatch(/^west: K8ssandraCluster demo$/m);
    expect((await run('explain', ...registry, '-o', 'markdown', 'clusters')).stdout).toMatch(
      /east: K8ssandraCluster demo/,
    );
  });

  test('images and check name it for machines', async () => {
    write(fleet);
    const images = JSON.parse((await run('images', ...registry, '-o', 'json', 'clusters')).stdout);
    expect(outputSchema('images')(images)).toBe(true);
    const shared = images.find(({ image }: { image: string }) => image.includes('cass-operator'));
    expect(shared.usedBy.map(({ scope }: { scope: string }) => scope)).toEqual(['east', 'west']);
    const checked = JSON.parse((await run('check', ...registry, '-o', 'json', 'clusters')).stdout);
    expect(outputSchema('check')(checked)).toBe(true);
    const scopes = checked.findings.map(({ tags }: { tags: { scope?: string } }) => tags.scope);
    expect(new Set(scopes)).toEqual(new Set(['east', 'west', undefined]));
  });

  test('pull secrets are needed by scope and namespace', async () => {
    write(fleet);
    const { stderr } = await run('transform', ...registry, '--pull-secrets', 'creds', '--diff', 'clusters');
    expect(stderr).toMatch(/of scope east needs the Secret creds: .*\n/);
    expect(stderr).toMatch(/of scope west needs the Secret creds: .*\n/);
  });

  test('an overlay is refused, with the command for each', async () => {
    write(fleet);
    const refused = await run('overlay', ...registry, 'clusters', '-o', 'clusters');
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    const commands = refused.stderr.split('\n').filter((line) => line.startsWith('  k8ssandra-image-mirror '));
    expect(commands.map((line) => line.trim())).toEqual([
      'k8ssandra-image-mirror overlay clusters/east --registry m.io/x -o clusters/east',
      'k8ssandra-image-mirror overlay clusters/west --registry m.io/x -o clusters/west',
    ]);
    for (const command of commands) {
      const [, ...words] = command.trim().split(' ');
      expect(await run(...words)).toMatchObject({ exitCode: 0 });
    }
    expect(readdirSync('clusters/west')).toContain('kustomization.yaml');
  });

  test('images that meet at one place of the mirror are found over all of them', async () => {
    write({
      'east/a.yaml': operators('1.32.2', '0.24.0', 'one.io'),
      'east/b.yaml': cluster(),
      'west/a.yaml': operators('1.32.2', '0.24.0', 'two.io'),
      'west/b.yaml': cluster(),
    });
    const { exitCode, stderr } = await run('transform', ...registry, '.');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/one\.io\/k8ssandra\/medusa, two\.io\/k8ssandra\/medusa would all become .*\[collision\]/);
  });
});

describe('folders by application first', () => {
  test('are an error with scopes to paste, which then work; no list is printed', async () => {
    write(byApp);
    const refused = await run('images', ...registry, '.');
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^ {2}scopes:\n {2}- \{name: east, paths: \[apps\/east, infrastructure\/east\]\}$/m);
    const lines = refused.stderr.split('\n').filter((line) => /^ {2}(scopes:|- )/.test(line));
    const head = 'apiVersion: k8ssandra-image-mirror.dev/v1alpha1\nkind: ImageMirror\nspec:\n  registry: m.io/x\n';
    writeFileSync('../mirror.yaml', `${head}${lines.join('\n')}\n`);
    const { exitCode, stdout } = await run('images', '--config', '../mirror.yaml', '.');
    rmSync('../mirror.yaml');
    expect(exitCode).toBe(0);
    expect(medusas(stdout)).toHaveLength(2);
  });
});

describe('a scope that is the context of another', () => {
  const hub = {
    'clusters/hub/operators.yaml': operators('1.32.2', '0.24.0'),
    'clusters/hub/cluster.yaml': cluster('east'),
    'clusters/east/operators.yaml': operators('1.32.2', '0.24.0').replace('tag: v1}', 'tag: v2}'),
  };

  test('resolves the datacenters of the other, before and after', async () => {
    write(hub);
    const { exitCode, stdout } = await run('explain', ...registry, '-o', 'json', 'clusters');
    const images: readonly { container: string; image: string; mirrored: string }[] = JSON.parse(stdout).images;
    expect(exitCode).toBe(0);
    expect(images.filter(({ container }) => container === 'server-system-logger')).toEqual([
      expect.objectContaining({
        scope: 'hub',
        k8sContext: 'east',
        image: 'docker.io/k8ssandra/system-logger:v2',
        mirrored: 'm.io/x/k8ssandra/system-logger:v2',
      }),
    ]);
  });

  test('may be given as a folder of the context instead, which is not edited', async () => {
    write(hub);
    const args = ['--context', 'east=clusters/east', '-o', 'json', 'clusters/hub'];
    const { stdout } = await run('explain', ...registry, ...args);
    const images: readonly { container: string; image: string }[] = JSON.parse(stdout).images;
    expect(images.filter(({ container }) => container === 'server-system-logger')).toEqual([
      expect.objectContaining({ k8sContext: 'east', image: 'docker.io/k8ssandra/system-logger:v2' }),
    ]);
  });

  test('is edited once', async () => {
    write(hub);
    expect((await run('transform', ...registry, '--in-place', 'clusters')).exitCode).toBe(0);
    expect(readFileSync('clusters/east/operators.yaml', 'utf8')).toContain('defaults: {registry: m.io/x}');
    expect((await run('check', ...registry, 'clusters')).exitCode).toBe(0);
  });
});

test('a glob that meets nothing is a warning', async () => {
  write(fleet);
  const { stderr } = await run('images', ...registry, '--scope', 'clusters/*', '--scope', 'nowhere', '.');
  expect(stderr).toMatch(/warning: scopes: no resource is in nowhere; .* \[scope-unused\]/);
});

test('of a stream, which has no folders, nothing is said', async () => {
  write({ 'all.yaml': `${operators('1.32.2', '0.24.0')}---\n${cluster()}` });
  const { exitCode, stderr } = await run('check', ...registry, '--scope', 'clusters/*', 'all.yaml');
  expect(exitCode).toBe(1);
  expect(stderr).not.toMatch(/scope/);
});
