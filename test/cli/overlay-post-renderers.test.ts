/** `overlay --format postrenderers`: where the patches go, what is refused, and what is said of hooks and CRDs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { deployment } from './manifests.ts';
import { folderOf, type Ran, run } from './run.ts';

const hook = deployment('quay.io/a/b:1')
  .replace('kind: Deployment', 'kind: DaemonSet')
  .replace('metadata: {', 'metadata: {annotations: {helm.sh/hook: pre-upgrade}, ');
const folder = folderOf({
  'rendered.yaml': deployment('quay.io/a/b:1'),
  'hook.yaml': hook,
  'other.yaml': 'spec: {}\n',
  'datacenter.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: image-config, namespace: demo, labels: {k8ssandra.io/config: image}}
data:
  image_config.yaml: |
    apiVersion: config.k8ssandra.io/v1beta2
    kind: ImageConfig
    defaults: {registry: docker.io}
    images:
      system-logger: {repository: k8ssandra, name: system-logger, tag: v1.30.2}
      config-builder: {repository: datastax, name: cass-config-builder, tag: 1.0-ubi}
      k8ssandra-client: {repository: k8ssandra, name: k8ssandra-client, tag: v0.8.8}
    types:
      cassandra: {repository: k8ssandra, name: cass-management-api, suffix: -ubi}
---
apiVersion: cassandra.datastax.com/v1beta1
kind: CassandraDatacenter
metadata: {name: dc1, namespace: demo}
spec: {clusterName: demo, serverType: cassandra, serverVersion: 4.1.8}
`,
});

function overlay(...args: readonly string[]): Promise<Ran> {
  return run('overlay', '--format', 'postrenderers', '--registry', 'm.io', ...args);
}

function patchesOf(text: string): readonly { readonly patch: string; readonly target?: object }[] {
  return parse(text).spec.postRenderers.flatMap(({ kustomize }: { kustomize: { patches: [] } }) => kustomize.patches);
}

test('prints a patch for each object, and one that it has to be there', async () => {
  const { exitCode, stdout } = await overlay(folder.at('rendered.yaml'));
  expect(exitCode).toBe(0);
  const [patch, existing, ...others] = patchesOf(stdout);
  expect(patch?.target).toMatchObject({ kind: 'Deployment', name: '^app$' });
  expect(patch?.patch).toContain('m.io/a/b:1');
  expect(parse(existing?.patch ?? '')).toMatchObject({ kind: 'Deployment', metadata: { name: 'app' } });
  expect({ target: existing?.target, others }).toEqual({ target: undefined, others: [] });
});

test('a hook may be missing, and a warning says so', async () => {
  const { exitCode, stdout, stderr } = await overlay(folder.at('hook.yaml'));
  expect(exitCode).toBe(0);
  expect(patchesOf(stdout).map(({ target }) => target)).toEqual([expect.objectContaining({ kind: 'DaemonSet' })]);
  expect(stderr).toContain('is a hook, which Flux hands to post-renderers with postRenderStrategy: combined only');
});

test('what is on the mirror already gets no patches', async () => {
  const { stdout } = await run(
    'overlay',
    '--format=postrenderers',
    '--registry',
    'quay.io',
    folder.at('rendered.yaml'),
  );
  expect(parse(stdout)).toEqual({ spec: { postRenderers: [] } });
});

test('writes the file of -o, finds it up to date, and stale once it has changed', async () => {
  const file = folder.at('post-renderers.yaml');
  const input = folder.at('rendered.yaml');
  expect(await overlay(input, '-o', file)).toEqual({ exitCode: 0, stdout: '', stderr: `wrote ${file}\n` });
  expect(readFileSync(file, 'utf8')).toContain(`overlay --format postrenderers --registry m.io ${input} -o ${file}\n`);
  expect(await overlay(input, '-o', file)).toMatchObject({ stderr: `${file} is up to date\n` });
  expect(await overlay(input, '-o', file, '--check')).toMatchObject({ exitCode: 0 });
  writeFileSync(file, readFileSync(file, 'utf8').replace('m.io/a', 'm.io/c'));
  expect(await overlay(input, '-o', file, '--check')).toMatchObject({ exitCode: 1 });
});

test('overwrites no file of somebody else', async () => {
  const file = folder.at('other.yaml');
  const refused = await overlay(folder.at('rendered.yaml'), '-o', file);
  expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('was written by somebody else') });
  expect(readFileSync(file, 'utf8')).toBe('spec: {}\n');
});

test.each([
  ['--resources', ['--resources', 'base']],
  ['--overlay-kind', ['--overlay-kind', 'Component']],
  ['--check without -o FILE', ['--check']],
])('has no use for %s', async (flag, args) => {
  const { exitCode, stdout, stderr } = await overlay(folder.at('rendered.yaml'), ...args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(`--format postrenderers has no use for ${flag}: `);
});

test('refuses refresh tasks, which are new resources', async () => {
  const refused = await overlay(folder.at('datacenter.yaml'), '--rollout-update-datacenters', 'task');
  expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
  expect(refused.stderr).toContain('cannot be added by post-renderers, which take patches');
});
