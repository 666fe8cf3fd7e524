/** Folders as they are in repositories: what is read, what is passed over, and what stops a run. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

function put(name: string, text: string | Buffer): void {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
}

/** The last line of each run that is done. */
const moved = '1 image in 1 resource: 1 moved\n';

const cluster = 'apiVersion: k8ssandra.io/v1alpha1\nkind: K8ssandraCluster\nmetadata: {name: demo}\n';
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');

test.each<readonly [kind: string, name: string, text: string | Buffer, reason: string]>([
  ['an Ansible play', 'site.yaml', '- hosts: all\n  tasks: []\n', 'without Kubernetes objects'],
  [
    'a play that names helm.k8ssandra.io',
    'site.yaml',
    '- helm: {repo: "https://helm.k8ssandra.io/stable"}\n',
    'without Kubernetes objects',
  ],
  ['a workflow', 'ci.yaml', 'on: push\njobs: {a: {steps: [{run: "\u0024{{ x }}"}]}}\n', 'without Kubernetes objects'],
  ['a compose file', 'compose.yaml', 'services: {db: {image: cassandra}}\n', 'without Kubernetes objects'],
  ['values', 'values-prod.yaml', 'image: {repository: x}\n', 'without Kubernetes objects'],
  ['values that name a K8ssandra kind as text', 'v.yaml', 'about: a K8ssandraCluster\n', 'without Kubernetes objects'],
  ['a dashboard', 'd.json', '{"panels": [], "title": "{{ node }}"}', 'without Kubernetes objects'],
  ['a JSON list', 'repairs.json', '[{"id": 1}, 2]', 'without Kubernetes objects'],
  ['a patch nobody lists', 'patch.yaml', '- {op: replace, path: /spec/x, value: 1}\n', 'without Kubernetes objects'],
  ['a text', 'note.yaml', 'just words\n', 'without Kubernetes objects'],
  ['a number', 'n.json', '1\n', 'without Kubernetes objects'],
  ['nothing', 'empty.yaml', '', 'without Kubernetes objects'],
  ['comments', 'comments.yaml', '# apiVersion: v1\n# kind: Pod\n', 'without Kubernetes objects'],
  ['an apiVersion without a kind', 'half.yaml', 'apiVersion: v2\nname: x\n', 'without Kubernetes objects'],
  ['a kind without an apiVersion', 'half.yaml', 'kind: Pod\n', 'without Kubernetes objects'],
  [
    'JSON with comments behind values',
    'tsconfig.json',
    '{\n  "module": "es2022" // as Node.js\n}\n',
    'neither YAML nor JSON',
  ],
  [
    'JSON with comments that reads as YAML',
    'tsconfig.json',
    '{\n  # comment\n  "module": "es2022",\n}\n',
    'without Kubernetes objects',
  ],
  ['JSON with block comments', 'tsconfig.json', '/* about */\n{"a": 1}\n', 'neither YAML nor JSON'],
  ['JSON lines', 'log.json', '{"a": 1}\n{"a": 2}\n', 'without Kubernetes objects'],
  ['a merge conflict', 'list.yaml', '<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n', 'neither YAML nor JSON'],
  ['binary', 'x.json', Buffer.from([0, 255, 254, 1, 2, 200]), 'neither YAML nor JSON'],
  ['Latin-1', 'x.yaml', Buffer.from('name: café\n', 'latin1'), 'neither YAML nor JSON'],
  ['UTF-16', 'x.json', utf16('{"a": 1}'), 'neither YAML nor JSON'],
  ['a template with control blocks', 'a.yaml', '{{- if .x }}\na: b\n{{ end }}\n', 'templates'],
  ['a template of a manifest', 'a.yaml', 'apiVersion: v1\nkind: Pod\n{{- if .x }}\n a: b\n{{ end }}\n', 'templates'],
  [
    'a template that reads as a map for a name',
    'a.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ name }}\n',
    'templates',
  ],
  [
    'a template where nothing is read',
    'a.yaml',
    'apiVersion: v1\nkind: Service\nspec: {x: {{ port }} }\n',
    'templates',
  ],
  ['a Jinja template', 'a.yaml.j2.yaml', '{% for x in y %}\n- {{ x }}\n{% endfor %}\n', 'templates'],
  ['an ERB template', 'a.yaml', '<% if x %>\na: b\n<% end %>\n', 'templates'],
  ['a template in JSON', 'a.json', '{"kind": {{ kind }}}', 'templates'],
])('passed over: %s', async (_, name, text, reason) => {
  put(name, text);
  const ran = await transform(folder);
  expect(ran.stderr).toBe(`info: 1 file is not read: ${reason}: ${at(name)} [file-skipped]\n${moved}`);
  expect(ran).toMatchObject({ exitCode: 0, stdout: deployment('m.io/a/b:1') });
});

test.each<readonly [kind: string, text: string]>([
  ['rules with braces', 'apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec: {x: "{{ $labels.pod }}"}\n'],
  ['a workflow with braces', 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec:\n  x: "{{inputs.y}}"\n'],
  ['a list kind', 'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Pod}]\n'],
  ['an object behind one that is none', 'a: 1\n---\napiVersion: v1\nkind: Pod\n'],
  ['an item that is passed through unread, and is broken', 'apiVersion: v1\nkind: Service\nspec: {a: *x}\n'],
])('read: %s', async (_, text) => {
  put('z.yaml', text);
  await expect(transform(folder)).resolves.toMatchObject({
    exitCode: 0,
    stderr: moved,
    stdout: expect.stringContaining(text),
  });
});

test.each<readonly [kind: string, text: string | Buffer]>([
  ['broken YAML', `${cluster}\t: {\n`],
  ['broken YAML in what is read later', `${cluster}spec: {a: *b}\n`],
  ['a broken ImageConfig', 'kind: ImageConfig\n\t: {\n'],
  ['a broken ConfigMap with one', 'kind: ConfigMap\ndata:\n image_config.yaml: |\n  a\n : [\n'],
  ['a list in the place of an object', `- ${cluster.trimEnd().replaceAll('\n', '\n  ')}\n`],
  ['JSON with a comma too many', '{"apiVersion": "cassandra.datastax.com/v1beta1", "kind": "CassandraDatacenter" "x"}'],
  ['UTF-16', utf16(cluster)],
  ['Latin-1', Buffer.from(`${cluster}# café\n`, 'latin1')],
  ['a merge conflict', `<<<<<<< HEAD\n${cluster}=======\n>>>>>>> x\n`],
])("an error, as it names K8ssandra's: %s", async (_, text) => {
  put('broken.yaml', text);
  const ran = await transform(folder);
  expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ran.stderr).toContain(at('broken.yaml'));
});

test('all that is unreadable is named in one run, in folders and among files', async () => {
  put('one.yaml', `${cluster}\t: {\n`);
  put('sub/two.yaml', Buffer.from(`${cluster}# café\n`, 'latin1'));
  put('three.txt', '- a\n');
  const ran = await transform(folder, at('three.txt'), at('none.yaml'));
  expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ran.stderr).toContain('4 files cannot be read');
  for (const name of ['one.yaml', 'sub/two.yaml', 'three.txt', 'none.yaml']) expect(ran.stderr).toContain(at(name));
});

test('what looks like a manifest of something else and is broken, is a warning, under strict an error', async () => {
  put('broken.yaml', 'apiVersion: v1\nkind: Pod\n a: [\n');
  const ran = await transform(folder);
  expect(ran).toMatchObject({ exitCode: 0, stdout: deployment('m.io/a/b:1') });
  expect(ran.stderr).toMatch(
    /^warning: 1 file is not read: they look like manifests.*broken.yaml \[file-skipped\]\n1 warning: /,
  );
  const strict = await transform('--strict', folder);
  expect(strict).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringMatching(/^error: 1 file is not read/),
  });
});

test.each<readonly [kind: string, name: string, text: string]>([
  ['a template', 'a.yaml', `${cluster}{{ if x }}\nspec: {}\n{{ end }}\n`],
  ['a template that reads as a map for a name', 'a.yaml', cluster.replace('demo', '{{ name }} ')],
  ['a template of an ImageConfig', 'a.yaml', 'kind: ImageConfig\n{{- end }}\n'],
  [
    'a play that holds a cluster',
    'a.yaml',
    '- k8s: {definition: {apiVersion: k8ssandra.io/v1alpha1, kind: K8ssandraCluster}}\n',
  ],
  ['values that hold a cluster', 'a.yaml', 'extra: [{apiVersion: k8ssandra.io/v1alpha1, kind: K8ssandraCluster}]\n'],
  ['a cluster without its kind', 'a.yaml', 'apiVersion: k8ssandra.io/v1alpha1\nspec: {}\n'],
  ['a template of a Helm chart', 'chart/templates/a.yaml', cluster],
])('%s is a warning, an error under strict, and can be ignored', async (_, name, text) => {
  put('chart/Chart.yaml', 'name: c\n');
  put(name, text);
  const warned = await transform(folder);
  expect(warned).toMatchObject({ exitCode: 0, stdout: deployment('m.io/a/b:1') });
  expect(warned.stderr).toMatch(new RegExp(`^warning: 1 file is not read, .*: ${at(name)} \\[k8ssandra-not-read\\]\n`));
  const strict = await transform('--strict', folder);
  expect(strict).toMatchObject({ exitCode: 1, stdout: '' });
  expect(strict.stderr).toMatch(/^error: 1 file is not read/);
  const ignored = await transform('--strict', '--ignore', '{a.yaml,chart}', folder);
  expect(ignored).toMatchObject({ exitCode: 0, stdout: deployment('m.io/a/b:1') });
});

test('check says what it has not seen, and fails under strict', async () => {
  put('app.yaml', deployment('m.io/a/b:1'));
  put('a.yaml', `${cluster}{{ if x }}\n`);
  const said = await run('check', '--registry', 'm.io', '-o', 'json', folder);
  expect(JSON.parse(said.stdout)).toMatchObject({ ok: true, findings: [{ tags: { code: 'k8ssandra-not-read' } }] });
  const strict = await run('check', '--registry', 'm.io', '--strict', folder);
  expect(strict.exitCode).toBe(1);
});

test('one line a reason, with three examples; all with --verbose, none with --quiet', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) put(`${name}.yaml`, '- hosts: all\n');
  put('t.yaml', '{{ x }}\n');
  const { stderr } = await transform(folder);
  expect(stderr.split('\n')).toEqual([
    `info: 1 file is not read: templates: ${at('t.yaml')} [file-skipped]`,
    `info: 5 files are not read: without Kubernetes objects: ${at('a.yaml')}, ${at('b.yaml')}, ${at('c.yaml')} and 2 more [file-skipped]`,
    moved.trimEnd(),
    '',
  ]);
  const verbose = await transform('--verbose', folder);
  for (const name of ['a', 'b', 'c', 'd', 'e']) expect(verbose.stderr).toContain(`\n  ${at(`${name}.yaml`)}\n`);
  await expect(transform('--quiet', folder)).resolves.toMatchObject({ stderr: '' });
});

test('links to nothing, to folders, in circles, and pipes are not opened', async () => {
  symlinkSync('/nonexistent', at('link.yaml'));
  symlinkSync('circle.yaml', at('circle.yaml'));
  symlinkSync(os.tmpdir(), at('linked'));
  symlinkSync('/nonexistent', at('no-manifest'));
  execFileSync('mkfifo', [at('pipe.yaml')]);
  symlinkSync('pipe.yaml', at('piped.json'));
  const { exitCode, stderr } = await transform(folder);
  expect(exitCode).toBe(0);
  expect(stderr.split('\n')).toEqual([
    `info: 2 files are not read: links to nothing: ${at('circle.yaml')}, ${at('link.yaml')} [file-skipped]`,
    `info: 1 file is not read: links to folders: ${at('linked')} [file-skipped]`,
    `info: 2 files are not read: devices or pipes: ${at('pipe.yaml')}, ${at('piped.json')} [file-skipped]`,
    moved.trimEnd(),
    '',
  ]);
});

test('a link to a file is read', async () => {
  put('sub/real.txt', deployment('quay.io/c/d:1'));
  symlinkSync('sub/real.txt', at('linked.yaml'));
  await expect(transform(folder)).resolves.toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('m.io/c/d:1'),
  });
});

test.each([
  ['that cannot be taken apart', 'a: b\n{{- if x }}\nc: d\n{{- end }}\n'],
  ['that reads as a map for a name', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ name }}\n'],
  ['for K8ssandra', `${cluster}spec:\n  {{ toYaml .x }}\n`],
])('a template named as a file is called one: %s', async (_, text) => {
  put('a.yaml', text);
  const ran = await transform(at('a.yaml'));
  expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
  expect(ran.stderr).toMatch(/a\.yaml: .*it looks like a template/);
});

test.each([
  ['that cannot be read', 'resources: [\n'],
  ['that is a template', 'resources: [ {{ x }} ]\n'],
  ['in an encoding we do not read', utf16('resources: []')],
])('a kustomization %s stops nothing', async (_, text) => {
  put('kustomization.yaml', text);
  await expect(transform(folder)).resolves.toMatchObject({ exitCode: 0, stdout: deployment('m.io/a/b:1') });
});
